"""`cami export`: the graph as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Quad

    from cami_graph.export.network import AnyNetwork
    from cami_graph.workbook import TableSheet

from cami_graph.cli.context import Context, pass_context, write_file

HELP = """Write the graph in other forms.

\b
  RDF        nq, trig, ttl, nt, rdf, jsonld: all of it, or --part by --part
  reasoners  owl: the same for OWL 2 DL, which knows no years (they become integers) and no outlines (strings)
  networks   graphml, gexf, json (nodes and links), cyjs (Cytoscape), pyvis (a page): the ties of a question, or those
             near one thing; with --network the networks of the analysis: country-species, country-landscape,
             country-threat, country-country, actor-country, actor-actor, activity-activity, threat-landscape
  questions  sparql-examples: the library, VoID statistics and DCAT, for query editors and catalogues
  tables     workbook, or a file .xlsx: the tables themselves, to be edited and brought back by `cami import`;
             datapackage (Frictionless), csvw (CSV on the Web): the tables in one archive that describes them

\b
Example:
  cami export --to out/cami.jsonld --part reference
  cami export --to out/saiga.graphml --about id:taxon/saiga --steps 2
  cami export --to pyvis --query which-countries-act-together
  cami export --to out/actors.graphml --network actor-actor
  cami export --to datapackage
  cami export --to out/claims.xlsx --report cami2-doc3 --findings
