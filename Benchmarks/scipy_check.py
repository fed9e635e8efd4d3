"""Whether the statistics of a comparison are SciPy's.

    onecycle compare A B --json | python Benchmarks/scipy_check.py REPORT.json | -
    python Benchmarks/scipy_check.py --command PROGRAM

The first checks one report against the runs that it lists. The second draws ten tables of accuracies: two to four arms
of 2 to 30 seeds, with ties and gaps. It checks what `PROGRAM TABLE.csv` prints for each. Every other call has
`--baseline ARM`. TABLE.csv has the columns arm, seed, accuracy. PROGRAM prints a report of it, as
`onecycle compare --json --no-figures` does.

Up to 20 pairs p must agree exactly. Means, deviations, medians, effect sizes, probabilities of improvement, Holm's
correction and the smallest detectable differences must agree to 1e-9. Drawn values must agree to five of their standard
errors: p above 20 pairs, and the bootstrap intervals. The intervals' error comes from repeating SciPy's. Prints a line
per report and per disagreement; exit code 1 if any disagrees. Needs numpy and scipy; Holm's correction is statsmodels'
if it is installed.
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
from scipy import stats

EXACT_LIMIT = 20
DRAWS = 100_000
REPEATS = 40
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


def check_interval(check, what, report, values):
    if len(values) < 2 or not np.all(np.isfinite(values)):
        check.equal(what, report, None)
        return
    if report is None:
        check.problems.append(f"{check.name}: {what}: no interval")
        return
    if np.ptp(values) <= TOLERANCE * np.max(np.abs(values)):
        check.equal(what + " low", report["low"], float(values[0]))
        check.equal(what + " high", report["high"], float(values[0]))
        return
    draws = np.random.default_rng(1)
    theirs = [stats.bootstrap((values,), np.mean, n_resamples=10_000, method="percentile", random_state=draws, batch=2_000)
              .confidence_interval for _ in range(REPEATS)]
    for side in ("low", "high"):
        ends = [getattr(interval, side) for interval in theirs]
        # Our draw, and the mean of theirs.
        check.near(f"{what} {side}", report[side], np.mean(ends), np.std(ends, ddof=1) * math.sqrt(1 + 1 / REPEATS))


def check_summary(check, what, report, values):
    values = np.array(values, float)
    whole = len(values) > 0 and np.all(np.isfinite(values))
    check.equal(what + " n", report["n"], len(values))
    check.equal(what + " mean", report.get("mean"), finite(np.mean(values)) if whole else None)
    check.equal(what + " deviation", report.get("deviation"),
                finite(np.std(values, ddof=1)) if whole and len(values) > 1 else None)
    check.equal(what + " median", report.get("median"), finite(np.median(values)) if len(values) else None)
    check_interval(check, what, report.get("interval"), values)


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
    check_interval(check, what, report.get("interval"), differences)
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
    detectable = None
    smallest = 2 / 2**count if count <= EXACT_LIMIT else 1 / (DRAWS + 1)
    if smallest < 0.05 / tests and deviation > 1e-9 * np.max(np.abs(differences)):
        quantiles = stats.t.ppf(1 - 0.05 / tests / 2, count - 1) + stats.t.ppf(0.8, count - 1)
        detectable = float(quantiles * deviation / math.sqrt(count))
    check.equal(what + " smallest detectable", report.get("smallest_detectable"), detectable)


def check_report(name, report):
    check = Check(name)
    arms = {arm["name"]: arm for arm in report["arms"]}
    for arm in report["arms"]:
        for metric in ("final_accuracy", "best_accuracy", "final_loss", "best_loss"):
            values = [run.get(metric, math.inf) for run in arm["runs"]]
            check_summary(check, f"{arm['name']} {metric}", arm[metric], values)
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
