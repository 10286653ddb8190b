#!/usr/bin/env bash
# The benchmark of screening, in one run; writes benches/screening/RESULTS.md.
#
#   benches/screening/run.sh FOLDER [CASES.csv]
#
# FOLDER holds index.jsonl, queries.jsonl and negatives.jsonl; CASES.csv is
# nomenklatura's file of labelled pairs. See README.md beside this file.
#
#   SAMPLE=500 NEGATIVES=500 WHOLE=24   sizes of the sample for the peers
#   GROWTH="10000 100000"               numbers of generated parties
#   WATCHMAN_URL=http://localhost:8084  a running Watchman with the list; WATCHMAN_SOURCE its name
#   WATCHMAN_PID=1234                   that server's process, for its processor time
#   WATCHMAN_SCORER=program[:program]   or programs that score with Watchman's functions
#   WATCHMAN_ALL=1                      Watchman on all names too, for the table by task
set -euo pipefail
folder=$(realpath "${1:?usage: benches/screening/run.sh FOLDER [CASES.csv]}")
cases=${2:+$(realpath "$2")}
cd "$(dirname "$0")/../.."
here=benches/screening
venv=target/bench-screening-venv
work=target/bench-screening
mkdir -p "$work/sample"
rm -rf "$work"/*.json "$work"/*.jsonl "$work"/*.tsv "$work/watchman-all"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
cargo build --release --quiet -p narrows-controls --examples
bin=target/release/examples
python=$venv/bin/python
"$python" "$here/sample.py" "$folder" "$work/sample" "${SAMPLE:-500}" "${NEGATIVES:-500}"

for threads in 1 2; do
    echo "narrows, all names, $threads threads" >&2
    RAYON_NUM_THREADS=$threads "$bin/screening_benchmark" "$folder"/{index,queries,negatives}.jsonl \
        "$work/narrows.jsonl" >"$work/narrows-$threads.json"
done
sample=("$folder/index.jsonl" "$work/sample/queries.jsonl" "$work/sample/negatives.jsonl")
echo "narrows and its Treasury mode, the sample" >&2
RAYON_NUM_THREADS=1 "$bin/screening_benchmark" "${sample[@]}" "$work/narrows-sample.jsonl" \
    >"$work/narrows-sample.json"
head -n "${WHOLE:-24}" "$work/sample/queries.jsonl" >"$work/sample/first.jsonl"
RAYON_NUM_THREADS=1 "$bin/screening_benchmark" "$folder/index.jsonl" "$work/sample/first.jsonl" \
    "$work/treasury.jsonl" --treasury >"$work/treasury.json"
echo "logic-v2, the sample" >&2
"$python" "$here/nomenklatura_queries.py" "$folder/index.jsonl" "$work/sample" "$work" "${WHOLE:-24}" \
    >"$work/logic-v2.json"
watchmen=0
watchman() { # a command, which is given QUERIES NEGATIVES OUT after its own arguments
    watchmen=$((watchmen + 1))
    echo "Watchman, the sample: $1" >&2
    "$@" "${sample[@]:1}" "$work/watchman-$watchmen.jsonl" >"$work/watchman-$watchmen.json"
    if [ "${WATCHMAN_ALL:-}" = 1 ] && [ "$watchmen" = 1 ]; then
        echo "Watchman, all names: $1" >&2
        mkdir "$work/watchman-all"
        "$@" "$folder"/{queries,negatives}.jsonl "$work/watchman-all/watchman-1.jsonl" \
            >"$work/watchman-all/watchman-1.json"
    fi
}
ask_watchman() {
    "$python" "$here/watchman.py" ask "$WATCHMAN_URL" "${WATCHMAN_SOURCE:-narrows_bench}" "$@" ${WATCHMAN_PID:-}
}
if [ -n "${WATCHMAN_URL:-}" ]; then
    watchman ask_watchman
fi
IFS=: read -ra scorers <<<"${WATCHMAN_SCORER:-}"
for scorer in "${scorers[@]}"; do
    watchman "$scorer" "$folder/index.jsonl"
done
if [ "$watchmen" = 0 ]; then
    echo "WATCHMAN SKIPPED: set WATCHMAN_URL or WATCHMAN_SCORER, see $here/README.md" >&2
fi
if [ -n "$cases" ]; then
    echo "labelled pairs" >&2
    "$bin/screening_pairs" "$cases" >"$work/pairs-narrows.tsv"
    "$python" "$here/pairs_nomenklatura.py" "$cases" >"$work/pairs-logic-v2.tsv"
fi
for parties in ${GROWTH:-10000 100000 1000000 10000000}; do
    echo "growth: $parties generated parties" >&2
    "$bin/screening_growth" "$parties" >>"$work/growth.json"
done
"$python" "$here/report.py" "$work" "$folder" >"$here/RESULTS.md.part"
mv "$here/RESULTS.md.part" "$here/RESULTS.md"
cat "$here/RESULTS.md"
