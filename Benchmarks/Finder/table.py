#!/usr/bin/env python3
"""What a range test's suggestion costs, by method: table.py ONECYCLE [--cases FILE] [--data DIR] [--set KEY=VALUE ...]

A case is a spec, and the accuracies of trainings at several peak rates (three seeds each). The cost of a suggestion is the
error at its rate, as a multiple of the lowest error of the case. Between the rates of a case, the logarithm of the error is
interpolated over the logarithm of the rate. The table has one line for each method, and the geometric mean over the cases.

`recommended` has the default settings. fastai's methods have fastai's (100 steps) on one seed and on five, and those of
`recommended`. Needs Python 3 alone.
"""
import argparse
import json
import math
import os
import subprocess
import tempfile

FASTAI = ["minimum", "steep", "valley", "slide", "min_grad"]


def cost(case, rate):
    """Error at `rate` over the lowest error of the case."""
    errors = [max(1 - sum(entry["accuracy"]) / len(entry["accuracy"]), 1e-4) for entry in case["rates"]]
    xs = [math.log(entry["lr"]) for entry in case["rates"]]
    ys = [math.log(error) for error in errors]
    x = min(max(math.log(rate), xs[0]), xs[-1])
    after = next(index for index in range(1, len(xs)) if x <= xs[index])
    way = (x - xs[after - 1]) / (xs[after] - xs[after - 1])
    return math.exp(ys[after - 1] + way * (ys[after] - ys[after - 1])) / min(errors)


def record(program, case, changes, data):
    """`lr_finder.json` of a range test of the case."""
    with tempfile.TemporaryDirectory() as folder:
        spec = os.path.join(folder, "case.json")
        with open(spec, "w") as file:
            json.dump(case["spec"], file)
        call = [program, "find", spec, "--quiet", "--name", "case", "--output", os.path.join(folder, "output")]
        for change in changes:
            call += ["--set", change]
        if data:
            call += ["--data", data]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(folder, "output", "case", "lr_finder.json")) as file:
            return json.load(file)


def suggestion(found, method):
    """The rate of a method; None if it has none."""
    if method in ("recommended", "consensus"):
        return found[method].get("lr")
    return found["suggestions"].get(method, {}).get("lr")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--cases", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"))
    parser.add_argument("--data", help="folder of MNIST's files (default: MNIST_DIR)")
    parser.add_argument("--set", action="append", default=[], dest="changes", metavar="KEY=VALUE")
    parser.add_argument("--only", help="cases whose name contains this")
    parser.add_argument("--recommended-only", action="store_true")
    options = parser.parse_args()
    with open(options.cases) as file:
        cases = [case for case in json.load(file) if not options.only or options.only in case["name"]]

    fastai = ["lr_finder.method=fastai"]
    settings = [("ours", [])]
    if not options.recommended_only:
        settings += [("fastai's, one seed", fastai), ("fastai's, five seeds", fastai + ["lr_finder.seeds=5"])]
    rows = {}
    for case in cases:
        for name, changes in settings:
            found = record(options.program, case, changes + options.changes, options.data)
            methods = ["recommended"] if name == "ours" else []
            if not options.recommended_only:
                methods += FASTAI + ["consensus"]
            for method in methods:
                rate = suggestion(found, method)
                rows.setdefault((method, name), []).append(None if rate is None else (rate, cost(case, rate)))
            if name == "ours":
                recommended = found["recommended"]
                print(f"{case['name']}: " + json.dumps({key: recommended.get(key) for key in (
                    "lr", "low", "high", "confidence", "standard_error_decades")}), flush=True)

    print()
    print("| method | settings | " + " | ".join(case["name"].split("-")[0] for case in cases)
          + " | geometric mean | worst | answers |")
    print("|---|---|" + "---:|" * (len(cases) + 3))
    for (method, name), answers in rows.items():
        costs = [answer[1] for answer in answers if answer]
        mean = math.exp(sum(map(math.log, costs)) / len(costs)) if costs else math.nan
        cells = [f"{answer[1]:.2f}" if answer else "-" for answer in answers]
        worst = f"{max(costs):.2f}" if costs else "-"
        print(f"| `{method}` | {name} | " + " | ".join(cells)
              + f" | {mean:.2f} | {worst} | {len(costs)} of {len(answers)} |")


if __name__ == "__main__":
    main()
