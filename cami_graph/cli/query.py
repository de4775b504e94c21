"""`cami query`: list the questions, show one, ask one, or ask SPARQL of your own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import (
    Context,
    decode_text,
    pass_context,
    read_input,
    show_bytes,
    show_line,
    table_width,
    write_file,
)
from cami_graph.cli.table import draw_table as draw_rows

if TYPE_CHECKING:
    from cami_graph.query import Options, Query, Result

HELP = """Ask a question of the library by its name, or SPARQL of your own.

\b
  cami query list                            every question, with its title
  cami query show NAME                       what a question answers, its parameters, its SPARQL
  cami query NAME -p PARAMETER=VALUE         ask it; `cami query run NAME` is the same
  cami query --file my.rq                    ask SPARQL from a file, or from the pipe with -; our prefixes are
                                             known, and -p fills a block VALUES ?country { UNDEF }

\b
Example:
  cami query facts --format csv
  cami query facts --to facts.xlsx
  cami query how-far-is-each-section --cite
  cami query who-funds-what --to funders.bib
  cami query what-do-range-states-do-in-a-landscape --to landscapes.geojson
"""


@click.command(help=HELP)
@click.argument("words", nargs=-1, metavar="[list | show NAME | NAME]")
@click.option("-p", "--param", "pairs", multiple=True, metavar="NAME=VALUE", help="A value; repeat for several.")
@click.option("-f", "--file", "file", metavar="FILE", help="SPARQL of your own; - reads the pipe.")
@click.option(
    "--format",
    "form",
    metavar="FORM",
    help="table, csv, tsv, json, srj, xlsx, parquet, sqlite, md, geojson; bib, csl; of a graph ttl, nt, rdf, jsonld.",
)
@click.option("-o", "--to", "to", type=click.Path(path_type=Path), help="Write here; the suffix tells the form.")
@click.option("--labels", is_flag=True, help="Beside each address, what the thing is called.")
@click.option("--cite", is_flag=True, help="With the words that each row rests on, also behind a count.")
@click.option("--guard", is_flag=True, help="CSV and TSV: no spreadsheet makes a formula or date of a cell.")
@click.option("--bom", is_flag=True, help="CSV and TSV: begin with the mark by which Excel knows UTF-8.")
@click.option("--tag", metavar="TAG", help="With list: only the questions with this tag.")
@pass_context
def command(
    context: Context,
    words: tuple[str, ...],
    pairs: tuple[str, ...],
    file: str | None,
    form: str | None,
    to: Path | None,
    labels: bool,
    cite: bool,
    guard: bool,
    bom: bool,
    tag: str | None,
) -> None:
    """Tell the four uses apart."""
    from cami_graph.query import Options

    if words[:1] in (("list",), ("show",)) and any((pairs, form, to, labels, cite, guard, bom)):
        raise click.UsageError(f"`{words[0]}` prints; it takes no parameter and no form.")
    if tag and words != ("list",):
        raise click.UsageError("--tag is for `cami query list`.")
    options = Options(labels, cite, guard, context.language, bom)
    match (words, file):
        case (("list",), None):
            list_questions(context.language, tag)
        case (("show", name), None):
            show_question(name)
        case (("run", name) | (name,), None):
            show_result(context.open(briefly=True).query(name, **read_pairs(pairs)), form, to, options)
        case ((), str()):
            result = context.open(briefly=True).runner.ask_text(read_text(file), read_pairs(pairs))
            for doubt in result.doubts:
                click.echo(f"Note: {doubt}", err=True)
            show_result(result, form, to, options)
        case _:
            raise click.UsageError("Give one name, `list`, `show NAME`, or --file. See `cami query --help`.")


def read_pairs(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the values of each parameter."""
    values: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f'"{pair}" is not NAME=VALUE.')
        values.setdefault(name.strip(), []).append(value.strip())
    return values


