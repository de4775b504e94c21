"""The page of the ontology says what the modules say, and its files hold the same triples."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from cami_graph.errors import ExportError
from cami_graph.paths import ONTOLOGY
from cami_graph.rdf import from_engine
from cami_graph.tables.describe import fill_part
from cami_graph.terms import FORMS, ORDER, describe_terms, draw_module, ontology_bytes, read_ontology, read_terms

README = ONTOLOGY / "README.md"


def test_the_readme_describes_every_term_as_the_modules_do(request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    fresh = fill_part(text, "terms", describe_terms())
    if request.config.getoption("--write-expected"):
        README.write_text(fresh, encoding="utf-8")
    else:
        assert text == fresh, "run pytest tests/test_terms.py --write-expected"


def test_every_file_that_the_readme_names_exists() -> None:
    for name in re.findall(
        r"^\| `([^`]+)` \|", README.read_text(encoding="utf-8").partition("## Terms")[0], re.MULTILINE
    ):
        assert (ONTOLOGY / name).exists(), name


def test_terms_come_whole_and_in_order() -> None:
    terms = read_terms()
    assert [term.module for term in terms] == sorted((term.module for term in terms), key=ORDER.index)
    for term in terms:
        assert all((term.label_en, term.label_ru, term.definition, term.examples, term.questions)), term.name


def test_a_drawing_shows_classes_and_where_their_links_lead() -> None:
    drawing = draw_module(read_terms(), "cooperation")
    assert "  Claim <|-- Cooperation" in drawing
    assert "  Cooperation --> Country : amongCountry" in drawing
    assert "  Cooperation --> ReportedAction : throughAction" in drawing


@pytest.mark.parametrize("form", FORMS)
def test_each_file_holds_the_whole_ontology(form: str) -> None:
    """Another parser than the one that wrote the file finds the same triples in it."""
    forms = {"turtle": ox.RdfFormat.TURTLE, "json-ld": ox.RdfFormat.JSON_LD, "rdf-xml": ox.RdfFormat.RDF_XML}
    read = {
        tuple(from_engine(term) for term in quad.triple)
        for quad in ox.parse(input=ontology_bytes(form), format=forms[form])
    }
    assert read == set(read_ontology(aligned=True))


def test_an_unknown_form_is_refused_with_the_nearest() -> None:
    with pytest.raises(ExportError, match=r"turtel.*Nearest.*turtle"):
        ontology_bytes("turtel")
