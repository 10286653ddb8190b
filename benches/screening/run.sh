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
set -euo pipefail
folder=$(realpath "${1:?usage: benches/screening/run.sh FOLDER [CASES.csv]}")
cases=${2:+$(realpath "$2")}
cd "$(dirname "$0")/../.."
here=benches/screening
venv=target/bench-screening-venv
work=target/bench-screening
mkdir -p "$work/sample"
rm -f "$work"/*.json "$work"/*.jsonl "$work"/*.tsv
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
