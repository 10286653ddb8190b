#!/usr/bin/env bash
# Labelled pairs of names with narrows and with nomenklatura's logic-v2, in one run.
#
#   benches/screening/run.sh CASES.csv
#
# CASES.csv is nomenklatura's file of labelled pairs. The Python environment
# stays under target/.
set -euo pipefail
cases=$(realpath "$1")
cd "$(dirname "$0")/../.."
venv=target/bench-screening-venv
folder=target/bench-screening
mkdir -p "$folder"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check nomenklatura==4.17.4
cargo build --release --quiet -p narrows-controls --example screening_pairs
echo narrows:
target/release/examples/screening_pairs "$cases" > "$folder/narrows.tsv"
echo logic-v2:
"$venv/bin/python" benches/screening/pairs_nomenklatura.py "$cases" > "$folder/logic-v2.tsv"
"$venv/bin/python" benches/screening/f1.py "$folder/narrows.tsv" "$folder/logic-v2.tsv"
