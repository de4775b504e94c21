"""Parameters put into a query as RDF terms, never as pasted text.

A parameter `country` stands in the body exactly once, as `VALUES ?country { UNDEF }` or with the default in the place
of UNDEF. Binding replaces what is inside the braces by the terms as the engine's own library spells them. Where nothing
is given, the whole block goes: to join with UNDEF is to join with nothing, and not every engine knows that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cami_graph.errors import QueryError

if TYPE_CHECKING:
    from cami_graph.rdf import Term

BLOCK = re.compile(r"VALUES\s+\?(?P<name>\w+)\s*\{(?P<inside>[^{}]*)\}", re.IGNORECASE)


def find_blocks(body: str) -> dict[str, list[re.Match[str]]]:
    """Return the VALUES blocks of each variable, blind to those in comments."""
    blocks: dict[str, list[re.Match[str]]] = {}
    for match in BLOCK.finditer(body):
        line = body[body.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not line.lstrip().startswith("#"):
            blocks.setdefault(match["name"], []).append(match)
    return blocks


def is_open(match: re.Match[str]) -> bool:
    """Say whether the block waits for a value."""
    return match["inside"].strip().upper() == "UNDEF"


def _spell(term: Term | ox.NamedNode) -> str:
    """Return a term as the engine's own library spells it."""
    if isinstance(term, ox.NamedNode):
        return str(term)
    from cami_graph.rdf import to_engine

    return str(to_engine(term))


def bind_terms(body: str, values: Mapping[str, Sequence[Term | ox.NamedNode]]) -> str:
    """Return the body with the terms in their blocks, and with the blocks left open taken out."""
    blocks = find_blocks(body)
    pieces: list[tuple[int, int, str]] = []
    for name, terms in values.items():
        found = blocks.get(name, [])
        if len(found) != 1:
            raise QueryError(f"The body must hold VALUES ?{name} {{ … }} once, not {len(found)} times.")
        inside = " ".join(_spell(term) for term in terms)
        pieces.append((*found[0].span(), f"VALUES ?{name} {{ {inside} }}"))
    given = set(values)
    for name, found in blocks.items():
        pieces += [(*match.span(), "") for match in found if name not in given and is_open(match)]
    for start, end, text in sorted(pieces, reverse=True):
        body = body[:start] + text + body[end:]
    return body
