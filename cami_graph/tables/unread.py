"""Find what lies beside the tables and is read by nothing: a copy, a workbook, the folder of a report without words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from cami_graph.errors import Fault, suggest_names
from cami_graph.source import Source

OTHER_FILES = (
    *("programmes/programmes.csv", "programmes/memberships.csv", "documents/documents.csv"),
    *("reference/geo/countries.geojson", "reference/geo/regions.geojson"),
    *("backtest/cross_border_recommendations.csv", "findings/verdicts.csv"),
)
TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xls", ".ods", ".numbers", ".geojson")
PASSED = ("graph", "draft", "review")
"""Folders that programs write; nobody takes what lies there for tables."""


def find_unread(
    data: Path, tables: Mapping[str, Sequence[str]], programmes: Sequence[str], sources: Sequence[Source]
) -> Iterator[Fault]:
    """Name each table under ``data`` that nothing reads; a folder of claims or plans without owner is named once.

    `tables` are the names of those that lie with the reference data, a plan, a report, the other documents. What hides
    its name, as systems leave it beside the files of people, is passed over.
    """
    files = set(_known_files(tables, programmes, sources))
    folders = {*(f"programmes/{one}" for one in programmes), *(f"reports/{one.id}" for one in sources)}
    strangers: set[str] = set()
    for path in sorted(data.rglob("*")):
        place = PurePosixPath(path.relative_to(data).as_posix())
        if any(part.startswith((".", "~")) for part in place.parts) or set(place.parts[:-1]) & set(PASSED):
            continue
        if path.suffix.lower() not in TABLES or str(place) in files:
            continue
        owner = "/".join(place.parts[:2])
        if place.parts[0] in ("reports", "programmes") and len(place.parts) > 2 and owner not in folders:
            strangers.add(owner)
        elif not _is_reading(place):
            near = suggest_names(str(place), files)
            yield Fault("Nothing reads this file.", str(place), remedy=f"{near} Rename it, or take it away.".strip())
    for owner in sorted(strangers):
        what = "report.toml describes it" if owner.startswith("reports") else "programmes.csv lists it"
        yield Fault("Nothing reads this folder.", owner, remedy=f"It is read once {what}; else take it away.")


def _known_files(
    tables: Mapping[str, Sequence[str]], programmes: Sequence[str], sources: Sequence[Source]
) -> Iterator[str]:
    """Give every file that is read, whether it is there or not."""
    yield from OTHER_FILES
    yield from (f"reference/{name}.csv" for name in tables["reference"])
    yield from (f"documents/facts/{name}.csv" for name in tables["document"])
    yield from (f"programmes/{plan}/{name}.csv" for plan in programmes for name in tables["plan"])
    for source in sources:
        yield from (f"reports/{source.id}/{name}" for name in ("corrections.csv", source.file))
        yield from (f"reports/{source.id}/facts/{name}.csv" for name in tables["report"])


def _is_reading(place: PurePosixPath) -> bool:
    return len(place.parts) == 4 and place.parts[2] == "readings" and place.suffix == ".csv"
