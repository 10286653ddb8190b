#!/usr/bin/env python3
"""Puts what run.sh measured together: report.py WORK-FOLDER BENCHMARK-FOLDER."""
import json
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import watchman_report

work, folder = Path(sys.argv[1]), Path(sys.argv[2])


def lines(path):
    return [json.loads(line) for line in open(path) if line.strip()]


def measured(name):
    return lines(work / f"{name}.json")[-1]


def accuracy(results, queries, negatives):
    """Share first; share first and above what 1 % of the ordinary names reach, if there are enough."""
    answers = {row["qid"]: row["hits"] for row in lines(results)}
    first = [q for q in queries if answers.get(q["qid"]) and answers[q["qid"]][0][0] in q["answers"]]
    share = len(first) / len(queries)
    tops = sorted((answers[n["qid"]][0][1] if answers[n["qid"]] else 0 for n in negatives), reverse=True)
    if len(tops) < 100:
        return f"{share:.3f}", "–"
    limit = tops[len(tops) // 100]
    alerted = sum(answers[q["qid"]][0][1] > limit for q in first) / len(queries)
    return f"{share:.3f}", f"{alerted:.3f}"


def half_f1(path):
    rows = [line.rstrip("\n").split("\t")[:2] for line in open(path)]
    pairs = [(label == "true", float(score)) for label, score in rows]

    def f1(part, threshold):
        hit = sum(m for m, s in part if s >= threshold)
        return 2 * hit / (sum(s >= threshold for _, s in part) + sum(m for m, _ in part))

    halves = pairs[::2], pairs[1::2]
    best = [max({s for _, s in half}, key=lambda t: f1(half, t)) for half in halves]
    return len(pairs), [f1(halves[1], best[0]), f1(halves[0], best[1])]


one, two = measured("narrows-1"), measured("narrows-2")
peer, treasury = measured("logic-v2"), measured("treasury")
sample_one = measured("narrows-sample")
queries, negatives = lines(work / "sample/queries.jsonl"), lines(work / "sample/negatives.jsonl")
few = queries[: peer["whole_queries"]]
per_query = one["cpu_s"] / one["queries"] * 1e3
sample_ms = sample_one["cpu_s"] / sample_one["queries"] * 1e3
blocked = (peer["blocking_cpu_s"] + peer["blocked_scoring_cpu_s"]) / (peer["queries"] + peer["negatives"]) * 1e3
scoring = peer["blocked_scoring_cpu_s"] / (peer["queries"] + peer["negatives"]) * 1e3
whole = peer["whole_cpu_s"] / peer["whole_queries"] * 1e3
winkler = treasury["cpu_s"] / treasury["queries"] * 1e3
rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()[1]

print("# Benchmark of screening\n")
print(
    f"Written by `benches/screening/run.sh`. Lists and queries are **observed**: {one['parties']:,} parties of real lists, "
    f"{len(lines(folder / 'queries.jsonl')):,} queries in all scripts, {len(lines(folder / 'negatives.jsonl')):,} ordinary names that "
    f"must not alert (the development half of the benchmark that the chapter on screening describes). {subprocess.run(['nproc'], capture_output=True, text=True).stdout.strip()} cores, "
    f"Rust {rust}, Python {platform.python_version()}, nomenklatura {version('nomenklatura')}, followthemoney {version('followthemoney')}, "
    f"rigour {version('rigour')}. The machine may have had other work: times are CPU times unless they are said to be wall times.\n"
)
print("## narrows, all names\n")
print("| threads | names | CPU ms a name | names a second, wall | p50 ms | p99 ms | index built in s (CPU) | peak MB |")
print("|--:|--:|--:|--:|--:|--:|--:|--:|")
for m in (one, two):
    print(
        f"| {m['threads']} | {m['queries']:,} | {m['cpu_s'] / m['queries'] * 1e3:.3f} | {m['queries'] / m['wall_s']:,.0f} | {m['p50_us'] / 1e3:.2f} "
        f"| {m['p99_us'] / 1e3:.2f} | {m['build_s']:.2f} ({m['build_cpu_s']:.2f}) | {m['peak_mb']:.0f} |"
    )
print("\np50 and p99 are wall times of single names. Peak memory holds queries and answers too.\n")
print("## Beside nomenklatura's logic-v2\n")
print(
    f"A sample of {len(queries):,} queries and {len(negatives):,} ordinary names, drawn with a fixed seed. logic-v2 scores pairs and has no search of its own, "
    "so it stands in two forms: *blocked*, in which nomenklatura's own index proposes at most 75 parties and logic-v2 scores these; and *whole list*, in which it scores "
    f"the first {len(few)} queries of the sample against every party, each party's names analysed once for all of them. Nothing is scaled up.\n"
)
print(f"The last column is the share first and above the score that 1 % of the {len(negatives)} ordinary names reach: {len(negatives) // 100} names, so it is rough. A share of {len(few)} queries is rougher still.\n")
print("| program | queries | CPU ms a query | over narrows' | right party first | first, at 1 % alarms |")
print("|---|--:|--:|--:|--:|--:|")
nar = accuracy(work / "narrows-sample.jsonl", queries, negatives)
blo = accuracy(work / "logic-v2-blocked.jsonl", queries, negatives)
tre = accuracy(work / "treasury.jsonl", few, [])
print(f"| narrows, whole list | {len(queries)} | {sample_ms:.2f} | 1 | {nar[0]} | {nar[1]} |")
print(f"| logic-v2, blocked | {len(queries)} | {blocked:.1f} | {blocked / sample_ms:,.0f} | {blo[0]} | {blo[1]} |")
print(f"| of this the scoring alone, {peer['blocked_pairs'] / (peer['queries'] + peer['negatives']):.0f} pairs a query | {len(queries)} | {scoring:.1f} | {scoring / sample_ms:,.0f} | | |")
nf, wf = accuracy(work / "narrows-sample.jsonl", few, []), accuracy(work / "logic-v2-whole.jsonl", few, [])
print(f"| narrows, whole list | {len(few)} | {sample_ms:.2f} | 1 | {nf[0]} | – |")
print(f"| logic-v2, whole list | {len(few)} | {whole:,.0f} | {whole / sample_ms:,.0f} | {wf[0]} | – |")
print(f"| narrows' Treasury mode, whole list | {len(few)} | {winkler:,.0f} | {winkler / sample_ms:,.0f} | {tre[0]} | – |")
print(
    f"\nnomenklatura's index of the parties took {peer['blocker_build_cpu_s']:.1f} s of CPU time and is not in its time a query; it asks for all queries at once, which is "
    f"its quickest way. Its process peaked at {peer['peak_mb']:,.0f} MB. narrows' shares are in-sample: its calibration was fitted on all parties of this half "
    "(figures from a calibration that had not seen them stand in the chapter on screening). "
    "narrows' Treasury mode is Jaro-Winkler and Soundex on every name of the list.\n"
)
watchman_report.section(work, folder, queries, negatives, sample_ms)
print("## Labelled pairs\n")
if (work / "pairs-narrows.tsv").exists():
    count, ours = half_f1(work / "pairs-narrows.tsv")
    _, theirs = half_f1(work / "pairs-logic-v2.tsv")
    print(f"{count} pairs labelled by nomenklatura's authors; the threshold is the best of one half, F1 is of the other, both ways.\n")
    print("| program | F1 |\n|---|--:|")
    print(f"| narrows | {ours[0]:.3f}, {ours[1]:.3f} |")
    print(f"| logic-v2 | {theirs[0]:.3f}, {theirs[1]:.3f} |\n")
else:
    print("Not run: no file of pairs was given.\n")
growth = lines(work / "growth.json")
print("## Growth\n")
print(
    "**Generated** parties: one name each, of syllables, seven in ten in Latin letters, the others in Cyrillic, kana and Hangul. 1,000 names are screened on one thread, half of them listed names "
    "with one letter left out, half not listed. Times a name are wall times.\n"
)
print("| parties | index built in s (CPU) | peak MB | of which parties alone | bytes a party | p50 ms | p99 ms | parties compared | misspelt found in ten |")
print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
for g in growth:
    print(
        f"| {g['parties']:,} | {g['build_cpu_s']:.2f} | {g['build_peak_mb']:,.0f} | {g['parties_mb']:,.0f} | {g['build_peak_mb'] * 1e6 / g['parties']:,.0f} | {g['p50_us'] / 1e3:.2f} | "
        f"{g['p99_us'] / 1e3:.2f} | {g['compared']:.0f} | {g['found_in_ten']:.2f} |"
    )
if len(growth) > 1:
    a, b = growth[0], growth[-1]
    print(
        f"\nFrom {a['parties']:,} to {b['parties']:,} parties, {b['parties'] / a['parties']:,.0f} times as many: building takes {b['build_cpu_s'] / max(a['build_cpu_s'], 0.01):,.0f} times, memory "
        f"{b['build_peak_mb'] / a['build_peak_mb']:,.0f} times, the median name {b['p50_us'] / a['p50_us']:,.1f} times, the slowest in a hundred {b['p99_us'] / a['p99_us']:,.1f} times as much."
    )
print("\n## Goals\n\n| Goal | measured | |\n|---|--:|---|")
met = lambda good: "met" if good else "missed"
print(f"| 100 times less CPU time a query than logic-v2, whole list | {whole / sample_ms:,.0f} | {met(whole / sample_ms >= 100)} |")
print(f"| 100 times less CPU time a query than logic-v2, blocked by nomenklatura's own index | {blocked / sample_ms:,.0f} | {met(blocked / sample_ms >= 100)} |")
print(f"| 5,000 names a second on two threads, wall | {two['queries'] / two['wall_s']:,.0f} | {met(two['queries'] / two['wall_s'] >= 5000)} |")
print(f"| the same by CPU time: under 0.4 ms a name | {per_query:.3f} ms | {met(per_query <= 0.4)} |")
print(f"| growth shown to 10,000,000 generated parties | {growth[-1]['parties']:,} | {met(growth[-1]['parties'] >= 10_000_000)} |")
