"""What each verb costs, cold, beside what one would write without us: processor seconds, the median of rounds in turn.

    python benchmarks/verbs.py [--rounds 3] [--quick] [--write]

Peers read the same built files with rdflib and pySHACL. `--write` puts the table, with the day, into docs/speed.md.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from cami_graph.paths import GRAPH_ANALYSIS, GRAPH_NQUADS, QUERIES, ROOT, SHAPES
from cami_graph.store import answers
from cami_graph.store.kept import FOLDER
from cami_graph.store.version import find_version
from cami_graph.tables import fill_part

TARGET = ROOT / "docs" / "speed.md"
CAMI = f"{sys.executable} -m cami_graph"

READ = f"""
from rdflib import Dataset
graph = Dataset(default_union=True)
for path in ("{GRAPH_NQUADS}", "{GRAPH_ANALYSIS}"):
    graph.parse(path, format="nquads")
"""
ASK = f"""{READ}
print(len(list(graph.query(open("{QUERIES}/competency/who-funds-what.rq").read()))))
"""
VALIDATE = f"""{READ}
import pathlib
import pyshacl
from rdflib import Graph
shapes, joined = Graph(), Graph()
for path in pathlib.Path("{SHAPES}").rglob("*.ttl"):
    shapes.parse(path)
for quad in graph.quads():
    joined.add(quad[:3])
print(pyshacl.validate(joined, shacl_graph=shapes, inference=None, inplace=True)[0])
"""
LIST_GAPS = f"""{READ}
from itertools import combinations
from rdflib import Namespace
CAMI = Namespace("https://w3id.org/cami/ontology#")
near = set(graph.subject_objects(CAMI.borders))
together = {{}}
for work, country in graph.subject_objects(CAMI.amongCountry):
    together.setdefault(work, set()).add(country)
shared = {{}}
for thing, country in graph.subject_objects(CAMI.hasRangeState):
    shared.setdefault(thing, set()).add(country)
about = {{}}
for link in (CAMI.inPlace, CAMI.concernsSpecies):
    for work, thing in graph.subject_objects(link):
        about.setdefault(thing, set()).add(work)
print(sum(
    pair in near and not any(set(pair) <= together.get(work, set()) for work in about.get(thing, ()))
    for thing, countries in shared.items() for pair in combinations(sorted(countries), 2)
))
"""
PEERS = {
    "query who-funds-what": ("rdflib reads the files and asks", ASK),
    "gaps --top 10": ("rdflib reads the files; a plain list, without evidence or order", LIST_GAPS),
    "validate": ("rdflib reads the files, pySHACL validates", VALIDATE),
    f"validate --shapes {SHAPES.name}": ("the same", VALIDATE),
}
PROGRAMS = {program for _, program in PEERS.values()}
FIRST = "query who-funds-what --format table"
NOTES = {
    FIRST: "asked for the first time",
    "query who-funds-what": "asked again: its rows were kept",
    "validate": "the verdict on this version was kept",
    f"validate --shapes {SHAPES.name}": "computed",
    "build --to NEW": "from nothing",
    "build --to KEPT --check --validate --gaps": "the whole loop after an edit; places, phrasings and weights kept",
}


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how many times each is run")
    parser.add_argument("--quick", action="store_true", help="leave out pySHACL, which takes half an hour")
    parser.add_argument("--write", action="store_true", help="write the table into docs/speed.md")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = draw(measure(Path(folder), chosen.rounds, quick=chosen.quick), quick=chosen.quick)
    print(table)
    if chosen.write:
        TARGET.write_text(fill_part(TARGET.read_text("utf-8"), "verbs", f"\n{table}\n"), encoding="utf-8")


def commands(folder: Path) -> dict[str, list[str]]:
    """Return each verb and each peer as the words that start it."""
    verbs = [
        "--help",
        FIRST,
        "query who-funds-what",
        "gaps --top 10",
        "gaps --explain ustyurt",
        f"brief Ustyurt --to {folder}/brief.md",
        "check",
        "validate",
        f"validate --shapes {SHAPES.name}",
        "build --to NEW",
        "build --to KEPT --check --validate --gaps",
    ]
    words = {verb: [*CAMI.split(), *verb.replace("KEPT", f"{folder}/kept").split()] for verb in verbs}
    return words | {program: [sys.executable, "-c", program] for _, program in PEERS.values()}


def measure(folder: Path, rounds: int, *, quick: bool) -> dict[str, float]:
    """Run each verb once in each round, each peer in the first, and return the median of each."""
    words = {name: line for name, line in commands(folder).items() if name != VALIDATE or not quick}
    run(words["build --to KEPT --check --validate --gaps"])
    run(words["validate"])  # keeps its verdict
    taken: dict[str, list[float]] = {name: [] for name in words}
    for number in range(rounds):
        for name, line in words.items():
            if number and name in PROGRAMS:
                continue
            if name == FIRST:
                shutil.rmtree(find_version().folder / FOLDER / answers.FOLDER, ignore_errors=True)
            taken[name].append(run([word if word != "NEW" else f"{folder}/new-{number}" for word in line]))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def run(words: list[str]) -> float:
    """Run a program that must succeed, and return its processor seconds, those of its own children included.

    Its modules are compiled once, as they are wherever nobody forbids it.
    """
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT, env=settings)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def draw(seconds: Mapping[str, float], *, quick: bool) -> str:
    """Return the table as Markdown, with the day."""
    command = f"python benchmarks/verbs.py {'--quick ' if quick else ''}--write"
    lines = [
        f"`{command}`, {datetime.now(UTC).date()}: processor seconds, the median of",
        "rounds in turn; what stands beside it was run once among them.",
        "",
        "| `cami …` | seconds | beside it | seconds | ratio |",
        "|---|---:|---|---:|---:|",
    ]
    for verb in [name for name in seconds if name not in PROGRAMS]:
        peer, program = PEERS.get(verb, ("", ""))
        said = f"`{verb.split(' --to /')[0]}`" + (f" ({NOTES[verb]})" if verb in NOTES else "")
        beside = (
            f"{peer} | {seconds[program]:.2f} | {seconds[program] / seconds[verb]:.1f}"
            if program in seconds
            else " | | "
        )
        lines.append(f"| {said} | {seconds[verb]:.2f} | {beside} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
