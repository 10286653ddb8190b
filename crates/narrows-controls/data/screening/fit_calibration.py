#!/usr/bin/env python3
"""Fits calibration.txt and calibration_groups.tsv and reports cross-validated figures.

    cargo run --release -p narrows-controls --example screening_benchmark -- \
        INDEX QUERIES NEGATIVES RESULTS --features FEATURES
    python3 fit_calibration.py BENCHMARK_FOLDER FEATURES

Needs lightgbm 4.7 and numpy. BENCHMARK_FOLDER holds queries.jsonl and negatives.jsonl; it is not part of the project.
Parties are split in two by a hash of their first answer, ordinary names by a hash of the name. Every figure that is
printed comes from a model that saw neither the party nor the name. The tables are then fitted on everything.
"""
import collections
import hashlib
import json
import os
import re
import sys
import unicodedata

import lightgbm as lgb
import numpy as np

NAMES = (
    "asked_cover listed_cover matched_weight least_likeness mean_likeness matched_names asked_missing_weight "
    "listed_missing_weight asked_words listed_words hearing query_is_person listed_is_person whole_likeness "
    "heaviest_missing best_word exact_share number_differs initials matched_common asked_weight listed_weight "
    "weakest_name joined asked_names_missing listed_names_missing"
).split()
RISING = (
    "asked_cover listed_cover matched_weight least_likeness mean_likeness matched_names whole_likeness best_word "
    "exact_share weakest_name"
).split()
FALLING = "asked_missing_weight heaviest_missing number_differs asked_names_missing".split()
TREES = 120
HERE = os.path.dirname(os.path.abspath(__file__))

folder, features = sys.argv[1:3]
read = lambda name: {q["qid"]: q for q in map(json.loads, open(os.path.join(folder, name)))}
queries, negatives = read("queries.jsonl"), read("negatives.jsonl")
half = lambda text: int(hashlib.md5(text.encode()).hexdigest(), 16) // 64 % 2
fold = {k: half(sorted(q["answers"])[0]) for k, q in queries.items()}
fold |= {k: half(q["query"].lower()) for k, q in negatives.items()}

rows = [line.rstrip("\n").split("\t") for line in open(features)]
qid = [r[0] for r in rows]
x = np.array([[float(v) for v in r[3:]] for r in rows], dtype=np.float32)
y = np.array([r[0] in queries and r[1] in queries[r[0]]["answers"] for r in rows], dtype=int)
side = np.array([fold[k] for k in qid])
weight = np.where([k in negatives for k in qid], 2.0, 1.0)


def fit(mask):
    direction = [1 if n in RISING else -1 if n in FALLING else 0 for n in NAMES]
    settings = dict(
        objective="binary", learning_rate=0.1, num_leaves=12, min_data_in_leaf=60, lambda_l2=5, feature_fraction=0.7,
        bagging_fraction=0.8, bagging_freq=1, verbosity=-1, num_threads=2, monotone_constraints=direction,
        monotone_constraints_method="intermediate", seed=1, deterministic=True,
    )
    return lgb.train(settings, lgb.Dataset(x[mask], y[mask], weight=weight[mask]), TREES)


def script(text):
    if re.search("[\u3041-\u30ff]", text):
        return "kana"
    if re.search("[\u3400-\u9fff]", text):
        return "han"
    count = collections.Counter(unicodedata.name(c, "?").split()[0] for c in text if c.isalpha())
    return count.most_common(1)[0][0].lower() if count else "other"


group = {k: (script(q["query"]), q["schema"] == "Person") for k, q in {**queries, **negatives}.items()}


def best(score):
    top = {}
    for i, k in enumerate(qid):
        if k not in top or score[i] > top[k][0]:
            top[k] = (score[i], y[i])
    return top


def tail(top, keys):
    """Start, share and slope of the exponential tail of the best scores of ordinary names."""
    values = np.sort([top.get(k, (-9.0, 0))[0] for k in keys])[::-1]
    count = max(8, len(values) // 10)
    return values[count], count / len(values), float(np.mean(values[:count] - values[count]))


def threshold(top, keys, rate=0.01):
    start, share, slope = tail(top, keys)
    return start + slope * np.log(share / rate)


def report(score, title):
    top = best(score)
    order = sorted((top.get(k, (-9.0, 0))[0] for k in negatives), reverse=True)
    alarm = order[len(order) // 100]
    rates = collections.defaultdict(lambda: [0, 0, 0])
    for k, q in queries.items():
        value, right = top.get(k, (-9.0, 0))
        for task in (q["task"], "all"):
            rates[task][0] += 1
            rates[task][1] += right
            rates[task][2] += bool(right and value > alarm)
    print(title)
    for task, (n, first, alerted) in sorted(rates.items()):
        print(f"  {task:18s} {n:5d}  R@1 {first / n:.3f}  R1@1% {alerted / n:.3f}")


held_out = np.zeros(len(y))
for f in (0, 1):
    held_out[side == f] = fit(side != f).predict(x[side == f], raw_score=True)
report(held_out, "held out, before the shift per script and type")
shifted = held_out.copy()
top = best(held_out)
for f in (0, 1):
    known = [k for k in negatives if fold[k] != f]
    whole = threshold(top, known)
    for g in set(group.values()):
        keys = [k for k in known if group[k] == g]
        if len(keys) >= 30 and g[0] in ("latin", "cyrillic", "arabic", "han", "hangul", "kana"):
            step = len(keys) / (len(keys) + 100) * (threshold(top, keys) - whole)
            shifted[[i for i, k in enumerate(qid) if fold[k] == f and group[k] == g]] -= step
report(shifted, "held out, after it")

lines = [
    "# How ordinary names score, by script and type: script, type, names, offset of the log-odds, tail start (after the offset), share above it, slope.",
    "# Fitted by fit_calibration.py on the names that must not alert, each scored by a model that had not seen it.",
]


def row(name, kind, keys, offset):
    start, share, slope = tail(top, keys)
    lines.append(f"{name}\t{kind}\t{len(keys)}\t{offset:.3f}\t{start - offset:.3f}\t{share:.4f}\t{slope:.3f}")


row("all", "any", list(negatives), 0.0)
whole = threshold(top, list(negatives))
for name in ("latin", "cyrillic", "arabic", "han", "hangul", "kana"):
    keys = [k for k in negatives if group[k][0] == name]
    offsets = []
    for person in (True, False):
        part = [k for k in keys if group[k][1] == person]
        if len(part) >= 60:
            offsets.append(len(part) / (len(part) + 100) * (threshold(top, part) - whole))
            row(name, "person" if person else "other", part, offsets[-1])
    if len(keys) >= 60 and offsets:
        row(name, "any", keys, float(np.mean(offsets)))
open(os.path.join(HERE, "calibration_groups.tsv"), "w").write("\n".join(lines) + "\n")

out = [
    "# Trees of the calibration; fitted by fit_calibration.py. A node: feature threshold left right; a leaf: value.",
    "# features: " + " ".join(NAMES),
]
for tree in fit(side < 2).dump_model()["tree_info"]:
    nodes = []

    def walk(node):
        at = len(nodes)
        nodes.append(None)
        if "leaf_value" in node:
            nodes[at] = f"{node['leaf_value']:.5g}"
        else:
            left, right = walk(node["left_child"]), walk(node["right_child"])
            nodes[at] = f"{node['split_feature']} {node['threshold']:.6g} {left} {right}"
        return at

    walk(tree["tree_structure"])
    out += ["tree", *nodes]
open(os.path.join(HERE, "calibration.txt"), "w").write("\n".join(out) + "\n")
