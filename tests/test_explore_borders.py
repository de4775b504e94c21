"""The front page draws what the library answers: each common border by what is recorded of the two countries."""

from __future__ import annotations

import re
from functools import cache

import pytest
from shown import graph, record

from cami_graph.explore import render_page
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages.borders import HEIGHT, WIDTH, draw_borders
from cami_graph.explore.pages.home import HomePage, home_page


@cache
def page() -> HomePage:
    """The front page over our own graph."""
    return home_page(record())


def headline(language: str, species: str = "") -> str:
    """Return the first heading, for one species or for all."""
    answered = page().answer({"species": species})
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
    count, of = page().picture.counts("saiga")
    assert 0 < of < len(page().picture.borders)
    assert f"{count} of {of}" in headline("en", "saiga")
    states = {one.state_for("saiga") for one in page().picture.borders if "saiga" not in one.shared}
    assert states == {"off"}


def test_an_unknown_species_leaves_the_page_as_it_is() -> None:
    assert page().answer({"species": "<script>"}) is page()


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
