# Sourced by the benchmarks: a scratch folder, figures noted in it by name, their medians, and rows of tables.

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Notes a figure: note NAME FIGURE. Without a figure, the benchmark ends.
note() {
    [ -n "$2" ] || { echo "nothing was measured for $1" >&2 && exit 1; }
    echo "$2" >>"$scratch/$1"
}
median() { sort -g "$scratch/$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
ratio() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN { printf "%.2f", a / b }'; }
# A median with three digits and its unit: figure NAME UNIT.
figure() {
    [ ! -e "$scratch/$1" ] ||
        awk -v v="$(median "$1")" -v unit="$2" 'BEGIN { printf (v < 100 ? "%.3g %s" : "%.0f %s"), v, unit }'
}
# A row of a Markdown table, and its first two: header CELL...
row() { printf '| %s ' "$@"; echo '|'; }
header() {
    echo
    row "$@"
    printf '|%.s---' "$@"
    echo '|'
}
