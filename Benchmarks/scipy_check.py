"""Whether the statistics of a comparison are SciPy's.

    onecycle compare A B --json | python Benchmarks/scipy_check.py REPORT.json | -
    python Benchmarks/scipy_check.py --command PROGRAM

The first checks one report against the runs that it lists. The second draws ten tables of accuracies: two to four arms
of 2 to 30 seeds, with ties and gaps. It checks what `PROGRAM TABLE.csv` prints for each. Every other call has
`--baseline ARM`. TABLE.csv has the columns arm, seed, accuracy. PROGRAM prints a report of it, as
`onecycle compare --json --no-figures` does.

Up to 20 pairs p must agree exactly; above, to five of its standard errors. Means, intervals, deviations, medians, effect
sizes, correlations, probabilities of improvement, Holm's correction and the smallest detectable differences must agree
to 1e-9. Prints a line per report and per disagreement; exit code 1 if any disagrees. Needs numpy and scipy; Holm's
correction is statsmodels' if it is installed.
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
from fractions import Fraction

import numpy as np
from scipy import optimize, stats

EXACT_LIMIT = 20
DRAWS = 100_000
TOLERANCE = 1e-9


class Check:
    """Counts what was compared and keeps what disagreed."""

    def __init__(self, name):
        self.name, self.compared, self.problems = name, 0, []

    def equal(self, what, ours, theirs, tolerance=TOLERANCE):
        self.compared += 1
        if ours is None or theirs is None:
            agrees = ours is None and theirs is None
        elif isinstance(ours, float) or isinstance(theirs, float):
            agrees = abs(ours - theirs) <= tolerance * max(1, abs(theirs))
        else:
            agrees = ours == theirs
        if not agrees:
            self.problems.append(f"{self.name}: {what}: {ours}, not {theirs}")

    def near(self, what, ours, theirs, error):
        self.compared += 1
        if ours is None or abs(ours - theirs) > 5 * error + 1e-12 * abs(theirs):
            self.problems.append(f"{self.name}: {what}: {ours}, not {theirs} +- {error}")


def finite(value):
    return float(value) if math.isfinite(value) else None


MISSING = {0: "no_seeds", 1: "one_seed", 2: "two_seeds"}


def skew(values, limit):
    """A third of the skewness of values whose distance from a bound is log-normal; limit is inf for losses."""
    mean, deviation = np.mean(values), np.std(values, ddof=1)
    if not 0 < mean < limit:
        return 0.0
    return float(np.clip(deviation * (1 - 2 * mean / limit) / (mean * (1 - mean / limit)), -0.5, 0.5))


def mean_interval(values, k, confidence):
    """The interval of Sources/Statistics/MeanInterval.swift, before it is clipped."""
    n, mean, deviation = len(values), np.mean(values), np.std(values, ddof=1)
    places = k / n + np.array([-1, 1]) * stats.t.ppf((1 + confidence) / 2, n - 1) * math.sqrt((1 + k * k / 2) / n)
    return mean + deviation * (np.expm1(k * places) / k if k else places)


def check_interval(check, what, report, values, k, confidence, low, high):
    """`report` holds interval and no_interval; `k` gives the skewness of values that have an interval."""
    values = np.array(values, float)
    reason = MISSING.get(len(values))
    if len(values) and not np.all(np.isfinite(values)):
        reason = "infinite"
    elif len(values) > 2 and np.std(values, ddof=1) <= TOLERANCE * np.max(np.abs(values)):
        reason = "equal_values"
    check.equal(what + " reason", report.get("no_interval"), reason)
    interval = report.get("interval")
    if reason:
        check.equal(what, interval, None)
        return
    ends = np.clip(mean_interval(values, k(), confidence), low, high)
    check.equal(what + " low", (interval or {}).get("low"), float(ends[0]))
    check.equal(what + " high", (interval or {}).get("high"), float(ends[1]))


def effect_for_power(count, alpha, power=0.8):
    """The mean difference in deviations that the sign-flip test shows: all signs agree, or a t test at the largest p below alpha."""
    if count > EXACT_LIMIT:
        level, patterns = alpha, math.inf
    else:
        patterns = math.ceil(alpha * 2 ** (count - 1)) - 1
        level = patterns / 2 ** (count - 1)
    if patterns < 1:
        return None
    if patterns == 1:
        return float(stats.norm.ppf(power ** (1 / count)))
    critical = stats.t.ppf(1 - level / 2, count - 1)

    def missing(effect):
        value = stats.nct.sf(critical, count - 1, effect * math.sqrt(count))
        return (1 if math.isnan(value) else value) - power

    return float(optimize.brentq(missing, 0, 4, xtol=1e-12))


def check_summary(check, what, report, values, is_accuracy):
    values = np.array(values, float)
    whole = len(values) > 0 and np.all(np.isfinite(values))
    check.equal(what + " n", report["n"], len(values))
    check.equal(what + " mean", report.get("mean"), finite(np.mean(values)) if whole else None)
    check.equal(what + " deviation", report.get("deviation"),
                finite(np.std(values, ddof=1)) if whole and len(values) > 1 else None)
    check.equal(what + " median", report.get("median"), finite(np.median(values)) if len(values) else None)
    limit = 1 if is_accuracy else math.inf
    check_interval(check, what, report, values, lambda: skew(values, limit), 0.95, 0, limit)


def whole_images(accuracies):
    """Accuracies as whole numbers of images, so that no sum is rounded."""
    shares = [Fraction(value).limit_denominator(1_000_000) for value in accuracies]
    scale = math.lcm(*(share.denominator for share in shares))
    return np.array([float(share * scale) for share in shares]) if scale < 2**40 else np.array(accuracies)


def permutation_p(differences):
    """Two-sided p of flipping signs, and its standard error, 0 where all signs were counted."""
    exact = len(differences) <= EXACT_LIMIT
    result = stats.permutation_test((differences,), lambda values, axis: np.sum(values, axis=axis), vectorized=True,
                                    permutation_type="samples", n_resamples=np.inf if exact else DRAWS, batch=20_000,
                                    random_state=np.random.default_rng(2))
    p = float(result.pvalue)
    return p, 0.0 if exact else math.sqrt(2 * p * (1 - p) / DRAWS)


def holm(values):
    try:
        from statsmodels.stats.multitest import multipletests
    except ImportError:
        order = np.argsort(values, kind="stable")
        steps = np.maximum.accumulate((len(values) - np.arange(len(values))) * np.array(values)[order])
        corrected = np.empty(len(values))
        corrected[order] = np.minimum(steps, 1)
        return corrected
    return multipletests(values, method="holm")[1]


def check_pair(check, report, metric, arms, tests):
    what = f"{report['first']} against {report['second']}"
    runs = [{run["seed"]: run.get(metric, math.inf) for run in arms[report[side]]["runs"]}
            for side in ("first", "second")]
    seeds = sorted(set(runs[0]) & set(runs[1]))
    check.equal(what + " seeds", report["seeds"], seeds)
    check.equal(what + " only first", report["only_first"], sorted(set(runs[0]) - set(seeds)))
    check.equal(what + " only second", report["only_second"], sorted(set(runs[1]) - set(seeds)))
    values = [[side[seed] for seed in seeds] for side in runs]
    count = len(seeds)
    if count == 0 or not np.all(np.isfinite(values)):
        check.equal(what + " p", report.get("p"), None)
        return
    is_accuracy = metric.endswith("accuracy")
    better, worse = (values if is_accuracy else values[::-1])
    differences = np.array(better) - np.array(worse)
    check.equal(what + " mean", report["mean_difference"], float(np.mean(differences)))
    deviation = float(np.std(differences, ddof=1)) if count > 1 else None
    check.equal(what + " deviation", report.get("deviation"), deviation)
    limit = 1 if is_accuracy else math.inf

    def pair_skew():
        sizes = [np.std(side, ddof=1) for side in (better, worse)]
        cubes = [size**3 * skew(side, limit) for size, side in zip(sizes, (better, worse))]
        return (cubes[0] - cubes[1]) / math.hypot(*sizes) ** 3

    check_interval(check, what, report, differences, pair_skew, 1 - 0.05 / tests, -limit, limit)
    correlation = None
    if count > 2 and all(np.std(side) > TOLERANCE * np.max(np.abs(side)) for side in values):
        correlation = float(stats.pearsonr(better, worse).statistic)
    check.equal(what + " correlation", report.get("correlation"), correlation)
    images = whole_images(better + worse) if is_accuracy else np.array(better + worse)
    p, error = permutation_p(images[:count] - images[count:])
    if error == 0:
        check.equal(what + " p", report["p"], p, 1e-14)
    else:
        check.near(what + " p", report["p"], p, error)
    u = stats.mannwhitneyu(better, worse).statistic
    check.equal(what + " probability of improvement", report["probability_of_improvement"], float(u / count**2))
    effect = report.get("effect_size") or {}
    if deviation and deviation > 1e-9 * np.max(np.abs(differences)):
        d = float(np.mean(differences) / deviation)
        check.equal(what + " d_z", effect.get("cohen_dz"), d)
        check.equal(what + " g_z", effect.get("hedges_gz"), d * (1 - 3 / (4 * count - 5)) if count > 2 else None)
    else:
        check.equal(what + " effect", effect, {})
    # At the level of the smallest p of all tests, where Holm's correction begins; equal differences show any.
    effect = effect_for_power(count, 0.05 / tests)
    detectable = None
    if effect is not None and deviation and deviation > 1e-9 * np.max(np.abs(differences)):
        detectable = effect * deviation
    check.equal(what + " smallest detectable", report.get("smallest_detectable"), detectable)


def check_report(name, report):
    check = Check(name)
    arms = {arm["name"]: arm for arm in report["arms"]}
    for arm in report["arms"]:
        for metric in ("final_accuracy", "best_accuracy", "final_loss", "best_loss"):
            values = [run.get(metric, math.inf) for run in arm["runs"]]
            check_summary(check, f"{arm['name']} {metric}", arm[metric], values, metric.endswith("accuracy"))
    tested = [pair for pair in report["pairs"] if pair.get("p") is not None]
    names = [arm["name"] for arm in report["arms"]]
    baseline = report["family"].get("baseline")
    family = ([(name, baseline) for name in names if name != baseline] if baseline
              else [(one, other) for index, one in enumerate(names) for other in names[index + 1:]])
    check.equal("pairs", [(pair["first"], pair["second"]) for pair in report["pairs"]], family)
    check.equal("tests", report["family"]["tests"], len(tested))
    for pair in report["pairs"]:
        check_pair(check, pair, report["metric"], arms, len(tested))
    for pair, p in zip(tested, holm([pair["p"] for pair in tested]) if tested else []):
        check.equal(f"{pair['first']} against {pair['second']} Holm", pair["p_holm"], float(p))
    return check


def drawn_table(draws, index):
    """Arms of accuracies, all of them multiples of 1/10,000."""
    arms = {}
    counts = [2, 3, 5, 6, 8, 10, 13, 17, 20, 30]
    for arm in range(draws.choice([2, 2, 3, 4])):
        centre, spread = draws.randint(9_700, 9_760), draws.choice([1, 4, 40])
        seeds = range(counts[index] + (draws.randint(0, 1) if index % 3 == 1 else 0))
        arms[f"arm-{arm}"] = {seed: draws.randint(centre - spread, centre + spread) / 10_000 for seed in seeds}
    return arms


def check_drawn(command):
    draws = random.Random(7)
    for index in range(10):
        table = drawn_table(draws, index)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "table.csv")
            with open(path, "w") as file:
                file.write("arm,seed,accuracy\n")
                file.writelines(f"{arm},{seed},{accuracy!r}\n" for arm, runs in table.items()
                                for seed, accuracy in runs.items())
            # Every other table with a baseline.
            baseline = ["--baseline", "arm-1"] if index % 2 else []
            call = shlex.split(command) + [path] + baseline
            report = json.loads(subprocess.run(call, check=True, capture_output=True).stdout)
        check = check_report(f"table {index}", report)
        read = {arm["name"]: {run["seed"]: run["final_accuracy"] for run in arm["runs"]} for arm in report["arms"]}
        check.equal("runs", read, table)
        yield check


def main():
    parser = argparse.ArgumentParser(description="Checks the statistics of a comparison against SciPy's.")
    parser.add_argument("report", nargs="?", help="a report's JSON; - for standard input")
    parser.add_argument("--command", help="a program that prints the report of a table")
    arguments = parser.parse_args()
    if (arguments.report is None) == (arguments.command is None):
        parser.error("a report or --command, one of both")
    if arguments.command:
        checks = check_drawn(arguments.command)
    else:
        with (sys.stdin if arguments.report == "-" else open(arguments.report)) as file:
            checks = [check_report(arguments.report, json.load(file))]
    wrong = 0
    for check in checks:
        wrong += len(check.problems)
        print(f"{check.name}: {check.compared} numbers compared, {len(check.problems)} disagree", flush=True)
        for problem in check.problems:
            print("  " + problem)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
