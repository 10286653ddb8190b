"""Turns the lines that benches/run.sh collected into a page of Markdown.

report.py LINES THREADS
"""

import json
import os
import statistics
import subprocess
import sys
from importlib.metadata import version

# Goals of the project.
MOST_CPU_OVER_BARE_LOOP = 1.3
MOST_RSS_MB = 500
MOST_EMBEDDED_S = 1.0
TOLERANCE = 1e-9
# Wall time for 200 economies, 74 codes and 30 years.
MOST_LOOK_THROUGH_S = 5.0
# CPU time for three times the rows; 3 is linear.
LINEAR = (2.5, 3.5)
# Any question to a record of 100,000 statements.
MOST_QUESTION_MS = 50
FEWEST_STATEMENTS = 100_000
# Memory for ten times the rows.
MOST_MIRROR_GROWTH = 1.5

NAMES = {
    "panel": "narrows, whole panel",
    "panel_flagged": "narrows, whole panel with unit values flagged",
    "bare": "bare loop (reads and sums)",
    "panel_one": "narrows, whole panel, one thread",
    "bare_one": "bare loop, one thread",
    "duckdb": f"DuckDB {version('duckdb')}, three figures",
    "polars": f"Polars {version('polars')}, three figures",
    "pandas": f"pandas {version('pandas')} with pyarrow {version('pyarrow')}, three figures",
    "panel_small": "narrows, whole panel, a third of the rows",
    "embedded": "narrows, whole panel, the data inside the program",
}


def read(path):
    runs = {}
    with open(path) as lines:
        for line in lines:
            measured = json.loads(line)
            runs.setdefault(measured["label"], []).append(measured)
    medians = {}
    for label, measured in runs.items():
        medians[label] = dict(measured[0])
        for key in ("wall_s", "cpu_s", "peak_rss_mb"):
            medians[label][key] = statistics.median(run[key] for run in measured)
    return medians, max(len(measured) for measured in runs.values())


def look_through(measured, threads, goal):
    """The section on look-through: the same matrices here and in numpy."""
    ours, peer = measured["look_through"], measured["numpy_look_through"]
    print("\n## Look-through\n")
    print(
        f"Origins of the supply of 200 economies in {ours['markets']:,} **generated** markets "
        "(74 codes, 30 years), every column, all economies trading with one another: "
        f"{ours['columns']:,} columns. Number of threads {threads}; numpy has one, since more "
        "of them wait for one another on matrices of this size.\n"
    )
    print("| Program | columns | wall s | CPU s | peak MB | CPU over narrows' |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, of in (
        ("narrows, look-through", ours),
        (f"numpy {version('numpy')}, linalg.solve", peer),
    ):
        print(
            f"| {name} | {of['columns']:,} | {of['wall_s']:.2f} | {of['cpu_s']:.2f} "
            f"| {of['peak_rss_mb']:.0f} | {of['cpu_s'] / ours['cpu_s']:.2f} |"
        )
    print("\n| Goal | measured | |")
    print("|---|--:|---|")
    goal(
        f"look-through of 200 economies × 74 codes × 30 years < {MOST_LOOK_THROUGH_S:.0f} s",
        f"{ours['wall_s']:.2f} s",
        ours["wall_s"] < MOST_LOOK_THROUGH_S,
    )
    difference = abs(peer["hhi_sum"] / ours["hhi_sum"] - 1)
    goal(
        "sum of the squared shares of all origins equal to 1e-9",
        f"{difference:.0e}",
        difference <= TOLERANCE,
    )


def mirrors(small, large):
    print("\n## Mirror reconciliation\n")
    print(
        "Reports of both sides of a **generated** trade, read three times and written as "
        "reconciled flows, on one thread.\n"
    )
    print("| rows reported | flows written | wall s | CPU s | peak MB |")
    print("|--:|--:|--:|--:|--:|")
    for of in (small, large):
        print(
            f"| {of['rows_in']:,} | {of['rows']:,} | {of['wall_s']:.2f} "
            f"| {of['cpu_s']:.2f} | {of['peak_rss_mb']:.0f} |"
        )


def record(of, goal):
    """Questions to the policy record; the peers have none."""
    print("\n## Policy record\n")
    print(
        f"Questions to an index of {of['statements']:,} statements in {of['records']:,} "
        "**generated** records, opened anew for each question, 40 times each with other "
        f"subjects. Reading the files took {of['read_s']:.1f} s, writing the index "
        f"{of['index_s']:.1f} s.\n"
    )
    print("| question | median ms |")
    print("|---|--:|")
    for question, median in of["median_ms"].items():
        print(f"| {question} | {median:.1f} |")
    print("\n| Goal | measured | |")
    print("|---|--:|---|")
    goal(
        f"slowest answer (here: {of['worst_question']}) < {MOST_QUESTION_MS} ms",
        f"{of['worst_ms']:.1f} ms",
        of["worst_ms"] < MOST_QUESTION_MS and of["statements"] >= FEWEST_STATEMENTS,
    )


