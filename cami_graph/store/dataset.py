"""The dataset that a query names with FROM: found in the text, and made so that each statement counts once.

An engine that is told to take all graphs together passes over FROM, and one that is given several graphs counts a
statement for each that holds it. SPARQL 1.1 (13.2) says otherwise: the default graph is the merge of those named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

import pyoxigraph as ox

from cami_graph.store.syntax_errors import silence

CLAUSE = re.compile(r"\bFROM\s+(NAMED\s+)?(<[^<>\"{}|^`\\\s]*>|[\w.-]*:[\w.%/~-]*)", re.IGNORECASE)
BODY = re.compile(r"\bWHERE\b|\{", re.IGNORECASE)
PREFIX = re.compile(r"PREFIX\s+([\w.-]*:)\s*<([^<>]*)>", re.IGNORECASE)
BASE = re.compile(r"BASE\s+<([^<>]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A query without its FROM clauses, and the graphs that they name."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def read_dataset(text: str) -> Named | None:
    """Return the graphs that a query names before its pattern; None where it names none."""
    if not re.search(r"\bFROM\b", text, re.IGNORECASE):
        return None
    quiet = silence(text)
    start = BODY.search(quiet)
    head = text[: start.start()] if start else ""
    prefixes, base = dict(PREFIX.findall(head)), next(iter(BASE.findall(head)), "")
    default: list[str] = []
    named: list[str] = []
    rest = text
    for found in reversed(list(CLAUSE.finditer(head))):
        if not quiet[found.start() : found.start() + 4].strip():
            continue
        (named if found[1] else default).append(_expand(found[2], prefixes, base))
        rest = rest[: found.start()] + " " * len(found[0]) + rest[found.end() :]
    return Named(rest, tuple(default[::-1]), tuple(named[::-1])) if default or named else None


def _expand(name: str, prefixes: dict[str, str], base: str) -> str:
    """Return the address of a graph in full."""
    if name.startswith("<"):
        return urljoin(base, name[1:-1]) if base else name[1:-1]
    prefix, _, local = name.partition(":")
    return prefixes.get(f"{prefix}:", "") + local


def merge_graphs(engine: ox.Store, default: tuple[str, ...], named: tuple[str, ...]) -> ox.Store:
    """Return a store of exactly this dataset: the merge of some graphs as its default, others under their names."""
    store = ox.Store()
    for name in default:
        quads = engine.quads_for_pattern(None, None, None, ox.NamedNode(name))
        store.extend([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads])
    for name in named:
        store.extend(engine.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    return store
