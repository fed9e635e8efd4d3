"""The pictures of docs/guide/gallery.md: figures of `onecycle`, and those of matplotlib and seaborn of the same values.

    pip install matplotlib seaborn pandas pillow
    onecycle run experiments/*.json
    onecycle run experiments/one-cycle.json --seeds 1 --name one-seed
    onecycle run experiments/one-cycle.json --set epochs=8
    onecycle run experiments/studies/div-factor.json
    onecycle run experiments/mnist/selu-adamw.json --set 'figures=["loss","mistakes"]'    # needs MNIST
    python Benchmarks/gallery.py [--onecycle PATH] [--results output] [--to docs/gallery] [NAME...]

NAME is a pair, such as loss-seeds, or a picture of another page; default: all. Both pictures of a pair have one size.
The values come from `onecycle export` and from lr_finder.csv. All pictures get a palette of 256 colours, to keep them
small. Text stored in figures is kept. `--isa avx2` after `run` gives the values of the pages on other processors, too.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.colors import LogNorm
from matplotlib.ticker import LogLocator
from PIL import Image, PngImagePlugin

DPI = 120
STYLE = {
    "axes.grid": True, "grid.alpha": 0.4, "axes.spines.top": False, "axes.spines.right": False,
    "axes.titlelocation": "left", "axes.titleweight": "bold", "axes.linewidth": 0.8, "xtick.major.size": 3,
    "ytick.major.size": 3, "xtick.minor.size": 2, "ytick.minor.size": 2, "legend.frameon": False,
}
ARMS = ["one-cycle", "three-phase", "constant-high", "constant-low"]

EXPERIMENTS = sorted(Path(__file__).resolve().parent.parent.glob("experiments/*.json"))


class Results:
    """Recorded values of runs, as tables."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def table(self, runs, kind):
        with tempfile.TemporaryDirectory() as to:
            paths = [str(self.folder / run) for run in runs]
            subprocess.run([self.program, "export", *paths, "--to", to], check=True, capture_output=True)
            return pd.read_csv(Path(to) / f"{kind}.csv")

    def steps(self, *runs):
        return self.table(runs, "steps")

    def epochs(self, *runs):
        return self.table(runs, "epochs")

    def range_test(self, run):
        return pd.read_csv(self.folder / run / "lr_finder.csv")


def smooth(values, share=0.05):
    """Centred moving average over a share of all values."""
    window = max(5, min(500, round(len(values) * share))) | 1
    return values.rolling(window, center=True, min_periods=1).mean()


def smooth_by_seed(steps, key):
    return steps.groupby("seed")[key].transform(smooth)


def plain(axis):
    """0.05 instead of powers of ten."""
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter("")


def loss_and_rate(results, run):
    """Loss and error by step, above the schedule."""
    steps, epochs = results.steps(run), results.epochs(run)
    seeds = steps.seed.nunique()
    steps["smooth_loss"] = smooth_by_seed(steps, "loss")
    steps["error"] = 100 * (1 - steps.accuracy)
    steps["smooth_error"] = smooth_by_seed(steps, "error")
    epochs["error"] = 100 * (1 - epochs.accuracy)
    length = steps.groupby("epoch").step.max()
    epochs["step"] = epochs.epoch.map(length) + 0.5
    first = steps[steps.seed == steps.seed.min()]
    figure, (upper, middle, lower) = plt.subplots(
        3, 1, sharex=True, figsize=(800 / DPI, 560 / DPI), height_ratios=[4, 2.4, 1], layout="constrained")
    many = {"errorbar": ("ci", 95), "n_boot": 200, "seed": 0}
    for axes, key, color in [(upper, "loss", "C0"), (middle, "error", "C1")]:
        if key == "loss":
            axes.plot(first.step, first.loss, color=color, linewidth=0.5, alpha=0.35, label="each step, first seed")
        sns.lineplot(
            steps, x="step", y=f"smooth_{key}", ax=axes, color=color, linewidth=1.8,
            label="centred mean" + (f", {seeds} seeds, 95 % interval" if seeds > 1 else ""),
            **(many if seeds > 1 else {"errorbar": None}))
        sns.lineplot(
            epochs, x="step", y="valid_loss" if key == "loss" else "error", ax=axes, color="black", linestyle="none",
            marker="o", markersize=5, label="validation", **(many | {"err_style": "bars"} if seeds > 1 else {}))
        axes.set_yscale("log")
        plain(axes.yaxis)
    upper.set_ylim(bottom=steps.smooth_loss.min() / 4)
    upper.set_ylabel("loss")
    upper.legend(fontsize=7)
    middle.get_legend().remove()
    middle.set_ylabel("error (%)")
    lower.plot(first.step, first.lr, color="black", label="lr")
    lower.set_ylabel("lr")
    twin = lower.twinx()
    twin.grid(False)
    twin.plot(first.step, first.momentum, color="C2")
    twin.set_ylabel("beta1", color="C2")
    lower.set_xlabel("step")
    upper.set_title(f"{run}: loss and error")
    return figure


