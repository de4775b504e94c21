"""Write the documentation of the tables from the row types, between markers in ``data/README.md``."""

from __future__ import annotations

from pathlib import Path

from cami_graph.errors import TableError
from cami_graph.rdf import write_aside
from cami_graph.tables.columns import Row, columns_of
from cami_graph.tables.read import table_types
from cami_graph.tables.readings import Reading, Settlement

START = "<!-- columns: written by the program from cami_graph/tables; edit the row types instead -->"
END = "<!-- columns: end -->"


def describe_tables() -> str:
    """Return the Markdown that describes every table and each of its columns."""
    kinds = [*table_types().values(), Reading, Settlement]
    return "\n\n".join(_describe(kind) for kind in kinds) + "\n"


def _describe(kind: type[Row]) -> str:
    key = f" One row per {', '.join(f'`{name}`' for name in kind.KEY)}." if kind.KEY else ""
    rows = [f"| `{one.name}` | {one.meaning} | {one.describe()} |" for one in columns_of(kind)]
    head = f"#### `{kind.FOLDER}/{kind.TABLE}.csv`\n\n{kind.MEANING}{key}\n"
    return "\n".join([head, "| column | meaning | rules |", "|---|---|---|", *rows])


def update_readme(text: str) -> str:
    """Return the text with the part between the markers written anew."""
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise TableError("the markers of the column documentation are missing.", remedy=f"Add {START} and {END}.")
    return f"{before}{START}\n\n{describe_tables()}\n{END}{after}"


def write_readme(path: Path) -> None:
    """Write the part between the markers of a file anew."""
    write_aside(path, update_readme(path.read_text(encoding="utf-8")).encode("utf-8"))
