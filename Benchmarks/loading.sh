#!/usr/bin/env bash
# Times loading: MNIST from its gzip files, if MNIST_DIR is set. Then a folder of 14,434 PNG files, the first time and from
# the cache. Also measures the share of gathering batches in a training. Seconds are `data_seconds` of a run's summary, of
# RUNS rounds (5). PICTURES names another folder of pictures, with train and valid in it, in place of drawn digits.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${RUNS:-5}
onecycle=$(realpath "${PROGRAM:-.build/release/onecycle}")
. Benchmarks/medians.sh

pictures=${PICTURES:-$scratch/pictures}
[ -d "$pictures" ] || "$onecycle" data make digits_sample --out "$pictures" >/dev/null
cat >"$scratch/step.json" <<SPEC
{"data": {"source": "digits"}, "schedule": {"type": "constant", "lr": 0.01}, "steps": 1, "seeds": 1, "figures": []}
SPEC
cat >"$scratch/pictures.json" <<SPEC
{"data": {"source": "folder", "path": "$pictures"}, "schedule": {"type": "constant", "lr": 0.01}, "steps": 1, "seeds": 1,
 "figures": []}
SPEC

# data_seconds SPEC ARGUMENT...: of one run.
data_seconds() {
    "$onecycle" run "$scratch/$1.json" "${@:2}" --name "$1" --force --quiet --output "$scratch/output" >/dev/null
    sed -n 's/.*"data_seconds" : \([0-9.e-]*\).*/\1/p' "$scratch/output/$1/seed-0/summary.json"
}

for ((round = 1; round <= rounds; round++)); do
    [ -z "${MNIST_DIR:-}" ] || note mnist "$(data_seconds step --set data.source=mnist)"
    rm -rf "$scratch/output/.cache"
    note first "$(data_seconds pictures)"
    note cached "$(data_seconds pictures)"
    "$onecycle" run experiments/one-cycle.json --seeds 0, --set 'figures=[]' --profile --force --quiet \
        --output "$scratch/output" >"$scratch/profile"
    note gather "$(awk '/^gather .*training/ { for (i = 2; i <= NF; i++) if ($i == "%") print $(i - 1) }' "$scratch/profile")"
done
header "" onecycle
[ -z "${MNIST_DIR:-}" ] || row "loading MNIST from its gzip files" "$(figure mnist s)"
row "loading $(find -L "$pictures" -iname '*.png' | wc -l) PNG files, the first time" "$(figure first s)"
row "  from the cache" "$(figure cached s)"
row 'gathering batches, of the training of `experiments/one-cycle.json`' "$(figure gather %)"
