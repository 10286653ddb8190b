#!/usr/bin/env python3
"""Scores the labelled pairs with nomenklatura's logic-v2: label and score, one pair a line; time on the error output."""
import csv
import sys
import time

from followthemoney import model
from nomenklatura.matching import get_algorithm

algorithm = get_algorithm("logic-v2")
config = algorithm.default_config()


def entity(schema, name, number):
    return model.get_proxy({"id": number, "schema": schema, "properties": {"name": [name]}})


rows = list(csv.DictReader(open(sys.argv[1])))
pairs = [(r["is_match"], entity(r["schema"], r["name1"], "a"), entity(r["schema"], r["name2"], "b")) for r in rows]
algorithm.compare(pairs[0][1], pairs[0][2], config)
start = time.process_time()
scores = [algorithm.compare(left, right, config).score for _, left, right in pairs]
spent = time.process_time() - start
for (label, _, _), score in zip(pairs, scores):
    print(f"{label}\t{score}")
print(f"{len(pairs)} pairs in {spent:.3f} s of processor time", file=sys.stderr)
