"""Document the tables from their row types, for the part between markers in ``data/README.md``."""

from __future__ import annotations

from cami_graph.errors import TableError
from cami_graph.tables.columns import Row, columns_of
from cami_graph.tables.read import table_types
from cami_graph.tables.readings import Reading, Settlement


def describe_tables() -> str:
    """Return the Markdown that describes every table and each of its columns."""
    kinds = [*table_types().values(), Reading, Settlement]
    return "\n\n".join(_describe(kind) for kind in kinds) + "\n"


def _describe(kind: type[Row]) -> str:
    key = f" One row per {', '.join(f'`{name}`' for name in kind.KEY)}." if kind.KEY else ""
    rows = [f"| `{one.name}` | {one.meaning} | {one.describe()} |" for one in columns_of(kind)]
    head = f"#### `{kind.FOLDER}/{kind.TABLE}.csv`\n\n{kind.MEANING}{key}\n"
    return "\n".join([head, "| column | meaning | rules |", "|---|---|---|", *rows])


def fill_part(text: str, part: str, content: str) -> str:
    """Return a Markdown text with the part between its markers ``<!-- part:start -->`` and ``end`` written anew."""
    start, end = f"<!-- {part}:start -->", f"<!-- {part}:end -->"
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise TableError(f"the markers of the part {part} are missing.", remedy=f"Add {start} and {end}.")
    return f"{before}{start}\n{content}{end}{after}"
