"""What the short names in the cells are called, for people who do not know them by heart, list by list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from rdflib.namespace import SKOS

from cami_graph.rdf import VOCABULARY, read_quads
from cami_graph.review.folder import Folder
from cami_graph.source import read_sheet
from cami_graph.tables import Record, Row, columns_of
from cami_graph.tables.record import REFERENCE_TABLES, table_types
from cami_graph.tables.vocabulary import OPEN, read_lists

Labels = Mapping[str, Mapping[str, str]]
SHORT = 80


def read_labels(folder: Folder, record: Record, vocabularies: Path, reference: Path, language: str) -> Labels:
    """Return the labels of everything that a cell may name, by the list it stands in and its short name."""
    found = _concepts(vocabularies, language)
    lists = read_lists(reference, [])
    for vocabulary, table in OPEN.items():
        found[vocabulary] = _names(lists[table], language)
    for one in fields(record.reference):
        found[one.name] = {**_added(folder, one.name), **_names(getattr(record.reference, one.name), language)}
    found["actions"] = dict(folder.title_of_action)
    found["activities"] = {code: _shorten(row.cells[0].text) for row in folder.rows for code in row.codes[:1]}
    return found


def _names(rows: Iterable[Row], language: str) -> dict[str, str]:
    """Return the names of rows, in the other language where this one has none."""
    columns = ("name_ru", "name") if language == "ru" else ("name",)
    return {
        str(row.get(row.KEY[0])): next((str(row.get(one)) for one in columns if getattr(row, one, "")), "")
        for row in rows
        if len(row.KEY) == 1
    }


def _concepts(vocabularies: Path, language: str) -> dict[str, dict[str, str]]:
    """Return the labels of the closed lists, in one language."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(vocabularies.glob("[!.]*.ttl")):
        for quad in read_quads(path):
            label = quad.object
            if quad.predicate.value == str(SKOS.prefLabel) and getattr(label, "language", "") == language:
                scheme, _, code = str(quad.subject.value).removeprefix(str(VOCABULARY)).partition("/")  # type: ignore[union-attr]
                found.setdefault(scheme, {})[code] = str(label.value)  # type: ignore[union-attr]
    return found


def _added(folder: Folder, table: str) -> dict[str, str]:
    """Return the names of what the draft proposes to add."""
    path = folder.path / "draft" / "to_add" / "reference" / f"{table}.csv"
    if table not in REFERENCE_TABLES or not path.is_file():
        return {}
    kind = table_types()[table]
    columns = [one.name for one in columns_of(kind)]
    if "name" not in columns:
        return {}
    key, name = columns.index(kind.KEY[0]), columns.index("name")
    return {cells[key]: cells[name] for _, cells in read_sheet(path, path.name, columns).rows}


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} …"
