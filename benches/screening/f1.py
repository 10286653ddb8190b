#!/usr/bin/env python3
"""F1 on one half of the labelled pairs with the threshold that is best on the other, for each file of label and score."""
import sys

for path in sys.argv[1:]:
    rows = [line.rstrip("\n").split("\t")[:2] for line in open(path)]
    pairs = [(label == "true", float(score)) for label, score in rows]

    def f1(part, threshold):
        hit = sum(m for m, s in part if s >= threshold)
        called = sum(s >= threshold for _, s in part)
        return 2 * hit / (called + sum(m for m, _ in part))

    halves = pairs[::2], pairs[1::2]
    reached = []
    for fit, check in (halves, halves[::-1]):
        threshold = max({s for _, s in fit}, key=lambda t: f1(fit, t))
        reached.append(f"{f1(check, threshold):.3f}")
    print(path, "F1", *reached)
