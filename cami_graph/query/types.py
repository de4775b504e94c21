"""The types a parameter may have: a thing of a class, a concept of a vocabulary, or a plain value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cami_graph.errors import QueryError
from cami_graph.late import LateModule
from cami_graph.prefixes import CAMI, PREFIXES, VOCABULARY

if TYPE_CHECKING:
    import rdflib
    from rdflib import Literal, URIRef

    from cami_graph.rdf import Term
else:
    rdflib = LateModule("rdflib")

CLASSES: dict[str, tuple[str, ...]] = {
    "programme": (f"{CAMI}Programme",),
    "objective": (f"{CAMI}Objective",),
    "section": (f"{CAMI}Section",),
    "activity": (f"{CAMI}Activity", f"{CAMI}SubActivity"),
    "document": (f"{CAMI}Document",),
    "report": (f"{CAMI}Report",),
    "action": (f"{CAMI}ReportedAction",),
    "recommendation": (f"{CAMI}Recommendation",),
    "initiative": (f"{CAMI}Initiative",),
    "contradiction": (f"{CAMI}Contradiction",),
    "actor": (f"{CAMI}Actor",),
    "cooperation": (f"{CAMI}Cooperation",),
    "framework": (f"{CAMI}Framework",),
    "event": (f"{CAMI}Event",),
    "species": (f"{PREFIXES['dwc']}Taxon",),
    "country": (f"{CAMI}Country",),
    "landscape": (f"{CAMI}Landscape",),
    "site": (f"{CAMI}Site",),
    "place": (f"{CAMI}Country", f"{CAMI}Landscape", f"{CAMI}Site"),
    "population": (f"{CAMI}Population",),
    "finding": (f"{CAMI}Finding",),
    "gap": (f"{CAMI}Gap",),
    "concept": (f"{PREFIXES['skos']}Concept",),
}

SCHEMES: dict[str, tuple[str, ...]] = {
    name: (f"{VOCABULARY}{name}",)
    for name in (
        "status",
        "priority",
        "role",
        "recommendation-type",
        "certainty",
        "gap-kind",
        "finding-group",
        "argument-group",
        "judgement",
        "population-standing",
        "initiative-type",
        "actor-type",
        "place-type",
        "link-type",
        "assignment-kind",
        "continuation",
        "document-kind",
        "cooperation-form",
        "event-status",
        "treaty",
        "appendix",
        "threat",
        "threat-4.0",
        "threat-3.3",
        "action-2.0",
    )
}

ENTITIES: dict[str, tuple[str, ...]] = CLASSES | SCHEMES

IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_string(value: str) -> Literal:
    """Take any text that can be written."""
    value.encode("utf-8")
    return rdflib.Literal(value)


def read_integer(value: str) -> Literal:
    """Take a whole number."""
    return rdflib.Literal(str(int(value)), datatype=rdflib.XSD.integer)


def read_decimal(value: str) -> Literal:
    """Take a number with or without a point."""
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return rdflib.Literal(f"{number:f}", datatype=rdflib.XSD.decimal)


def read_boolean(value: str) -> Literal:
    """Take true or false."""
    return rdflib.Literal(BOOLEANS[value.casefold()])


def read_year(value: str) -> Literal:
    """Take a year of four digits."""
    if not re.fullmatch(r"\d{4}", value):
        raise ValueError(value)
    return rdflib.Literal(value, datatype=rdflib.XSD.gYear, normalize=False)


def read_date(value: str) -> Literal:
    """Take a day as year-month-day."""
    return rdflib.Literal(date.fromisoformat(value).isoformat(), datatype=rdflib.XSD.date)


def read_iri(value: str) -> URIRef:
    """Take an address in full, or shortened by one of our prefixes."""
    prefix, _, rest = value.strip("<>").partition(":")
    iri = PREFIXES[prefix] + rest if prefix in PREFIXES else value.strip("<>")
    if not IRI.fullmatch(iri):
        raise ValueError(value)
    return rdflib.URIRef(ox.NamedNode(iri).value)


READERS: dict[str, Callable[[str], Term]] = {
    "string": read_string,
    "integer": read_integer,
    "decimal": read_decimal,
    "boolean": read_boolean,
    "year": read_year,
    "date": read_date,
    "iri": read_iri,
}

EXAMPLES = {
    "string": "any text",
    "integer": "a whole number such as 12",
    "decimal": "a number such as 0.5",
    "boolean": "true or false",
    "year": "four digits such as 2017",
    "date": "a day such as 2019-09-25",
    "iri": "an address such as id:country/AF",
}

TYPES: tuple[str, ...] = (*ENTITIES, *READERS)


def read_plain(value: str, kind: str) -> Term:
    """Return the RDF term that a plain value says, or refuse it with an example of what fits."""
    try:
        return READERS[kind](value)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise QueryError(f'"{value}" is not {EXAMPLES[kind]}.') from error
