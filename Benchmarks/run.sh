#!/usr/bin/env bash
# Measures speed and memory. Prints tables as docs/measurements.md has them: medians of RUNS rounds (5), in which
# programs take turns. SECTIONS lists what is measured; by default everything:
#
#   training     three trainings, fp32 and bf16, ours and the fastest variant of other libraries
#   isa          the same in fp32 with AVX2 only, ours and PyTorch's
#   runs         whole processes, and the time outside convolutions and linear layers
#   neighbours   a run beside busy loops and beside other runs; parallel jobs
#   memory       the most memory that a process holds
#   drawing      the loss figure, ours and matplotlib's
#   schedules    the slowest schedule, and the callbacks of a step
#   loading      MNIST's files and folders of PNG files
#
# MNIST_DIR names the folder of MNIST's files. PEERS names a Python with torch; jax, mlx and matplotlib are used if it
# has them. Choosing the fastest variants takes about half an hour. PEER_FLAGS limits it, for example
# PEER_FLAGS="--variants torch-eager*"; see Benchmarks/Peers/__main__.py. WORKLOADS lists the trainings: sample, mnist, resnet. Those of resnet end after
# RESNET_STEPS (100) of 390 steps, and are scaled. STEPS shortens all of them, to try this script. PROGRAM names another
# onecycle.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${MNIST_DIR:-}" ]; then
    echo "make bench: set MNIST_DIR to the folder of MNIST's four IDX files" >&2
    exit 65
fi
sections=${SECTIONS:-training isa runs neighbours memory drawing schedules loading}
for section in $sections; do
    case $section in
    training | isa | runs | neighbours | memory | drawing | schedules | loading) ;;
    *)
        echo "make bench: no section $section; see the beginning of Benchmarks/run.sh" >&2
        exit 64
        ;;
    esac
done
rounds=${RUNS:-5}
onecycle=$(realpath "${PROGRAM:-.build/release/onecycle}")
. Benchmarks/medians.sh

workloads=${WORKLOADS:-sample mnist resnet}
declare -A title=(
    [sample]='`experiments/one-cycle.json`, 3s and 7s, 2 epochs'
    [mnist]='`experiments/mnist/selu-adamw.json`, an epoch of 55,000 images'
    [resnet]='ResNet of depth 20, an epoch of 50,000 images, 32x32x3'
)
declare -A all=([sample]=386 [mnist]=1719 [resnet]=390)
declare -A timed=([sample]=${STEPS:-386} [mnist]=${STEPS:-1719} [resnet]=${STEPS:-${RESNET_STEPS:-100}})

# IDX files of COUNT random images of 32x32 pixels and their labels: random_images PREFIX COUNT. A spec makes the three
# channels of them.
random_images() {
    local size
    size=$(printf '\\x%02x' $(($2 >> 24 & 255)) $(($2 >> 16 & 255)) $(($2 >> 8 & 255)) $(($2 & 255)))
    { printf '\0\0\10\3%b\0\0\0\40\0\0\0\40' "$size" && head -c $(($2 * 32 * 32)) /dev/urandom; } >"$1-images-idx3-ubyte"
    { printf '\0\0\10\1%b' "$size" && seq "$2" | sed 's/.*\(.\)/\1/' | tr -d '\n' | tr 0-9 '\0-\11'; } >"$1-labels-idx1-ubyte"
}
mkdir "$scratch/random"
random_images "$scratch/random/train" 50000
random_images "$scratch/random/t10k" 100
cat >"$scratch/resnet.json" <<SPEC
{"data": {"source": "idx", "path": "$scratch/random", "channels": 3, "batch_size": 128},
 "model": {"architecture": "resnet", "depth": 20, "width": 16, "init": "torch_default"},
 "optimizer": {"type": "sgd", "momentum": 0.9}, "schedule": {"type": "one_cycle", "flavor": "torch", "lr_max": 0.1},
 "epochs": 1, "seeds": 1}
SPEC

# A run of the program: train SPEC ARGUMENT...
train() { "$onecycle" run "$@" --force --quiet --output "${output:-$scratch/output}"; }
# One seed of a workload, with figures: one WORKLOAD ARGUMENT...
one() {
    local words
    case $1 in
    sample) words=(experiments/one-cycle.json --set data.source=mnist_sample --seeds 0,) ;;
    mnist) words=(experiments/mnist/selu-adamw.json) ;;
    resnet) words=("$scratch/resnet.json") ;;
    esac
    if ((timed[$1] < all[$1])); then
        words+=(--set "steps=${timed[$1]}")
    elif [ "$1" = mnist ]; then
        words+=(--set epochs=1)
    fi
    train "${words[@]}" --name "$1" "${@:2}"
}
no_figures=(--set 'figures=[]')

