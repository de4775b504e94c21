"""The ontology: its front page with the files, and a page per module with drawing, tables and the tested example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cami_graph.addresses import BASE, Rule, read_rules
from cami_graph.explore.drawing import Drawing, lay_out
from cami_graph.explore.model import LANGUAGES, Label, Thing
from cami_graph.explore.pages.base import Page
from cami_graph.explore.pages.term import module_thing, term_things
from cami_graph.explore.record import Record
from cami_graph.explore.words import word
from cami_graph.rdf import CAMI
from cami_graph.terms import FILES, Module, Term, module_arrows, module_boxes, read_modules, read_terms

FORM_NAMES = {"turtle": "Turtle", "json-ld": "JSON-LD", "rdf-xml": "RDF/XML"}


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module in the list of all: its page, what it is for, how many terms it has."""

    thing: Thing
    about: str
    count: int


@dataclass(frozen=True, slots=True)
class TermLine:
    """A class or property in a table of its module, with what the drawing shows of it."""

    thing: Thing
    name: str
    kind: str
    definition: str
    above: tuple[Thing, ...]
    of: tuple[Thing, ...]
    to: tuple[Thing, ...]
    values: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class OntologyPage(Page):
    """The front page: the modules, and the whole ontology as files."""

    iri: str
    modules: tuple[ModuleLine, ...]
    files: tuple[tuple[str, str], ...]
    terms: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class ShapesPage(Page):
    """Every rule that data are held to, file by file, each with an anchor of its name."""

    iri: str
    files: tuple[tuple[str, tuple[Rule, ...]], ...]


@dataclass(frozen=True, slots=True)
class ModulePage(Page):
    """A module: its drawing per language, its classes, its links and values, its example as Turtle."""

    iri: str
    about: str
    drawings: Mapping[str, Drawing]
    classes: tuple[TermLine, ...]
    properties: tuple[TermLine, ...]
    example: str


def ontology_pages(record: Record) -> Iterator[Page]:
    """Make the front page and the page of each module, from the files of the ontology."""
    terms, modules = read_terms(), read_modules()
    things = term_things(record)
    iri = str(CAMI).rstrip("#")
    lines = tuple(_module_line(module, terms) for module in modules)
    files = tuple((name, FORM_NAMES[form]) for name, form in FILES.items())
    named = tuple(things[term.iri] for term in terms if term.iri in things)
    yield OntologyPage("ontology/index", Label("Ontology", "Онтология"), "terms", iri, lines, files, named)
    yield _shapes_page()
    for module, line in zip(modules, lines, strict=True):
        yield _module_page(module, line, terms, things)


def _shapes_page() -> ShapesPage:
    """Make the page of the rules."""
    grouped = [(file, tuple(rules)) for file, rules in groupby(read_rules(), key=lambda rule: rule.file)]
    named = tuple((file.removeprefix("core/"), rules) for file, rules in grouped)
    return ShapesPage("ontology/shapes", Label("Rules", "Правила"), "terms", f"{BASE}shape", named)


def _module_line(module: Module, terms: Sequence[Term]) -> ModuleLine:
    """Make one line of the list."""
    return ModuleLine(module_thing(module), module.about, sum(term.module == module.name for term in terms))


def _module_page(module: Module, line: ModuleLine, terms: Sequence[Term], things: Mapping[str, Thing]) -> ModulePage:
    """Make the page of one module."""
    boxes, arrows = module_boxes(terms, module.name), module_arrows(terms, module.name)
    drawings = {language: lay_out(boxes, arrows, word("drawing_kind_of", language)) for language in LANGUAGES}
    values = {box.name: box.values for box in boxes}
    lines = [_term_line(term, values.get(term.name, ()), things) for term in terms if term.module == module.name]
    classes = tuple(one for one in lines if one.kind == "class")
    properties = tuple(one for one in lines if one.kind != "class")
    return ModulePage(
        line.thing.path,
        line.thing.label,
        "terms",
        line.thing.iri,
        module.about,
        drawings,
        classes,
        properties,
        module.example,
    )


def _term_line(term: Term, values: Sequence[str], things: Mapping[str, Thing]) -> TermLine:
    """Make the line of one term."""

    def find(names: Sequence[str]) -> tuple[Thing, ...]:
        return tuple(_named(name.removeprefix("cami:"), things) for name in names)

    return TermLine(
        things.get(term.iri) or Thing(term.iri, "", "", Label(term.label_en, term.label_ru)),
        term.name,
        term.kind,
        term.definition,
        find(term.above),
        find(term.says_of),
        find(term.leads_to),
        find(values),
    )


def _named(name: str, things: Mapping[str, Thing]) -> Thing:
    """Return a term by its short name as the drawing writes it, with its page where it has one."""
    known = things.get(f"{CAMI}{name}")
    return Thing(str(CAMI) + name, "term", known.path if known else "", Label(name))
