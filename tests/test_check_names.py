"""A thing is named by its spellings, and by nothing that only looks like one."""

from __future__ import annotations

import pytest

from cami_graph.check.names import Names
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import read_record


@pytest.mark.parametrize(
    ("table", "thing", "quote", "named"),
    [
        ("species", "asiatic-wild-ass", "for Khulan, Goitered Gazelle", True),
        ("species", "snow-leopard", "with benefits for Snow Leopards", True),
        ("species", "przewalskis-gazelle", "plus Przewalski's Gazelle³", True),
        ("species", "przewalskis-gazelle", "Przewalski's Horse", False),
        ("countries", "IR", "Iranian DoE in cooperation", True),
        ("countries", "IN", "Indiana", False),
        ("actors", "dst-india", "Indian Department of […] Science and Technology", True),
    ],
)
def test_a_thing_is_named_by_any_of_its_spellings(table: str, thing: str, quote: str, named: bool) -> None:
    names = Names(read_record(DATA, VOCABULARIES).report("cami2-doc3").tables)
    assert names.named(table, thing, quote) is named
