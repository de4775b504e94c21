"""A result written in the form that was asked for: for people, for spreadsheets, for programs, for other RDF tools.

Text from the data stays text: an Excel cell is always typed as text, never a formula. CSV cannot say so; whoever opens
it in a spreadsheet asks for `guard`, which puts an apostrophe before a cell that would begin a formula.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite, isnan
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from cami_graph.errors import ExportError, suggest_names
from cami_graph.query.bibliography import list_entries, write_bibtex, write_csl
from cami_graph.query.citation import Citation
from cami_graph.query.jsonld import jsonld_bytes
from cami_graph.query.plain import Plain
from cami_graph.query.result import Result
from cami_graph.query.table import Options, numbered_table, show_plain, table_of
from cami_graph.rdf import PREFIXES, clean_xml, to_engine

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
READ_ANEW = re.compile(
    rf"[(]?\d[\d.,:/\s-]*(?:e[+-]?\d+)?%?[)]?|(?:\d+[\s./-]*)?(?:{MONTHS})\w*[\s./-]*\d*|true|false|истина|ложь",
    re.IGNORECASE,
)
"""Text that a spreadsheet reads as a number, a date or a truth: codes such as 1.1.10, 0012 and 2E5 are lost by it."""


def write_csv(result: Result, options: Options) -> bytes:
    """Write comma-separated values, UTF-8, one line feed per row."""
    columns, rows = table_of(result, options)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guard_text(value) if options.guard else show_plain(value) for value in row])
    return _encode(file.getvalue(), options)


def _encode(text: str, options: Options) -> bytes:
    """Return text as UTF-8, after the mark by which spreadsheets know it where it is wanted."""
    return text.encode("utf-8-sig" if options.mark else "utf-8")


def guard_text(value: Plain) -> str:
    """Return the cell so that no spreadsheet reads text as a formula, a number or a date; numbers stay numbers."""
    text = show_plain(value)
    is_read = isinstance(value, str) and (text.startswith(FORMULA) or READ_ANEW.fullmatch(text.strip()))
    return f"'{text}" if is_read else text


def write_tsv(result: Result, options: Options) -> bytes:
    r"""Write tab-separated values; a tab or line break inside a cell becomes \t or \n."""
    columns, rows = table_of(result, options)
    lines = ["\t".join(columns), *("\t".join(_tsv_cell(value, options) for value in row) for row in rows)]
    return _encode("".join(f"{line}\n" for line in lines), options)


def _tsv_cell(value: Plain, options: Options) -> str:
    text = guard_text(value) if options.guard else show_plain(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def write_json(result: Result, options: Options) -> bytes:
    """Write a list of objects, one per row; with citations, an object with `rows` and `citations`."""
    columns, rows = result.table(labels=options.labels, language=options.language)
    listed = [dict(zip(columns, map(_finite, row), strict=True)) for row in rows]
    content: object = listed
    if options.cite:
        content = {"rows": listed, "citations": list_citations(result)}
        content |= {"note": result.support.why} if result.support.why else {}
    return (json.dumps(content, ensure_ascii=False, indent=1, default=_json_value) + "\n").encode()


def _finite(value: Plain) -> Plain:
    """Return a number as JSON has it: what is infinite or no number becomes the word of SPARQL."""
    if isinstance(value, float) and not isfinite(value):
        return "NaN" if isnan(value) else "INF" if value > 0 else "-INF"
    return value


def list_citations(result: Result) -> list[dict[str, object]]:
    """Return the words that rows rest on, each with the numbers of its rows, from 1."""
    numbered = result.support.numbered
    rows: dict[int, list[int]] = {}
    for row, numbers in enumerate(numbered, 1):
        for number in numbers:
            rows.setdefault(number, []).append(row)
    return [_json_citation(one) | {"rows": rows[number]} for number, one in enumerate(result.citations(), 1)]


def _json_citation(one: Citation) -> dict[str, object]:
    fields = ("evidence", "report", "activities", "column", "start", "end", "locator", "quote", "things", "claims")
    document = {name: getattr(one.document, name) for name in ("number", "title", "date", "address", "url")}
    return {name: getattr(one, name) for name in fields} | {"document": document}


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def write_sparql_json(result: Result, options: Options) -> bytes:
    """Write the SPARQL 1.1 Query Results JSON Format, with RDF terms in full."""
    del options
    solutions = [
        {name: _json_term(to_engine(term)) for name, term in row.items() if term is not None} for row in result.terms
    ]
    if isinstance(result.answer, bool):
        content: dict[str, object] = {"head": {}, "boolean": result.answer}
    else:
        content = {"head": {"vars": list(result.variables)}, "results": {"bindings": solutions}}
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def _json_term(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    content = {"type": "literal", "value": term.value}
    if term.language:
        return content | {"xml:lang": term.language}
    plain = term.datatype.value == f"{PREFIXES['xsd']}string"
    return content if plain else content | {"datatype": term.datatype.value}


def write_geojson(result: Result, options: Options) -> bytes:
    """Write the places of the rows as GeoJSON, each with its row and labels."""
    return (json.dumps(result.geojson(options.language), ensure_ascii=False) + "\n").encode()


def write_markdown(result: Result, options: Options) -> bytes:
    """Write a Markdown table with labels in the place of addresses, and the citations as a numbered list."""
    labelled = [[row[name] for name in result.shown] for row in result.labelled(options.language)]
    columns, rows = numbered_table(result, [*result.shown], labelled) if options.cite else (result.shown, labelled)
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(map(markdown_cell, row))} |" for row in rows]
    if options.cite:
        lines += ["", *(f"{number}. {markdown_cell(str(one))}" for number, one in enumerate(result.citations(), 1))]
        lines += [result.support.why] if result.support.why else []
    return "".join(f"{line}\n" for line in lines).encode()


def markdown_cell(value: Plain) -> str:
    """Return a value as text of a Markdown table, in which nothing of the data can become markup."""
    text = " ".join(show_plain(value).split())
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)


def write_xlsx(result: Result, options: Options) -> bytes:
    """Write an Excel workbook: the rows, their citations where wanted, and what was asked; text is typed as text."""
    from cami_graph.query.workbook import workbook_bytes  # its library takes longer to load than most questions

    return workbook_bytes(result, options)


def write_parquet(result: Result, options: Options) -> bytes:
    """Write a Parquet file, which data frames of every language read with its types."""
    file = io.BytesIO()
    result.to_polars(labels=options.labels, cite=options.cite, language=options.language).write_parquet(file)
    return file.getvalue()


def write_sqlite(result: Result, options: Options) -> bytes:
    """Write an SQLite database: the rows under the name of the question, what was asked, and the words where wanted."""
    from cami_graph.query.workbook import sheets_of

    connection = sqlite3.connect(":memory:")
    for title, columns, rows in sheets_of(result, options):
        name = (result.query.name if result.query else "query").replace("-", "_") if title == "rows" else title
        quoted = ", ".join(f'"{one}"' for one in columns)
        connection.execute(f'CREATE TABLE "{name}" ({quoted})')
        marks, cells = ", ".join("?" * len(columns)), ([_sqlite_value(one) for one in row] for row in rows)
        connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', cells)  # noqa: S608  (names are ours)
    connection.commit()
    return connection.serialize()


def _sqlite_value(value: Plain) -> str | int | float | None:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _write_graph(form: ox.RdfFormat) -> Callable[[Result, Options], bytes]:
    """Return a writer of graphs in one form of RDF, sorted so that the same graph gives the same bytes."""

    def write(result: Result, options: Options) -> bytes:
        del options
        graph: Graph = result.graph
        triples = [ox.Triple(to_engine(s), to_engine(p), to_engine(o)) for s, p, o in graph]  # type: ignore[arg-type]
        prefixed = form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML)
        if form == ox.RdfFormat.JSON_LD:
            return jsonld_bytes(sorted(triples, key=str))
        content = ox.serialize(sorted(triples, key=str), format=form, prefixes=PREFIXES if prefixed else None)
        return clean_xml(content or b"") if form == ox.RdfFormat.RDF_XML else content or b""

    return write


WRITERS: Mapping[str, Callable[[Result, Options], bytes]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "srj": write_sparql_json,
    "geojson": write_geojson,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
    "sqlite": write_sqlite,
    "md": write_markdown,
    "bib": lambda result, _: write_bibtex(list_entries(result)),
    "csl": lambda result, _: write_csl(list_entries(result)),
    "ttl": _write_graph(ox.RdfFormat.TURTLE),
    "nt": _write_graph(ox.RdfFormat.N_TRIPLES),
    "rdf": _write_graph(ox.RdfFormat.RDF_XML),
    "jsonld": _write_graph(ox.RdfFormat.JSON_LD),
}
BINARY = ("xlsx", "parquet", "sqlite")
NOTATIONS = {("json", form) for form in ("srj", "geojson", "csl", "jsonld")}
"""Suffixes that fit another form than the one that they stand for: forms that are written as JSON."""


def write_result(result: Result, form: str, options: Options | None = None) -> bytes:
    """Return the result in the form of this name."""
    if form not in WRITERS:
        remedy = suggest_names(form, WRITERS) or f"There are: {', '.join(WRITERS)}."
        raise ExportError(f'A result cannot be written as "{form}".', remedy=remedy)
    return WRITERS[form](result, options or Options())


def form_of(path: Path, asked: str | None = None) -> str:
    """Return the form that was asked for, or else the one that a file's suffix tells.

    Raises ExportError where the suffix tells no form, or another one than was asked for.
    """
    form = path.suffix.lstrip(".").lower()
    if asked and form in WRITERS and form != asked and (form, asked) not in NOTATIONS:
        remedy = f"Name it {path.stem}.{asked}, or leave --format out."
        raise ExportError(f'"{path.name}" names another form than {asked}.', remedy=remedy)
    if asked:
        return asked
    if form in WRITERS:
        return form
    known = ", ".join(f".{name}" for name in WRITERS)
    raise ExportError(f'The suffix of "{path.name}" tells no form.', remedy=f"Use one of {known}, or --format.")
