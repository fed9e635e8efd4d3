"""Simulates the intervals and the test of a comparison: how often do they hold what they say?

    python Benchmarks/interval_coverage.py [--studies 20000]

Coverage: the share of simulated studies whose 95 % interval holds the true mean, for 3 to 20 seeds. It compares the
percentile bootstrap, Student's t and the interval of Sources/Statistics/MeanInterval.swift, which is computed here anew from
its formula. Studies whose values are all equal have no interval and do not count.

Type I error: the share of studies of equal arms with p < 0.05 in the sign-flip test, for one pair, and after Holm's
correction of three. Power: the difference that 80 % of studies show, beside the formula of SignFlipPower.swift.

The tables are those in docs/statistics.md. Needs numpy and scipy; takes about two minutes.
"""
import argparse
import itertools
import math

import numpy as np
from scipy import stats

from scipy_check import effect_for_power

COUNTS = [3, 4, 5, 7, 10, 15, 20]


def log_normal(draws, mean, relative, shape):
    """Values with this mean and relative deviation."""
    sigma = math.sqrt(math.log1p(relative**2))
    return mean * np.exp(draws.normal(-sigma**2 / 2, sigma, shape))


def errors(mean, relative, images):
    """Errors of a network, log-normal over seeds, measured on a number of validation images."""
    def draw(draws, shape):
        return draws.binomial(images, np.minimum(1, log_normal(draws, mean, relative, shape))) / images
    return draw, mean


def logit_normal(accuracy, sigma):
    centre = math.log((1 - accuracy) / accuracy)
    mean = np.mean(1 / (1 + np.exp(-centre - sigma * stats.norm.ppf((np.arange(100_000) + 0.5) / 100_000))))
    return (lambda draws, shape: 1 / (1 + np.exp(-centre - sigma * draws.normal(size=shape)))), mean


def normal(mean, deviation):
    return (lambda draws, shape: draws.normal(mean, deviation, shape)), mean


def loss(relative):
    return (lambda draws, shape: log_normal(draws, 0.1, relative, shape)), 0.1


SINGLE = {
    "accuracy 0.9, normal, s 0.01": (1, normal(0.1, 0.01)),
    "accuracy 0.98, normal, s 0.004": (1, normal(0.02, 0.004)),
    "error 2 %, varies 5 %, 10,000 images": (1, errors(0.02, 0.05, 10_000)),
    "error 2 %, varies 20 %, 2,000 images": (1, errors(0.02, 0.2, 2_000)),
    "error 2 %, varies 35 %, 10,000 images": (1, errors(0.02, 0.35, 10_000)),
    "error 2 %, varies 35 %, 1,000 images": (1, errors(0.02, 0.35, 1_000)),
    "error 10 %, varies 35 %, 1,000 images": (1, errors(0.1, 0.35, 1_000)),
    "error 0.1 %, varies 20 %, 10,000 images": (1, errors(0.001, 0.2, 10_000)),
    "error 0.1 %, varies 20 %, 1,000 images": (1, errors(0.001, 0.2, 1_000)),
    "accuracy 0.98, logit-normal, s 0.35": (1, logit_normal(0.98, 0.35)),
    "accuracy 0.98, logit-normal, s 0.5": (1, logit_normal(0.98, 0.5)),
    "accuracy 0.999, logit-normal, s 0.2": (1, logit_normal(0.999, 0.2)),
    "loss, log-normal, varies 5 %": (math.inf, loss(0.05)),
    "loss, log-normal, varies 20 %": (math.inf, loss(0.2)),
    "loss, log-normal, varies 35 %": (math.inf, loss(0.35)),
}

# First and second error with their relative deviations; correlation of their logarithms.
PAIRS = [(0.02, 0.2, 0.03, 0.2), (0.02, 0.35, 0.02, 0.35), (0.02, 0.2, 0.1, 0.35)]
CORRELATIONS = [0, 0.5, 0.9]


def skew(values, limit):
    mean, deviation = values.mean(1), values.std(1, ddof=1)
    with np.errstate(all="ignore"):
        k = deviation * (1 - 2 * mean / limit) / (mean * (1 - mean / limit))
    return np.clip(np.nan_to_num(k), -0.5, 0.5)


def ours(values, k, limits, confidence=0.95):
    n, mean, deviation = values.shape[1], values.mean(1), values.std(1, ddof=1)
    k = np.where(np.abs(k) < 1e-9, 1e-9, k)
    half = stats.t.ppf((1 + confidence) / 2, n - 1) * np.sqrt((1 + k * k / 2) / n)
    ends = [mean + deviation * np.expm1(k * (k / n + side * half)) / k for side in (-1, 1)]
    return np.clip(ends, *limits)


def student(values):
    n = values.shape[1]
    half = stats.t.ppf(0.975, n - 1) * values.std(1, ddof=1) / math.sqrt(n)
    return values.mean(1) - half, values.mean(1) + half


def bootstrap(values, draws, resamples=500):
    ends = [np.quantile(row[draws.integers(0, len(row), (resamples, len(row)))].mean(1), [0.025, 0.975]) for row in values]
    return np.array(ends).T


