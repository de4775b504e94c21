"""Which pages lead to a brief: those of a gap between countries and of its subjects, where a server can make one."""

from __future__ import annotations

import re

import pytest

from cami_graph.explore import Record, Renderer, all_pages
from cami_graph.explore.pages import GapPage, Page, ThingPage
from cami_graph.explore.render import Place
from cami_graph.query import Library
from cami_graph.store import open_store

LINK = re.compile(r'href="[./]*(/brief/[^"]+)"')


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return list(all_pages(Record(open_store(), Library.read())))


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
def test_pages_that_stand_elsewhere_lead_to_none_and_print_the_command(pages: list[Page], mode: str) -> None:
    renderer = Renderer(Place(mode))
    for page in pages:
        if isinstance(page, GapPage | ThingPage):
            main = renderer.main(page, "en")
            assert "brief/" not in main
            assert ("cami brief" in main) == (isinstance(page, GapPage) and bool(page.brief))