def main():
    measured, runs = read(sys.argv[1])
    threads = int(sys.argv[2])
    panel = measured["panel"]
    rust = subprocess.run(
        ["rustc", "--version"], check=True, capture_output=True, text=True
    ).stdout.split()[1]

    print("# Benchmark\n")
    print(
        "Written by `benches/run.sh`. The large table is **generated**, not observed: "
        f"{panel['rows_in']:,} flows in the shape of BACI (30 years, 5,000 codes, 230 "
        f"economies). {os.cpu_count()} cores; number of threads {threads}, for "
        f"every program that can be told (pandas cannot), Rust {rust}, Python "
        f"{sys.version.split()[0]}. Median of {runs} runs, files in memory. CPU time is "
        "user and system time of all threads, without the start of the program or of "
        "Python; memory is the peak of the process.\n"
    )
    print(
        "narrows computes all columns of its panel in order; the peers only three "
        "figures (Herfindahl–Hirschman index by value, top supplier, its share), in any "
        "order.\n"
    )
    print("| Program | rows out | wall s | CPU s | peak MB | CPU over narrows' |")
    print("|---|--:|--:|--:|--:|--:|")
    for label, name in NAMES.items():
        of = measured[label]
        over = f"{of['cpu_s'] / panel['cpu_s']:.2f}"
        if label in ("panel_small", "embedded"):
            over = "–"
        rows = "–" if label.startswith("bare") else f"{of['rows']:,}"
        print(
            f"| {name} | {rows} | {of['wall_s']:.2f} | {of['cpu_s']:.2f} "
            f"| {of['peak_rss_mb']:.0f} | {over} |"
        )

    print("\n| Goal | measured | |")
    print("|---|--:|---|")

    def goal(text, value, met):
        print(f"| {text} | {value} | {'met' if met else 'missed'} |")

    for peer in ("duckdb", "polars", "pandas"):
        ratio = measured[peer]["cpu_s"] / panel["cpu_s"]
        name = NAMES[peer].split()[0]
        goal(f"less CPU time than {name}: {name} over narrows > 1", f"{ratio:.2f}", ratio > 1)
    for suffix, where in (("", f"{threads} threads"), ("_one", "one thread")):
        over = measured[f"panel{suffix}"]["cpu_s"] / measured[f"bare{suffix}"]["cpu_s"]
        goal(
            f"CPU time over the bare loop's ≤ {MOST_CPU_OVER_BARE_LOOP}, {where}",
            f"{over:.2f}",
            over <= MOST_CPU_OVER_BARE_LOOP,
        )
    rss = max(panel["peak_rss_mb"], measured["panel_flagged"]["peak_rss_mb"])
    goal(f"peak memory < {MOST_RSS_MB} MB", f"{rss:.0f} MB", rss < MOST_RSS_MB)
    small = measured["panel_small"]
    growth = panel["cpu_s"] / small["cpu_s"]
    goal(
        f"linear: CPU time for {panel['rows_in'] / small['rows_in']:.0f} times the rows "
        f"between {LINEAR[0]} and {LINEAR[1]}",
        f"{growth:.2f}",
        LINEAR[0] <= growth <= LINEAR[1],
    )
    wall = measured["embedded"]["wall_s"]
    goal(
        f"data inside the program, {measured['embedded']['rows_in']:,} flows, wall time < "
        f"{MOST_EMBEDDED_S:.0f} s",
        f"{wall:.2f} s",
        wall < MOST_EMBEDDED_S,
    )
    worst = 0.0
    same_rows = True
    for peer in ("duckdb", "polars", "pandas"):
        same_rows &= measured[peer]["rows"] == panel["rows"]
        for key in ("hhi_sum", "share_sum"):
            worst = max(worst, abs(measured[peer][key] / panel[key] - 1))
    goal(
        "same rows, and sums of indices and shares equal to 1e-9, in all peers",
        f"{worst:.0e}",
        same_rows and worst <= TOLERANCE,
    )
    small, large = measured["mirror_small"], measured["mirror"]
    growth = large["peak_rss_mb"] / small["peak_rss_mb"]
    goal(
        "mirror reconciliation, memory for ten times the rows < 1.5 times",
        f"{growth:.2f}",
        growth < MOST_MIRROR_GROWTH,
    )
    print(
        "\nThe bare loop adds one number after the other, as the panel does; sums in "
        "vector instructions would make it faster and the ratio to it larger."
    )
    look_through(measured, threads, goal)
    mirrors(small, large)
    record(measured["record"], goal)


main()
