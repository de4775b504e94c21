"""Mistakes of many kinds to plant into the real graph, each with the rule that finds it and the thing that it names.

`mistakes.tsv` holds them, one a line, written in SPARQL Update; addresses there begin at https://w3id.org/cami/. A
mistake without a rule is one that no shape can see, since the graph with it is as possible as the graph without it;
these are kept so that the score is an honest one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from cami_graph.rdf import PREFIXES
from cami_graph.store.version import find_version

FILE = Path(__file__).parent / "mistakes.tsv"
BASE = "https://w3id.org/cami/"
PROLOGUE = f"BASE <{BASE}>\n" + "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its kind and name, the thing that a finding names, the rule that finds it, and how to plant it."""

    kind: str
    mistake: str
    thing: str
    rule: str
    update: str

    def is_named_by(self, thing: str) -> bool:
        """Tell whether a finding on a thing speaks of this mistake."""
        return thing.startswith(BASE + self.thing)


def read_mistakes() -> tuple[Mistake, ...]:
    """Return every mistake, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Mistake(**row) for row in rows)


def in_batches(mistakes: Sequence[Mistake], count: int) -> tuple[tuple[Mistake, ...], ...]:
    """Spread mistakes over batches in turn, so that those of one kind seldom meet, and a new one moves no other."""
    return tuple(tuple(mistakes[at::count]) for at in range(count))


def read_base() -> bytes:
    """Return everything that was built in N-Triples, each statement once."""
    return "".join(dict.fromkeys(f"{quad.triple} .\n" for quad in find_version().read())).encode()


def plant(base: bytes, mistakes: Iterable[Mistake]) -> str:
    """Return a graph in N-Triples with mistakes planted into it; one that no rule finds must at least change it."""
    store = ox.Store()
    store.bulk_load(base, format=ox.RdfFormat.N_TRIPLES)
    for one in mistakes:
        before = set() if one.rule else set(store)
        store.update(PROLOGUE + one.update)
        assert one.rule or set(store) != before, f"{one.mistake} changes nothing"
    return "".join(f"{quad.triple} .\n" for quad in store)
