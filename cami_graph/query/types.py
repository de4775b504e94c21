"""The types a parameter may have: a thing of a class, a concept of a vocabulary, or a plain value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.namespace import SKOS, XSD

from cami_graph.errors import QueryError
from cami_graph.rdf import CAMI, DWC, PREFIXES, Term, concept

CLASSES: dict[str, tuple[URIRef, ...]] = {
    "programme": (CAMI.Programme,),
    "objective": (CAMI.Objective,),
    "section": (CAMI.Section,),
    "activity": (CAMI.Activity, CAMI.SubActivity),
    "document": (CAMI.Document,),
    "report": (CAMI.Report,),
    "action": (CAMI.ReportedAction,),
    "recommendation": (CAMI.Recommendation,),
    "initiative": (CAMI.Initiative,),
    "contradiction": (CAMI.Contradiction,),
    "actor": (CAMI.Actor,),
    "cooperation": (CAMI.Cooperation,),
    "framework": (CAMI.Framework,),
    "event": (CAMI.Event,),
    "species": (DWC.Taxon,),
    "country": (CAMI.Country,),
    "landscape": (CAMI.Landscape,),
    "site": (CAMI.Site,),
    "place": (CAMI.Country, CAMI.Landscape, CAMI.Site),
    "population": (CAMI.Population,),
    "finding": (CAMI.Finding,),
    "gap": (CAMI.Gap,),
    "concept": (SKOS.Concept,),
}

SCHEMES: dict[str, tuple[URIRef, ...]] = {
    name: (concept(name),)
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

ENTITIES: dict[str, tuple[URIRef, ...]] = CLASSES | SCHEMES

IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_string(value: str) -> Literal:
    """Take any text that can be written."""
    value.encode("utf-8")
    return Literal(value)


def read_integer(value: str) -> Literal:
    """Take a whole number."""
    return Literal(str(int(value)), datatype=XSD.integer)


def read_decimal(value: str) -> Literal:
    """Take a number with or without a point."""
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return Literal(f"{number:f}", datatype=XSD.decimal)


def read_boolean(value: str) -> Literal:
    """Take true or false."""
    return Literal(BOOLEANS[value.casefold()])


def read_year(value: str) -> Literal:
    """Take a year of four digits."""
    if not re.fullmatch(r"\d{4}", value):
        raise ValueError(value)
    return Literal(value, datatype=XSD.gYear, normalize=False)


def read_date(value: str) -> Literal:
    """Take a day as year-month-day."""
    return Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)


def read_iri(value: str) -> URIRef:
    """Take an address in full, or shortened by one of our prefixes."""
    prefix, _, rest = value.strip("<>").partition(":")
    iri = PREFIXES[prefix] + rest if prefix in PREFIXES else value.strip("<>")
    if not IRI.fullmatch(iri):
        raise ValueError(value)
    return URIRef(ox.NamedNode(iri).value)


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
