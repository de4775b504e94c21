"""The names we use in RDF, and files of RDF read and written so that the same graph always gives the same bytes.

Takes and gives rdflib terms and datasets; the engine's own terms (pyoxigraph) appear only in files and in the
conversions at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from rdflib import BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, XSD

from cami_graph import prefixes
from cami_graph.errors import BuildError, StoreError
from cami_graph.files import write_aside
from cami_graph.paths import show_path
from cami_graph.prefixes import PREFIXES as PREFIXES
from cami_graph.prefixes import shorten as shorten

CAMI = Namespace(PREFIXES["cami"])
VOCABULARY = Namespace(PREFIXES["voc"])
ID = Namespace(PREFIXES["id"])
GRAPHS = Namespace(prefixes.GRAPHS)

DWC = Namespace(PREFIXES["dwc"])
GEO = Namespace(PREFIXES["geo"])
OA = Namespace(PREFIXES["oa"])
PPLAN = Namespace(PREFIXES["pplan"])
SCHEMA = Namespace(PREFIXES["schema"])
SH = Namespace(PREFIXES["sh"])
TIME = Namespace(PREFIXES["time"])
VOID = Namespace(PREFIXES["void"])

Term = URIRef | Literal
UNWRITABLE, REPLACEMENT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]"), "\ufffd".encode()
TYPE = str(RDF.type)
SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(/[A-Za-z0-9][A-Za-z0-9._~-]*)*")


def thing(kind: str, slug: str) -> URIRef:
    """Return the IRI of a thing: `thing("activity", "1.1.10")`."""
    return ID[f"{kind}/{check_slug(slug, kind)}"]


def concept(scheme: str, code: str = "") -> URIRef:
    """Return the IRI of a concept of a vocabulary, or of the vocabulary itself where no code is given."""
    return VOCABULARY[f"{scheme}/{check_slug(code, scheme)}"] if code else VOCABULARY[scheme]


def graph_name(name: str) -> URIRef:
    """Return the IRI of a named graph: `graph_name("reference")`."""
    return GRAPHS[check_slug(name, "graph")]


def check_slug(slug: str, kind: str) -> str:
    """Return the slug unchanged, or stop where it would not make a plain IRI."""
    if not SLUG.fullmatch(slug):
        raise BuildError(
            f'"{slug}" cannot end the address of a {kind}.',
            remedy="Use Latin letters, digits and - . _ ~ only, and begin with a letter or a digit.",
        )
    return slug


def new_dataset() -> Dataset:
    """Return an empty dataset that knows our prefixes."""
    dataset = Dataset(default_union=True)
    bind_prefixes(dataset)
    return dataset


def bind_prefixes(graph: Graph) -> None:
    """Make the graph speak with our prefixes."""
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space, override=True, replace=True)


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """Read a file of RDF, its form told by its suffix, strictly; a fault names the file and the line."""
    form = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
    if form is None:
        raise StoreError(f"{show_path(path)} is not a form of RDF that is known by its suffix.")
    try:
        yield from ox.parse(path=str(path), format=form)
    except SyntaxError as error:
        raise StoreError(str(error), where=show_path(path), remedy="Mend the file, or build it again.") from error
    except OSError as error:
        raise StoreError("cannot be read.", where=show_path(path), remedy=str(error)) from error


def load_dataset(path: Path) -> Dataset:
    """Read a file of RDF into an rdflib dataset."""
    return as_dataset(read_quads(path))


def as_dataset(quads: Iterable[ox.Quad]) -> Dataset:
    """Return statements of the engine as an rdflib dataset."""
    dataset = new_dataset()
    for quad in quads:
        name = DATASET_DEFAULT if isinstance(quad.graph_name, ox.DefaultGraph) else from_engine(quad.graph_name)
        dataset.graph(name).add(
            (from_engine(quad.subject), from_engine(quad.predicate), from_engine(quad.object)),
        )
    return dataset


def nquads_text(quads: Iterable[ox.Quad]) -> bytes:
    """Return N-Quads, one line per quad, sorted by code point, no line twice."""
    lines = sorted({f"{quad} ." for quad in quads})
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def turtle_text(quads: Iterable[ox.Quad]) -> bytes:
    """Return Turtle of all graphs together, sorted, for people to read and for git to compare."""
    triples = sorted({quad.triple for quad in quads}, key=reading_order)
    return cast("bytes", ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))


def reading_order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Put `a` before every other predicate of a subject."""
    subject, predicate, value = str(triple).split(" ", 2)  # one call of the engine; no space stands in an address
    link = predicate[1:-1]
    return (subject, link != TYPE, link, value)


