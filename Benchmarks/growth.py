#!/usr/bin/env python3
"""How time and memory grow with images, seeds and width: growth.py ONECYCLE [--figure FILE.png] [--quick]

Each series trains small networks on drawn digits and takes the processor's seconds and the peak memory of the whole process.
The slope is that of the last two points on logarithmic axes: 1 if twice the work takes twice the time. Prints a table;
--figure draws it and needs matplotlib.
"""
import argparse
import json
import math
import os
import sys
import tempfile

SAMPLE = {
    "model": {"architecture": "simple_cnn", "channels": [3, 16, 16, 2]},
    "optimizer": {"type": "adamw"},
    "schedule": {"type": "one_cycle", "lr_max": 0.05},
    "figures": [],
}


def images(count):
    return {**SAMPLE, "data": {"source": "digits_sample", "count": count}, "epochs": 1}


def seeds(count):
    return {**SAMPLE, "data": {"source": "digits_sample", "count": 256}, "epochs": 1, "seeds": count}


def width(channels):
    return {
        "data": {"source": "digits", "count": 512, "batch_size": 32},
        "model": {"architecture": "resnet", "depth": 8, "width": channels},
        "optimizer": {"type": "sgd"},
        "schedule": {"type": "one_cycle", "lr_max": 0.05},
        "steps": 8,
        "figures": [],
    }


SERIES = [
    ("images", images, [1000, 4000, 16000, 64000]),
    ("seeds", seeds, [1, 10, 100, 1000]),
    ("width", width, [16, 32, 64, 128, 256]),
]


def measure(program, spec):
    """Processor seconds and peak megabytes of a run."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "growth.json")
        with open(path, "w") as file:
            json.dump(spec, file)
        with open(os.devnull, "w") as nothing:
            child = os.posix_spawn(
                program, [program, "run", path, "--quiet", "--output", os.path.join(folder, "output")], os.environ,
                file_actions=[(os.POSIX_SPAWN_DUP2, nothing.fileno(), 1)])
        _, status, usage = os.wait4(child, 0)
        if status != 0:
            sys.exit(f"growth: {program} failed on {json.dumps(spec)}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def slope(points, value):
    (x, y), (next_x, next_y) = [(point[0], point[value]) for point in points[-2:]]
    return math.log(next_y / y) / math.log(next_x / x)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--figure", help="PNG or SVG file")
    parser.add_argument("--quick", action="store_true", help="leave out the largest value of each series")
    options = parser.parse_args()
    program = os.path.abspath(options.program)

    found = []
    for name, spec, values in SERIES:
        points = []
        for value in values[:-1] if options.quick else values:
            points.append((value, *measure(program, spec(value))))
            print(f"{name} {value}: {points[-1][1]:.2f} s, {points[-1][2]:.0f} MB", file=sys.stderr, flush=True)
        found.append((name, points))

    print("| | " + " | ".join(["values", "processor seconds", "slope", "peak MB", "slope"]) + " |")
    print("|---|---|---|---:|---|---:|")
    for name, points in found:
        cells = [
            ", ".join(f"{point[0]:,}" for point in points), ", ".join(f"{point[1]:.2f}" for point in points),
            f"{slope(points, 1):.2f}", ", ".join(f"{point[2]:.0f}" for point in points), f"{slope(points, 2):.2f}",
        ]
        print(f"| {name} | " + " | ".join(cells) + " |")
    if options.figure:
        draw(found, options.figure)


def draw(found, path):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot, ticker

    figure, panels = pyplot.subplots(2, len(found), figsize=(9, 5), sharex="col", sharey="row", layout="constrained")
    for column, (name, points) in enumerate(found):
        for row, label in enumerate(["processor seconds", "peak MB"]):
            panel = panels[row][column]
            values = [point[row + 1] for point in points]
            panel.loglog([point[0] for point in points], values, "o-", color="#1f6fb2")
            panel.set_title(f"slope at the end {slope(points, row + 1):.2f}", fontsize=9, loc="left")
            panel.set_xticks([point[0] for point in points], [f"{point[0]:,}" for point in points])
            for axis in (panel.xaxis, panel.yaxis):
                axis.set_minor_locator(ticker.NullLocator())
            panel.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,g}"))
            panel.grid(True, which="major", color="#dddddd")
            panel.spines[["top", "right"]].set_visible(False)
            if column == 0:
                panel.set_ylabel(label)
            if row == 1:
                panel.set_xlabel(name)
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