# The seconds of a command's whole process; nothing if it fails.
seconds() {
    rm -rf "$scratch/output"
    local start=$EPOCHREALTIME
    "$@" >"$scratch/stdout" || return
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", b - a }'
}
# The seconds of a workload's training and validation, scaled to all steps: ours WORKLOAD ARGUMENT...
ours() {
    rm -rf "$scratch/output"
    one "$1" "${no_figures[@]}" "${@:2}" >"$scratch/stdout" || return
    sed -n 's/.*"train_seconds" : \([0-9.e-]*\).*/\1/p' "$scratch/output/$1/seed-0/summary.json" |
        awk -v all="${all[$1]}" -v timed="${timed[$1]}" '{ print $1 * all / timed }'
}
# The share of --profile outside convolutions and linear layers, in percent.
outside() {
    rm -rf "$scratch/output"
    one "$1" "${no_figures[@]}" --profile >"$scratch/stdout"
    sed -n 's/.*, \([0-9.]*\) % of it outside convolutions.*/\1/p' "$scratch/stdout"
}
# Several arms, of which one may diverge: study SPEC... The exit code is then 1.
study() { train "$@" ${STEPS:+--set steps=$STEPS} 2>"$scratch/stderr" || [ $? = 1 ]; }
has_bf16() { "$onecycle" validate experiments/one-cycle.json --set precision=bf16 >/dev/null 2>&1; }

# Other libraries' trainings: peers WORKLOAD ARGUMENT...
peers() { "$PEERS" Benchmarks/Peers "$@"; }
# The fastest variants, as JSON lines in a file: choose NAME WORKLOAD ARGUMENT...
choose() {
    local threads
    threads=$(nproc)
    # A small network may be faster on one core.
    [ "$2" != sample ] || [ "$threads" = 1 ] || threads=1,$threads
    echo "choosing the fastest variants for $2" >&2
    peers "${@:2}" --choose --threads "$threads" ${PEER_FLAGS:-} >"$scratch/chosen-$1" || true
    grep '"trial": true}$' "$scratch/chosen-$1" >&2 || true
}
# The chosen variant: variant NAME PRECISION; empty if there are no peers.
variant() {
    [ ! -e "$scratch/chosen-$1" ] ||
        sed -n '/"best": true/{/"precision": "'"$2"'"/s/.*"variant": "\([^"]*\)".*/\1/p}' "$scratch/chosen-$1"
}
# The seconds of a chosen variant: theirs NAME WORKLOAD PRECISION; nothing if there is no such variant.
theirs() {
    local chosen
    chosen=$(variant "$1" "$3")
    [ -z "$chosen" ] || peers "$2" --variants "$chosen" --steps "${timed[$2]}" |
        sed -n 's/.*"seconds": \([0-9.]*\).*/\1/p' || true
}
note_theirs() {
    local found
    found=$(theirs "$1" "$2" "$3")
    [ -z "$found" ] || note "$1-$3-peer" "$found"
}
# A row of ours beside a peer: beside WHAT NAME PRECISION
beside() {
    local name=$2-$3
    if [ ! -e "$scratch/$name" ]; then
        row "$1" "no $3" "$(figure "$name-peer" s)" "$(variant "$2" "$3")" ""
    elif [ -e "$scratch/$name-peer" ]; then
        row "$1" "$(figure "$name" s)" "$(figure "$name-peer" s)" "$(variant "$2" "$3")" "$(ratio "$name-peer" "$name")"
    else
        row "$1" "$(figure "$name" s)" "" "" ""
    fi
}
# The title of a workload; names the steps that were timed if these are not all.
scaled() {
    local steps=", from ${timed[$1]} steps"
    ((timed[$1] < all[$1])) || steps=
    echo "${title[$1]}$steps"
}
columns=("training and validation" onecycle "fastest peer" "its variant@threads" "times as long")

