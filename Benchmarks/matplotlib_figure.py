"""The second seed's figure in matplotlib, 800 x 400 pixels: what `swift run -c release figure-bench` is compared with.

    python Benchmarks/matplotlib_figure.py [STEPS]

Prints the median of 20 drawings, from arrays that are averaged already to a PNG file. The import is not counted.
"""

import statistics
import sys
import tempfile
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

steps = int(sys.argv[1]) if len(sys.argv) > 1 else 5157
window = 85
place = np.arange(steps)
random = np.random.default_rng(0)
loss = 2.3 * np.exp(-place / (steps / 5)) + 0.15 + 0.1 * random.random(steps)
accuracy = 100 * (1 - loss / 3)
rate = np.interp(place, [0, 0.3 * steps, steps], [0, 1e-2, 0])
beta1 = np.interp(place, [0, 0.3 * steps, steps], [0.95, 0.85, 0.95])


def averaged(values):
    sums = np.concatenate([[0], np.cumsum(values)])
    first = np.maximum(0, place - window + 1)
    return (sums[place + 1] - sums[first]) / (place + 1 - first)


mean_loss, mean_accuracy = averaged(loss), averaged(accuracy)


def draw(path):
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(8, 4), gridspec_kw={"height_ratios": [4, 1]})
    right, lower_right = upper.twinx(), lower.twinx()
    for axis, raw, mean, color in [(upper, loss, mean_loss, "C0"), (right, accuracy, mean_accuracy, "C1")]:
        axis.plot(raw, color=color, linewidth=1, alpha=0.6)
        axis.plot(mean, color=color, linewidth=2)
    upper.grid(axis="both", linestyle="dotted", alpha=0.8)
    upper.set_ylabel("Train loss", color="C0")
    right.set_ylabel("Train accuracy (%)", color="C1")
    lower.plot(rate, color="black", linewidth=2)
    lower_right.plot(beta1, color="blue", linewidth=2)
    lower.set_ylabel("lr")
    lower_right.set_ylabel(r"$\beta_1$")
    lower.set_xlabel("step")
    figure.tight_layout()
    figure.savefig(path, dpi=100)
    plt.close(figure)


with tempfile.NamedTemporaryFile(suffix=".png") as file:
    draw(file.name)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        draw(file.name)
        times.append(time.perf_counter() - start)
print(f"figure_seconds {steps} {statistics.median(times):.4f}")
