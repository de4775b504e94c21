"""The gap maps: a sign for whatever two neighbours both hold, true to the analysis and to the words, and its table."""

from __future__ import annotations

import re
from functools import cache

import pytest
from shown import record

from cami_graph.explore import Record, render_page
from cami_graph.explore.address import slug_of
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages.board import BoardPage, board_page
from cami_graph.explore.pages.gapmap import GapMap, Sign, read_regions


@cache
def board() -> tuple[Record, BoardPage]:
    """The record, and the page of possible gaps."""
    return record(), board_page(record())


def key_of(sign: Sign) -> tuple[tuple[str, str], str]:
    """Return which cell a sign stands in."""
    return sign.pair.codes, sign.thing.iri.removeprefix("https://w3id.org/cami/id/")


def map_of(name: str) -> GapMap:
    """Return a map by its name."""
    return next(one for one in board()[1].maps if one.name == name)


def test_a_cell_is_empty_only_where_not_both_hold_it() -> None:
    record, _ = board()
    situation = record.findings.situation
    both = {
        (pair, key)
        for key, one in situation.resources.items()
        for pair in situation.neighbours
        if set(pair) <= one.holdings.keys()
    }
    assert {key_of(sign) for sign in map_of("gap-map").signs} == both


def test_signs_say_what_the_analysis_found() -> None:
    record, _ = board()
    found = record.findings
    signs = {key_of(one): one for one in map_of("gap-map").signs}
    for link in found.links:
        sign = signs[link.countries, link.resource]
        expected = link.state if link.state != "together" else "doubtful" if link.doubt else "joint"
        assert sign.state == expected
        assert sign.is_range == (link.standing == "unknown")
        assert link.items["act"] == (len(sign.acting) == 2)
        assert bool(sign.verdict) == (link.state != "together")
    assert signs[("CN", "MN"), "landscape/gobi-eastern-steppe"].size == 4
    assert signs[("TM", "UZ"), "landscape/ustyurt"].verdict == "holds"
    assert signs[("AF", "PK"), "taxon/snow-leopard"].verdict == "holds"
    assert signs[("KZ", "RU"), "taxon/argali"].verdict == "differ"
    assert signs[("CN", "MN"), "taxon/mongolian-gazelle"].state == "doubtful"
    assert signs[("MN", "RU"), "taxon/saiga"].state == "apart"


def test_the_map_of_threats_rests_on_claims_that_name_the_threat() -> None:
    record, _ = board()
    signs = map_of("threat-map").signs
    assert {one.state for one in signs} == {"joint", "planned", "alone"}
    for sign in signs:
        actions = {str(row["action"]) for row in record.rows_of("page-actions-about", "thing", sign.thing.iri)}
        told = [record.claims[one] for one in actions if record.claims[one].status != "planned"]
        for country in sign.acting:
            assert any(country in one.fields.get("country", ()) for one in told), (sign.thing, country)
    fences = {one.pair.codes: one.state for one in signs if "border-fences" in one.thing.iri}
    assert [fences[pair] for pair in (("CN", "MN"), ("MN", "RU"), ("KZ", "RU"))] == ["joint", "joint", "planned"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_says_each_column_of_the_list_and_has_its_link(language: str) -> None:
    markup = render_page(board()[1], language)
    for one in board()[1].maps:
        (picture,) = re.findall(rf'<table class="matrix gap-map" id="{one.name}-picture".*?</table>', markup, re.DOTALL)
        heads = re.findall(r'data-heads="(.*?)"', picture)[0].split("|")
        titles = re.findall(r"<title>(.+?)</title>", picture, re.DOTALL)
        assert len(titles) == len(set(titles)) == len(one.signs)
        assert {len(title.split("\n")) for title in titles} == {len(heads)}
        assert len(re.findall(r'<td[^>]*><a href="', picture)) == len(one.signs)


def test_pairs_stand_by_the_areas_they_join_and_every_country_has_one() -> None:
    record, _ = board()
    assert {slug_of(one.iri) for one in record.of_kind("country")} == read_regions().keys()
    names = [label.en for label, _ in map_of("gap-map").areas]
    assert names[0] == "Central Asia"
    assert len(names) == len(set(names)) == 6
