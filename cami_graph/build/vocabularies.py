"""State the vocabularies: the short closed lists as written in `ontology/vocabularies`, the long ones out of tables.

The threats and the conservation actions of the world are long lists that people read in a spreadsheet; each row of
`cmp_threats_v4.0.csv`, `iucn_threats_v3.3.csv`, `actions.csv` and `threats.csv` becomes one skos:Concept. The code of a
class is typed by the version of its scheme, since 8.4, 11.2, 11.3 and 12 mean different things in 3.3 and in 4.0; as
people cite it ("CMP 4.0: 4.5") it is another label. `threat_mappings.csv` says how the two versions relate; each
mapping is stated both ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from cami_graph.errors import Fault, TableError
from cami_graph.paths import REFERENCE, VOCABULARIES
from cami_graph.rdf import CAMI, bind_prefixes, concept
from cami_graph.tables import Row as TableRow
from cami_graph.tables import columns_of
from cami_graph.tables.vocabulary import read_lists

LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
AUTHORS = "CAMI Graph contributors"
CREATED = "2026-11-22"
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
    """A published classification that stands in a table: where, whose it is, and how its codes are cited.

    `rights` are the terms of those who publish no licence for it; without them the licence is CC BY 4.0.
    """

    name: str
    file: str
    version: str
    prefix: str
    title_en: str
    title_ru: str
    about: str
    creator: str
    source: str
    rights: str = ""


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        name="threat-4.0",
        file="cmp_threats_v4.0.csv",
        version="4.0",
        prefix="CMP 4.0",
        title_en="IUCN-CMP Threats Classification, version 4.0",
        title_ru="Классификация угроз МСОП-CMP, версия 4.0",
        about="The direct threats to species and ecosystems, in three groups, twelve classes and their subclasses.",
        creator="Conservation Measures Partnership",
        source="Threats Classification 4.0: names and codes, CC BY 4.0; translations and definitions are our own.",
    ),
    Scheme(
        name="threat-3.3",
        file="iucn_threats_v3.3.csv",
        version="3.3",
        prefix="IUCN 3.3",
        title_en="IUCN Threats Classification Scheme, version 3.3",
        title_ru="Схема классификации угроз МСОП, версия 3.3",
        about="The threats with which the IUCN Red List describes its taxa, in twelve classes and their subclasses.",
        creator="International Union for Conservation of Nature",
        source="IUCN Red List, Threats Classification Scheme 3.3: names and codes; translations and definitions ours.",
        rights="Names and codes are quoted from the scheme of the IUCN Red List, under its terms of use, which are no"
        " open licence; cite IUCN. Translations and definitions: CC BY 4.0.",
    ),
    Scheme(
        name="action-2.0",
        file="actions.csv",
        version="2.0",
        prefix="CMP Actions 2.0",
        title_en="Conservation Actions Classification, version 2.0",
        title_ru="Классификация природоохранных действий, версия 2.0",
        about="What conservation does, in three groups, ten classes and their subclasses.",
        creator="Conservation Measures Partnership",
        source="Actions Classification 2.0: names and codes, CC BY 4.0; translations and definitions are our own.",
    ),
)
THREATS = Scheme(
    name="threat",
    file="threats.csv",
    version="1.0",
    prefix="",
    title_en="Threats named in the report",
    title_ru="Угрозы, названные в отчёте",
    about="The threats that a programme and its reports name, by themselves or in groups.",
    creator=AUTHORS,
    source="The words of UNEP/CMS/CAMI2/Doc.3 (2019).",
)


def build_vocabularies(tables_folder: Path = REFERENCE, lists_folder: Path = VOCABULARIES) -> Graph:
    """State every vocabulary: the lists of `lists_folder` as they stand, the tables of `tables_folder` as concepts."""
    graph = Graph()
    bind_prefixes(graph)
    for path in sorted(lists_folder.glob("[!.]*.ttl")):
        graph.parse(path, format="turtle")
    rows = read_classes(tables_folder)
    for scheme in SCHEMES:
        state_scheme(graph, scheme, rows[Path(scheme.file).stem])
    state_mappings(graph, rows["threat_mappings"])
    state_threats(graph, rows["threats"])
    return graph


def read_classes(folder: Path = REFERENCE) -> Mapping[str, Sequence[Row]]:
    """Return the rows of the tables of classes, threats and mappings, by table; raise TableError with all faults."""
    faults: list[Fault] = []
    found = read_lists(folder, faults)
    if faults:
        raise TableError.of(faults)
    return {table: [_plain(row) for row in rows] for table, rows in found.items()}


def _plain(row: TableRow) -> Row:
    """Return a row as text by column, several values joined."""
    return {name: SEPARATOR.join(row.values(name)) for name in (one.name for one in columns_of(type(row)))}


def state_scheme(graph: Graph, scheme: Scheme, rows: Sequence[Row]) -> None:
    """State a classification and its classes, each code typed by the scheme and spelled as it is cited."""
    state_head(graph, scheme)
    head = concept(scheme.name)
    graph.add((code_type(scheme.name), RDF.type, RDFS.Datatype))
    graph.add((code_type(scheme.name), RDFS.label, Literal(f"code of {scheme.prefix}", lang="en")))
    for row in rows:
        node = concept(scheme.name, row["code"])
        state_concept(graph, node, head, row, concept(scheme.name, row["parent_code"]) if row["parent_code"] else None)
        graph.add((node, SKOS.notation, Literal(row["code"], datatype=code_type(scheme.name))))
        graph.add((node, SKOS.altLabel, Literal(f"{scheme.prefix}: {row['code']}")))
        graph.add((node, DCTERMS.source, Literal(row["source"])))


def code_type(scheme: str) -> URIRef:
    """Return the datatype of the codes of a classification, which tells its version from every other."""
    return URIRef(f"{concept(scheme)}#code")


def state_head(graph: Graph, scheme: Scheme) -> None:
    """State what a scheme is called, which version it is, whose work it is and under which terms it may be used."""
    node = concept(scheme.name)
    graph.add((node, RDF.type, SKOS.ConceptScheme))
    for title, language in ((scheme.title_en, "en"), (scheme.title_ru, "ru")):
        graph.add((node, SKOS.prefLabel, Literal(title, lang=language)))
        graph.add((node, DCTERMS.title, Literal(title, lang=language)))
    graph.add((node, OWL.versionInfo, Literal(scheme.version)))
    graph.add((node, SKOS.definition, Literal(scheme.about, lang="en")))
    graph.add((node, DCTERMS.creator, Literal(scheme.creator)))
    graph.add((node, DCTERMS.publisher, Literal(AUTHORS)))
    graph.add((node, DCTERMS.created, Literal(CREATED, datatype=XSD.date)))
    graph.add((node, DCTERMS.source, Literal(scheme.source)))
    if scheme.rights:
        graph.add((node, DCTERMS.rights, Literal(scheme.rights, lang="en")))
    else:
        graph.add((node, DCTERMS.license, LICENCE))


def state_concept(graph: Graph, node: URIRef, scheme: URIRef, row: Row, broader: URIRef | None) -> None:
    """State a concept with its labels, its definition and its place in the tree."""
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, scheme))
    graph.add((node, SKOS.prefLabel, Literal(row["name"], lang="en")))
    graph.add((node, SKOS.prefLabel, Literal(row["name_ru"], lang="ru")))
    graph.add((node, SKOS.definition, Literal(row["definition"], lang="en")))
    if broader:
        graph.add((node, SKOS.broader, broader))
    else:
        graph.add((node, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, node))


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
    state_head(graph, THREATS)
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
