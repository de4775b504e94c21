"""How lists of gaps are shown, or written in the form that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import show_bytes, show_note, table_width, write_file
from cami_graph.cli.table import draw_table
from cami_graph.files import is_special

if TYPE_CHECKING:
    from cami_graph.analyse.findings.analysis import Findings
    from cami_graph.analyse.findings.listed import Listing
    from cami_graph.analyse.findings.select import Chosen

FORMS = ("table", "json", "csv", "tsv", "xlsx", "markdown")
SUFFIXES = {"": "table", "md": "markdown", "txt": "table"}
SHOWN = {
    "system": ("rank", "group", "first page", "id", "items", "need", "verdict", "sentence"),
    "pair": ("rank", "countries", "group", "items", "together", "agreed", "open", "frameworks"),
    "link": ("rank", "id", "group", "items", "verdict", "sentence"),
}


def show_chosen(found: Findings, unit: str, rows: Chosen, form: str | None, to: Path | None, language: str) -> None:
    """Print or write what was chosen."""
    from cami_graph.analyse.findings.forms import list_chosen, write_chosen

    form = form_of(to, FORMS, form)
    if form == "json":
        note_nothing(rows, unit)
        give(write_chosen(found, unit, rows, form, language), to)
    else:
        show_listing(list_chosen(found, unit, rows, language), unit, form, to)


def show_listing(listing: Listing, unit: str, form: str, to: Path | None) -> None:
    """Print or write rows; an empty answer says so in words."""
    from cami_graph.analyse.findings.listed import write_rows

    if form not in FORMS:
        raise click.UsageError(f'"{form}" is no form of a list of gaps; choose one of {", ".join(FORMS)}.')
    note_nothing(listing.rows, unit)
    if form == "xlsx" and not to:
        raise click.UsageError("An Excel workbook goes into a file: say --to gaps.xlsx.")
    give(draw_listing(listing, unit) if form == "table" else write_rows(listing, unit, form), to)


def note_nothing(rows: Sequence[object], unit: str) -> None:
    """Say in words that an answer is empty."""
    if not rows:
        show_note(f"Nothing by {unit} fits all that was asked; take away a filter.")


def form_of(to: Path | None, forms: Sequence[str], asked: str | None = None) -> str:
    """Return the form asked for, else the one that the suffix of a file tells: text where it is one of text.

    Raises click.UsageError where the suffix tells no form, or another one than was asked for.
    """
    if to is None or is_special(to):
        return asked or "table"
    suffix = to.suffix.lstrip(".").lower()
    form = SUFFIXES.get(suffix, suffix)
    if asked and suffix not in ("", "txt") and form in forms and form != asked:
        raise click.UsageError(f'"{to.name}" names another form than {asked}: leave out one of the two.')
    if asked or form == "table" or form in forms:
        return asked or form
    suffixes = ", ".join(f".{one}" for one in (*filter(None, SUFFIXES), *forms[1:]))
    raise click.UsageError(f'The suffix of "{to.name}" tells no form; use one of {suffixes}, or --format.')


def give(content: bytes, to: Path | None) -> None:
    """Write a file where one is named, or print."""
    write_file(to, content) if to else show_bytes(content)


def draw_listing(listing: Listing, unit: str) -> bytes:
    """Return a table for people: the rank, what it is, what was counted, and the sentence."""
    shown = SHOWN[unit]
    rows = [dict(zip(listing.head, row, strict=True)) for row in listing.rows]
    for row in rows:
        if row.get("wording") == "earlier":
            row["verdict"] = f"{row['verdict']} (of an earlier wording)"
    cells = [[str(row[name]) for name in shown] for row in rows]
    return f"{draw_table(shown, cells, ('rank', 'items'), table_width())}\n".encode()


def write_lines(lines: Iterable[str], form: str) -> bytes:
    """Return lines of text; in Markdown each a paragraph, or an item of a list where it is set in."""
    if form != "markdown":
        return "".join(f"{line}\n" for line in lines).encode()
    parts: list[str] = []
    for line in filter(None, lines):
        is_item = line.startswith("  ")
        parts += [f"- {line.strip()}\n"] if is_item else [*([] if not parts else ["\n"]), f"{line}\n", "\n"]
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).encode()