def accuracy(results):
    epochs = results.epochs("one-cycle-epochs-8")
    epochs["epoch"] += 1
    epochs["error"] = 100 * (1 - epochs.accuracy)
    figure, axes = plt.subplots(figsize=(800 / DPI, 560 / DPI), layout="constrained")
    sns.lineplot(
        epochs, x="epoch", y="error", units="seed", estimator=None, ax=axes, color="C1", linewidth=0.6, alpha=0.5)
    sns.lineplot(
        epochs, x="epoch", y="error", ax=axes, color="C1", marker="D", err_style="bars", errorbar=("ci", 95), seed=0,
        err_kws={"capsize": 3}, label="mean of 10 seeds, 95 % interval")
    axes.set_yscale("log")
    plain(axes.yaxis)
    axes.set(ylabel="validation error (%)", title="one-cycle-epochs-8: validation error")
    return figure


def schedule(results):
    steps = results.steps("one-seed")
    figure, axes = plt.subplots(figsize=(800 / DPI, 360 / DPI), layout="constrained")
    twin = axes.twinx()
    twin.grid(False)
    axes.plot(steps.step, steps.lr, color="C0")
    twin.plot(steps.step, steps.momentum, color="C1", linestyle="--")
    axes.set(xlabel="step", title="one-cycle: schedule")
    axes.set_ylabel("learning rate", color="C0")
    twin.set_ylabel("beta1", color="C1")
    return figure


def range_test(results):
    test = results.range_test("one-cycle")
    test["smooth_loss"] = smooth_by_seed(test, "loss")
    mean = test.groupby("lr").smooth_loss.mean()
    # Rates that all seeds reached.
    mean = mean[test.groupby("lr").seed.nunique() == test.seed.nunique()]
    rate = mean.idxmin() / 10
    figure, axes = plt.subplots(figsize=(800 / DPI, 560 / DPI), layout="constrained")
    for _, seed in test.groupby("seed"):
        axes.plot(seed.lr, seed.smooth_loss, color="C0", linewidth=0.7, alpha=0.5)
    axes.plot(mean.index, mean, color="C0", linewidth=2, label="mean of 5 seeds")
    axes.axvline(rate, color="C3", label=f"lowest loss / 10: {rate:.2g}")
    axes.set(xscale="log", yscale="log", xlabel="learning rate", ylabel="loss", title="one-cycle: range test")
    axes.set_ylim(top=1.5)
    plain(axes.yaxis)
    axes.legend()
    return figure


def heat_map(results):
    runs = sorted(path.name for path in results.folder.glob("div-factor-*"))
    table = results.table(runs, "runs")
    keys = [json.loads((results.folder / run / "spec.json").read_text())["schedule"] for run in runs]
    keys = pd.DataFrame(keys, index=runs)[["lr_max", "div_factor"]]
    table = table.join(keys, on="experiment")
    table["error"] = 100 * (1 - table.final_accuracy)
    grid = table.pivot_table(index="div_factor", columns="lr_max", values="error").T.sort_index(ascending=False)
    grid.index = [f"{rate:.3g}" for rate in grid.index]
    grid.columns = [f"{factor:g}" for factor in grid.columns]
    figure, axes = plt.subplots(figsize=(747 / DPI, 536 / DPI), layout="constrained")
    sns.heatmap(
        grid, annot=True, fmt=".2f", norm=LogNorm(), cmap="viridis_r", ax=axes, linewidths=0.5,
        cbar_kws={"label": "final validation error (%)"})
    axes.set(xlabel="div_factor", ylabel="lr_max", title="Final validation error, mean of 5 seeds")
    axes.tick_params("y", rotation=0)
    return figure


def final(results):
    runs = results.table(ARMS, "runs")
    runs["accuracy"] = 100 * runs.final_accuracy
    order = runs.groupby("experiment").accuracy.mean().sort_values(ascending=False).index
    look = {"x": "accuracy", "y": "experiment", "order": order, "hue": "experiment", "hue_order": ARMS, "legend": False}
    figure, axes = plt.subplots(figsize=(800 / DPI, 560 / DPI), layout="constrained")
    sns.stripplot(runs, ax=axes, alpha=0.45, size=5, jitter=0.18, **look)
    sns.pointplot(runs, ax=axes, linestyle="none", errorbar=("ci", 95), seed=0, capsize=0.12, markers="D", **look)
    axes.set(xlabel="final validation accuracy (%)", ylabel="", title="Final accuracy: seeds, mean, 95 % interval")
    return figure


