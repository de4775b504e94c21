"""What the data do not have yet and a draft rests on: names for the reference tables, a programme, its plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cami_graph.draft.desk import Desk
from cami_graph.draft.document import Draft
from cami_graph.draft.entries import has_items
from cami_graph.draft.lexicon import Thing
from cami_graph.draft.words import ITEM
from cami_graph.source import Span
from cami_graph.tables import Programme, Record, columns_of, table_types

NOTE = "Proposed by `cami draft`; look it up, and correct the row or strike it."
TABLES = {
    "country": "countries",
    "species": "species",
    "actor": "actors",
    "place": "places",
    "initiative": "initiatives",
}
YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)\b")
NAMED = re.compile(r"Programme of Work (?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d(?: for the [^.;:\n]*)?")

Sheet = tuple[Sequence[str], Sequence[Mapping[str, str]]]


def additions(draft: Draft, record: Record) -> dict[str, Sheet]:
    """Return the tables to add, by their place under ``data/``; a table without rows is left out."""
    found = {f"reference/{table}": _names(draft, kind, table) for kind, table in TABLES.items()}
    if draft.desk.source.programme not in {one.programme_id for one in record.programmes}:
        found |= _programme(draft)
    return {name: sheet for name, sheet in found.items() if sheet[1]}


def _names(draft: Draft, kind: str, table: str) -> Sheet:
    columns = [one.name for one in columns_of(table_types()[table])]
    things = {one.thing.id: one.thing for one in draft.unknown if one.thing.kind == kind}
    return columns, [_row(things[name], columns) for name in sorted(things)]


def _row(thing: Thing, columns: Sequence[str]) -> Mapping[str, str]:
    values = {
        columns[0]: thing.id,
        "name": thing.name,
        "short_name": thing.short or thing.name,
        "fact_key": thing.key,
        "actor_type": thing.type,
        "place_type": thing.type,
        "initiative_type": thing.type,
        "rank": thing.type,
        "country_code": thing.countries[0] if thing.countries else "",
        "country_codes": "; ".join(thing.countries),
        "aliases": "; ".join(dict.fromkeys(one for one in thing.spellings if one != thing.name)),
        "source": NOTE,
        "note": NOTE,
    }
    if thing.kind == "country":
        values["country_code"] = thing.id
    return {name: values.get(name, "") for name in columns}


def _programme(draft: Draft) -> dict[str, Sheet]:
    source = draft.desk.source
    words = NAMED.search(source.text)
    title = words[0].strip() if words else source.title
    years = YEARS.search(title) or YEARS.search(source.text)
    row = {
        "programme_id": source.programme,
        "title_en": title,
        "start_year": years[1] if years else "",
        "end_year": years[2] if years else "",
        "document_id": source.id,
        "quote": title,
    }
    folder = f"programmes/{source.programme}"
    plan = {
        "objectives": _headings(draft.desk, 0),
        "sections": _headings(draft.desk, 1),
        "headings": _subheadings(draft.desk),
        "activities": _activities(draft.desk),
        "subactivities": _items(draft.desk),
    }
    sheets = {f"{folder}/{name}": (_columns(name), rows) for name, rows in plan.items()}
    return {"programmes/programmes": ([one.name for one in columns_of(Programme)], [row]), **sheets}


def _columns(table: str) -> Sequence[str]:
    return [one.name for one in columns_of(table_types()[table])]


def _headings(desk: Desk, dots: int) -> list[Mapping[str, str]]:
    rows: list[Mapping[str, str]] = []
    for heading in desk.source.headings():
        if heading.code.count(".") == dots:
            title = re.sub(r"^(?:\w+ )?[\d.]+\s*", "", heading.span.words)
            key = {"objective_code": heading.code} if not dots else {"section_code": heading.code}
            above = {} if not dots else {"objective_code": heading.code.split(".")[0]}
            rows.append({**key, **above, "title_en": title, "quote": heading.span.words.strip()})
    return rows


def _subheadings(desk: Desk) -> list[Mapping[str, str]]:
    codes: dict[tuple[str, str], list[str]] = {}
    for row in desk.rows:
        for code, cell in row.own.items():
            if cell.subheading:
                codes.setdefault((code.rpartition(".")[0], cell.subheading.words.strip()), []).append(code)
    return [
        {
            "heading_id": f"{section}-{number}",
            "section_code": section,
            "activity_codes": "; ".join(found),
            "title_en": words,
            "quote": words,
        }
        for number, ((section, words), found) in enumerate(codes.items(), 1)
    ]


def _activities(desk: Desk) -> list[Mapping[str, str]]:
    return [
        {"activity_code": code, "section_code": code.rpartition(".")[0], "title_en": _words(row.own_words(code))}
        for row in desk.rows
        for code in row.codes
    ]


def _words(spans: Sequence[Span]) -> str:
    text = " ".join(span.words for span in spans)
    return " ".join(re.sub(r"^\W*[\d.]+\s*|\[[^\]]*\]", "", text).split())[:160]


def _items(desk: Desk) -> list[Mapping[str, str]]:
    rows: list[Mapping[str, str]] = []
    for row in desk.rows:
        for code in row.codes if has_items(row) else ():
            for span in row.own_words(code):
                marks = list(ITEM.finditer(span.words))
                for mark, after in zip(marks, [*marks[1:], None], strict=True):
                    words = span.words[mark.start() : after.start() if after else None].split("[")[0].strip(" ,;.")
                    rows.append({"activity_code": code, "item": mark[1], "title_en": words[2:].strip(), "quote": words})
    return rows
