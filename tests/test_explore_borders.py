"""The front page draws what the library answers: each common border by what is recorded of the two countries."""

from __future__ import annotations

import re
from functools import cache

import pytest
from shown import graph, record

from cami_graph.explore import render_page
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages.borders import HEIGHT, WIDTH, draw_borders
from cami_graph.explore.pages.gapmap import threat_map
from cami_graph.explore.pages.home import HomePage, home_page
from cami_graph.explore.words import word


@cache
def page() -> HomePage:
    """The front page over our own graph."""
    return home_page(record())


def headline(language: str, **wishes: str) -> str:
    """Return the first heading, for one species or threat, or for all."""
    answered = page().answer(wishes)
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", render_page(answered, language), re.DOTALL)
    return str(title)


def test_each_pair_of_neighbours_has_a_border_and_its_line() -> None:
    rows = graph().query("which-countries-are-neighbours").rows
    assert len(page().picture.borders) == len(rows) / 2
    assert all(re.fullmatch(r"(M\d+ \d+l[-\d ]*\d)+", one.line) for one in page().picture.borders)


def test_the_headline_counts_what_the_library_answers() -> None:
    never = len(graph().query("which-neighbours-never-act-together").rows)
    count, of = page().picture.counts()
    assert count == never
    assert headline("en").startswith(f"{count} of {of} neighbouring pairs")
    assert f"{count} пар" in headline("ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_year_and_document_stand_by_the_finding(language: str) -> None:
    assert page().year in headline(language)
    section = render_page(page(), language).split("data-borders")[1].split("</section>")[0]
    assert all(one.dated in section for one, _ in page().sources)


def test_only_pairs_that_are_never_recorded_together_are_other_than_joint() -> None:
    rows = graph().query("which-neighbours-never-act-together").rows
    never = {frozenset((str(row["country"]), str(row["partner"]))) for row in rows}
    for one in page().picture.borders:
        assert (one.state == "joint") == (frozenset((one.one.iri, one.two.iri)) not in never)


def test_a_species_leaves_the_borders_of_those_who_share_it() -> None:
    saiga = next(one for one in page().picture.species if one.iri.endswith("/saiga"))
    count, of = page().picture.counts(saiga)
    assert 0 < of < len(page().picture.borders)
    assert f"{count} of {of}" in headline("en", species="saiga")
    states = {one.state_for(saiga) for one in page().picture.borders if saiga not in one.species}
    assert states == {"off"}


def test_a_threat_leaves_the_borders_with_work_against_it_as_the_map_of_threats_says() -> None:
    signs = {(one.pair.path, one.thing): one.state for one in threat_map(record()).signs}
    said = {"joint": "joint", "planned": "planned", "alone": "open"}
    for threat in page().picture.threats:
        drawn = {one.path: one.state_for(threat) for one in page().picture.borders if one.state_for(threat) != "off"}
        assert drawn == {path: said[state] for (path, thing), state in signs.items() if thing == threat}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headline_and_table_of_a_threat_agree(language: str) -> None:
    answered = page().answer({"threat": "barriers"})
    assert isinstance(answered, HomePage)
    count, of = page().picture.counts(answered.chosen)
    assert re.search(rf"\b{count}\D+{of}\b", headline(language, threat="barriers"))
    rows = render_page(answered, language).split('id="borders-table"')[1].split("</table>")[0].split("<tr data-border")
    shown = [row for row in rows[1:] if " hidden" not in row.split(">")[0]]
    told = word("against_joint", language)
    assert len(shown) == of
    assert sum(f"data-recorded>{told}<" not in row for row in shown) == count


def test_an_unknown_species_or_threat_leaves_the_page_as_it_is() -> None:
    assert page().answer({"species": "<script>"}) is page()
    assert page().answer({"threat": "saiga"}) is page()


def test_every_border_and_land_stands_in_the_table_or_leads_to_its_page() -> None:
    markup = render_page(page(), "en")
    table = markup.split('id="borders-table"')[1].split("</table>")[0]
    assert table.count("<tr data-border") == len(page().picture.borders)
    for land in page().picture.lands:
        assert f'href="../en/{land.thing.path}.html" tabindex="-1"' in markup


def test_names_stand_in_sight_and_do_not_cover_each_other() -> None:
    places = [land.at for land in page().picture.lands]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places)
    for at, (x, y) in enumerate(places):
        assert all(abs(x - a) >= 66 or abs(y - b) >= 15 for a, b in places[:at])


def test_a_record_without_outlines_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert record().rows("page-places")
    monkeypatch.setitem(record()._rows, "page-places", ())
    assert draw_borders(record(), ()).borders == ()
