"""Ask the questions of `queries/hygiene`, to which no row may come, and give each row as a finding.

They say what shapes cannot: what stands in which named graph, and what leads to a thing of which nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph, URIRef

from cami_graph.paths import DATA, HYGIENE
from cami_graph.query import Library, Query
from cami_graph.store import Store
from cami_graph.validate.findings import ERROR, Finding, sort_findings
from cami_graph.validate.names import name_thing, name_things
from cami_graph.validate.places import Places

if TYPE_CHECKING:
    from cami_graph.store.rows import Cell
    from cami_graph.tables import RowRef


def check_hygiene(
    store: Store,
    graph: Graph,
    origins: Mapping[URIRef, RowRef] | None = None,
    tables: Path = DATA,
    folder: Path = HYGIENE,
) -> tuple[Finding, ...]:
    """Ask every question of the folder; `graph` holds what the store holds, to name things and find their cells."""
    places = Places(graph, origins or {}, tables)
    return sort_findings(_read_row(query, row, places) for query, row in ask_hygiene(store, folder))


def ask_hygiene(store: Store, folder: Path = HYGIENE) -> Iterator[tuple[Query, Mapping[str, Cell]]]:
    """Ask every question of the folder, and give each row with its question."""
    for query in Library.read(folder):
        for row in store.select(query.body):
            yield query, row


def _read_row(query: Query, row: Mapping[str, Cell], places: Places) -> Finding:
    thing = str(row["thing"] or "")
    place = places.find(query.name, None, URIRef(thing))
    return Finding(
        table=place.table,
        cell=place.cell,
        level=ERROR,
        rule=query.name,
        message=name_things(places.graph, str(row["problem"])),
        suggestion=f"{query.head.title}: correct the row of the thing, or the rule that derives it.",
        thing=thing,
        row=place.row,
        line=place.line,
        column=place.column,
        name=name_thing(places.graph, thing),
    )