def coverage(ends, mean, values):
    varies = values.std(1) > 1e-12
    return 100 * np.mean(((ends[0] <= mean) & (mean <= ends[1]))[varies])


def line(name, numbers):
    print(f"| {name} | " + " | ".join(f"{number:.1f}" for number in numbers) + " |", flush=True)


def table(title):
    print(f"\n| {title} | " + " | ".join(f"n = {count}" for count in COUNTS) + " |\n|---|" + "---|" * len(COUNTS))


def single_coverage(draws, studies):
    table("new interval")
    drawn = {}
    for name, (limit, (draw, mean)) in SINGLE.items():
        drawn[name] = [draw(draws, (studies, count)) for count in COUNTS]
        line(name, [coverage(ours(values, skew(values, limit), (0, limit)), mean, values) for values in drawn[name]])
    table("Student's t")
    for name, (_, (_, mean)) in SINGLE.items():
        line(name, [coverage(student(values), mean, values) for values in drawn[name]])
    table("percentile bootstrap")
    for name in ("accuracy 0.9, normal, s 0.01", "error 2 %, varies 35 %, 1,000 images"):
        mean = SINGLE[name][1][1]
        few = [values[:4_000] for values in drawn[name]]
        line(name, [coverage(bootstrap(values, draws), mean, values) for values in few])
    name = "accuracy 0.9, normal, s 0.01"
    values = SINGLE[name][1][0](draws, (4_000, 2))
    print(f"\nn = 2, percentile bootstrap: {coverage(bootstrap(values, draws), 0.1, values):.1f} %")


def pair_coverage(draws, studies):
    for title, confidence in (("difference of two errors", 0.95), ("the same, each of 6 at 99.17 %", 1 - 0.05 / 6)):
        table(title)
        for (one, vary, other, vary_other), r in itertools.product(PAIRS, CORRELATIONS):
            found = []
            for count in COUNTS:
                shared, own = draws.normal(size=(2, studies, count))
                parts = [(one, vary, shared), (other, vary_other, r * shared + math.sqrt(1 - r * r) * own)]
                sides = []
                for mean, relative, normals in parts:
                    sigma = math.sqrt(math.log1p(relative**2))
                    sides.append(mean * np.exp(sigma * normals - sigma**2 / 2))
                sizes = [side.std(1, ddof=1) for side in sides]
                cubes = [size**3 * skew(side, 1) for size, side in zip(sizes, sides)]
                k = (cubes[0] - cubes[1]) / np.hypot(*sizes) ** 3
                values = sides[0] - sides[1]
                found.append(coverage(ours(values, k, (-1, 1), confidence), one - other, values))
            line(f"{100 * one:g} % varies {100 * vary:g} %, {100 * other:g} % varies {100 * vary_other:g} %, r {r}", found)


def sign_flip_p(differences, signs):
    """Exact p of each row."""
    sums = np.abs(differences @ signs)
    return np.mean(sums >= np.abs(differences.sum(1))[:, None] - 1e-12, axis=1)


def signs_of(count):
    half = np.array(list(itertools.product([1, -1], repeat=count - 1)))
    return np.hstack([np.ones((len(half), 1)), half]).T


def type_one(draws, studies):
    print("\n| equal arms | n | p < 0.05 | any of 3 pairs by Holm |\n|---|---|---|---|")
    for count in (6, 8, 10, 12):
        signs = signs_of(count)
        arms = [log_normal(draws, 0.02, 0.2, (studies, count)) for _ in range(3)]
        p = np.array([sign_flip_p(arms[one] - arms[other], signs) for one, other in ((0, 1), (0, 2), (1, 2))])
        alone, smallest = np.mean(p[0] < 0.05), np.mean(3 * p.min(0) < 0.05)
        print(f"| errors vary 20 % | {count} | {100 * alone:.1f} % | {100 * smallest:.1f} % |", flush=True)


def power(draws, studies):
    print("\n| n | alpha | difference of 80 % power, simulated | by the formula |\n|---|---|---|---|")
    for alpha, counts in ((0.05, (6, 7, 8, 10, 12)), (0.05 / 3, (7, 8, 10, 12))):
        for count in counts:
            signs, normals = signs_of(count), draws.normal(size=(studies, count))
            low, high = 0.0, 4.0
            for _ in range(10):
                middle = (low + high) / 2
                shown = np.mean(sign_flip_p(normals + middle, signs) < alpha)
                low, high = (middle, high) if shown < 0.8 else (low, middle)
            print(f"| {count} | {alpha:.4f} | {high:.2f} s | {effect_for_power(count, alpha):.2f} s |", flush=True)


def main():
    parser = argparse.ArgumentParser(description="Simulates intervals and tests of comparisons.")
    parser.add_argument("--studies", type=int, default=20_000)
    studies = parser.parse_args().studies
    draws = np.random.default_rng(15)
    single_coverage(draws, studies)
    pair_coverage(draws, studies)
    type_one(draws, min(studies, 5_000))
    power(draws, min(studies, 2_000))


if __name__ == "__main__":
    main()
