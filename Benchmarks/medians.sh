# Sourced by the benchmarks: a scratch folder, figures noted in it by name, their medians.

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Notes a figure: note NAME FIGURE.
note() { echo "$2" >>"$scratch/$1"; }
median() { sort -g "$scratch/$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
ratio() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN { printf "%.2f", a / b }'; }
# A line of the result: what, figure, unit.
line() { printf '%-64s %9s %s\n' "$@"; }
