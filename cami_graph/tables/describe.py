"""Document the tables from their row types, for the part between markers in ``data/README.md``."""

from __future__ import annotations

from cami_graph.errors import TableError
from cami_graph.tables.columns import DOCUMENT, FACTS, PROGRAMME, REFERENCE, Claim, Row, columns_of
from cami_graph.tables.documents import Document
from cami_graph.tables.plan import Membership, Programme
from cami_graph.tables.readings import Reading, Settlement
from cami_graph.tables.record import Claims, table_types
from cami_graph.tables.reference import CountryCode, Replacement
from cami_graph.tables.verdicts import Verdict
from cami_graph.tables.vocabulary import LISTS

FOLDERS = {
    REFERENCE: "reference",
    PROGRAMME: "programmes/<id>",
    FACTS: "reports/<id>/facts",
    "readings": "reports/<id>/readings",
}


def describe_tables() -> str:
    """Return the Markdown that describes every table and each of its columns."""
    kinds: list[type[Row]] = [
        Programme,
        Membership,
        *table_types().values(),
        Reading,
        Settlement,
        Document,
        Verdict,
        *LISTS,
        CountryCode,
        Replacement,
    ]
    own = [kind for name, kind in table_types(Claims).items() if name not in table_types()]
    shared = [name for name in table_types(Claims) if name in table_types()]
    parts = [
        *(_describe(kind) for kind in kinds),
        *(_describe(kind, DOCUMENT) for kind in own),
        _describe_shared(shared),
    ]
    return "\n\n".join(parts) + "\n"


def _describe(kind: type[Row], place: str = "report") -> str:
    key = f" One row per {', '.join(f'`{name}`' for name in kind.KEY)}." if kind.KEY else ""
    rows = [f"| `{one.name}` | {one.meaning} | {one.describe()} |" for one in columns_of(kind, place)]
    folder = "documents/facts" if place == DOCUMENT else FOLDERS.get(kind.FOLDER, kind.FOLDER)
    head = f"#### `{folder}/{kind.TABLE}.csv`\n\n{kind.MEANING}{key}\n"
    return "\n".join([head, "| column | meaning | rules |", "|---|---|---|", *rows])


def _describe_shared(names: list[str]) -> str:
    """Describe what the tables of reports have when they lie among the documents."""
    files = ", ".join(f"`{name}.csv`" for name in names)
    extra = [column for column in columns_of(Claim, DOCUMENT) if column.only]
    rows = [f"| `{one.name}` | {one.meaning} | {one.describe()} |" for one in extra]
    text = "The same tables as those of reports, without `column`, with activities and quote optional, and besides:"
    head = f"#### `documents/facts/`: {files}\n\n{text}\n"
    return "\n".join([head, "| column | meaning | rules |", "|---|---|---|", *rows])


def fill_part(text: str, part: str, content: str) -> str:
    """Return a Markdown text with the part between its markers ``<!-- part:start -->`` and ``end`` written anew."""
    start, end = f"<!-- {part}:start -->", f"<!-- {part}:end -->"
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise TableError(f"the markers of the part {part} are missing.", remedy=f"Add {start} and {end}.")
    return f"{before}{start}\n{content}{end}{after}"
