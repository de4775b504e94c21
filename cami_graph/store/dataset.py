"""The dataset that a query names with FROM: found in the text, and made so that each statement counts once.

An engine that is told to take all graphs together passes over FROM, and one that is given several graphs counts a
statement for each that holds it. SPARQL 1.1 (13.2) says otherwise: the default graph is the merge of those named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urljoin

import pyoxigraph as ox

from cami_graph.prefixes import PREFIXES
from cami_graph.store.syntax_errors import silence

CLAUSE = re.compile(r"\bFROM\s+(NAMED\s+)?(<[^<>\"{}|^`\\\s]*>|[\w.-]*:[\w.%/~-]*)", re.IGNORECASE)
BODY = re.compile(r"\bWHERE\b|\{", re.IGNORECASE)
TEMPLATE = re.compile(r"\bCONSTRUCT\s*\{[^{}]*\}", re.IGNORECASE)
PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*:)\s*<([^<>]*)>", re.IGNORECASE)
BASE = re.compile(r"\bBASE\s+<([^<>]*)>", re.IGNORECASE)
DECLARED = {f"{prefix}:": space for prefix, space in PREFIXES.items()}
COUNTED = "SELECT (COUNT(*) AS ?every) (COUNT(DISTINCT *) AS ?each) { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Named:
    """A query without its FROM clauses, and the graphs that they name."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def read_dataset(text: str) -> Named | None:
    """Return the graphs that a query names before its pattern; None where it names none.

    A name with a prefix that nobody declared is left where it stands: the engine says what is wrong with it.
    """
    if not re.search(r"\bFROM\b", text, re.IGNORECASE):
        return None
    quiet = silence(text)
    template = TEMPLATE.search(quiet)
    start = BODY.search(quiet, template.end() if template else 0)
    head = text[: start.start()] if start else text
    prefixes = DECLARED | {one[1]: one[2] for one in _spoken(PREFIX, head, quiet)}
    base = next((one[1] for one in _spoken(BASE, head, quiet)), "")
    clauses = _spoken(CLAUSE, head, quiet)
    if not all(one[2].startswith("<") or f"{one[2].partition(':')[0]}:" in prefixes for one in clauses):
        return None
    default = tuple(_expand(one[2], prefixes, base) for one in clauses if not one[1])
    named = tuple(_expand(one[2], prefixes, base) for one in clauses if one[1])
    rest = text
    for one in clauses:
        rest = rest[: one.start()] + " " * len(one[0]) + rest[one.end() :]
    return Named(rest, default, named) if clauses else None


def _spoken(pattern: re.Pattern[str], head: str, quiet: str) -> list[re.Match[str]]:
    """Return where a pattern stands outside of strings, addresses and comments."""
    return [found for found in pattern.finditer(head) if quiet[found.start()].strip()]


def _expand(name: str, prefixes: Mapping[str, str], base: str) -> str:
    """Return the address of a graph in full."""
    if name.startswith("<"):
        return urljoin(base, name[1:-1]) if base else name[1:-1]
    prefix, _, local = name.partition(":")
    return prefixes[f"{prefix}:"] + local


def merge_graphs(engine: ox.Store, default: tuple[str, ...], named: tuple[str, ...]) -> ox.Store:
    """Return a store of exactly this dataset: the merge of some graphs as its default, others under their names."""
    store = ox.Store()
    store.bulk_extend(_quads_of(engine, named))
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in _quads_of(engine, default))
    return store


def _quads_of(engine: ox.Store, names: Sequence[str]) -> Iterator[ox.Quad]:
    return chain.from_iterable(engine.quads_for_pattern(None, None, None, ox.NamedNode(name)) for name in names)


def do_overlap(engine: ox.Store, graphs: Sequence[ox.NamedNode] | None) -> bool:
    """Say whether a statement stands in several of these graphs; of all where none are named."""
    if graphs is None:
        counted = engine.query(COUNTED, use_default_graph_as_union=True)
    else:
        counted = engine.query(COUNTED, default_graph=[*graphs])
    assert isinstance(counted, ox.QuerySolutions)
    every, each = next(counted)
    return bool(every != each)
