"""The graph in a short hand: written out by the pages it is the graph again."""

from __future__ import annotations

from pathlib import Path

import pytest
from driven import drive
from shown import record

from cami_graph.explore.shorthand import shorten
from cami_graph.explore.site import quads_of

SAID = b'<n:/x> <n:/is> "a \\n b \\u0001 \xc3\xa9"@en'
TWICE = SAID + b" <n:/g> .\n" + SAID + b" .\n_:b <n:/is> <n:/x> .\n"


def write_out(quads: bytes, folder: Path) -> tuple[list[bytes], str]:
    """Return the statements after a way through the short hand, and whether they overlap."""
    short, long = folder / "graph.short", folder / "graph.nq"
    short.write_bytes(shorten(quads))
    overlaps = drive("shorthand.mjs", str(short), str(long))
    return sorted(long.read_bytes().splitlines()), overlaps.strip()


@pytest.mark.slow
def test_the_record_comes_back_whole_in_a_third_of_the_room(tmp_path: Path) -> None:
    quads = quads_of(record().store)
    assert write_out(quads, tmp_path) == (sorted(quads.splitlines()), "false")
    assert len(shorten(quads)) < len(quads) / 3


@pytest.mark.parametrize(("quads", "overlaps"), [(TWICE, "true"), (b"", "false")], ids=["odd signs", "nothing"])
def test_odd_statements_come_back_whole(quads: bytes, overlaps: str, tmp_path: Path) -> None:
    """A sign of the hand inside a text, no graph, a blank node, the same in two graphs; or nothing at all."""
    assert write_out(quads, tmp_path) == (sorted(quads.splitlines()), overlaps)
