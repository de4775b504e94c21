"""The graph as TriG, as the store in the pages reads it: the graph again, and the same bytes each time."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from shown import record

from cami_graph.explore.site import quads_of
from cami_graph.explore.trig import OVERLAPS, to_trig

SAID = b'<n:/x/a,b> <n:/is> "a \\n <b></b> <%/ \\u0001 \xc3\xa9"@en'
TWICE = SAID + b" <n:/g> .\n" + SAID + b" .\n_:b <n:/is> <n:/x> .\n"


def read_back(trig: bytes) -> set[ox.Quad]:
    return set(ox.parse(trig, format=ox.RdfFormat.TRIG))


@pytest.mark.slow
def test_the_record_comes_back_whole_in_a_third_of_the_room() -> None:
    quads = quads_of(record().store)
    trig = to_trig(quads)
    assert read_back(trig) == set(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
    assert not trig.startswith(OVERLAPS)
    assert len(trig) < len(quads) / 3
    assert trig == to_trig(quads)


@pytest.mark.parametrize(("quads", "overlaps"), [(TWICE, True), (b"", False)], ids=["odd signs", "nothing"])
def test_odd_statements_come_back_whole(quads: bytes, overlaps: bool) -> None:
    """A sign of control inside a text, no graph, a blank node, the same in two graphs; or nothing at all."""
    trig = to_trig(quads)
    assert read_back(trig) == set(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
    assert trig.startswith(OVERLAPS) == overlaps
