"""The search lands: Russian by its stem, by what else people say, two countries at what they share."""

from __future__ import annotations

import re
from functools import cache

import pytest
from shown import pages, record

from cami_graph.explore import render_page
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import SearchPage
from cami_graph.explore.pages.search import search_page
from cami_graph.explore.search import fold, other_words, read_settings, stem, wanted_words
from cami_graph.explore.words import read_words

FIRST = 5


@cache
def page() -> SearchPage:
    """The page of the search over our own graph."""
    return search_page(record())


def ask(text: str, kind: str = "") -> SearchPage:
    """Return the page with what was found."""
    found = page().answer({"q": text, "kind": kind})
    assert isinstance(found, SearchPage)
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("снежного барса", "taxon/snow-leopard"),
        ("ирбис", "taxon/snow-leopard"),
        ("onager", "taxon/asiatic-wild-ass"),
        ("khulan", "taxon/asiatic-wild-ass"),
        ("fence", "threat/border-fences"),
        ("заборы на границе", "threat/border-fences"),
        ("poaching", "threat/illegal-hunting"),
        ("сайгок", "taxon/saiga"),
        ("1.1.10", "activity/1.1.10"),
        ("Turkmenistan", "country/TM"),
        ("excel", "about#take-away"),
        ("download", "about#take-away"),
        ("справка", "about#take-away"),
    ],
)
def test_words_lead_to_their_thing(text: str, wanted: str) -> None:
    assert wanted in [one["path"] for one in ask(text).hits[:FIRST]]


def test_an_activity_is_found_by_its_words_as_printed() -> None:
    row = next(
        one for one in record().rows("page-cells") if str(one["column"]) == "1" and "1.1.1" in str(one["activity"])
    )
    words = " ".join(str(row["printed"]).split()[:9])
    assert record().thing(row["activity"]).path in [one["path"] for one in ask(words).hits[:FIRST]]


@pytest.mark.parametrize("text", ["uzbekistan turkmenistan", "Туркменистан и Узбекистан", "TM UZ", "saiga UZ Turkmen"])
def test_two_countries_lead_to_what_they_share(text: str) -> None:
    found = ask(text).pair
    assert found
    assert found[1] == "pair/TM-UZ"


@pytest.mark.parametrize("text", ["Kazakhstan", "Who works on snow leopards in Kyrgyzstan?"])
def test_one_country_is_no_pair(text: str) -> None:
    assert ask(text).pair is None


def test_a_gap_and_a_finding_are_called_by_the_names_of_their_countries() -> None:
    for kind in ("gap", "finding"):
        names = [one["en"] for one in ask("saiga turkmenistan uzbekistan", kind).hits]
        assert len(names) == len(set(names)) > 0
        assert all(name.startswith("Turkmenistan – Uzbekistan: ") for name in names if "winter visits" in name)
        assert not [name for name in names if re.match(r"[A-Z]{2}\b", name)]


def test_words_that_lead_nowhere_are_passed_over_unless_nothing_else_is_asked() -> None:
    assert wanted_words("the fences on the border") == ["fences", "border"]
    assert wanted_words("на") == ["на"]


def test_kinds_count_what_was_found_and_narrow_it() -> None:
    everything = ask("fence")
    assert sum(count for _, count in everything.kinds) == everything.count
    threats = ask("fence", "threat")
    assert {one["kind"] for one in threats.hits} == {"threat"}
    assert dict(everything.kinds)["threat"] == threats.count
    assert ask("fence", "nonsense").count == everything.count


def test_what_is_not_there_is_said() -> None:
    assert "Ничего не найдено" in render_page(ask("qqqxxyyzz"), "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_stands_in_the_page_without_a_script(language: str) -> None:
    markup = render_page(ask('fence <script>alert(1)</script> "'), language)
    assert "<script>alert" not in markup
    markup = render_page(ask("fence"), language)
    assert re.search(r'<form[^>]*action="\.\./(en|ru)/search\.html"', markup)
    assert "threat/border-fences.html" in markup
    assert "search.html?q=fence&amp;kind=threat" in markup


def test_every_way_to_a_part_of_a_page_leads_there() -> None:
    for way in read_settings().ways:
        path, _, part = way["path"].partition("#")
        assert not part or f'id="{part}"' in render_page(pages()[path], "en")


def test_folding_keeps_the_short_i_and_stems_go_by_it() -> None:
    assert fold("Ёлка й É") == "елка й e"
    assert stem("снежный") == stem("снежного")


def test_other_words_leave_out_what_the_text_says_itself() -> None:
    assert "забор" in other_words("Border fences | Пограничные заграждения")
    assert "заграждение" not in other_words("Border fences | Пограничные заграждения")
    assert other_words("Climate") == ""


def test_two_countries_are_known_by_the_names_that_people_use() -> None:
    found = ask("узбекистан туркмения")
    assert found.pair is not None
    assert found.pair[1] == "pair/TM-UZ"


def test_every_kind_of_hit_has_a_name_for_the_scripts() -> None:
    kinds = {one["kind"] for one in page().index().documents}
    assert {kind for kind in kinds if f"kind_{kind}" not in read_words()["browser"]} == set()
