"""Our terms and concepts beside those of others, as one table in the Simple Standard for Sharing Ontological Mappings.

Made from `ontology/alignments.ttl` and from the vocabularies with the tables behind them; `ontology/mappings.sssom.tsv`
is what it gives. A pair of concepts stands once, ours first, the newer classification before the older.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDFS, SKOS

from cami_graph.build.vocabularies import MATCHES, build_vocabularies, read_classes
from cami_graph.paths import ONTOLOGY, REFERENCE
from cami_graph.rdf import PREFIXES, concept, shorten
from cami_graph.terms import read_ontology

FILE = ONTOLOGY / "mappings.sssom.tsv"
HEADER = URIRef("https://w3id.org/cami/ontology")
SET = "https://w3id.org/cami/ontology/mappings"
JUSTIFICATION = "semapv:ManualMappingCuration"
MORE_PREFIXES = {"semapv": "https://w3id.org/semapv/vocab/"}
TERM_LINKS = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso)


@dataclass(frozen=True, slots=True, order=True)
class Mapping:
    """One row: how something of ours relates to something of others, and why it is not the same where that is said."""

    subject_id: str
    subject_label: str
    predicate_id: str
    object_id: str
    object_label: str
    mapping_justification: str
    comment: str


def mappings_text(ontology: Path = ONTOLOGY, tables: Path = REFERENCE) -> str:
    """Return all mappings as SSSOM: its metadata as comments, then the table, the same bytes each time."""
    graph = read_ontology(ontology, aligned=True)
    rows = sorted({*_terms(graph, ontology), *_concepts(tables, ontology)})
    out = io.StringIO()
    out.writelines(
        f"#{line}\n" for line in _metadata(str(graph.value(URIRef(PREFIXES["cami"][:-1]), OWL.versionInfo)), rows)
    )
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(field.name for field in fields(Mapping))
    writer.writerows(astuple(row) for row in rows)
    return out.getvalue()


def _metadata(version: str, rows: list[Mapping]) -> Iterator[str]:
    used = {text.partition(":")[0] for row in rows for text in (row.subject_id, row.predicate_id, row.object_id)}
    yield f"mapping_set_id: {SET}"
    yield f'mapping_set_version: "{version}"'
    yield "mapping_set_title: CAMI Graph, terms and concepts beside those of others"
    yield "license: https://creativecommons.org/licenses/by/4.0/"
    yield "curie_map:"
    for prefix, space in sorted({**PREFIXES, **MORE_PREFIXES}.items()):
        if prefix in used | set(MORE_PREFIXES):
            yield f"  {prefix}: {space}"


def _terms(graph: Graph, ontology: Path) -> Iterator[Mapping]:
    """Give the alignments of terms, and of concepts of the closed lists, with the labels of both sides."""
    labels = {row["iri"]: row["label"] for row in _read_table(ontology / "external.csv")}
    own = read_own_labels(graph) | read_own_labels(build_vocabularies(lists_folder=ontology / "vocabularies"))
    for link in TERM_LINKS:
        for one, other in graph.subject_objects(link):
            if str(other) in labels:
                yield _mapping(own[str(one)], labels[str(other)], one, link, other, "")


def read_own_labels(graph: Graph) -> dict[str, str]:
    """Return the English label of each thing of a graph."""
    labels = graph.subject_objects(SKOS.prefLabel)
    return {str(one): str(label) for one, label in labels if isinstance(label, Literal) and label.language == "en"}


def _concepts(tables: Path, ontology: Path) -> Iterator[Mapping]:
    """Give what the tables say of the threats: ours to both classifications, and the newer to the older."""
    labels, rows = read_own_labels(build_vocabularies(tables, ontology / "vocabularies")), read_classes(tables)
    for row in rows["threat_mappings"]:
        one, other = concept("threat-4.0", row["cmp_code"]), concept("threat-3.3", row["iucn_code"])
        yield _mapping(labels[str(one)], labels[str(other)], one, MATCHES[row["match_type"]][0], other, row["reason"])
    for row in rows["threats"]:
        one = concept("threat", row["threat_id"])
        for scheme, kind in (("threat-4.0", "cmp"), ("threat-3.3", "iucn")):
            if row[f"{kind}_code"]:
                other = concept(scheme, row[f"{kind}_code"])
                match = MATCHES[row[f"{kind}_match"]][0]
                yield _mapping(labels[str(one)], labels[str(other)], one, match, other, row["note"])


def _mapping(label: str, other_label: str, one: object, link: URIRef, other: object, comment: str) -> Mapping:
    return Mapping(
        shorten(str(one)), label, shorten(str(link)), shorten(str(other)), other_label, JUSTIFICATION, comment
    )


def _read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
