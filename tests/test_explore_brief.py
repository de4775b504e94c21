"""Which pages lead to a brief, and to what: a file where a server makes one, a page where it was handed in."""

from __future__ import annotations

import re

import pytest

from cami_graph.brief import BriefMaker, find_subject
from cami_graph.cli.site import make_page
from cami_graph.explore import Record, Renderer, all_pages
from cami_graph.explore.pages import GapPage, Page, ThingPage
from cami_graph.explore.render import Place
from cami_graph.graph import CamiGraph

LINK = re.compile(r'href="[./]*(/brief/[^"]+)"')


@pytest.fixture(scope="module")
def pages(real_graph: CamiGraph) -> list[Page]:
    return list(all_pages(Record(real_graph.store, real_graph.library)))


def test_every_gap_between_countries_and_every_subject_leads_to_a_brief_when_served(pages: list[Page]) -> None:
    served = Renderer(Place("server"))
    for page in pages:
        if isinstance(page, GapPage | ThingPage):
            links = dict.fromkeys(LINK.findall(served.main(page, "en")))
            assert list(links) == [f"/brief/{page.brief}.{form}?language=en" for form in ("pdf", "docx") if page.brief]
    assert all(page.brief for page in pages if isinstance(page, GapPage) and page.countries)
    kinds = {page.brief.partition("/")[0] for page in pages if isinstance(page, GapPage | ThingPage) and page.brief}
    assert kinds == {"pair", "landscape", "country", "taxon"}


@pytest.mark.parametrize("mode", ["site", "file"])
def test_pages_that_stand_elsewhere_lead_to_what_was_handed_in_and_print_the_command(
    pages: list[Page], mode: str
) -> None:
    renderer = Renderer(Place(mode, briefs=frozenset({"pair/KZ-UZ", "country/KZ"})))
    for page in pages:
        if isinstance(page, GapPage | ThingPage):
            main = renderer.main(page, "en")
            assert ("brief/" in main) == (page.brief in renderer.place.briefs)
            assert ("cami brief" in main) == (isinstance(page, GapPage) and bool(page.brief))


def test_a_brief_in_the_file_has_its_marks_and_what_its_map_is_drawn_from(real_graph: CamiGraph) -> None:
    subject = find_subject(["UZ-TM"], real_graph.runner.resolve)
    page = make_page(BriefMaker(real_graph), subject, in_file=True)
    main = Renderer(Place("file")).main(page, "ru")
    assert "<h1>Туркменистан – Узбекистан</h1>" in main
    assert 'data-borders="TM-UZ:solid"' in main
    assert 'href="#/ru/pair/TM-UZ"' in main
    assert 'class="brief-code"' not in main
    assert set(re.findall(r'href="#(s\d+)"', main)) == set(re.findall(r'id="(s\d+)"', main))
