"""Who and what exists: only verified identifiers, categories with their date, ranges with their source, outlines."""

from __future__ import annotations

import pytest
from built import graph, report, values
from rdflib.namespace import DCTERMS, RDF, SKOS

from cami_graph.build.place import wkt
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.rdf import CAMI, GEO, SCHEMA
from cami_graph.tables import read_record

pytestmark = pytest.mark.slow


def test_an_actor_carries_its_identifiers_and_its_seat() -> None:
    reference = graph("reference")
    assert values(reference, "actor/acbk", CAMI.basedIn) == {"country/KZ"}
    assert values(reference, "actor/acbk", SCHEMA.sameAs) == {"https://ror.org/05scdje39"}
    assert values(reference, "actor/slt", SCHEMA.sameAs) == set()
    assert "ISLT@en" in values(reference, "actor/slt", SKOS.altLabel)
    assert values(reference, "actor/gov-kg", CAMI.factKey) == {"Government of Kyrgyzstan"}
    assert values(reference, "actor/cms", SCHEMA.alternateName) == {"CMS"}


def test_a_taxon_has_its_categories_with_their_years() -> None:
    reference = graph("reference")
    categories = {
        (str(reference.value(one, CAMI.hasRedListCategory))[-2:], str(reference.value(one, CAMI.assessmentYear)))
        for one in reference.subjects(RDF.type, CAMI.RedListAssessment)
        if "/saiga-" in str(one)
    }
    assert categories == {("CR", "2019"), ("NT", "2023")}
    assert values(reference, "taxon/kulan-turkmen", SCHEMA.parentTaxon) == {"taxon/asiatic-wild-ass"}


def test_ranges_have_a_source_and_doubt_has_a_reason() -> None:
    reference = graph("reference")
    assert values(reference, "range/argali-BT", CAMI.hasCertainty) == {"certainty/doubtful"}
    assert values(reference, "range/argali-BT", CAMI.certaintyReason)
    assert values(reference, "range/bukhara-deer-IN", CAMI.hasCertainty) == {"certainty/probable"}
    assert values(reference, "range/saiga-KZ", DCTERMS.source) == {"Mammal Diversity Database, version 2.5"}
    assert values(report(), "range/gobi-MN", CAMI.rangeOf) == {"landscape/gobi"}


def test_neighbours_border_each_other() -> None:
    countries = {row.country_code: row for row in read_record(DATA, VOCABULARIES).reference.countries}
    pairs = {(code, other) for code, row in countries.items() for other in row.neighbour_codes}
    assert len(countries) == 14
    assert pairs == {(other, code) for code, other in pairs}
    assert ("BT", "NP") not in pairs
    assert ("AF", "CN") in pairs


def test_unverified_identifiers_are_left_out() -> None:
    reference = graph("reference")
    nabu = values(reference, "actor/nabu", SCHEMA.sameAs) | values(reference, "actor/nabu", SCHEMA.identifier)
    assert nabu == set()
    assert values(reference, "landscape/west-tien-shan", SCHEMA.sameAs) == set()


def test_places_are_landscapes_or_sites_with_an_outline_or_a_point() -> None:
    reference = graph("reference")
    assert values(reference, "site/wakhan-np", CAMI.isWithin) == {"country/AF", "landscape/pamir"}
    (outline,) = values(reference, "geometry/pamir", GEO.asWKT)
    assert outline.startswith("MULTIPOLYGON (((")
    assert values(reference, "geometry/inner-tien-shan", GEO.asWKT) == {"POINT (77.0 41.5)"}
    assert len(values(reference, "country/KZ", GEO.hasGeometry)) == 1


@pytest.mark.parametrize(
    ("geometry", "text"),
    [
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0.5], [0, 0]]]}, "POLYGON ((0 0, 1 0.5, 0 0))"),
        ({"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 1]]]]}, "MULTIPOLYGON (((0 0, 1 1)))"),
    ],
)
def test_outlines_become_well_known_text(geometry: dict[str, object], text: str) -> None:
    assert wkt(geometry) == text
