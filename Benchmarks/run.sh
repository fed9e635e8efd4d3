#!/usr/bin/env bash
# Times the first experiment, ours and PyTorch's in turn, and prints medians. Needs MNIST_DIR; PyTorch is measured where
# PEERS names a Python that has torch and numpy. RUNS is the number of rounds (5).
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${RUNS:-5}
if [ -z "${MNIST_DIR:-}" ]; then
    echo "make bench: set MNIST_DIR to the folder of MNIST's four IDX files" >&2
    exit 65
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
onecycle=.build/release/onecycle

median() { sort -g "$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

for ((round = 0; round < runs; round++)); do
    start=$EPOCHREALTIME
    "$onecycle" run experiments/one-cycle.json --set data.source=mnist_sample --seeds 0, --force --quiet \
        --output "$scratch/ours" >/dev/null
    end=$EPOCHREALTIME
    awk -v a="$start" -v b="$end" 'BEGIN { printf "%.3f\n", b - a }' >>"$scratch/whole"
    sed -n 's/.*"train_seconds" : \([0-9.e-]*\).*/\1/p' "$scratch/ours/one-cycle/seed-0/summary.json" >>"$scratch/train"
    if [ -n "${PEERS:-}" ]; then
        "$PEERS" Benchmarks/pytorch_sample.py >>"$scratch/torch"
    fi
done

printf '%-46s %8s s\n' "onecycle, training and validation" "$(median "$scratch/train")"
printf '%-46s %8s s\n' "onecycle, whole process with three figures" "$(median "$scratch/whole")"
if [ -n "${PEERS:-}" ]; then
    printf '%-46s %8s s\n' "PyTorch, training and validation" "$(median "$scratch/torch")"
    printf '%-46s %8s\n' "PyTorch / onecycle" "$(awk -v a="$(median "$scratch/torch")" -v b="$(median "$scratch/train")" 'BEGIN { printf "%.2f", a / b }')"
fi
