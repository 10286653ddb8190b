#!/usr/bin/env python3
"""Checks the documentation: its links, the list of dependencies, and every example
that shows output.

    python3 docs/check.py              compare with what the program prints now
    python3 docs/check.py --write      put what the program prints into the pages
    python3 docs/check.py --links      no examples; needs no program

A block marked `console` holds commands after `$ `, which go on after `> `, and
below each what it prints on both streams. A block marked `python` is run, and the block marked
`text` that follows it is what it prints. The blocks of a page run in order, in
one empty folder with an empty home. A Python block whose libraries are not
installed is skipped and named.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted((DOCS / "src").rglob("*.md"))
OTHERS = [
    DOCS / "dependencies.md",
    ROOT / "data" / "SOURCES.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "COMPARE.md",
]

FENCE = re.compile(r"^```(\w*)\s*$")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
INCLUDE = re.compile(r"\{\{#include\s+([^}\s]+)\s*\}\}")


def blocks(lines):
    """(mark, first line, line after the last) of each fenced block's inside."""
    mark, start = None, 0
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if mark is None and fence:
            mark, start = fence.group(1), number + 1
        elif mark is not None and line.rstrip() == "```":
            yield mark, start, number
            mark = None
    if mark is not None:
        yield mark, start, len(lines)


def prose(text):
    """The text with the inside of fenced blocks and code spans blanked."""
    lines = text.split("\n")
    for _, start, end in blocks(lines):
        lines[start:end] = [""] * (end - start)
    return re.sub(r"`[^`\n]*`", "", "\n".join(lines))


def anchors(path):
    """The anchors of a page's headings, as mdBook makes them."""
    text = path.read_text(encoding="utf-8")
    for include in INCLUDE.findall(text):
        text += (path.parent / include).read_text(encoding="utf-8")
    found = set()
    lines = text.split("\n")
    for _, start, end in blocks(lines):
        lines[start:end] = [""] * (end - start)
    for line in lines:
        heading = re.match(r"^#+\s+(.*)$", line)
        if heading:
            plain = heading.group(1).replace("`", "").strip().lower()
            plain = "".join(c for c in plain if c.isalnum() or c in " _-")
            found.add(plain.replace(" ", "-"))
    return found


def check_links():
    faults = []
    for path in PAGES + OTHERS:
        shown = path.relative_to(ROOT)
        if not path.exists():
            faults.append(f"{shown}: missing")
            continue
        text = path.read_text(encoding="utf-8")
        for include in INCLUDE.findall(text):
            if not (path.parent / include).exists():
                faults.append(f"{shown}: includes {include}, which is not there")
        for target in LINK.findall(prose(text)):
            if re.match(r"^[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            goal = (path.parent / file).resolve() if file else path
            if not goal.exists():
                faults.append(f"{shown}: links to {target}, which is not there")
            elif anchor and anchor not in anchors(goal):
                faults.append(f"{shown}: links to {target}, which has no such heading")
    summary = (DOCS / "src" / "SUMMARY.md").read_text(encoding="utf-8")
    listed = {(DOCS / "src" / target).resolve() for target in LINK.findall(summary)}
    for path in PAGES:
        if path.name != "SUMMARY.md" and path.resolve() not in listed:
            faults.append(f"{path.relative_to(ROOT)}: not in SUMMARY.md")
    return faults


def check_dependencies():
    """Every direct dependency of every crate has its line."""
    text = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"[a-z0-9_-]+", text))
    faults = []
    for manifest in sorted(ROOT.glob("crates/*/Cargo.toml")) + [
        ROOT / "benches" / "Cargo.toml",
        ROOT / "fuzz" / "Cargo.toml",
    ]:
        if not manifest.exists():
            continue
        crate = tomllib.loads(manifest.read_text(encoding="utf-8"))
        for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
            for name in crate.get(kind, {}):
                if not name.startswith("narrows-") and name not in listed:
                    faults.append(
                        f"{manifest.relative_to(ROOT)}: {name} has no line in "
                        "docs/dependencies.md"
                    )
    return faults


def run(command, folder, environment):
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
    )
    return done.stdout.decode("utf-8").rstrip("\n").split("\n") if done.stdout else []


def commands(lines):
    """(lines of the command, lines of its output) in a console block."""
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append(([line], []))
        elif found and not found[-1][1] and line.startswith("> "):
            found[-1][0].append(line)
        elif found:
            found[-1][1].append(line)
    return found


def refreshed(path, environment, skipped):
    """The page's lines as they should be."""
    lines = path.read_text(encoding="utf-8").split("\n")
    fresh, copied = [], 0
    with tempfile.TemporaryDirectory() as folder:
        environment = {**environment, "HOME": folder}
        work = Path(folder) / "work"
        work.mkdir()
        printed = None
        for mark, start, end in blocks(lines):
            fresh += lines[copied:start]
            inside = lines[start:end]
            copied = end
            if mark == "console":
                inside = []
                for command, _ in commands(lines[start:end]):
                    script = "\n".join(line[2:] for line in command)
                    inside += command + run(["bash", "-c", script], work, environment)
            elif mark == "python":
                program = "\n".join(inside)
                printed = run([sys.executable, "-c", program], work, environment)
                if printed and printed[-1].startswith("ModuleNotFoundError"):
                    skipped.append(f"{path.relative_to(ROOT)}, line {start}: {printed[-1]}")
                    printed = None
            elif mark == "text" and printed is not None:
                inside, printed = printed, None
            fresh += inside
    return lines, fresh + lines[copied:]


def check_examples(binary, write):
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in {"NARROWS_HOME", "XDG_DATA_HOME", "COLUMNS", "NO_COLOR"}
    }
    environment["PATH"] = f"{binary.parent}{os.pathsep}{environment['PATH']}"
    environment["LC_ALL"] = "C.UTF-8"
    faults, skipped = [], []
    for path in PAGES:
        old, new = refreshed(path, environment, skipped)
        if old == new:
            continue
        if write:
            path.write_text("\n".join(new), encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
            continue
        at = next(
            (number for number, (a, b) in enumerate(zip(old, new)) if a != b),
            min(len(old), len(new)),
        )
        shown = old[at] if at < len(old) else ""
        printed = new[at] if at < len(new) else ""
        faults.append(
            f"{path.relative_to(ROOT)}, line {at + 1}: the page has {shown!r}, the program "
            f"prints {printed!r}; `python3 docs/check.py --write` puts it right"
        )
    for line in skipped:
        print(f"SKIPPED {line}", file=sys.stderr)
    return faults


def main():
    parser = argparse.ArgumentParser(description="Check the documentation.")
    parser.add_argument("--binary", type=Path, default=ROOT / "target/release/narrows")
    parser.add_argument("--write", action="store_true", help="put the output into the pages")
    parser.add_argument("--links", action="store_true", help="no examples")
    asked = parser.parse_args()
    faults = check_links() + check_dependencies()
    if not asked.links:
        if not asked.binary.exists():
            sys.exit(f"{asked.binary}: not there; run `cargo build --release` first")
        faults += check_examples(asked.binary.resolve(), asked.write)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(1)
    print(f"{len(PAGES)} pages are sound")


if __name__ == "__main__":
    main()
