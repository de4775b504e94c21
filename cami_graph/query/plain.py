"""RDF terms as the plain Python values that they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from rdflib import Literal
from rdflib.namespace import XSD

from cami_graph.store.rows import Cell

Plain = str | int | float | Decimal | bool | date | datetime | None

WHOLE = {
    str(XSD[name]) for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "gYear")
}
BROKEN = {str(XSD[name]) for name in ("double", "float")}


def plain_value(term: Cell) -> Plain:
    """Return an RDF term as the Python value it stands for; addresses and texts are strings, years are numbers."""
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    kind = str(term.datatype or "")
    try:
        return _read_literal(str(term), kind)
    except ValueError:
        return str(term)


def _read_literal(text: str, kind: str) -> Plain:
    """Return the value of a literal of this datatype; text that does not fit stays text."""
    if kind in WHOLE:
        return int(text)
    if kind in BROKEN:
        return float(text)
    if kind == str(XSD.decimal):
        return Decimal(text)
    if kind == str(XSD.boolean):
        return text in ("true", "1")
    if kind == str(XSD.date):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if kind == str(XSD.dateTime) else text


def is_whole(values: Iterable[Plain]) -> bool:
    """Say whether a column holds whole numbers, and nothing else but gaps."""
    found = [value for value in values if value is not None]
    return bool(found) and all(isinstance(value, int) and not isinstance(value, bool) for value in found)
