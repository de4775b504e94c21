"""A result as columns and rows of cells to write, labels beside addresses where they are wanted; a cell as text."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef

from cami_graph.query.result import Plain, Result


@dataclass(frozen=True, slots=True)
class Options:
    """How to write: labels beside addresses, citations at the end, cells guarded against spreadsheets.

    `mark` puts the byte order mark first, without which some spreadsheets take UTF-8 for something else.
    """

    labels: bool = False
    cite: bool = False
    guard: bool = False
    language: str = "en"
    mark: bool = False


def table_of(result: Result, options: Options) -> tuple[list[str], list[list[Plain]]]:
    """Return the columns and rows to write; with labels, each column of addresses is followed by one of labels.

    A label that the question itself gives beside the address would stand there twice, and is left out.
    """
    labels = result.labels(options.language) if options.labels else {}
    named = [name for place, name in enumerate(result.variables) if _holds_things(result, place)] if labels else []
    spoken = {f"{name}Label" for name in named}
    kept = [name for name in result.variables if name not in spoken]
    columns = [column for name in kept for column in ([name, f"{name}_label"] if name in named else [name])]
    rows: list[list[Plain]] = []
    for row in result.rows:
        cells: list[Plain] = []
        for name in kept:
            cells.append(row[name])
            if name in named:
                cells.append(labels.get(str(row[name]), "") if row[name] is not None else None)
        rows.append(cells)
    return columns, rows


def _holds_things(result: Result, place: int) -> bool:
    return any(isinstance(row[place], URIRef) for row in result.terms.rows)


def show_plain(value: Plain) -> str:
    """Return a plain value as text: nothing for nothing, true and false in small letters."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
