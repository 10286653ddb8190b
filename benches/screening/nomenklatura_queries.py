#!/usr/bin/env python3
"""nomenklatura's logic-v2 on a sample of the benchmark.

nomenklatura_queries.py INDEX SAMPLE-FOLDER OUT-FOLDER WHOLE

Two forms. Blocked: nomenklatura's own index proposes at most 75 parties a
query, and logic-v2 scores these. Whole: logic-v2 scores the first WHOLE queries
of the sample against every party. Times are processor times of this process;
the parties' names are analysed once and kept, as far as nomenklatura keeps them.
"""
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.matching import get_algorithm
from nomenklatura.resolver import Linker
from nomenklatura.store import MemoryStore

index_path, sample, out, whole = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
schemata = {"Org": "Organization", "Person": "Person", "Vessel": "Vessel"}
algorithm = get_algorithm("logic-v2")
config = algorithm.default_config()
dataset = Dataset.make({"name": "bench", "title": "bench"})


def entity(number, schema, names, countries=()):
    data = {
        "id": number,
        "schema": schemata.get(schema, "LegalEntity"),
        "properties": {"name": list(names), "country": [c.lower() for c in countries]},
    }
    return StatementEntity.from_data(dataset, data)


def lines(path):
    return [json.loads(line) for line in open(path) if line.strip()]


def write(name, answers):
    with open(out / name, "w") as file:
        for qid, (us, hits) in answers.items():
            hits.sort(key=lambda hit: (-hit[1], hit[0]))
            file.write(json.dumps({"qid": qid, "us": us, "hits": hits[:10]}) + "\n")


parties = {
    row["id"]: entity(row["id"], row["schema"], row["names"], row.get("country") or ())
    for row in lines(index_path)
}
rows = lines(sample / "queries.jsonl")
negatives = lines(sample / "negatives.jsonl")
asked = {row["qid"]: entity(row["qid"], row["schema"], [row["query"]]) for row in rows + negatives}
measured = {"parties": len(parties), "queries": len(rows), "negatives": len(negatives)}

# Blocked.
store = MemoryStore(dataset, Linker({}))
writer = store.writer()
for party in parties.values():
    writer.add_entity(party)
writer.flush()
with tempfile.TemporaryDirectory() as folder:
    start = time.process_time()
    blocker = Index(store.default_view(), Path(folder))
    blocker.build()
    measured["blocker_build_cpu_s"] = time.process_time() - start
    start = time.process_time()
    proposed = {str(qid): matches for qid, matches in blocker.match_entities(asked.values())}
    measured["blocking_cpu_s"] = time.process_time() - start
answers = {}
pairs = 0
start = time.process_time()
for qid, query in asked.items():
    begin = time.process_time()
    hits = []
    for party, _ in proposed.get(qid, []):
        pairs += 1
        score = algorithm.compare(query, parties[str(party)], config).score
        if score > 0:
            hits.append([str(party), score])
    answers[qid] = ((time.process_time() - begin) * 1e6, hits)
measured["blocked_scoring_cpu_s"] = time.process_time() - start
measured["blocked_pairs"] = pairs
write("logic-v2-blocked.jsonl", answers)

# Whole: a party's turn comes once, so that its analysis is used by all queries.
chosen = [row["qid"] for row in rows[:whole]]
answers = {qid: (0.0, []) for qid in chosen}
start = time.process_time()
for number, party in parties.items():
    for qid in chosen:
        score = algorithm.compare(asked[qid], party, config).score
        if score > 0:
            answers[qid][1].append([number, score])
spent = time.process_time() - start
measured["whole_queries"] = len(chosen)
measured["whole_cpu_s"] = spent
write("logic-v2-whole.jsonl", {qid: (spent / len(chosen) * 1e6, hits) for qid, (_, hits) in answers.items()})
measured["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
print(json.dumps(measured))
