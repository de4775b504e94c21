"""State the vocabularies: the short closed lists as written in `ontology/vocabularies`, the long ones out of tables.

The threats and the conservation actions of the world are long lists that people read in a spreadsheet; each row of
`cmp_threats_v4.0.csv`, `iucn_threats_v3.3.csv`, `actions.csv` and `threats.csv` becomes one skos:Concept whose
notation names the version of its scheme, since 8.4, 11.2, 11.3 and 12 mean different things in 3.3 and in 4.0.
`threat_mappings.csv` says how the two versions relate; each mapping is stated both ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from cami_graph.errors import Fault, TableError
from cami_graph.paths import REFERENCE, VOCABULARIES
from cami_graph.rdf import CAMI, bind_prefixes, concept
from cami_graph.tables import Row as TableRow
from cami_graph.tables import columns_of
from cami_graph.tables.vocabulary import read_lists

LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
MATCHES: dict[str, tuple[URIRef, URIRef]] = {
    "exact": (SKOS.exactMatch, SKOS.exactMatch),
    "close": (SKOS.closeMatch, SKOS.closeMatch),
    "related": (SKOS.relatedMatch, SKOS.relatedMatch),
    "broad": (SKOS.broadMatch, SKOS.narrowMatch),
    "narrow": (SKOS.narrowMatch, SKOS.broadMatch),
}
Row = Mapping[str, str]
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Scheme:
    """A published classification that stands in a table: where, what it is called, and how its codes are cited."""

    name: str
    file: str
    version: str
    prefix: str
    title_en: str
    title_ru: str
    citation: str


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "threat-4.0",
        "cmp_threats_v4.0.csv",
        "4.0",
        "CMP 4.0",
        "IUCN-CMP Threats Classification, version 4.0",
        "Классификация угроз МСОП-CMP, версия 4.0",
        "Names and codes: Conservation Measures Partnership, Threats Classification 4.0, CC BY 4.0. Definitions: ours.",
    ),
    Scheme(
        "threat-3.3",
        "iucn_threats_v3.3.csv",
        "3.3",
        "IUCN 3.3",
        "IUCN Threats Classification Scheme, version 3.3",
        "Схема классификации угроз МСОП, версия 3.3",
        "Names and codes: IUCN Red List, Threats Classification Scheme 3.3. Definitions: ours.",
    ),
    Scheme(
        "action-2.0",
        "actions.csv",
        "2.0",
        "CMP Actions 2.0",
        "Conservation Actions Classification, version 2.0",
        "Классификация природоохранных действий, версия 2.0",
        "Names and codes: Conservation Measures Partnership, Actions Classification 2.0, CC BY 4.0. Definitions: ours.",
    ),
)


def build_vocabularies(tables_folder: Path = REFERENCE, lists_folder: Path = VOCABULARIES) -> Graph:
    """State every vocabulary: the lists of `lists_folder` as they stand, the tables of `tables_folder` as concepts."""
    graph = Graph()
    bind_prefixes(graph)
    for path in sorted(lists_folder.glob("[!.]*.ttl")):
        graph.parse(path, format="turtle")
    faults: list[Fault] = []
    rows = {table: [_plain(row) for row in found] for table, found in read_lists(tables_folder, faults).items()}
    if faults:
        raise TableError.of(faults)
    for scheme in SCHEMES:
        state_scheme(graph, scheme, rows[Path(scheme.file).stem])
    state_mappings(graph, rows["threat_mappings"])
    state_threats(graph, rows["threats"])
    return graph


def _plain(row: TableRow) -> Row:
    """Return a row as text by column, several values joined."""
    return {name: SEPARATOR.join(row.values(name)) for name in (one.name for one in columns_of(type(row)))}


def state_scheme(graph: Graph, scheme: Scheme, rows: Sequence[Row]) -> None:
    """State a classification and its classes, each notation led by the scheme and its version."""
    state_head(graph, concept(scheme.name), scheme.title_en, scheme.title_ru, scheme.version, scheme.citation)
    for row in rows:
        node = concept(scheme.name, row["code"])
        broader = concept(scheme.name, row["parent_code"]) if row["parent_code"] else None
        state_concept(graph, node, concept(scheme.name), row, broader)
        graph.add((node, SKOS.notation, Literal(f"{scheme.prefix}: {row['code']}")))
        graph.add((node, DCTERMS.source, Literal(row["source"])))


def state_head(graph: Graph, scheme: URIRef, title_en: str, title_ru: str, version: str, citation: str) -> None:
    """State what a scheme is called, which version it is and whose work it is."""
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for title, language in ((title_en, "en"), (title_ru, "ru")):
        graph.add((scheme, SKOS.prefLabel, Literal(title, lang=language)))
        graph.add((scheme, DCTERMS.title, Literal(title, lang=language)))
    graph.add((scheme, OWL.versionInfo, Literal(version)))
    graph.add((scheme, SKOS.definition, Literal(citation, lang="en")))
    graph.add((scheme, DCTERMS.license, LICENCE))


def state_concept(graph: Graph, node: URIRef, scheme: URIRef, row: Row, broader: URIRef | None) -> None:
    """State a concept with its labels, its definition and its place in the tree."""
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, scheme))
    graph.add((node, SKOS.prefLabel, Literal(row["name"], lang="en")))
    graph.add((node, SKOS.prefLabel, Literal(row["name_ru"], lang="ru")))
    graph.add((node, SKOS.definition, Literal(row["definition"], lang="en")))
    graph.add((node, SKOS.broader, broader) if broader else (node, SKOS.topConceptOf, scheme))


def state_mappings(graph: Graph, rows: Sequence[Row]) -> None:
    """State how the classes of Threats 4.0 and 3.3 relate, both ways."""
    for row in rows:
        one, other = concept("threat-4.0", row["cmp_code"]), concept("threat-3.3", row["iucn_code"])
        _state_match(graph, one, other, row["match_type"])


def _state_match(graph: Graph, one: URIRef, other: URIRef, match: str) -> None:
    """State a mapping of this kind between two concepts, and its inverse."""
    there, back = MATCHES[match]
    graph.add((one, there, other))
    graph.add((other, back, one))


def state_threats(graph: Graph, rows: Sequence[Row]) -> None:
    """State the threats as the report names them, grouped, and mapped to both classifications."""
    scheme = concept("threat")
    about = "The threats that the programme and its report name, in eight groups."
    state_head(graph, scheme, "Threats named in the report", "Угрозы, названные в отчёте", "1.0", about)
    for row in rows:
        _state_threat(graph, row)


def _state_threat(graph: Graph, row: Row) -> None:
    """State one threat, its spellings and its mappings."""
    node = concept("threat", row["threat_id"])
    state_concept(graph, node, concept("threat"), row, concept("threat", row["group_id"]) if row["group_id"] else None)
    graph.add((node, SKOS.notation, Literal(row["threat_id"])))
    for alias in filter(None, row["aliases"].split(SEPARATOR)):
        graph.add((node, SKOS.altLabel, Literal(alias, lang="en")))
    if row["fact_key"]:
        graph.add((node, CAMI.factKey, Literal(row["fact_key"])))
    if row["note"]:
        graph.add((node, SKOS.editorialNote, Literal(row["note"], lang="en")))
    for scheme, kind in (("threat-4.0", "cmp"), ("threat-3.3", "iucn")):
        if code := row[f"{kind}_code"]:
            _state_match(graph, node, concept(scheme, code), row[f"{kind}_match"])
