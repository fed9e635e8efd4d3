"""Seeds as needed: the error rate, the seeds saved, and whether the program agrees with this implementation.

    python Benchmarks/sequential_check.py                      simulates: 10,000 studies a row, a few minutes
    python Benchmarks/sequential_check.py --studies 2000       the same with fewer studies
    python Benchmarks/sequential_check.py --command PROGRAM    compares with `PROGRAM TABLE.csv` on drawn tables
    python Benchmarks/sequential_check.py --golden             prints the values that the tests hold

PROGRAM prints a report, as `onecycle compare --until-clear --json --no-figures` does.

The test is the sequential sign-flip test of docs/statistics.md. If the arms are alike, each paired difference could as
well have the other sign. A group of sign patterns therefore gives equally likely paths of sums, and the recorded path
is one of them. After n of at most N seeds the patterns with the largest sums are rejected, up to the share
level * n / N of the group. A rejected pattern stays rejected.

Type I errors must stay below 5 % and three standard errors. At a power of 98 % or more the mean number of seeds must
be at least 40 % below the fixed n of the same power, for effects of one deviation or less. The fixed n is that of
Student's paired t test, which needs fewer seeds than the fixed sign-flip test. Exit code 1 if one of them fails.
Needs numpy and scipy.
"""
import argparse
import json
import math
import os
import random
import shlex
import subprocess
import sys
import tempfile

import numpy as np
from scipy import stats

ALPHA = 0.05
MIN_BITS, MAX_BITS, MIN_REJECTED = 14, 18, 16
DEFAULT_LIMIT = 30


def share(n, limit):
    """The share of the level that is spent after n seeds."""
    return min(1, n / limit)


def bits(level):
    return next(
        (b for b in range(MIN_BITS, MAX_BITS) if 2 ** (b - 1) * level >= MIN_REJECTED), MAX_BITS)


def mask(place, size):
    """The positions of a pattern's number whose parity is the sign at `place`."""
    if place < size:
        return 1 << place
    number = ((place + 1) * 0x9E3779B97F4A7C15 % 2**64) >> (64 - size)
    return number if number.bit_count() % 2 else number ^ 1


_groups = {}


def group(size, count):
    """Half of the patterns, one a row; the others have all signs reversed. The first row has no sign reversed."""
    if (size, count) not in _groups:
        rows = np.arange(2 ** (size - 1))
        columns = [1 - 2.0 * (np.bitwise_count(rows & mask(place, size)) % 2) for place in range(count)]
        _groups[size, count] = np.array(columns)
    return _groups[size, count]


def rejection(differences, level=ALPHA, limit=DEFAULT_LIMIT, magnitude=None):
    """The number of seeds after which the differences are rejected; None if they are not.

    Sums closer than 1e-9 of `magnitude` a seed are equal; None: the largest difference.
    """
    count, size = len(differences), bits(level)
    signs = group(size, count)
    half = signs.shape[1]
    sums, used = np.zeros(half), 0
    alive = np.ones(half, bool)
    guess = 0.0
    if magnitude is None:
        magnitude = max(map(abs, differences), default=0)
    for place, difference in enumerate(differences):
        sums += signs[place] * difference
        budget = math.floor(level * share(place + 1, limit) * half + 1e-9) - used
        if budget < 1:
            continue
        sizes = np.abs(sums) * alive
        largest = sizes[sizes > guess]
        if len(largest) <= budget:
            largest = sizes
        cut = np.partition(largest, len(largest) - budget - 1)[len(largest) - budget - 1]
        guess = 0.9 * cut
        rejected = sizes > cut + 1e-9 * magnitude * (place + 1)
        if rejected[0]:
            return place + 1
        used += int(rejected.sum())
        alive &= ~rejected
    return None


def levels(tests):
    """Levels from the largest on: alpha / j up to the number of tests, then halves of the last."""
    found = [ALPHA / j for j in range(1, tests + 1)]
    while found[-1] / 2 * 2 ** (bits(found[-1] / 2) - 1) >= 1 and len(found) < tests + 12:
        found.append(found[-1] / 2)
    return found


