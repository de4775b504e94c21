"""The ontology as people read it: its terms as plain values, a drawing of each module, its page, its files.

Takes the folder `ontology/`; gives `Term` and `Module` values for pages and tables, what a drawing of a module shows,
Mermaid, Markdown, and the whole ontology as Turtle, JSON-LD or RDF/XML for download.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from cami_graph.errors import ExportError, suggest_names
from cami_graph.paths import EXAMPLES, MODULES, ONTOLOGY
from cami_graph.rdf import CAMI, PREFIXES, SCHEMA, bind_prefixes, from_engine, read_quads, reading_order, shorten

ORDER = ("evidence", "place", "nature", "actor", "plan", "report", "cooperation", "record", "population", "gap")
KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "link",
    OWL.DatatypeProperty: "value",
    OWL.AnnotationProperty: "annotation",
}
FORMS = {"turtle": ox.RdfFormat.TURTLE, "json-ld": ox.RdfFormat.JSON_LD, "rdf-xml": ox.RdfFormat.RDF_XML}
FILES = {"ontology.ttl": "turtle", "ontology.jsonld": "json-ld", "ontology.rdf": "rdf-xml"}


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


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the ontology: what it is called, what it is for, and its tested example as Turtle."""

    name: str
    title_en: str
    title_ru: str
    about: str
    example: str


@dataclass(frozen=True, slots=True)
class Box:
    """A class in the drawing of its module: what it is a kind of, and the values that are said of it."""

    name: str
    above: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link in a drawing: from which class, under which name, to which class."""

    origin: str
    name: str
    target: str


def read_ontology(folder: Path = ONTOLOGY, *, aligned: bool = False) -> Graph:
    """Read the header, the modules and the kinds of foreign terms, with the alignments where asked."""
    graph = Graph()
    bind_prefixes(graph)
    for path in _files(folder, aligned=aligned):
        for one in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            graph.add((from_engine(one.subject), from_engine(one.predicate), from_engine(one.object)))
    return graph


def _files(folder: Path, *, aligned: bool) -> list[Path]:
    paths = [folder / "cami.ttl", folder / "foreign.ttl", *sorted((folder / MODULES.name).glob("*.ttl"))]
    return [*paths, folder / "alignments.ttl"] if aligned else paths


def read_terms(folder: Path = ONTOLOGY) -> tuple[Term, ...]:
    """Return every term, module by module, classes first, each kind in the order of the alphabet."""
    graph = read_ontology(folder)
    found = [
        _read_term(graph, node, word)
        for kind, word in KINDS.items()
        for node in graph.subjects(RDF.type, kind)
        if isinstance(node, URIRef) and node in CAMI
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


def read_modules(folder: Path = ONTOLOGY) -> tuple[Module, ...]:
    """Return every module with its example, each after those that it builds on."""
    graph = read_ontology(folder)
    return tuple(_read_module(graph, name, folder) for name in ORDER)


def _read_module(graph: Graph, name: str, folder: Path) -> Module:
    node = URIRef(f"https://w3id.org/cami/ontology/{name}")
    titles = {one.language: str(one) for one in graph.objects(node, DCTERMS.title) if isinstance(one, Literal)}
    example = (folder / EXAMPLES.name / f"{name}.ttl").read_text(encoding="utf-8")
    return Module(name, titles["en"], titles["ru"], str(graph.value(node, DCTERMS.description)), example)


def module_boxes(terms: Sequence[Term], module: str) -> tuple[Box, ...]:
    """Return the classes that the drawing of a module shows as its own."""
    values = [term for term in terms if term.kind == "value"]
    return tuple(
        Box(term.name, term.above, tuple(one.name for one in values if f"cami:{term.name}" in one.says_of))
        for term in terms
        if term.module == module and term.kind == "class"
    )


def module_arrows(terms: Sequence[Term], module: str) -> tuple[Arrow, ...]:
    """Return the links that the drawing of a module shows, between classes of its own and of others."""
    return tuple(
        Arrow(origin, term.name, target)
        for term in terms
        if term.module == module and term.kind == "link"
        for origin in term.says_of
        for target in term.leads_to
    )


def draw_module(terms: Sequence[Term], module: str) -> str:
    """Draw a module in Mermaid: its classes, what they are kinds of, and the links that lead from them."""
    lines = ["classDiagram", "  direction LR"]
    for box in module_boxes(terms, module):
        lines += [f"  class {box.name}", *(f"  {_box(above)} <|-- {box.name}" for above in box.above)]
        lines += [f"  {box.name} : {value}" for value in box.values]
    lines += [f"  {_box(one.origin)} --> {_box(one.target)} : {one.name}" for one in module_arrows(terms, module)]
    return "\n".join(lines) + "\n"


def _box(name: str) -> str:
    """Return the short name of a class as Mermaid takes it."""
    return name.removeprefix("cami:").replace(":", "_")


def describe_terms(folder: Path = ONTOLOGY) -> str:
    """Return the Markdown of the ontology's page: for each module its drawing and a table of its terms."""
    terms = read_terms(folder)
    return "\n".join(_describe_module(terms, module) for module in read_modules(folder))


def _describe_module(terms: Sequence[Term], module: Module) -> str:
    rows = [
        f"| `{term.name}` | {term.kind} | {term.definition} | {_list(term.says_of)} | {_list(term.leads_to)} |"
        for term in terms
        if term.module == module.name
    ]
    head = f"### {module.name}\n\n{module.about}\n\n```mermaid\n{draw_module(terms, module.name)}```\n"
    table = ["| term | kind | definition | of | to |", "|---|---|---|---|---|", *rows]
    return "\n".join([head, *table, ""])


def _list(names: Sequence[str]) -> str:
    return ", ".join(f"`{name.removeprefix('cami:')}`" for name in names)


def ontology_bytes(form: str = "turtle", folder: Path = ONTOLOGY) -> bytes:
    """Return the whole ontology with its alignments as one file, the same bytes each time: turtle, json-ld, rdf-xml."""
    if form not in FORMS:
        remedy = suggest_names(form, FORMS) or f"There are: {', '.join(FORMS)}."
        raise ExportError(f'The ontology cannot be written as "{form}".', remedy=remedy)
    triples = {quad.triple for path in _files(folder, aligned=True) for quad in read_quads(path)}
    return ox.serialize(sorted(triples, key=reading_order), format=FORMS[form], prefixes=PREFIXES) or b""
