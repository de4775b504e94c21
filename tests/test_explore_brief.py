"""Which pages lead to a brief, and to what: a file where a server makes one, a page where it was handed in."""

from __future__ import annotations

import re

import pytest
from shown import pages

from cami_graph.app.briefs import MEDIA
from cami_graph.brief import BriefMaker, find_subject
from cami_graph.cli.site import make_page
from cami_graph.explore import Renderer
from cami_graph.explore.address import BRIEF_FORMS
from cami_graph.explore.pages import GapPage, ThingPage
from cami_graph.explore.render import Place
from cami_graph.graph import CamiGraph

LINK = re.compile(r'href="[./]*(/brief/[^"]+)"')


def some_pages() -> list[GapPage | ThingPage]:
    """Return a gap of each sort and a thing of each kind: each sort is made by one template alike."""
    found: dict[tuple[object, ...], GapPage | ThingPage] = {}
    for page in pages().values():
        if isinstance(page, GapPage | ThingPage):
            sort = page.thing.path.partition("-")[0] if isinstance(page, GapPage) else page.thing.kind
            found.setdefault((sort, bool(page.brief)), page)
    return list(found.values())


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["site", "file"])
def test_pages_that_stand_elsewhere_lead_to_what_was_handed_in_and_print_the_command(mode: str) -> None:
    renderer = Renderer(Place(mode, briefs=frozenset({"pair/KZ-UZ", "country/KZ"})))
    for page in some_pages():
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
    assert re.search(r'class="brief-code" data-code="[A-Za-z0-9+/=]+"', main)
    assert set(re.findall(r'href="#(s\d+)"', main)) == set(re.findall(r'id="(s\d+)"', main))
