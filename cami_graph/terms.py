"""The ontology as people read it: its terms as plain values, a drawing of each module, its page, its files.

Takes the folder `ontology/`; gives `Term` values for pages and tables, Mermaid drawings, Markdown, and the whole
ontology as Turtle, JSON-LD or RDF/XML for download.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from cami_graph.errors import ExportError, suggest_names
from cami_graph.paths import MODULES, ONTOLOGY
from cami_graph.rdf import CAMI, SCHEMA, bind_prefixes, shorten

ORDER = ("evidence", "place", "nature", "actor", "plan", "report", "cooperation", "gap")
KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "link",
    OWL.DatatypeProperty: "value",
    OWL.AnnotationProperty: "annotation",
}
FORMS = {"turtle": "turtle", "json-ld": "json-ld", "rdf-xml": "pretty-xml"}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology with everything that its page shows; other terms by their short names."""

    name: str
    iri: str
    kind: str
    module: str
    label_en: str
    label_ru: str
    definition: str
    examples: tuple[str, ...]
    not_meant: tuple[str, ...]
    notes: tuple[str, ...]
    above: tuple[str, ...]
    says_of: tuple[str, ...]
    leads_to: tuple[str, ...]
    questions: tuple[str, ...]


def read_ontology(folder: Path = ONTOLOGY, *, aligned: bool = False) -> Graph:
    """Read the header and the modules, with the alignments where asked."""
    graph = Graph()
    bind_prefixes(graph)
    paths = [folder / "cami.ttl", *sorted((folder / MODULES.name).glob("*.ttl"))]
    for path in [*paths, folder / "alignments.ttl"] if aligned else paths:
        graph.parse(path, format="turtle")
    return graph


def read_terms(folder: Path = ONTOLOGY) -> tuple[Term, ...]:
    """Return every term, module by module, classes first, each kind in the order of the alphabet."""
    graph = read_ontology(folder)
    found = [
        _read_term(graph, node, word)
        for kind, word in KINDS.items()
        for node in graph.subjects(RDF.type, kind)
        if isinstance(node, URIRef)
    ]
    kinds = list(KINDS.values())
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.module), kinds.index(one.kind), one.name)))


def _read_term(graph: Graph, node: URIRef, kind: str) -> Term:
    def texts(link: URIRef, language: str | None = None) -> tuple[str, ...]:
        values = [one for one in graph.objects(node, link) if isinstance(one, Literal)]
        return tuple(sorted(str(one) for one in values if language is None or one.language == language))

    def names(*links: URIRef) -> tuple[str, ...]:
        return tuple(sorted(shorten(str(one)) for link in links for one in graph.objects(node, link)))

    return Term(
        name=str(node).removeprefix(str(CAMI)),
        iri=str(node),
        kind=kind,
        module=str(graph.value(node, RDFS.isDefinedBy)).rsplit("/", 1)[1],
        label_en=next(iter(texts(SKOS.prefLabel, "en")), ""),
        label_ru=next(iter(texts(SKOS.prefLabel, "ru")), ""),
        definition=next(iter(texts(SKOS.definition)), ""),
        examples=texts(SKOS.example),
        not_meant=texts(SKOS.scopeNote),
        notes=texts(SKOS.editorialNote),
        above=names(RDFS.subClassOf, RDFS.subPropertyOf),
        says_of=names(RDFS.domain, SCHEMA.domainIncludes),
        leads_to=names(RDFS.range, SCHEMA.rangeIncludes),
        questions=texts(CAMI.servesQuestion),
    )


def draw_module(terms: Sequence[Term], module: str) -> str:
    """Draw a module in Mermaid: its classes, what they are kinds of, and the links that lead from them."""
    lines = ["classDiagram", "  direction LR"]
    for term in terms:
        if term.module == module and term.kind == "class":
            lines += [f"  class {term.name}", *(f"  {_box(above)} <|-- {term.name}" for above in term.above)]
            lines += [
                f"  {term.name} : {value.name}"
                for value in terms
                if value.kind == "value" and f"cami:{term.name}" in value.says_of
            ]
    for term in terms:
        if term.module == module and term.kind == "link":
            lines += [
                f"  {_box(origin)} --> {_box(target)} : {term.name}"
                for origin in term.says_of
                for target in term.leads_to
            ]
    return "\n".join(lines) + "\n"


def _box(name: str) -> str:
    """Return the short name of a class as Mermaid takes it."""
    return name.removeprefix("cami:").replace(":", "_")


def describe_terms(folder: Path = ONTOLOGY) -> str:
    """Return the Markdown of the ontology's page: for each module its drawing and a table of its terms."""
    terms = read_terms(folder)
    graph = read_ontology(folder)
    return "\n".join(_describe_module(graph, terms, module) for module in ORDER)


def _describe_module(graph: Graph, terms: Sequence[Term], module: str) -> str:
    about = graph.value(
        URIRef(f"https://w3id.org/cami/ontology/{module}"), URIRef("http://purl.org/dc/terms/description")
    )
    rows = [
        f"| `{term.name}` | {term.kind} | {term.definition} | {_list(term.says_of)} | {_list(term.leads_to)} |"
        for term in terms
        if term.module == module
    ]
    head = f"### {module}\n\n{about}\n\n```mermaid\n{draw_module(terms, module)}```\n"
    table = ["| term | kind | definition | of | to |", "|---|---|---|---|---|", *rows]
    return "\n".join([head, *table, ""])


def _list(names: Sequence[str]) -> str:
    return ", ".join(f"`{name.removeprefix('cami:')}`" for name in names)


def ontology_bytes(form: str = "turtle", folder: Path = ONTOLOGY) -> bytes:
    """Return the whole ontology with its alignments as one file: turtle, json-ld or rdf-xml."""
    if form not in FORMS:
        remedy = suggest_names(form, FORMS) or f"There are: {', '.join(FORMS)}."
        raise ExportError(f'The ontology cannot be written as "{form}".', remedy=remedy)
    return read_ontology(folder, aligned=True).serialize(format=FORMS[form], encoding="utf-8")