training() {
    local workload round precision
    [ -z "${PEERS:-}" ] || for workload in $workloads; do choose "$workload" "$workload"; done
    for ((round = 1; round <= rounds; round++)); do
        echo "training: round $round of $rounds" >&2
        for workload in $workloads; do
            note "$workload-fp32" "$(ours "$workload")"
            note_theirs "$workload" "$workload" fp32
            ! has_bf16 || note "$workload-bf16" "$(ours "$workload" --set precision=bf16)"
            note_theirs "$workload" "$workload" bf16
        done
    done
    header "${columns[@]}"
    for workload in $workloads; do
        for precision in fp32 bf16; do beside "$(scaled "$workload"), $precision" "$workload" $precision; done
    done
}

isa() {
    # PyTorch's kernels, oneDNN's, MKL's, and those that torch.compile makes, each without AVX-512.
    local workload round avx2=(
        env ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2 MKL_ENABLE_INSTRUCTIONS=AVX2
        TORCHINDUCTOR_CACHE_DIR="$scratch/inductor" "${PEERS:-}"
    )
    peers() { "${avx2[@]}" Benchmarks/Peers "$@"; }
    [ -z "${PEERS:-}" ] || for workload in $workloads; do
        choose "$workload-avx2" "$workload" --variants 'torch-*' --precision fp32
    done
    for ((round = 1; round <= rounds; round++)); do
        echo "isa: round $round of $rounds" >&2
        for workload in $workloads; do
            note "$workload-avx2-fp32" "$(ours "$workload" --isa avx2)"
            note_theirs "$workload-avx2" "$workload" fp32
        done
    done
    peers() { "$PEERS" Benchmarks/Peers "$@"; }
    header "${columns[@]}"
    for workload in $workloads; do beside "$(scaled "$workload"), AVX2" "$workload-avx2" fp32; done
}

runs() {
    local round
    for ((round = 1; round <= rounds; round++)); do
        echo "runs: round $round of $rounds" >&2
        note whole "$(seconds one sample)"
        note study "$(seconds study experiments/*.json --set data.source=mnist_sample)"
        note div-factor "$(seconds study experiments/studies/div-factor.json)"
        for workload in $workloads; do note "$workload-outside" "$(outside "$workload")"; done
    done
    header "" onecycle
    row "\`experiments/one-cycle.json\`, one seed: the whole process, with range test and three figures" "$(figure whole s)"
    row 'all of `experiments/*.json` on the 3s and 7s: 40 runs, four range tests, twelve figures' "$(figure study s)"
    row '`experiments/studies/div-factor.json`: 24 experiments of five seeds' "$(figure div-factor s)"
    for workload in $workloads; do row "${title[$workload]}: time outside convolutions and linear layers" "$(figure "$workload-outside" %)"; done
}

# Seconds of a command beside others that are started first and stopped then: among START COMMAND...
among() {
    local pids=()
    $1
    sleep 1
    seconds "${@:2}"
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
}
busy_loops() {
    local loop
    for loop in 1 2; do
        timeout 3600 sh -c 'while :; do :; done' >/dev/null &
        pids+=($!)
    done
}
other_run() {
    rm -rf "$scratch/other"
    timeout 3600 "$onecycle" run experiments/one-cycle.json --set data.source=mnist_sample --set epochs=2000 \
        "${no_figures[@]}" --force --quiet --output "$scratch/other" >/dev/null 2>&1 &
    pids+=($!)
}
both() {
    local first
    rm -rf "$scratch/first" "$scratch/second"
    output=$scratch/first "$@" &
    first=$!
    output=$scratch/second "$@"
    wait "$first"
}

neighbours() {
    local round workload length=(--set epochs=20) jobs=(--seeds 64 --threads 1)
    [ -z "${STEPS:-}" ] || { length=() && jobs=(--seeds 4 --threads 1); }
    a_run() {
        case $1 in
        sample) one sample "${no_figures[@]}" "${length[@]}" ;;
        *) one "$1" "${no_figures[@]}" ;;
        esac
    }
    for ((round = 1; round <= rounds; round++)); do
        echo "neighbours: round $round of $rounds" >&2
        for workload in $workloads; do
            note "$workload-alone" "$(seconds a_run "$workload")"
            note "$workload-busy" "$(among busy_loops a_run "$workload")"
            note "$workload-other" "$(among other_run a_run "$workload")"
            note "$workload-both" "$(seconds both a_run "$workload")"
        done
        note one-job "$(seconds one sample "${no_figures[@]}" "${jobs[@]}" --jobs 1)"
        note two-jobs "$(seconds one sample "${no_figures[@]}" "${jobs[@]}" --jobs 2)"
    done
    header "one seed, whole process" "alone" "beside two busy loops" "beside another run of ten seeds" \
        "two equal runs at once"
    for workload in $workloads; do
        local what=${title[$workload]}
        [ "$workload" != sample ] || what=${what/2 epochs/20 epochs}
        ((timed[$workload] == all[$workload])) || what+=": ${timed[$workload]} steps"
        row "$what" "$(figure "$workload-alone" s)" "$(ratio "$workload-busy" "$workload-alone") times" \
            "$(ratio "$workload-other" "$workload-alone") times" "$(ratio "$workload-both" "$workload-alone") times"
    done
    header "${jobs[1]} runs of one thread" "seconds" "throughput"
    row "one job" "$(figure one-job s)" 1
    row "two jobs" "$(figure two-jobs s)" "$(ratio one-job two-jobs)"
}

