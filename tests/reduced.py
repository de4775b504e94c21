"""A corner of the real graph that keeps its kinds of things and links, small enough for engines that are slow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

HOUSE = "https://w3id.org/cami/"
CORNERS = ("cooperation/2.3.8-r1-c1", "cooperation/1.7.5-r4-c1", "landscape/kangchenjunga", "action/2.3.7-r3")


def cut_corner(quads: Iterable[ox.Quad], corners: Iterable[str] = CORNERS) -> list[ox.Quad]:
    """Return the statements between the corner things, what points at them, and all that these rest on.

    Followed are things, concepts and terms of our own; so nothing that is kept leads to something that is not.
    """
    quads = list(quads)
    rests: defaultdict[object, set[object]] = defaultdict(set)
    pointing: defaultdict[object, set[object]] = defaultdict(set)
    for quad in quads:
        rests[quad.subject] |= set(find_own(quad))
        pointing[quad.object].add(quad.subject)
    starts = {ox.NamedNode(f"{HOUSE}id/{name}") for name in corners}
    kept, found = set[object](), {*starts, *(one for start in starts for one in pointing[start])}
    while found:
        kept |= found
        found = {other for one in found for other in rests[one]} - kept
    return [quad for quad in quads if kept.issuperset(find_own(quad))]


def find_own(quad: ox.Quad) -> list[object]:
    """Return what is ours in a statement: its name of a graph aside."""
    terms = (quad.subject, quad.predicate, quad.object)
    return [term for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith(HOUSE)]
