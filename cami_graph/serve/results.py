"""How the answer to a stranger's query is written: the forms that there are, and bounds on its rows and bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from cami_graph.errors import CamiError, QueryError, StoreError
from cami_graph.rdf import PREFIXES, clean_xml
from cami_graph.serve.limits import REMEDY, Limits, Message

TABLE_FORMS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}

GRAPH_FORMS: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}

Answered = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def write_table(answer: ox.QuerySolutions | ox.QueryBoolean, media: str | None, limits: Limits) -> Message:
    """Write rows, or yes or no, as this media type; none fits where it is None."""
    if media is None:
        return refuse(406, QueryError(f"This query gives a table, in one of: {', '.join(TABLE_FORMS)}."))
    form = TABLE_FORMS[media]
    content = collect(lambda file: answer.serialize(file, format=form), limits)
    content = clean_xml(content) if form == ox.QueryResultsFormat.XML else content
    rows = 1 if isinstance(answer, ox.QueryBoolean) else count_rows(content, form)
    check_rows(rows, limits)
    return Message({"status": 200, "media": media, "rows": rows}, content)


def write_graph(answer: ox.QueryTriples, media: str | None, limits: Limits) -> Message:
    """Write a graph as this media type; none fits where it is None."""
    if media is None:
        return refuse(406, QueryError(f"This query gives a graph, in one of: {', '.join(GRAPH_FORMS)}."))
    form = GRAPH_FORMS[media]
    prefixed = form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD)
    prefixes = PREFIXES if prefixed else None
    content = collect(lambda file: ox.serialize(unique(answer), file, format=form, prefixes=prefixes), limits)
    content = clean_xml(content) if form == ox.RdfFormat.RDF_XML else content
    return Message({"status": 200, "media": media}, content)


def collect(write: Callable[[Bounded], object], limits: Limits) -> bytes:
    """Return what is written, unless it grows beyond its limit or the engine fails on the way."""
    file = Bounded(limits.answer_bytes)
    try:
        write(file)
    except SpaceError as error:
        bound = f"{limits.answer_bytes >> 20} MB"
        raise StoreError(f"The query was stopped: its answer is longer than {bound}.", remedy=REMEDY) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"The query could not be answered: {error}") from error
    return file.getvalue()


def check_rows(rows: int, limits: Limits) -> None:
    """Refuse an answer with more rows than allowed."""
    if rows > limits.rows:
        raise StoreError(f"The answer has more than {limits.rows} rows.", remedy=REMEDY)


class SpaceError(Exception):
    """An answer has grown beyond its limit."""


class Bounded(io.BytesIO):
    """A file in memory that refuses to grow beyond a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, content: Any, /) -> int:  # noqa: ANN401  (as the base class has it)
        """Take more bytes, or stop."""
        if self.tell() + len(content) > self.limit:
            raise SpaceError
        return super().write(content)


def refuse(status: int, error: CamiError) -> Message:
    """Return an answer that says why there is none."""
    return Message({"status": status, "media": "text/plain"}, f"{error}\n".encode())


def unique(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Give each triple once: a graph is a set, though the engine may give a triple for every match."""
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def count_rows(content: bytes, form: ox.QueryResultsFormat) -> int:
    """Count the solutions in an answer as written, whatever its strings hold."""
    if form == ox.QueryResultsFormat.XML:
        return content.count(b"<result>")
    if form == ox.QueryResultsFormat.TSV:
        return content.count(b"\n") - 1
    if form == ox.QueryResultsFormat.CSV:
        return sum(part.count(b"\n") for part in content.split(b'"')[::2]) - 1
    return count_boundaries(content) + int(not content.endswith(b'"bindings":[]}}'))


def count_boundaries(content: bytes) -> int:
    """Count where one row of JSON ends and the next begins, also where a string holds such signs.

    In a string a quote has a sign before it, so `},{"` is a boundary unless the string ends there.
    """
    if b"{}" not in content:
        return content.count(b'},{"') - content.count(b'},{",') - content.count(b'},{"}')
    outside = content.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2]
    return sum(part.count(b"},{") for part in outside)