"""
WORKBOOK = ("workbook", "xlsx")
SUFFIXES = {
    "datapackage": "datapackage.zip",
    "csvw": "csvw.zip",
    "workbook": "xlsx",
    "pyvis": "html",
    "sparql-examples": "examples.ttl",
}
TAKEN = {
    "workbook": ("findings",),
    "package": (),
    "examples": (),
    "statements": ("part",),
    "network": ("network",),
    "ties": ("query", "param", "about"),
}
"""What is written, and which options it takes besides --report and --programme."""
ENDPOINT = "http://127.0.0.1:8765/sparql"
DEFAULT_QUERY = "page-graph-lines"


@click.command(help=HELP)
@click.option("-o", "--to", required=True, metavar="FILE|FORM", help="A file, its suffix telling the form; or a form.")
@click.option("--part", "parts", multiple=True, metavar="NAME", help="Only this named graph, or all under this name.")
@click.option("--query", "name", metavar="NAME", help=f"The question whose rows are the ties [{DEFAULT_QUERY}].")
@click.option("--network", metavar="NAME", help="A network of the analysis: actor-actor, country-species …")
@click.option("-p", "--param", "pairs", multiple=True, metavar="NAME=VALUE", help="A value for the question.")
@click.option("--about", metavar="THING", help="Only what lies near this thing, by address such as id:country/KZ.")
@click.option("--steps", type=click.IntRange(0), default=1, show_default=True, help="How near.")
@click.option("--findings", is_flag=True, help="In a workbook: what `cami check` finds, at its cells.")
@pass_context
def command(
    context: Context,
    to: str,
    parts: tuple[str, ...],
    name: str | None,
    network: str | None,
    pairs: tuple[str, ...],
    about: str | None,
    steps: int,
    findings: bool,
) -> None:
    """Find the form, refuse options that it cannot follow, write the file."""
    form, path = read_target(to)
    kind = find_kind(form, network=bool(network))
    given = {"part": parts, "query": name, "network": network, "param": pairs, "about": about, "findings": findings}
    if other := [one for one, value in given.items() if value and one not in TAKEN[kind]]:
        wanted = ", ".join(f"--{one}" for one in TAKEN[kind]) or "no other option"
        raise click.UsageError(f"{form} takes {wanted}, and not --{other[0]}.")
    if kind == "workbook":
        content = make_workbook(context, findings=findings)
    elif kind == "package":
        content = make_package(context, form)
    elif kind == "examples":
        content = make_examples(context)
    elif kind == "statements":
        content = make_statements(context, form, parts)
    elif kind == "network":
        content = draw_network(context.open().network(network or ""), form, network or "")
    else:
        content = make_ties(context, form, name or DEFAULT_QUERY, pairs, about, steps)
    write_file(path, content)


def find_kind(form: str, *, network: bool) -> str:
    """Return what is written in a form, or say which forms there are."""
    from cami_graph.describe import FORM as DESCRIPTION_FORM
    from cami_graph.errors import ExportError, suggest_names
    from cami_graph.export import NETWORK_FORMS, PACKAGE_FORMS, STATEMENT_FORMS

    drawn = [*NETWORK_FORMS, "pyvis"]
    kinds = dict.fromkeys(STATEMENT_FORMS, "statements") | dict.fromkeys(PACKAGE_FORMS, "package")
    kinds |= dict.fromkeys(WORKBOOK, "workbook") | {DESCRIPTION_FORM: "examples"}
    kinds |= dict.fromkeys(drawn, "network" if network else "ties")
    if form not in kinds:
        remedy = suggest_names(form, kinds) or f"There are: {', '.join(kinds)}."
        raise ExportError(f'The graph cannot be written as "{form}".', remedy=remedy)
    return kinds[form]


def choose_sheets(context: Context) -> Sequence[TableSheet]:
    """Return the tables of the part of the record that was named, or all of them."""
    from cami_graph.errors import ExportError, suggest_names
    from cami_graph.paths import DATA
    from cami_graph.workbook import list_sheets

    sheets = list_sheets(DATA, context.report, context.programme)
    if not sheets:
        named = context.report or context.programme
        remedy = suggest_names(named, {sheet.file.split("/")[1] for sheet in list_sheets(DATA)})
        raise ExportError(f'There are no tables of "{named}".', remedy=remedy)
    return sheets


def make_package(context: Context, form: str) -> bytes:
    """Write the tables with a descriptor."""
    from cami_graph.export import write_package
    from cami_graph.paths import DATA

    return write_package(DATA, choose_sheets(context), form)


def make_examples(context: Context) -> bytes:
    """Write the library, VoID and DCAT."""
    from cami_graph.describe import describe_graph

    return describe_graph(context.open().runner, context.endpoint or ENDPOINT)


def make_statements(context: Context, form: str, parts: tuple[str, ...]) -> bytes:
    """Write RDF."""
    from cami_graph.export import write_statements

    return write_statements(read_statements(context, parts), form, parts)


def make_workbook(context: Context, *, findings: bool) -> bytes:
    """Write the tables as a workbook, with what `cami check` finds where that is wanted."""
    from cami_graph.check import check_data
    from cami_graph.paths import DATA, VOCABULARIES
    from cami_graph.tables import read_codes
    from cami_graph.workbook import list_sheets, write_workbook

    sheets = choose_sheets(context)
    found = check_data(DATA, VOCABULARIES).faults if findings else ()
    told = [fault for fault in found if fault.file in {sheet.file for sheet in sheets}]
    return write_workbook(DATA, sheets, list_sheets(DATA), read_codes(VOCABULARIES, DATA / "reference"), told)


def read_statements(context: Context, parts: tuple[str, ...]) -> Iterable[Quad]:
    """Read the file as it was written; only what is in no file comes from its engine, which may respell numbers."""
    from cami_graph.export import read_store
    from cami_graph.store import EVERYTHING, narrow, read_source
    from cami_graph.store.version import is_build

    path = Path(context.path) if context.path else None
    if context.endpoint or (path and path.is_dir() and not is_build(path)):
        return read_store(context.open().store, parts)
    quads = read_source(path)
    return quads if context.scope == EVERYTHING else narrow(list(quads), context.scope)


def read_target(to: str) -> tuple[str, Path]:
    """Return the form and the file; a form alone is written to out/."""
    from cami_graph.errors import ExportError
    from cami_graph.paths import OUT, show_path

    path = Path(to)
    if not path.suffix and path.name == to:
        return to, OUT / f"cami.{SUFFIXES.get(to, to)}"
    named = path.name.lower()
    told = next((form for form, suffix in SUFFIXES.items() if named.endswith(f".{suffix}")), "")
    form = told or path.suffix.lstrip(".").lower()
    if not form:
        remedy = f"Name it {path.name}.jsonld, or give the form alone: --to jsonld writes {show_path(OUT)}/cami.jsonld."
        raise ExportError(f'"{path.name}" has no suffix that tells the form.', remedy=remedy)
    return form, path


def make_ties(context: Context, form: str, name: str, pairs: tuple[str, ...], about: str | None, steps: int) -> bytes:
    """Ask the question and write its ties."""
    from cami_graph.cli.query import read_pairs
    from cami_graph.export import network_of
    from cami_graph.query.types import read_plain

    thing = str(read_plain(about, "iri")) if about else None
    result = context.open().query(name, **read_pairs(pairs))
    network = network_of(result, context.language, thing, steps)
    return draw_network(network, form, result.query.head.title if result.query else name)


def draw_network(network: AnyNetwork, form: str, title: str) -> bytes:
    """Write a network in a form, or draw it as a page."""
    from cami_graph.export import draw_page, write_network

    return draw_page(network, title) if form == "pyvis" else write_network(network, form)
