"""Times a workload's training in other libraries, everything in memory: one JSON line per variant.

    MNIST_DIR=DIR python Benchmarks/Peers sample|mnist|resnet [--best | --choose] [--variants LIST] [--threads LIST]

A variant is LIBRARY-OPTIONS, such as torch-compile-channels_last-fused-bf16, or that with @THREADS. `seconds` is the
time of all steps and validations. Loading, compiling and the warm-up are excluded. A library that is missing, and a
variant that fails, are one line on stderr.

  --best      tries every variant briefly, then times the fastest of fp32 and that of bf16 in full

  --choose    tries them, and prints the lines of the two fastest again, with "best": true
"""
import argparse
import fnmatch
import gc
import importlib
import json
import os
import resource
import sys
import time
import warnings

import numpy as np

from workloads import WORKLOADS

LIBRARIES = ("torch", "jax", "mlx")
WARM_UP_STEPS = 3
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def available(patterns, precision):
    """{variant: (module, options)} of the libraries that patterns name and that are installed."""
    found = {}
    for library in LIBRARIES:
        wanted = [pattern for pattern in patterns if fnmatch.fnmatch(library, pattern.split("-")[0].split("@")[0])]
        if not wanted:
            continue
        try:
            module = importlib.import_module(f"with_{library}")
        except ImportError as error:
            print(f"{library} is not measured: {error}", file=sys.stderr)
            continue
        for options in module.VARIANTS:
            variant = f"{library}-{options}"
            if precision in (None, precision_of(variant)):
                found[variant] = (module, options)
    return found


def precision_of(variant):
    return "bf16" if "bf16" in variant else "fp32"


def chosen(patterns, precision, threads):
    """(variant with threads, module, options, threads) of every variant that a pattern names."""
    found, result = available(patterns, precision), {}
    for pattern in patterns:
        name, _, own = pattern.partition("@")
        matching = fnmatch.filter(found, name)
        if not matching:
            print(f"no variant {name}", file=sys.stderr)
        for variant in matching:
            module, options = found[variant]
            for count in ([int(own)] if own else threads) if module.TAKES_THREADS else [CORES]:
                result[f"{variant}@{count}"] = (module, options, count)
    return [(name, *rest) for name, rest in result.items()]


def timed(training, workload, steps, limit):
    """Trains for `steps` steps, or fewer if `limit` seconds are over. Seconds are scaled to the whole training."""
    random = np.random.default_rng(1)
    done, validating = 0, 0.0
    validation = None
    start = time.perf_counter()
    while validation is None or done < steps and time.perf_counter() - start < limit:
        order = random.permutation(training.data.training)
        for batch in workload.batches(order):
            if done == steps or time.perf_counter() - start >= limit:
                break
            training.step(batch)
            done += 1
        training.wait()
        before = time.perf_counter()
        validation = training.validate()
        validating += time.perf_counter() - before
    total = time.perf_counter() - start
    passes = -(-done // workload.steps_per_epoch)
    seconds = (total - validating) * workload.steps / done + validating * workload.epochs / passes
    return {
        "seconds": round(seconds, 4), "validation_seconds": round(validating * workload.epochs / passes, 4),
        "timed_steps": done, "steps": workload.steps, "training_loss": round(float(training.last_loss), 4),
        "validation_loss": round(validation[0], 4), "validation_accuracy": round(validation[1], 4),
    }  # fmt: skip


def measured(workload, name, module, options, threads, steps, limit=float("inf"), trial=False):
    """The line of a variant; None if it fails. A short trial is repeated, and its fastest counts."""
    try:
        training = module.Training(workload, options, threads)
        rows = training.data.training
        sizes = [workload.batch] * WARM_UP_STEPS
        if not workload.drop_last and len(rows) % workload.batch:
            sizes.append(len(rows) % workload.batch)
        start = time.perf_counter()
        training.warm_up([rows[:size] for size in sizes])
        training.wait()
        warm_up = time.perf_counter() - start
        results, start = [], time.perf_counter()
        while not results or trial and len(results) < 3 and time.perf_counter() - start < 5:
            training.start()
            results.append(timed(training, workload, steps, limit))
    except Exception as error:
        print(f"{name} fails: {str(error).strip().splitlines()[:1]}", file=sys.stderr)
        return None
    finally:
        gc.collect()
    return {
        "workload": workload.name, "variant": name, "precision": precision_of(name), "threads": threads,
        **min(results, key=lambda one: one["seconds"]),
        "excluded": f"loading; compiling and a warm-up of {len(sizes)} steps and a validation, {warm_up:.1f} s",
        "library": module.VERSION, "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


def show(line, **more):
    if line:
        print(json.dumps({**line, **more}), flush=True)
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workload", choices=WORKLOADS)
    both = parser.add_mutually_exclusive_group()
    both.add_argument("--best", action="store_true")
    both.add_argument("--choose", action="store_true")
    parser.add_argument("--variants", default="torch-*,jax-*,mlx-*", metavar="LIST", help="with * for any text")
    parser.add_argument("--precision", choices=("fp32", "bf16"), help="variants of this precision only")
    parser.add_argument("--threads", default=str(CORES), metavar="LIST", help="PyTorch's; the others use all cores")
    parser.add_argument("--steps", type=int, metavar="N", help="time N steps, and scale to the whole training")
    parser.add_argument("--trial-steps", type=int, metavar="N")
    parser.add_argument("--trial-seconds", type=float, default=20, metavar="S", help="a trial ends after S seconds (20)")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")

    workload = WORKLOADS[options.workload]
    steps = min(options.steps or workload.steps, workload.steps)
    threads = [int(count) for count in options.threads.split(",")]
    variants = chosen(options.variants.split(","), options.precision, threads)
    if not (options.best or options.choose):
        lines = [show(measured(workload, *variant, steps)) for variant in variants]
        return 0 if any(lines) else 1

    fastest = {}
    for variant in variants:
        trial = options.trial_steps or workload.trial
        line = show(measured(workload, *variant, trial, options.trial_seconds, trial=True), trial=True)
        if line and line["seconds"] < fastest.get(line["precision"], (line["seconds"] + 1,))[0]:
            fastest[line["precision"]] = (line["seconds"], line, variant)
    for _, line, variant in fastest.values():
        if options.choose:
            show(line, trial=True, best=True)
        else:
            show(measured(workload, *variant, steps), best=True)
    return 0 if fastest else 1


if __name__ == "__main__":
    sys.exit(main())
