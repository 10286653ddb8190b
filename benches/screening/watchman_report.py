"""The section on Watchman in the benchmark's report."""
import json

SKIPPED = (
    "Not run: neither WATCHMAN_URL nor WATCHMAN_SCORER was given (README.md tells how). narrows' Treasury mode above is "
    "Jaro-Winkler and Soundex, a baseline of Watchman's kind and not Watchman.\n"
)


def lines(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def limit_of(answers, negatives):
    """The score that 1 % of the ordinary names go above."""
    tops = sorted((answers[n["qid"]][0][1] if answers[n["qid"]] else 0 for n in negatives), reverse=True)
    return tops[len(tops) // 100]


def shares(answers, queries, limit):
    """Share of queries with the right party first; and first above the limit."""
    first = [q for q in queries if answers[q["qid"]] and answers[q["qid"]][0][0] in q["answers"]]
    alerted = sum(answers[q["qid"]][0][1] > limit for q in first)
    return len(first) / len(queries), alerted / len(queries)


def of(path):
    return {row["qid"]: row["hits"] for row in lines(path)}


def median_ms(times, queries):
    part = sorted(times[query["qid"]] for query in queries)
    return part[len(part) // 2] / 1e3


def by_task(ours, theirs, queries, negatives, name):
    """`ours` and `theirs` are files of answers to all names."""
    tasks = {}
    for query in queries:
        tasks.setdefault(query["task"], []).append(query)
    other_script = [query for query in queries if query["task"].startswith("x_")]
    same_script = [query for query in queries if not query["task"].startswith("x_")]
    rows = [(f"`{task}`", tasks[task]) for task in sorted(tasks)]
    rows += [("all `x_`", other_script), ("all others", same_script), ("all", queries)]
    print(
        f"{name}, beside narrows: all {len(queries):,} queries, and all {len(negatives):,} ordinary names for the limit of 1 %. `x_` are names in "
        "the original script against Latin ones, `alias_` other names of a party that the list leaves out (`alias_unrelated` is a check: nobody "
        "can find them by the letters), `noise_` listed names spoilt. narrows' shares are in-sample, as above. Times are medians, wall.\n"
    )
    print("| task | queries | narrows first | at 1 % alarms | ms | Watchman first | at 1 % alarms | ms |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    programs = []
    for path in (ours, theirs):
        answers = of(path)
        programs.append((answers, limit_of(answers, negatives), {row["qid"]: row["us"] for row in lines(path)}))
    for label, part in rows:
        if part:
            cells = (
                "{:.3f} | {:.3f} | {:.2f}".format(*shares(answers, part, limit), median_ms(times, part))
                for answers, limit, times in programs
            )
            print(f"| {label} | {len(part):,} | {' | '.join(cells)} |")
    print(
        "\nBy its documentation Watchman's index chooses by shared words, and a name that shares none is compared with every party of its "
        "type, as names in another script are: the CPU time of the first table is a mean of two kinds of names, which the medians here show apart.\n"
    )


def section(work, folder, queries, negatives, narrows_ms):
    """Prints the section; `narrows_ms` is narrows' CPU time a name in the same run."""
    print("## Beside Moov's Watchman\n")
    measured = sorted(work.glob("watchman-*.json"))
    if not measured:
        print(SKIPPED)
        return
    peers = [lines(path)[-1] for path in measured]
    print(f"The sample of {len(queries):,} queries and {len(negatives):,} ordinary names of the section above, in the same run, one name at a time.\n")
    print("| program | CPU ms a name | over narrows' | p50 ms | p99 ms | right party first | first, at 1 % alarms |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    own = of(work / "narrows-sample.jsonl")
    own_shares = shares(own, queries, limit_of(own, negatives))
    own_times = sorted(row["us"] for row in lines(work / "narrows-sample.jsonl"))
    p50, p99 = (own_times[len(own_times) * q // 100] / 1e3 for q in (50, 99))
    print(f"| narrows, whole list | {narrows_ms:.2f} | 1 | {p50:.2f} | {p99:.2f} | {own_shares[0]:.3f} | {own_shares[1]:.3f} |")
    for path, peer in zip(measured, peers):
        answers = of(path.with_suffix(".jsonl"))
        found = shares(answers, queries, limit_of(answers, negatives))
        cpu = peer.get("cpu_s") and peer["cpu_s"] / peer["names"] * 1e3
        ratio = f"{cpu:.1f} | {cpu / narrows_ms:,.0f}" if cpu else "– | –"
        print(f"| {peer['name']} | {ratio} | {peer['p50_us'] / 1e3:.1f} | {peer['p99_us'] / 1e3:.1f} | {found[0]:.3f} | {found[1]:.3f} |")
    print("\np50 and p99 are wall times of single names.")
    for what in dict.fromkeys(peer["what"] for peer in peers):
        print(f"\n{what}")
    print()
    for path, peer in zip(measured, peers):
        whole = work / "watchman-all" / path.with_suffix(".jsonl").name
        if whole.exists():
            by_task(work / "narrows.jsonl", whole, lines(folder / "queries.jsonl"), lines(folder / "negatives.jsonl"), peer["name"])