def read_text(file: str) -> str:
    """Return SPARQL from a file or from the pipe."""
    if file == "-":
        return read_input()
    try:
        return decode_text(Path(file).read_bytes(), file)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}") from error


def list_questions(language: str, tag: str | None) -> None:
    """Print name and title of every question, by folder."""
    from cami_graph.errors import QueryError, suggest_names
    from cami_graph.query import Library

    library = Library.read()
    tags = {one for query in library for one in query.head.tags}
    if tag and tag not in tags:
        raise QueryError(f'No question has the tag "{tag}".', remedy=suggest_names(tag, tags))
    shown = [query for query in library if not tag or tag in query.head.tags]
    width = max(len(query.name) for query in shown)
    room = ""
    for query in shown:
        if query.room != room:
            show_line(f"{query.room}:")
            room = query.room
        title = query.head.title_ru if language == "ru" else query.head.title
        show_line(f"  {query.name:<{width}}  {title}".rstrip())


def show_question(name: str) -> None:
    """Print what a question answers, what it can be asked about, and its SPARQL."""
    from cami_graph.query import Library

    query = Library.read().find(name)
    show_line(f"{query.head.title}\n{query.head.summary}\n\n{query.file}, tags: {', '.join(query.head.tags)}")
    for line in describe_parameters(query):
        show_line(line)
    show_line(f"\n{query.body.strip()}")


def describe_parameters(query: Query) -> list[str]:
    """Say of each parameter its type, its meaning and its default."""
    lines = []
    for one in query.head.parameters.values():
        choices = f"; one of {', '.join(one.choices)}" if one.choices else ""
        default = f"; default {one.default}" if one.default is not None else ""
        wanted = "; required" if one.required else ""
        lines.append(f"--param {one.name}=…  {one.type}: {one.summary}{choices}{default}{wanted}")
    return lines


def show_result(result: Result, form: str | None, to: Path | None, options: Options) -> None:
    """Write the result where and how it was asked for."""
    from dataclasses import replace

    if (form or "table") == "table" and to is None:
        show_bytes(f"{show_table(result, options)}\n".encode())
        return
    from cami_graph.query import form_of, write_result
    from cami_graph.query.formats import BINARY

    form = form_of(to, form) if to else form or "table"
    if form == "table":
        content = f"{show_table(result, options)}\n".encode()
    else:
        content = write_result(result, form, replace(options, labels=options.labels or form == "xlsx"))
    if to:
        write_file(to, content)
    elif form in BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text; name a file with --to, or send it through a pipe.")
    else:
        show_bytes(content)


def show_table(result: Result, options: Options) -> str:
    """Return the rows as a table for a terminal, then their number, then the citations where asked."""
    from cami_graph.query.table import numbered_table, show_plain

    shown = result.shown
    labelled = [[row[name] for name in shown] for row in result.labelled(options.language)]
    columns, cells = numbered_table(result, [*shown], labelled) if options.cite else ([*shown], labelled)
    rows = [[show_plain(value) for value in row] for row in cells]
    numbers = [name for name in shown if is_number(name, result)]
    lines = draw_rows(columns, rows, numbers, table_width()).splitlines()
    hidden = [name for name in result.variables if name not in shown and not name.endswith("Label")]
    more = f" (not shown: {', '.join(hidden)}; --format csv gives all)" if hidden else ""
    lines += ["", f"{len(result)} row{'' if len(result) == 1 else 's'}{more}"]
    if options.cite:
        lines += ["", *(f"[{number}] {citation}" for number, citation in enumerate(result.citations(), 1))]
        lines += [result.support.why] if result.support.why else []
    return "\n".join(lines).strip("\n")


def is_number(name: str, result: Result) -> bool:
    """Say whether a column holds numbers only."""
    return any(row[name] is not None for row in result.rows) and all(
        row[name] is None or (isinstance(row[name], int | float) and not isinstance(row[name], bool))
        for row in result.rows
    )
