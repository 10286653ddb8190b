#!/usr/bin/env python3
"""Moov's Watchman on the benchmark, through the HTTP search of a server that runs already.

watchman.py list INDEX OUT
    writes the parties as a list that Watchman loads (JSON lines in Senzing's form): one line for
    each name, since the form's reader keeps one name a record. The record's number is the party's
    and the name's, joined by '#'.
watchman.py ask URL SOURCE QUERIES NEGATIVES OUT [PID]
    asks for every name and writes the answers; prints what was measured as one line of JSON. With
    PID, the server's process on this machine, its processor time is read from /proc.

Watchman searches one type of party at a time. A party or a query that may be a person or an
organisation is listed or asked as both, as Watchman's guide to its search recommends; the form
knows no ships, so they are listed and asked as businesses.
"""
import http.client
import json
import os
import sys
import time
from urllib.parse import urlencode, urlsplit

TYPES = {"Person": ["person"], "Org": ["business"], "Vessel": ["business"]}
RECORD_TYPES = {"person": "PERSON", "business": "ORGANIZATION"}
NAME_FIELDS = {"person": "NAME_FULL", "business": "NAME_ORG"}


def types(schema):
    return TYPES.get(schema, ["person", "business"])


def lines(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def write_list(index, out):
    records = 0
    with open(out, "w") as file:
        for party in lines(index):
            for kind in types(party["schema"]):
                for number, name in enumerate(party["names"]):
                    record = {
                        "DATA_SOURCE": "NARROWS_BENCH",
                        "RECORD_ID": f"{party['id']}#{number}",
                        "RECORD_TYPE": RECORD_TYPES[kind],
                        NAME_FIELDS[kind]: name,
                    }
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
                    records += 1
    return records


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Server:
    """Keeps one connection to the server open."""

    def __init__(self, url):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            sys.exit(f"WATCHMAN_URL is {url!r}: an address such as http://localhost:8084 is needed")
        https = parts.scheme == "https"
        self.connection = (http.client.HTTPSConnection if https else http.client.HTTPConnection)(parts.netloc, timeout=120)
        self.base = parts.path.rstrip("/")

    def get(self, path, **query):
        try:
            self.connection.request("GET", f"{self.base}{path}?{urlencode(query)}")
            answer = self.connection.getresponse()
            body = answer.read()
        except OSError as error:
            sys.exit(f"Watchman does not answer {path}: {error}; is the server of WATCHMAN_URL running?")
        if answer.status != 200:
            sys.exit(f"Watchman answers {path} with status {answer.status}: {body[:200]!r}")
        try:
            return json.loads(body)
        except ValueError:
            sys.exit(f"Watchman answers {path} with something that is no JSON: {body[:200]!r}")


def search(server, source, row):
    """The best ten parties of a query, each with the score of its best name."""
    best = {}
    for kind in types(row["schema"]):
        found = server.get("/v2/search", name=row["query"], type=kind, source=source, limit=100, minMatch=0)
        for hit in found.get("entities") or []:
            number = (hit.get("entity") or hit).get("sourceID", "").rpartition("#")[0]
            if number:
                best[number] = max(best.get(number, 0.0), hit["match"])
    return sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))[:10]


def ask(url, source, queries, negatives, out, pid=None):
    server = Server(url)
    listed = server.get("/v2/listinfo")
    if source not in (listed.get("lists") or {}):
        sys.exit(f"Watchman has no list {source!r}, only {sorted(listed.get('lists') or {})}; see README.md on how to load it")
    rows = lines(queries) + lines(negatives)
    start, before = time.perf_counter(), pid and processor_seconds(pid)
    times = []
    with open(out, "w") as file:
        for row in rows:
            begin = time.perf_counter()
            hits = search(server, source, row)
            times.append((time.perf_counter() - begin) * 1e6)
            file.write(json.dumps({"qid": row["qid"], "us": times[-1], "hits": hits}) + "\n")
    times.sort()
    return {
        "name": f"Watchman {listed.get('version') or '(version not told)'}, server",
        "what": "A server, asked over HTTP one name at a time. Every name of the list is a record of its own.",
        "names": len(rows),
        "cpu_s": pid and processor_seconds(pid) - before,
        "wall_s": time.perf_counter() - start,
        "p50_us": times[len(times) // 2],
        "p99_us": times[len(times) * 99 // 100],
    }


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "list":
        print(f"{write_list(*sys.argv[2:])} records")
    elif len(sys.argv) in (7, 8) and sys.argv[1] == "ask":
        print(json.dumps(ask(*sys.argv[2:])))
    else:
        sys.exit(__doc__)
