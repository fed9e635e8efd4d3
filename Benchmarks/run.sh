#!/usr/bin/env bash
# Times both networks' training, ours and PyTorch's in turn. Then throughput, memory, the whole study, the time outside
# oneDNN, and drawing figures. Prints medians; then times schedules and callbacks with schedule-bench. Needs MNIST_DIR.
# PyTorch and matplotlib are measured if PEERS names a Python that has torch, numpy and matplotlib. RUNS is the number
# of rounds (5), of two minutes each.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${MNIST_DIR:-}" ]; then
    echo "make bench: set MNIST_DIR to the folder of MNIST's four IDX files" >&2
    exit 65
fi
rounds=${RUNS:-5}
. Benchmarks/medians.sh

train() { .build/release/onecycle run "$@" --force --quiet --output "$scratch/output"; }
sample() { train experiments/one-cycle.json --set data.source=mnist_sample --name one-cycle "$@"; }
mnist() { train experiments/mnist/selu-adamw.json --set epochs=1 --set 'figures=[]' --name selu-adamw "$@"; }
training_alone() { sample --set 'figures=[]' "$@"; }

# The seconds of a command's whole process.
seconds() {
    local start=$EPOCHREALTIME
    "$@" >"$scratch/stdout"
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", b - a }'
}
# What a run's summary says of its training and validation.
train_seconds() { sed -n 's/.*"train_seconds" : \([0-9.e-]*\).*/\1/p' "$scratch/output/$1/seed-0/summary.json"; }
# The share of --profile that is not oneDNN's, in percent.
outside() { sed -n 's/.*, \([0-9.]*\) % of it outside oneDNN.*/\1/p' "$scratch/stdout"; }
# The most memory a process held, in MB.
peak() { /usr/bin/time -f '%M' -o "$scratch/kilobytes" "$@" >/dev/null && awk '{ printf "%.0f", $1 / 1024 }' "$scratch/kilobytes"; }

for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    note sample-whole "$(seconds sample --seeds 0,)"
    note sample "$(train_seconds one-cycle)"
    [ -z "${PEERS:-}" ] || note sample-torch "$("$PEERS" Benchmarks/pytorch_sample.py)"
    mnist >/dev/null
    note mnist "$(train_seconds selu-adamw)"
    [ -z "${PEERS:-}" ] || note mnist-torch "$("$PEERS" Benchmarks/pytorch_mnist.py)"
    note one-job "$(seconds training_alone --seeds 64 --jobs 1 --threads 1)"
    note two-jobs "$(seconds training_alone --seeds 64 --jobs 2 --threads 1)"
    rm -rf "$scratch/output"
    note study "$(seconds train experiments/*.json --set data.source=mnist_sample)"
    training_alone --seeds 0, --profile >"$scratch/stdout"
    note sample-outside "$(outside)"
    mnist --profile >"$scratch/stdout"
    note mnist-outside "$(outside)"
done

echo "medians of $rounds rounds"
line "simple_cnn, 3s and 7s, 2 epochs: training and validation" "$(median sample)" s
[ -z "${PEERS:-}" ] || line "  PyTorch" "$(median sample-torch)" "s, $(ratio sample-torch sample) times as long"
line "  whole process with range test and three figures" "$(median sample-whole)" s
line "  time outside oneDNN" "$(median sample-outside)" %
line "mnist_cnn, 55,000 images, 1 epoch: training and validation" "$(median mnist)" s
[ -z "${PEERS:-}" ] || line "  PyTorch" "$(median mnist-torch)" "s, $(ratio mnist-torch mnist) times as long"
line "  time outside oneDNN" "$(median mnist-outside)" %
line "64 runs of one thread, one job after the other" "$(median one-job)" s
line "  two jobs at once" "$(median two-jobs)" "s, $(ratio one-job two-jobs) times the throughput"
line "experiments/*.json on 3s and 7s, figures and all" "$(median study)" s
swift build -c release --static-swift-stdlib --product figure-bench >/dev/null
figures() { .build/release/figure-bench "$@" | awk '{ print $NF }'; }
matplotlib() { "$PEERS" Benchmarks/matplotlib_figure.py "$@" | awk '{ print $NF }'; }
for ((round = 1; round <= rounds; round++)); do
    note figure "$(figures 5157)"
    note figure-long "$(figures 100000)"
    [ -z "${PEERS:-}" ] || note figure-matplotlib "$(matplotlib 5157)"
done
line "loss figure of 5,157 steps, 800 x 400 pixels, memory to PNG" "$(median figure)" s
[ -z "${PEERS:-}" ] || line "  matplotlib" "$(median figure-matplotlib)" "s, $(ratio figure-matplotlib figure) times as long"
line "  of 100,000 steps" "$(median figure-long)" "s, $(ratio figure-long figure) times as long"
line "  growth of memory over 1,000 figures" "$(.build/release/figure-bench | awk '/growth/ { print $2 }')" MB
if [ -x /usr/bin/time ]; then
    onecycle=.build/release/onecycle
    line "peak memory: simple_cnn, range test and figures" \
        "$(peak $onecycle run experiments/one-cycle.json --set data.source=mnist_sample --seeds 0, --force --quiet --output "$scratch/output")" MB
    line "peak memory: mnist_cnn, 1 epoch" \
        "$(peak $onecycle run experiments/mnist/selu-adamw.json --set epochs=1 --force --quiet --output "$scratch/output")" MB
else
    echo "peak memory is not measured without /usr/bin/time (package time)"
fi
swift build -c release --static-swift-stdlib --product schedule-bench >"$scratch/stdout" 2>&1 || { cat "$scratch/stdout" >&2; exit 1; }
.build/release/schedule-bench >"$scratch/stdout"
line "a million values of the slowest schedule" \
    "$(awk '/^slowest_seconds/ { print $NF }' "$scratch/stdout")" \
    "s ($(sed -n 's/^slowest_seconds \(.*\) [^ ]*$/\1/p' "$scratch/stdout"))"
line "schedule, recorder and progress beside a training step" \
    "$(awk '/^callbacks_microseconds/ { print $2 }' "$scratch/stdout")" \
    "microseconds; without them this smallest step takes $(awk '/^step_microseconds/ { print $2 }' "$scratch/stdout")"
Benchmarks/loading.sh
