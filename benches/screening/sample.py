#!/usr/bin/env python3
"""Draws the samples of the comparison: sample.py FOLDER OUT QUERIES NEGATIVES.

Queries of every task in proportion, by a fixed seed; the first ones of the
written file are a smaller sample of the same kind.
"""
import json
import random
import sys

folder, out, queries, negatives = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for name, count in (("queries", queries), ("negatives", negatives)):
    lines = [line for line in open(f"{folder}/{name}.jsonl") if line.strip()]
    rows = random.Random(20261124).sample(lines, min(count, len(lines)))
    with open(f"{out}/{name}.jsonl", "w") as file:
        file.writelines(row if row.endswith("\n") else row + "\n" for row in rows)
    json.loads(rows[0])