def anytime_p(differences, tests=1, limit=DEFAULT_LIMIT):
    """The smallest level that rejects, with all larger ones; None if alpha does not."""
    p = None
    for level in levels(tests):
        if rejection(differences, level, limit) is None:
            break
        p = level
    return p


def holm(values):
    order = sorted((p, i) for i, p in enumerate(values) if p is not None)
    corrected, largest = [None] * len(values), 0.0
    for rank, (p, i) in enumerate(order):
        largest = max(largest, min(1, (len(values) - rank) * p))
        corrected[i] = largest
    return corrected


def interval(differences, level, limit=DEFAULT_LIMIT):
    """The values that the test does not reject as the mean difference; None before the first look."""
    values = np.array(differences)
    spread = values.max() - values.min()
    if spread <= 1e-9 * np.abs(values).max():
        return None
    magnitude = np.abs(values).max() + spread
    kept = lambda shift: rejection(values - shift, level, limit, magnitude) is None
    middle = values.mean()
    reach = 4 * spread
    if not kept(middle) or kept(middle - reach) or kept(middle + reach):
        return None
    ends = []
    for direction in (-1, 1):
        near, far = 0.0, reach
        for _ in range(24):
            half = (near + far) / 2
            near, far = (half, far) if kept(middle + direction * half) else (near, half)
        ends.append(middle + direction * near)
    return ends


# --- simulation


def fixed_n(effect, power):
    """The real n at which a paired t test of the effect d_z has this power."""

    def reached(n):
        critical, shift = stats.t.isf(ALPHA / 2, n - 1), effect * math.sqrt(n)
        return stats.nct.sf(critical, n - 1, shift) + stats.nct.cdf(-critical, n - 1, shift)

    low, high = 2.0, 5000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if reached(middle) < power else (low, middle)
    return high


def null_tables(rng, studies, n):
    """Differences of two arms that are alike, by name."""
    normal = rng.normal(size=(studies, n))
    yield "normal", normal
    yield "heavy tails (Student's t, 2 degrees)", rng.standard_t(2, size=(studies, n))
    yield "skewed arms (log-normal)", rng.lognormal(0, 1, (studies, n)) - rng.lognormal(0, 1, (studies, n))
    hard = rng.beta(60, 2, (studies, n))
    yield "accuracies of 500 images, correlated", (
        rng.binomial(500, hard) - rng.binomial(500, hard)) / 500
    yield "accuracies of 20 images, many ties", (
        rng.binomial(20, 0.97, (studies, n)) - rng.binomial(20, 0.97, (studies, n))) / 20
    yield "a deviation that grows with the seed", normal * np.arange(1, n + 1)
    diverged = rng.random((2, studies, n)) < 0.1
    yield "one run in ten diverges", normal * 0.01 + 0.9 * (1.0 * diverged[0] - diverged[1])


def rejections(tables, level=ALPHA, limit=DEFAULT_LIMIT):
    """For each study the seeds until the rejection; infinite if it is not rejected."""
    return np.array([rejection(row[:limit], level, limit) or np.inf for row in tables])


def percent(rate):
    return f"{100 * rate:.1f} %"


