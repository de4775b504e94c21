"""Names of things, found in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from cami_graph.ask.names import Gazetteer, Name, collect_names, read_spoken
from cami_graph.ask.words import split_words
from cami_graph.errors import QueryError
from cami_graph.graph import CamiGraph
from cami_graph.rdf import CAMI

NAMES = [
    Name("species", "id:taxon/snow-leopard", "Snow leopard", 1),
    Name("species", "id:taxon/snow-leopard", "Снежный барс", 1),
    Name("species", "id:taxon/onager", "Onager", 1),
    Name("species", "id:taxon/khulan", "Onager", 2),
    Name("species", "id:taxon/a", "Wild ass", 2),
    Name("species", "id:taxon/b", "Wild ass", 2),
    Name("actor", "id:actor/slt", "Snow Leopard Trust", 1),
    Name("actor", "id:actor/doe", "Department of Environment (Iran)", 1),
    Name("actor", "id:actor/doe", "DOE", 2),
    Name("country", "id:country/IN", "IN", 0),
    Name("country", "id:country/KZ", "Kazakhstan", 1),
    Name("activity", "id:activity/1.3.4", "1.3.4", 0),
]


@pytest.fixture
def gazetteer() -> Gazetteer:
    return Gazetteer(NAMES, {"who", "work", "does"}, lambda word: word in ("in", "the"))


def find(gazetteer: Gazetteer, text: str) -> list[dict[str, tuple[str, ...]]]:
    words, _ = gazetteer.correct(split_words(text))
    return [dict(mention.things) for mention in gazetteer.find(words)]


def test_the_longest_name_wins(gazetteer: Gazetteer) -> None:
    assert find(gazetteer, "the Snow Leopard Trust") == [{"actor": ("id:actor/slt",)}]
    assert (
        find(gazetteer, "snow leopards")
        == find(gazetteer, "снежных барсов")
        == [{"species": ("id:taxon/snow-leopard",)}]
    )


def test_codes_count_as_capitals_only(gazetteer: Gazetteer) -> None:
    assert find(gazetteer, "who works in IN") == [{"country": ("id:country/IN",)}]
    assert find(gazetteer, "who does work") == []
    assert (
        find(gazetteer, "the DOE") == find(gazetteer, "the Department of Environment") == [{"actor": ("id:actor/doe",)}]
    )
    assert find(gazetteer, "1.3.4") == [{"activity": ("id:activity/1.3.4",)}]


def test_the_best_known_meaning_counts_and_equals_all_do(gazetteer: Gazetteer) -> None:
    assert find(gazetteer, "onagers") == [{"species": ("id:taxon/onager",)}]
    assert find(gazetteer, "wild asses") == [{"species": ("id:taxon/a", "id:taxon/b")}]


def test_a_slip_is_found_by_the_word_where_its_stem_is_short(gazetteer: Gazetteer) -> None:
    words, told = gazetteer.correct(split_words("wild asss and khulan: onagres"))
    assert told == {"onagres": "Onager"}
    assert [word.stem for word in words][-1] == "onag"


def test_a_slip_is_read_as_the_nearest_and_told(gazetteer: Gazetteer) -> None:
    words, told = gazetteer.correct(split_words("who works in Kasakhstan"))
    assert told == {"Kasakhstan": "Kazakhstan"}
    assert [mention.text for mention in gazetteer.find(words)] == ["Kasakhstan"]
    assert gazetteer.correct(split_words("who works in Atlantis"))[1] == {}


def test_what_looks_like_a_name_and_is_none_is_unknown(gazetteer: Gazetteer) -> None:
    for text, unknown in (
        ("who works in Atlantis", ["Atlantis"]),
        ("who works in 9.9.9", ["9.9.9"]),
        ("Who Works", []),
    ):
        words = split_words(text)
        assert gazetteer.unknown(words, gazetteer.find(words)) == unknown
    assert gazetteer.nearest("leopard")[0] == "Snow leopard"


def test_keys_of_tables_are_no_names() -> None:
    rows = [("id:threat/mining", str(CAMI.factKey), "mining"), ("id:threat/mining", "label", "Mining")]
    assert [name.text for name in collect_names("threat", rows)] == ["Mining"]


def test_every_spoken_name_names_a_thing_of_the_record(real_graph: CamiGraph) -> None:
    """And the codes of three letters are those that the record has from ISO 3166-1."""
    known = {name.iri for names in real_graph.asker.gazetteer.runs.values() for name in names}
    wrong = [thing for thing, _ in read_spoken() if not any(iri.endswith(f"/{thing}") for iri in known)]
    assert wrong == []
    text = 'SELECT ?c ?id { ?c <http://schema.org/identifier> ?id FILTER(STRSTARTS(?id, "ISO 3166-1 alpha-3: ")) }'
    codes = {(str(row["c"]).rsplit("/", 2)[-1], str(row["id"])[-3:]) for row in real_graph.ask_text(text)}
    spoken = {(thing.removeprefix("country/"), name) for thing, name in read_spoken() if thing.startswith("country/")}
    assert codes <= spoken


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="cannot be read"):
        read_spoken(tmp_path / "names.csv")
