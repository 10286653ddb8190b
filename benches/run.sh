#!/usr/bin/env bash
# Runs every benchmark and writes benches/RESULTS.md.
#
#   benches/run.sh            the whole benchmark, about three minutes
#   RUNS=1 benches/run.sh     one run of each instead of three
#   THREADS=1 benches/run.sh  threads of every program, two if unset; what is
#                             compared is CPU time
#   ROWS=6000000              rows of the large generated table (a third of them
#                             in the small one)
#
# Nothing here runs in `cargo test`. Generated tables and the Python environment
# stay under target/.
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${ROWS:-33000000}
runs=${RUNS:-3}
threads=${THREADS:-2}
folder=target/bench
venv=target/bench-venv
log=$folder/measured.jsonl
mkdir -p "$folder"

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r benches/peers/requirements.txt
cargo build --release --quiet -p narrows-benches
bin=target/release

# A table is named after what is in it, so another run need not write it again.
table() {
    local file="$folder/generated-$1-rows-$2-years.parquet"
    if [ ! -e "$file" ]; then
        "$bin/generate" "$file.part" --rows "$1" --years "$2" >&2
        mv "$file.part" "$file"
    fi
    echo "$file"
}
large=$(table "$rows" 30)
small=$(table "$((rows / 3))" 10)

export RAYON_NUM_THREADS=$threads
: >"$log"
measure() {
    local label=$1
    shift
    echo "measuring $label" >&2
    "$@" | sed "s/^{/{\"label\": \"$label\", /" >>"$log"
}
# Reports of both sides, for the reconciliation of mirrors.
reports() {
    local file="$folder/generated-reports-$1-years.parquet"
    if [ ! -e "$file" ]; then
        "$bin/mirror" generate "$file.part" --years "$1" >&2
        mv "$file.part" "$file"
    fi
    echo "$file"
}
reports_small=$(reports 2)
reports_large=$(reports 20)
for run in $(seq "$runs"); do
    # Everything reads from memory, not from the disk.
    cat "$large" "$small" >/dev/null
    measure bare "$bin/bare_loop" "$large"
    measure panel "$bin/panel" "$large"
    RAYON_NUM_THREADS=1 measure bare_one "$bin/bare_loop" "$large"
    RAYON_NUM_THREADS=1 measure panel_one "$bin/panel" "$large"
    measure panel_flagged "$bin/panel" "$large" --flag-unit-values
    measure panel_small "$bin/panel" "$small"
    measure embedded "$bin/panel" --embedded
    measure mirror "$bin/mirror" "$reports_large" "$folder/reconciled.parquet"
    measure mirror_small "$bin/mirror" "$reports_small" "$folder/reconciled.parquet"
    measure duckdb "$venv/bin/python" benches/peers/duckdb_panel.py "$large" "$threads"
    measure polars "$venv/bin/python" benches/peers/polars_panel.py "$large" "$threads"
    measure pandas "$venv/bin/python" benches/peers/pandas_panel.py "$large"
    measure look_through "$bin/look_through"
    measure record "$bin/record_questions" "$folder"
    # One thread: with more, those of its library wait for one another on
    # matrices of this size, and it takes several times as long.
    OMP_NUM_THREADS=1 measure numpy_look_through \
        "$venv/bin/python" benches/peers/numpy_look_through.py
done
"$venv/bin/python" benches/peers/report.py "$log" "$threads" >benches/RESULTS.md.part
mv benches/RESULTS.md.part benches/RESULTS.md
cat benches/RESULTS.md
# The exit status says whether all goals are met.
! grep -q '| missed |' benches/RESULTS.md