def simulate_errors(studies, seed):
    good = True
    rng = np.random.default_rng(seed)
    limits = (10, 30, 50)
    print(f"\nType I error, {studies} studies, a look after every seed up to the limit\n")
    print("| differences | limit 10 | limit 30 | limit 50 |\n|---|---:|---:|---:|")

    def row(name, table):
        rates = [np.isfinite(rejections(table, ALPHA, limit)).mean() for limit in limits]
        print(f"| {name} | " + " | ".join(map(percent, rates)) + " |", flush=True)
        return max(rates)

    for name, table in null_tables(rng, studies, max(limits)):
        good &= row(name, table) <= ALPHA + 3 * math.sqrt(ALPHA * (1 - ALPHA) / studies)
    row("not alike: mean 0, but skewed (exponential)", rng.exponential(size=(studies, max(limits))) - 1)
    normal = rng.normal(size=(studies, max(limits)))
    counts = np.arange(1, max(limits) + 1)
    mean, square = np.cumsum(normal, 1) / counts, np.cumsum(normal**2, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(mean) * np.sqrt(counts * (counts - 1) / (square - counts * mean**2))
        looks = t > stats.t.isf(ALPHA / 2, counts - 1)
    looks[:, :4] = False
    rates = [looks[:, :limit].any(1).mean() for limit in limits]
    print("| a fixed t test, repeated from 5 seeds on | " + " | ".join(map(percent, rates)) + " |")
    few = normal[: studies // 2]
    raised = np.isfinite(rejections(few, ALPHA, 30)) | np.isfinite(rejections(few, ALPHA, 50))
    print(f"\nA limit of 30 that is raised to 50 if nothing is clear, {len(few)} studies: {percent(raised.mean())}")
    # Three arms and a baseline, of which two are alike with it: any false finding, by Holm's method.
    few, false = studies // 5, 0
    for _ in range(few):
        base = rng.normal(size=30)
        ps = [anytime_p(base - rng.normal(size=30) - shift, 3) for shift in (0, 0, 3)]
        false += any(p is not None and p <= ALPHA * (1 + 1e-9) for p in holm(ps)[:2])
    good &= false / few <= ALPHA + 3 * math.sqrt(ALPHA * (1 - ALPHA) / few)
    print(f"Any false finding, 3 comparisons with one baseline, one of them real, {few} studies: {percent(false / few)}")
    return good


def simulate_savings(studies, seed):
    good = True
    print(f"\nSeeds, {studies} studies of normal differences with the mean d_z and deviation 1\n")
    print("| limit | d_z | power | mean seeds | fixed n of this power | saved |\n|---:|---:|---:|---:|---:|---:|")
    rng = np.random.default_rng(seed)
    effects = {20: (0.8, 1.0, 1.2, 1.5), 30: (0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 2.0), 50: (0.5, 0.6, 0.7, 0.8, 1.0, 1.5)}
    for limit in effects:
        for effect in effects[limit]:
            times = rejections(rng.normal(effect, 1, (studies, limit)), ALPHA, limit)
            power, mean = np.isfinite(times).mean(), np.minimum(times, limit).mean()
            fixed = fixed_n(effect, min(power, 1 - 1 / studies))
            saved = 1 - mean / fixed
            if power >= 0.98 and effect <= 1:
                good &= saved >= 0.4
            row = f"{limit} | {effect} | {percent(power)} | {mean:.1f} | {fixed:.1f} | {100 * saved:.0f} %"
            print(f"| {row} |", flush=True)
    return good


def simulate_outlook(studies, seed):
    """Whether the limit that a difference needs shows it with a probability of about 0.8."""
    good = True
    rng = np.random.default_rng(seed)
    print(f"\nPower at the difference that a limit should show with a probability of 0.8, {studies} studies\n")
    print("| comparisons | limit | d_z | power |\n|---:|---:|---:|---:|")
    for tests in (1, 3, 10):
        for limit in (15, 30, 60):
            effect = (stats.norm.isf(ALPHA / tests / 2) + 1.175) / math.sqrt(limit - 3)
            table = rng.normal(effect, 1, (studies, limit))
            power = np.isfinite(rejections(table, ALPHA / tests, limit)).mean()
            good &= 0.65 <= power <= 0.88
            print(f"| {tests} | {limit} | {effect:.2f} | {percent(power)} |", flush=True)
    return good


# --- the program


def draw_table(rng):
    """Runs of two to four arms with 3 to 20 seeds, as rows."""
    arms = ["base", "b", "c", "d"][: rng.randint(2, 4)]
    images = rng.choice([50, 500, 10_000])
    count = rng.randint(3, 20)
    gains = {arm: rng.choice([0, 0.01, 0.03]) for arm in arms}
    return [
        (arm, seed, round(min(1, max(0, rng.gauss(0.93 + gains[arm], 0.01))) * images) / images)
        for arm in arms for seed in range(count - (rng.random() < 0.3) * rng.randint(0, 2))
    ]


def check_report(rows, report, name):
    problems = []
    values = {}
    for arm, seed, accuracy in rows:
        values.setdefault(arm, {})[seed] = accuracy
    found = report["until_clear"]
    limit = found["limit"]
    pairs = found["pairs"]
    ps = []
    for pair in pairs:
        first, second = values[pair["first"]], values[pair["second"]]
        seeds = sorted(set(first) & set(second))
        differences = [first[seed] - second[seed] for seed in seeds]
        p = anytime_p(differences, len(pairs), limit)
        ps.append(p)
        label = f"{name}: {pair['first']} - {pair['second']}"
        if pair["n"] != len(seeds):
            problems.append(f"{label}: n: {pair['n']}, not {len(seeds)}")
        if (p is None) != ("anytime_p" not in pair) or p is not None and abs(p - pair["anytime_p"]) > 1e-12:
            problems.append(f"{label}: p: {pair.get('anytime_p')}, not {p}")
        ends = interval(differences, ALPHA / len(pairs), limit)
        ours = pair.get("interval")
        if (ends is None) != (ours is None):
            problems.append(f"{label}: interval: {ours}, not {ends}")
        elif ends:
            # A clear difference's interval ends at 0, at the latest.
            if pair["is_clear"]:
                ends = [max(0, ends[0]), ends[1]] if pair["mean_difference"] > 0 else [ends[0], min(0, ends[1])]
            width = ends[1] - ends[0]
            for key, end in zip(("low", "high"), ends):
                if abs(ours[key] - end) > 1e-4 * width + 1e-9:
                    problems.append(f"{label}: {key}: {ours[key]}, not {end}")
    for pair, p in zip(pairs, holm(ps)):
        clear = p is not None and p <= ALPHA * (1 + 1e-9)
        if pair["is_clear"] != clear:
            problems.append(f"{name}: {pair['first']} - {pair['second']}: is_clear: {pair['is_clear']}, not {clear}")
    return problems


def check_command(command, tables):
    rng = random.Random(1)
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "table.csv")
        for number in range(tables):
            rows = draw_table(rng)
            with open(path, "w") as file:
                file.write("arm,seed,accuracy\n" + "".join(f"{a},{s},{v!r}\n" for a, s, v in rows))
            call = shlex.split(command) + [path] + (["--baseline", "base"] if number % 2 else [])
            result = subprocess.run(call, capture_output=True, text=True)
            if result.returncode != 0:
                problems.append(f"table {number}: exit code {result.returncode}: {result.stderr.strip()}")
                continue
            problems += check_report(rows, json.loads(result.stdout), f"table {number}")
    for line in problems:
        print(line)
    print(f"{tables} tables, {len(problems)} disagreements")
    return not problems


def golden():
    rng = np.random.default_rng(42)
    cases = [
        [0.01] * 12,
        [0.01, 0.02, 0.03, 0.01, 0.02, 0.01, -0.001, 0.02, 0.03, 0.01],
        [round(float(x), 3) for x in rng.normal(0.8, 1, 30)],
        [round(float(x), 3) for x in rng.normal(1.2, 1, 20)],
        [round(float(x), 3) for x in rng.normal(0, 1, 40)],
        [0.0] * 30,
        [0.002, 0, 0.002, 0.004, 0.002, 0, 0.002, 0.002, 0.004, 0.002, 0.002, 0.006],
    ]
    for case in cases:
        found = [rejection(case, ALPHA / tests, 40) for tests in (1, 3, 10)]
        ends = interval(case, ALPHA, 40)
        print(json.dumps({
            "differences": case, "rejection": found, "p": [anytime_p(case, 1, 40), anytime_p(case, 3, 40)],
            "interval": ends}))
    for limit in (10, 30, 50):
        looks = [
            next((n for n in range(1, 99) if 2 / 2**n <= ALPHA / m * share(n, limit)), None) for m in (1, 2, 3, 6, 10)]
        print(limit, looks)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--studies", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--command")
    parser.add_argument("--tables", type=int, default=20)
    parser.add_argument("--golden", action="store_true")
    options = parser.parse_args()
    if options.golden:
        golden()
    elif options.command:
        sys.exit(not check_command(options.command, options.tables))
    else:
        results = [
            simulate_errors(options.studies, options.seed), simulate_savings(options.studies, options.seed + 1),
            simulate_outlook(options.studies // 5, options.seed + 2)]
        sys.exit(not all(results))
