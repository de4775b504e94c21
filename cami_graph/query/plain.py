"""RDF terms as the plain Python values that they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from cami_graph.prefixes import PREFIXES
from cami_graph.store.rows import ADDRESS, BLANK, Part, part_of

if TYPE_CHECKING:
    from cami_graph.store.rows import Cell

Plain = str | int | float | Decimal | bool | date | datetime | None

XSD = PREFIXES["xsd"]
WHOLE = {
    f"{XSD}{name}" for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "gYear")
}
BROKEN = {f"{XSD}{name}" for name in ("double", "float")}


def plain_value(term: Cell) -> Plain:
    """Return an RDF term as the Python value it stands for; addresses and texts are strings, years are numbers."""
    return read_part(part_of(term))


def read_part(part: Part | None) -> Plain:
    """Return text and kind of a term as the Python value it stands for."""
    if part is None or part.kind in (ADDRESS, BLANK):
        return part and part.text
    try:
        return _read_literal(*part)
    except ValueError:
        return part.text


def _read_literal(text: str, kind: str) -> Plain:
    """Return the value of a literal of this datatype; text that does not fit stays text."""
    if kind in WHOLE:
        return int(text)
    if kind in BROKEN:
        return float(text)
    if kind == f"{XSD}decimal":
        return Decimal(text)
    if kind == f"{XSD}boolean":
        return text in ("true", "1")
    if kind == f"{XSD}date":
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if kind == f"{XSD}dateTime" else text


def is_whole(values: Iterable[Plain]) -> bool:
    """Say whether a column holds whole numbers, and nothing else but gaps."""
    found = [value for value in values if value is not None]
    return bool(found) and all(isinstance(value, int) and not isinstance(value, bool) for value in found)