def gap(results):
    run = "one-cycle-epochs-8"
    steps, epochs = results.steps(run), results.epochs(run)
    steps["smooth_loss"] = smooth_by_seed(steps, "loss")
    steps["error"] = 100 * (1 - steps.accuracy)
    steps["smooth_error"] = smooth_by_seed(steps, "error")
    last = steps.groupby(["seed", "epoch"]).last().reset_index()
    both = epochs.merge(last, on=["seed", "epoch"], suffixes=("", "_step"))
    both["loss gap"] = both.valid_loss - both.smooth_loss
    both["error gap (points)"] = 100 * (1 - both.accuracy) - both.smooth_error
    both["epoch"] += 1
    figure, panels = plt.subplots(2, 1, sharex=True, figsize=(800 / DPI, 560 / DPI), layout="constrained")
    for axes, key, color in zip(panels, ["loss gap", "error gap (points)"], ["C0", "C1"]):
        axes.axhline(0, color="black", linewidth=0.8, linestyle="--")
        sns.stripplot(
            both, x="epoch", y=key, ax=axes, color=color, alpha=0.35, size=3, jitter=False, native_scale=True)
        sns.lineplot(
            both, x="epoch", y=key, ax=axes, color=color, marker="o", err_style="bars", errorbar=("ci", 95), seed=0,
            err_kws={"capsize": 3})
    panels[0].set_title(f"{run}: validation less training")
    return figure


def momentum(results):
    steps = results.steps("one-seed")
    figure, axes = plt.subplots(figsize=(800 / DPI, 560 / DPI), layout="constrained")
    points = axes.scatter(steps.lr, steps.momentum, c=steps.step, s=7, cmap="viridis")
    ends = steps.groupby("epoch").last()
    axes.scatter(ends.lr, ends.momentum, marker="D", s=30, facecolor="none", edgecolor="C3", label="end of an epoch")
    figure.colorbar(points, label="step")
    axes.set(xlabel="learning rate", ylabel="beta1", title="one-cycle: learning rate and beta1")
    axes.legend()
    return figure


# The pair's name: matplotlib's figure, the command and the figure of onecycle, its size (None: its own) and resolution.
PAIRS = {
    "loss-one-seed": (lambda it: loss_and_rate(it, "one-seed"), ["plot", "one-seed"], "loss", (800, 560), DPI),
    "loss-seeds": (lambda it: loss_and_rate(it, "one-cycle"), ["plot", "one-cycle"], "loss", (800, 560), DPI),
    "loss": (lambda it: loss_and_rate(it, "selu-adamw"), ["plot", "selu-adamw"], "loss", (800, 560), DPI),
    "accuracy": (accuracy, ["plot", "one-cycle-epochs-8"], "accuracy", (800, 560), DPI),
    "schedule": (schedule, ["plot", "one-cycle"], "schedule", (800, 360), DPI),
    "range-test": (range_test, ["plot", "one-cycle"], "lr_finder", (800, 560), DPI),
    "heat-map": (heat_map, ["compare", "div-factor-*"], "sensitivity", None, 96),
    "final": (final, ["compare", *ARMS], "final", (800, 560), DPI),
    "gap": (gap, ["plot", "one-cycle-epochs-8"], "gap", (800, 560), DPI),
    "momentum": (momentum, ["plot", "one-cycle"], "lr_momentum", (800, 560), DPI),
}

# Pictures of other pages: the command, the figure, its options.
SINGLES = {
    "overview": (["compare", *sorted(ARMS)], "overview", ["--dpi", "120", "--baseline", "one-cycle"]),
    "schedules": (["schedule", *EXPERIMENTS], "schedules", ["--dpi", "120"]),
    "mistakes": (["plot", "selu-adamw"], "mistakes", ["--dpi", "96"]),
}


def pack(source, target):
    """Writes a PNG file with a palette. Keeps its texts."""
    image = Image.open(source)
    texts = PngImagePlugin.PngInfo()
    for key, value in image.text.items():
        if key != "Software" or "Matplotlib" not in value:
            texts.add_itxt(key, value)
    image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True, pnginfo=texts)


def draw(results, to, name, command, kind, look):
    """A figure of onecycle."""
    command, *runs = command
    paths = [str(path) for run in runs for path in ([run] if run in EXPERIMENTS else sorted(results.folder.glob(run)))]
    with tempfile.TemporaryDirectory() as folder:
        where = {
            "plot": ["--figure", kind, "--to", folder], "compare": ["--figures", folder],
            "schedule": ["--output", folder],
        }[command]
        # Another figure of the call may be refused on a page of this size: only this one counts.
        subprocess.run([results.program, command, *paths, *look, *where], capture_output=True)
        (drawn,) = Path(folder).glob(f"*{kind}.png")
        pack(drawn, to / f"{name}.png")


def draw_pair(results, to, name):
    other, command, kind, size, dpi = PAIRS[name]
    draw(results, to, name, command, kind, (["--size", f"{size[0]}x{size[1]}"] if size else []) + ["--dpi", str(dpi)])
    figure = other(results)
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        figure.savefig(file.name, dpi=DPI)
        pack(file.name, to / f"{name}-matplotlib.png")
    plt.close(figure)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--onecycle", default="onecycle")
    parser.add_argument("--results", type=Path, default=Path("output"))
    parser.add_argument("--to", type=Path, default=Path("docs/gallery"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    sns.set_theme(context="paper", style="ticks", palette="colorblind", rc=STYLE)
    results = Results(options.onecycle, options.results)
    for name in options.names or [*PAIRS, *SINGLES]:
        if name in PAIRS:
            draw_pair(results, options.to, name)
        else:
            draw(results, options.to, name, *SINGLES[name])