def clean_xml(content: bytes) -> bytes:
    """Return XML in UTF-8 with a replacement sign for each sign that XML cannot hold: who reads it reads the rest."""
    return UNWRITABLE.sub(REPLACEMENT, content)


def save_dataset(dataset: Dataset, nquads: Path, turtle: Path | None = None) -> None:
    """Write the dataset as sorted N-Quads, and as Turtle where asked; no blank node may be in it."""
    save_quads(tuple(dataset_quads(dataset)), nquads, turtle)


def save_quads(quads: Sequence[ox.Quad], nquads: Path, turtle: Path | None = None) -> None:
    """Write statements as sorted N-Quads, and as Turtle where asked."""
    contents = [(nquads, nquads_text(quads))]
    contents += [(turtle, turtle_text(quads))] if turtle else []
    for path, content in contents:
        write_aside(path, content)


class Statements:
    """Statements while they are made, graph by graph, each once, in the engine's terms.

    Who only states needs none of the indexes of an rdflib dataset, which took most of the time of stating.
    """

    def __init__(self) -> None:
        self._held: dict[ox.Quad, None] = {}
        self._node = cache(_node)  # a thing, a link or a graph stands in many statements

    @property
    def quads(self) -> list[ox.Quad]:
        """All that was stated, in its order."""
        return list(self._held)

    def graph(self, name: URIRef) -> NamedGraph:
        """Return a named graph to state in."""
        return NamedGraph(name, self._held, self._node)


class NamedGraph:
    """One graph among statements that are being made."""

    __slots__ = ("_held", "_node", "_place", "identifier")

    def __init__(self, identifier: URIRef, held: dict[ox.Quad, None], node: Callable[[object], ox.NamedNode]) -> None:
        self.identifier, self._held, self._node = identifier, held, node
        self._place = node(identifier)

    def add(self, triple: tuple[URIRef, URIRef, Term]) -> None:
        """State a triple in this graph."""
        subject, predicate, value = triple
        stated = to_engine(value) if isinstance(value, Literal) else self._node(value)
        self._held[ox.Quad(self._node(subject), self._node(predicate), stated, self._place)] = None


# To the engine's terms and back


DATASET_DEFAULT = URIRef("urn:x-rdflib:default")


def dataset_quads(dataset: Dataset) -> Iterator[ox.Quad]:
    """Give the quads of an rdflib dataset in the engine's terms."""
    node = cache(_node)  # a thing, a link or a graph stands in many statements
    for subject, predicate, value, name in dataset.quads():
        graph = ox.DefaultGraph() if name is None or name == DATASET_DEFAULT else node(name)
        stated = to_engine(value) if isinstance(value, Literal) else node(value)
        yield ox.Quad(node(subject), node(predicate), stated, graph)


def _node(term: object) -> ox.NamedNode:
    """Return an IRI in the engine's terms; blank nodes have no place in our data."""
    if not isinstance(term, URIRef):
        raise BuildError(f"{term!r} stands where only an IRI may stand.", remedy="Give the thing an IRI of its own.")
    return ox.NamedNode(str(term))


def to_engine(term: Term | BNode) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return an rdflib term in the engine's terms."""
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))


def from_engine(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | BNode | Literal:
    """Return a term of the engine as an rdflib term, its spelling kept."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise StoreError("A triple stands inside a triple; we neither write nor read these.")
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value == str(XSD.string)
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