# The most memory that a process holds: peak COMMAND...
peak() {
    rm -rf "$scratch/output"
    /usr/bin/time -f '%M' -o "$scratch/kilobytes" "$@" >/dev/null || return
    awk 'END { printf "%.0f MB", $1 / 1024 }' "$scratch/kilobytes"
}

memory() {
    local workload
    if [ ! -x /usr/bin/time ]; then
        echo "memory is not measured without /usr/bin/time (package time)" >&2
        return
    fi
    # `one` then prints the memory of its run.
    train() { peak "$onecycle" run "$@" --force --quiet --output "$scratch/output"; }
    header "peak memory of the process" "onecycle, fp32" "onecycle, bf16" "PyTorch, eager, images as floats"
    for workload in $workloads; do
        local bf16="no bf16" torch= more=()
        # The range test of the large network takes minutes, and no more memory.
        [ "$workload" != resnet ] || more=("${no_figures[@]}")
        ! has_bf16 || bf16=$(one "$workload" "${more[@]}" --set precision=bf16)
        [ -z "${PEERS:-}" ] ||
            torch=$(peak "$PEERS" Benchmarks/Peers "$workload" --variants torch-eager --steps "${STEPS:-20}") || torch=
        row "${title[$workload]}" "$(one "$workload" "${more[@]}")" "$bf16" "$torch"
    done
    train() { "$onecycle" run "$@" --force --quiet --output "${output:-$scratch/output}"; }
}

build() {
    swift build -c release --static-swift-stdlib --product "$1" >"$scratch/stdout" 2>&1 || {
        cat "$scratch/stdout" >&2
        exit 1
    }
}

milliseconds() { "$@" | awk '{ print 1000 * $NF }'; }

drawing() {
    local round steps matplotlib=${PEERS:-}
    [ -z "$matplotlib" ] || "$matplotlib" -c 'import matplotlib' 2>/dev/null || {
        echo "matplotlib is not measured: $matplotlib does not have it" >&2
        matplotlib=
    }
    build figure-bench
    for ((round = 1; round <= rounds; round++)); do
        for steps in 5157 100000; do
            note "figure-$steps" "$(milliseconds .build/release/figure-bench $steps)"
            [ -z "$matplotlib" ] ||
                note "matplotlib-$steps" "$(milliseconds "$matplotlib" Benchmarks/matplotlib_figure.py $steps)"
        done
    done
    header "loss figure of 800 x 400 pixels, memory to PNG" onecycle matplotlib "times as long"
    for steps in 5157 100000; do
        row "$steps steps" "$(figure "figure-$steps" ms)" "$(figure "matplotlib-$steps" ms)" \
            "$([ -z "$matplotlib" ] || ratio "matplotlib-$steps" "figure-$steps")"
    done
    row "growth of memory over 1,000 figures" "$(.build/release/figure-bench | awk '/growth/ { print $2 }') MB" "" ""
}

schedules() {
    build schedule-bench
    .build/release/schedule-bench >"$scratch/stdout"
    local slowest
    slowest=$(sed -n 's/^slowest_seconds \(.*\) [^ ]*$/\1/p' "$scratch/stdout")
    header "" onecycle
    row "a million values of the slowest schedule ($slowest)" "$(awk '/^slowest_seconds/ { print $NF }' "$scratch/stdout") s"
    row "schedule, recorder and progress beside a training step" "$(awk '/^callbacks_microseconds/ { print $2 }' "$scratch/stdout") us"
    row "this smallest step without them" "$(awk '/^step_microseconds/ { print $2 }' "$scratch/stdout") us"
}

loading() { PROGRAM=$onecycle RUNS=$rounds Benchmarks/loading.sh; }

for section in $sections; do $section; done
