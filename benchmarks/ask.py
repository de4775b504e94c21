"""How well plain questions are understood, and how fast: `python benchmarks/ask.py [FILE] [--left-out]`.

Reads sentences with the question and values that were meant (`tests/ask/phrasings.csv`, or a file of these columns:
set, language, text, question, values, with `|` between several that are as good) and prints, by set and language, how
often the right question came first, among the first three, and first with all values right; how many sentences were
refused; and the median time to understand a sentence, and to answer it with rows. With `--left-out` each set is asked
of an asker that never saw it: the phrasings that stand for its sentences are left out.
"""

from __future__ import annotations

import csv
import re
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from cami_graph import open_graph
from cami_graph.ask import Asker, Phrasing, read_phrasings
from cami_graph.ask.match import Matcher
from cami_graph.ask.names import short_thing
from cami_graph.ask.phrasings import HOLE
from cami_graph.ask.words import Meanings

SENTENCES = Path(__file__).resolve().parent.parent / "tests" / "ask" / "phrasings.csv"


def read_values(text: str) -> dict[str, list[str]]:
    """Read `country=country/KZ;since=2018`."""
    values: dict[str, list[str]] = defaultdict(list)
    for pair in filter(None, text.split(";")):
        name, _, value = pair.partition("=")
        values[name].append(value)
    return dict(values)


def read_meant(row: dict[str, str]) -> list[tuple[str, dict[str, list[str]]]]:
    """Return the questions that a sentence may mean, each with its values."""
    pairs = zip(row["question"].split("|"), row["values"].split("|"), strict=True)
    return [(question, read_values(values)) for question, values in pairs]


def judge(asker: Asker, row: dict[str, str]) -> tuple[bool, bool, bool, bool, float, float]:
    """Return: first, among three, first with all values, refused; milliseconds to understand, and to answer."""
    start = time.perf_counter()
    asker.understand(row["text"])
    understood = time.perf_counter()
    answer = asker.ask(row["text"])
    answered = time.perf_counter()
    if answer.result is not None:
        len(answer.rows)
    meant = read_meant(row)
    wanted = {question for question, _ in meant}
    got = [
        (one.question, {name: [short_thing(value) for value in given] for name, given in one.values.items()})
        for one in answer.candidates[:3]
    ]
    first, third = (bool(wanted & {question for question, _ in got[:top]}) for top in (1, 3))
    right = bool(got) and got[0] in meant
    times = (understood - start) * 1000, (answered - understood) * 1000
    return first, third, right, answer.result is None, *times


def is_said(phrasing: Phrasing, sentences: set[str]) -> bool:
    """Say whether one of these sentences is this phrasing with values in its holes."""
    if not phrasing.holes:
        return phrasing.text in sentences
    pattern = re.compile(".+".join(re.escape(part) for part in HOLE.split(phrasing.text)[::2]))
    return any(pattern.fullmatch(sentence) for sentence in sentences)


def unaware(asker: Asker, rows: list[dict[str, str]]) -> Asker:
    """Return an asker that knows all phrasings but those of the sentences given."""
    sentences = {row["text"] for row in rows}
    other = Asker(asker.runner)
    told = [one for one in read_phrasings() if not is_said(one, sentences)]
    other.matcher = Matcher(asker.runner.library, told, Meanings.read())
    other.names = asker.names
    return other


def main() -> None:
    """Print one line for each set and language."""
    given = [one for one in sys.argv[1:] if one != "--left-out"]
    path = Path(given[0]) if given else SENTENCES
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    start = time.perf_counter()
    asker = open_graph().asker
    asker.understand("who works in Mongolia?")
    print(f"graph opened and names read in {time.perf_counter() - start:.1f} s")
    print(
        "| set | language | sentences | first | first three | with values | refused | ms to understand | ms with rows |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
    groups: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        groups[row["set"], row["language"]].append(row)
        groups[row["set"], "both"].append(row)
    askers: dict[str, Asker] = {}
    for (which, language), held in sorted(groups.items()):  # "both" comes first
        if "--left-out" in sys.argv and which not in askers:
            askers[which] = unaware(asker, held)
        judged = [judge(askers.get(which, asker), row) for row in held]
        shares = [f"{sum(one[place] for one in judged) / len(judged):.3f}" for place in range(3)]
        times = [f"{statistics.median(one[place] for one in judged):.1f}" for place in (4, 5)]
        refused = str(sum(one[3] for one in judged))
        print(f"| {' | '.join([which, language, str(len(held)), *shares, refused, *times])} |")


if __name__ == "__main__":
    main()
