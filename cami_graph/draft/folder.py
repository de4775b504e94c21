"""Write a draft as the data have it: the folder of the report, and beside it what a person has to look at."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cami_graph.draft.additions import additions
from cami_graph.draft.desk import Desk, Proposal
from cami_graph.draft.document import Draft
from cami_graph.draft.leftover import leftover
from cami_graph.draft.seen import Seen
from cami_graph.errors import ExportError, nearest_names
from cami_graph.source import TO_WRITE
from cami_graph.tables import Record, columns_of, table_types
from cami_graph.tables.record import table_names

PROPOSALS = ("table", "row", "confidence", "reason", "line", "column", "start", "end", "quote")
SHOWN = 3
UNKNOWN = ("kind", "proposed_id", "name", "type", "nearest", "places", "quote")
UNQUOTED = ("line", "column", "start", "end", "words")

Table = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Received:
    """The document as it was received: its name and checksum."""

    name: str
    sha256: str


def draft_files(draft: Draft, record: Record, received: Received) -> dict[str, bytes]:
    """Return every file of a draft, by its path within the folder; the same document gives the same bytes."""
    desk = draft.desk
    tables = claim_tables(desk)
    files = {
        "source.txt": draft.layout.text,
        "report.toml": _description(draft, received, tables),
        "corrections.csv": _csv(("line", "column", "printed", "read_as", "to_column", "reason"), ()),
        "draft/proposals.csv": _csv(PROPOSALS, list(_proposals(desk))),
        "draft/unknown_names.csv": _csv(UNKNOWN, list(_unknown(desk, draft.unknown))),
        "draft/unquoted.csv": _csv(UNQUOTED, leftover(desk)),
    }
    kinds = table_types()
    for name, claims in tables.items():
        files[f"facts/{name}.csv"] = _csv([one.name for one in columns_of(kinds[name])], claims)
    for name, (columns, rows) in additions(draft, record).items():
        files[f"draft/to_add/{name}.csv"] = _csv(columns, rows)
    return {name: text.encode("utf-8") for name, text in files.items()}


def write_draft(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a draft into a folder that holds nothing else."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(
            "there is something here already, and a draft overwrites nothing.",
            where=str(folder),
            remedy="Name another folder with --to, or take the old draft away.",
        )
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise ExportError("cannot be written.", where=str(folder), remedy=str(error)) from error


def claim_tables(desk: Desk) -> dict[str, list[Mapping[str, str]]]:
    """Return the rows of every table of a report, each key once."""
    kinds = table_types()
    tables: dict[str, list[Mapping[str, str]]] = {name: [] for name in table_names()["report"]}
    for name, rows in tables.items():
        seen: set[tuple[str, ...]] = set()
        for one in desk.of(name):
            key = tuple(one.row.get(column, "") for column in kinds[name].KEY)
            if not key or key not in seen:
                seen.add(key)
                rows.append(one.row)
    return tables


def _proposals(desk: Desk) -> Iterable[Mapping[str, str]]:
    kinds = table_types()
    for one in desk.proposals:
        key = " ".join(one.row.get(column, "") for column in kinds[one.table].KEY).strip()
        for span in one.spans:
            yield {
                "table": one.table,
                "row": key or one.row.get("activity_codes", ""),
                "confidence": f"{one.confidence:.2f}",
                "reason": one.why,
                "line": str(span.line),
                "column": _column(one),
                "start": str(span.start),
                "end": str(span.end),
                "quote": span.words,
            }


def _column(one: Proposal) -> str:
    return one.row.get("column") or {"responsibilities": "2", "recommendations": "6"}.get(one.table, "")


def _unknown(desk: Desk, seen: Sequence[Seen]) -> Iterable[Mapping[str, str]]:
    """Return each unknown name once, with the nearest known ones and every place where it stands."""
    grouped: dict[tuple[str, str], list[Seen]] = {}
    for one in seen:
        grouped.setdefault((one.thing.kind, one.thing.id), []).append(one)
    for (kind, name), places in sorted(grouped.items()):
        thing = places[0].thing
        known = {words: other.id for words, other in desk.lexicon.names(kind).items() if not other.proposed}
        yield {
            "kind": kind,
            "proposed_id": name,
            "name": thing.name,
            "type": thing.type,
            "nearest": "; ".join(_nearest(thing.name, known)),
            "places": "; ".join(dict.fromkeys(f"{one.code} column {one.column}" for one in places)),
            "quote": places[0].span.words,
        }


def _nearest(name: str, known: Mapping[str, str]) -> list[str]:
    """Return the nearest spellings, one of each thing: three spellings of one would hide two others."""
    first: dict[str, str] = {}
    for words in nearest_names(name, known, SHOWN * SHOWN):
        first.setdefault(known[words], words)
    return [*first.values()][:SHOWN]


def _description(draft: Draft, received: Received, tables: Mapping[str, Table]) -> str:
    source, layout = draft.desk.source, draft.layout
    kinds = table_types()
    empty = [name for name, rows in tables.items() if not rows and kinds[name].LEAST]
    listed = next((one.row["code"] for one in draft.desk.of("landscape_states")), "")
    values: dict[str, object] = {
        "id": source.id,
        "programme": source.programme,
        "file": "source.txt",
        "sha256": layout.sha256,
        "title": layout.title,
        "title_ru": "",
        "number": layout.number,
        "issued": issued(layout.text),
        "publisher": TO_WRITE,
        "citation": layout.title if not layout.number else f"{layout.title}. {layout.number}.",
        "licence": TO_WRITE,
        "received": f"Drafted by `cami draft` from {received.name} (sha256 {received.sha256}).",
        "columns": list(layout.columns),
        "roles": list(layout.roles),
        "running_heads": list(layout.running_heads),
        "landscape_list": listed,
        "empty": empty,
    }
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    note = "# A draft: nobody has read these claims yet. Title, citation and licence are to be checked first.\n"
    return (
        note
        + "\n".join(lines)
        + '\n\n[reading]\nstate = "proposed"\nreader = ""\nread_on = "'
        + issued(layout.text)
        + '"\n'
    )


def issued(text: str) -> str:
    """Return the first month or year that the lines before the tables name, as a date."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    head = text.partition("\t")[0]
    if match := re.search(rf"({'|'.join(months)}) ((?:19|20)\d\d)", head):
        return f"{match[2]}-{months.index(match[1]) + 1:02}"
    found = re.search(r"\b(?:19|20)\d\d\b", head)
    return found[0] if found else "2000"


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([row.get(column, "") for column in columns])
    return out.getvalue()
