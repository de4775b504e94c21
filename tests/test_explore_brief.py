"""Which pages lead to a brief: those of a gap between countries and of its subjects, where a server can make one."""

from __future__ import annotations

import re

import pytest
from shown import pages

from cami_graph.app.briefs import MEDIA
from cami_graph.explore import Renderer
from cami_graph.explore.address import BRIEF_FORMS
from cami_graph.explore.pages import GapPage, ThingPage
from cami_graph.explore.render import Place

LINK = re.compile(r'href="[./]*(/brief/[^"]+)"')


def some_pages() -> list[GapPage | ThingPage]:
    """Return a gap of each sort and a thing of each kind: each sort is made by one template alike."""
    found: dict[tuple[object, ...], GapPage | ThingPage] = {}
    for page in pages().values():
        if isinstance(page, GapPage | ThingPage):
            sort = page.thing.path.partition("-")[0] if isinstance(page, GapPage) else page.thing.kind
            found.setdefault((sort, bool(page.brief)), page)
    return list(found.values())


def test_every_gap_between_countries_and_every_subject_leads_to_a_brief_when_served() -> None:
    served = Renderer(Place("server"))
    for page in some_pages():
        links = dict.fromkeys(LINK.findall(served.main(page, "en")))
        assert list(links) == [f"/brief/{page.brief}.{form}?language=en" for form in BRIEF_FORMS if page.brief]
    gaps = [page for page in pages().values() if isinstance(page, GapPage)]
    assert all(page.brief for page in gaps if page.countries)
    kinds = {page.brief.partition("/")[0] for page in some_pages() if page.brief}
    assert kinds == {"pair", "landscape", "country", "taxon"}
    assert set(BRIEF_FORMS) <= MEDIA.keys()


@pytest.mark.parametrize("mode", ["site", "file"])
def test_pages_that_stand_elsewhere_lead_to_none_and_print_the_command(mode: str) -> None:
    renderer = Renderer(Place(mode))
    for page in some_pages():
        main = renderer.main(page, "en")
        assert "brief/" not in main
        assert ("cami brief" in main) == (isinstance(page, GapPage) and bool(page.brief))
