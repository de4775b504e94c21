"""The ontology as part of the pages: a drawing per module, tables that say the same, tested examples, and files."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from served import start_explorer
from shown import pages, record

from cami_graph.explore.drawing import Drawing, lay_out
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import ModulePage, OntologyPage
from cami_graph.explore.render import Place, Renderer, render_page
from cami_graph.explore.site import assets
from cami_graph.paths import EXAMPLES
from cami_graph.rdf import from_engine
from cami_graph.terms import FILES, ORDER, module_arrows, module_boxes, read_ontology, read_terms


def module_page(module: str) -> ModulePage:
    """Return the page of a module."""
    page = pages()[f"ontology/{module}"]
    assert isinstance(page, ModulePage)
    return page


def names(drawing: Drawing) -> set[str]:
    """Return every word of a drawing."""
    return {line for shape in drawing.shapes for line in shape.lines}


@pytest.mark.slow
def test_the_front_page_leads_to_every_module_and_every_term_is_in_one() -> None:
    front = pages()["ontology/index"]
    assert isinstance(front, OntologyPage)
    assert [one.thing.path for one in front.modules] == [f"ontology/{name}" for name in ORDER]
    assert sum(one.count for one in front.modules) == len(read_terms())
    listed = [one.thing.path for name in ORDER for one in (*module_page(name).classes, *module_page(name).properties)]
    assert sorted(listed) == sorted(path for path in pages() if path.startswith("term/"))


@pytest.mark.parametrize("module", ORDER)
def test_a_drawing_shows_the_classes_links_and_values_of_its_module(module: str) -> None:
    terms = read_terms()
    boxes, arrows = module_boxes(terms, module), module_arrows(terms, module)
    wanted = {name for box in boxes for name in (box.name, *box.values, *box.above)}
    wanted |= {name for one in arrows for name in (one.origin, one.name, one.target)}
    kind_of = {"is a kind of"} if any(box.above for box in boxes) else set()
    drawing = module_page(module).drawings["en"]
    assert names(drawing) == {name.removeprefix("cami:") for name in wanted} | kind_of


@pytest.mark.parametrize("module", ORDER)
def test_the_tables_say_what_the_drawing_shows(module: str) -> None:
    page = module_page(module)
    said = {one.name for one in (*page.classes, *page.properties)}
    for line in (*page.classes, *page.properties):
        said |= {thing.label.en for thing in (*line.above, *line.of, *line.to, *line.values)}
    assert names(page.drawings["en"]) - {"is a kind of"} <= said


@pytest.mark.parametrize("module", ORDER)
def test_nothing_in_a_drawing_lies_on_anything_else_or_outside(module: str) -> None:
    drawing = module_page(module).drawings["ru"]
    for at, one in enumerate(drawing.shapes):
        assert one.x >= 0 <= one.y
        assert one.x + one.width <= drawing.width
        assert one.y + one.height <= drawing.height + 0.5
        for other in drawing.shapes[at + 1 :]:
            is_beside = one.x + one.width < other.x or other.x + other.width < one.x
            assert is_beside or one.y + one.height < other.y or other.y + other.height < one.y


def test_a_class_without_links_is_drawn_and_so_is_nothing_twice() -> None:
    terms = read_terms()
    drawing = lay_out(module_boxes(terms, "plan"), module_arrows(terms, "plan"))
    assert len({curve.path for curve in drawing.curves}) == len(drawing.curves)
    assert "Report" in names(module_page("report").drawings["en"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", ORDER)
def test_the_example_on_a_page_is_the_tested_file(module: str, language: str) -> None:
    shown = unescape(render_page(module_page(module), language)).partition("<code>#")[2].partition("</code></pre>")[0]
    assert f"#{shown}" == (EXAMPLES / f"{module}.ttl").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_files_lie_where_the_pages_of_a_site_say(tmp_path: Path) -> None:
    page = render_page(pages()["ontology/index"], "en", "site")
    written = assets(record(), b"")
    for name in FILES:
        assert f'href="../../assets/{name}"' in page
        (tmp_path / name).write_bytes(written[name])
        read = {tuple(map(from_engine, quad.triple)) for quad in ox.parse(path=str(tmp_path / name))}
        assert read == set(read_ontology(aligned=True))


def test_the_single_file_offers_no_file_that_it_does_not_hold() -> None:
    page = Renderer(Place("file")).main(pages()["ontology/index"], "en")
    assert "assets/" not in page
    assert "download" not in page


@pytest.mark.slow
def test_the_server_gives_pages_and_files_at_the_addresses_of_the_ontology() -> None:
    forms = {"ttl": "text/turtle", "jsonld": "application/ld+json", "rdf": "application/rdf+xml"}
    with start_explorer(None) as address, httpx.Client(base_url=address, trust_env=False) as client:
        for suffix, media in forms.items():
            answer = client.get(f"/assets/ontology.{suffix}")
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(media)
        for iri, page in (("/ontology", "ontology/index"), ("/ontology/gap", "ontology/gap")):
            answer = client.get(iri, headers={"accept": "text/html", "accept-language": "ru"})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/ru/{page}.html")
            assert client.get(f"/ru/{page}.html").status_code == 200
            assert client.get(iri, headers={"accept": "text/turtle"}).headers["content-type"].startswith("text/turtle")
