"""The terms of the ontology and the concepts of the vocabularies, each with its definition, example and neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cami_graph.explore.address import ONTOLOGY, page_path
from cami_graph.explore.model import Label, Thing
from cami_graph.explore.pages.base import Page
from cami_graph.explore.record import Record, Row, code_order, spoken
from cami_graph.rdf import VOCABULARY, shorten
from cami_graph.terms import Module, read_modules

RELATIONS = ("broader", "same", "close", "wider", "narrower", "related")


@dataclass(frozen=True, slots=True)
class TermPage(Page):
    """A class or property: what it means, an example, what it is not, its domain and range, how often it is used."""

    iri: str
    types: tuple[str, ...]
    definition: Label
    examples: tuple[str, ...]
    notes: tuple[str, ...]
    links: tuple[tuple[str, tuple[Thing, ...]], ...]
    uses: int


@dataclass(frozen=True, slots=True)
class ConceptLine:
    """A concept of a vocabulary."""

    thing: Thing
    definition: Label
    notes: tuple[str, ...]
    links: tuple[tuple[str, tuple[Thing, ...]], ...]


@dataclass(frozen=True, slots=True)
class VocabularyPage(Page):
    """A vocabulary with all its concepts."""

    iri: str
    concepts: tuple[ConceptLine, ...]


def grouped(rows: tuple[Row, ...]) -> dict[str, list[str]]:
    """Gather the values of each field."""
    values: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        values[str(row["field"])].append(row["value"])
    return values


def _texts(values: list[str]) -> tuple[str, ...]:
    """Return the texts, each once."""
    return tuple(dict.fromkeys(str(one) for one in values))


def term_things(record: Record) -> dict[str, Thing]:
    """Return every term of the ontology as a thing with its page."""
    iris = dict.fromkeys(str(row["term"]) for row in record.rows("page-terms"))
    labels = {iri: spoken(grouped(record.rows_of("page-terms", "term", iri))["label"]) for iri in iris}
    return {iri: Thing(iri, "term", page_path(iri), label, shorten(iri)) for iri, label in labels.items() if label.en}


def module_thing(module: Module) -> Thing:
    """Return a module of the ontology as a thing with its page."""
    return Thing(
        f"{ONTOLOGY}/{module.name}",
        "term",
        f"ontology/{module.name}",
        Label(module.title_en, module.title_ru),
        module.name,
    )


def term_pages(record: Record) -> Iterator[TermPage]:
    """Make the page of each term."""
    things = term_things(record) | {one.iri: one for one in map(module_thing, read_modules())}
    uses: dict[str, int] = defaultdict(int)
    for row in record.rows("page-schema"):
        uses[str(row["property"])] += int(row["uses"])
        if str(row["property"]).endswith("#type"):
            uses[str(row["class"])] += int(row["uses"])
    for iri in term_things(record):
        yield _term(record, things, things[iri], uses[iri])


def _term(record: Record, things: Mapping[str, Thing], thing: Thing, uses: int) -> TermPage:
    """Make one page."""
    values = grouped(record.rows_of("page-terms", "term", thing.iri))
    links = tuple(
        (name, tuple(_link(things, iri) for iri in values[name]))
        for name in ("parent", "domain", "range", "module")
        if values[name]
    )
    children = tuple(
        things[str(row["term"])]
        for row in record.rows_of("page-terms", "value", thing.iri)
        if str(row["field"]) == "parent" and str(row["term"]) in things
    )
    used = tuple(
        things[str(row["term"])]
        for row in record.rows_of("page-terms", "value", thing.iri)
        if str(row["field"]) == "domain" and str(row["term"]) in things
    )
    back = tuple((name, found) for name, found in (("children", children), ("properties", used)) if found)
    types = tuple(shorten(iri) for iri in values["type"])
    return TermPage(
        thing.path,
        thing.label,
        "terms",
        thing.iri,
        types,
        spoken(values["definition"]),
        _texts(values["example"]),
        _texts(values["not"]),
        (*links, *back),
        uses,
    )


def _link(things: Mapping[str, Thing], iri: str) -> Thing:
    """Return a term of ours with its page, or another's by its short name."""
    known = things.get(str(iri))
    path = page_path(iri) if iri.startswith(f"{ONTOLOGY}/") else ""
    return known or Thing(str(iri), "term" if path else "", path, Label(shorten(str(iri))))


def vocabulary_pages(record: Record) -> Iterator[VocabularyPage]:
    """Make the page of each vocabulary."""
    for scheme in dict.fromkeys(str(row["scheme"]) for row in record.rows("page-concepts")):
        iris = dict.fromkeys(str(row["thing"]) for row in record.rows_of("page-concepts", "scheme", scheme))
        ours = (iri for iri in iris if iri.startswith(VOCABULARY))
        concepts = tuple(_concept(record, iri) for iri in sorted(ours, key=code_order))
        if concepts:
            yield VocabularyPage(
                f"vocabulary/{scheme[len(VOCABULARY) :]}", record.thing(scheme).label, "terms", scheme, concepts
            )


def _concept(record: Record, iri: str) -> ConceptLine:
    """Make one line."""
    values = grouped(record.rows_of("page-concepts", "thing", iri))
    links = tuple((name, tuple(record.thing(one) for one in values[name])) for name in RELATIONS if values[name])
    return ConceptLine(record.thing(iri), spoken(values["definition"]), _texts(values["note"]), links)
