"""`cami export`: the graph as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from cami_graph.export.network import Network

from cami_graph.cli.context import Context, pass_context, write_file

HELP = """Write the graph in other forms.

\b
  RDF        nq, trig, ttl, nt, rdf, jsonld: all of it, or --part by --part
  reasoners  owl: the same for OWL 2 DL, which knows no years (they become integers) and no outlines (strings)
  networks   graphml, gexf, json (nodes and links), cyjs (Cytoscape), pyvis (a page): the ties of a question, or those
             near one thing; with --network the networks of the analysis: country-species, country-landscape,
             country-threat, country-country, actor-country, actor-actor, activity-activity, threat-landscape
  questions  sparql-examples: the library, VoID statistics and DCAT, for query editors and catalogues
  tables     workbook, or a file .xlsx: the tables themselves, to be edited and brought back by `cami import`

\b
Example:
  cami export --to out/cami.jsonld --part reference
  cami export --to out/saiga.graphml --about id:taxon/saiga --steps 2
  cami export --to pyvis --query which-countries-act-together
  cami export --to out/actors.graphml --network actor-actor
  cami export --to out/claims.xlsx --report cami2-doc3 --findings
"""
WORKBOOK = ("workbook", "xlsx")
SUFFIXES = {"workbook": "xlsx", "pyvis": "html", "sparql-examples": "examples.ttl"}
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
    """Tell RDF from networks by the form, and refuse options that the form cannot follow."""
    from cami_graph.describe import FORM as DESCRIPTION_FORM
    from cami_graph.describe import describe_graph
    from cami_graph.errors import ExportError, suggest_names
    from cami_graph.export import NETWORK_FORMS, STATEMENT_FORMS, write_statements

    form, path = read_target(to)
    if findings and form not in WORKBOOK:
        raise click.UsageError("--findings is for workbooks.")
    if network and (form not in (*NETWORK_FORMS, "pyvis") or name or pairs or about or parts):
        raise click.UsageError("--network goes with graphml, gexf, json, cyjs or pyvis, and with no other option.")
    if form in WORKBOOK:
        if name or pairs or about or parts:
            raise click.UsageError("A workbook holds tables; it takes --report, --programme and --findings.")
        write_file(path, make_workbook(context, findings=findings))
    elif form == DESCRIPTION_FORM:
        if name or pairs or about or parts:
            raise click.UsageError(f"{form} is of the whole graph; it takes no other option.")
        write_file(path, describe_graph(context.open().runner, context.endpoint or ENDPOINT))
    elif form in STATEMENT_FORMS:
        if name or pairs or about:
            raise click.UsageError(f"{form} takes --part; --query, --param and --about are for networks.")
        write_file(path, write_statements(read_statements(context, parts), form, parts))
    elif network:
        write_file(path, write_drawn(context.open().network(network), form, network))
    elif form in NETWORK_FORMS or form == "pyvis":
        if parts:
            raise click.UsageError("--part is for RDF; a network is cut out by --query and --about.")
        write_file(path, make_network(context, form, name or DEFAULT_QUERY, pairs, about, steps))
    else:
        known = [*STATEMENT_FORMS, *NETWORK_FORMS, "pyvis", DESCRIPTION_FORM, *WORKBOOK]
        remedy = suggest_names(form, known) or f"There are: {', '.join(known)}."
        raise ExportError(f'The graph cannot be written as "{form}".', remedy=remedy)


def make_workbook(context: Context, *, findings: bool) -> bytes:
    """Write the tables of the part of the record that was named, or all of them."""
    from cami_graph.check import check_data
    from cami_graph.errors import ExportError, suggest_names
    from cami_graph.paths import DATA, VOCABULARIES
    from cami_graph.tables import read_codes
    from cami_graph.workbook import list_sheets, write_workbook

    known = list_sheets(DATA)
    sheets = list_sheets(DATA, context.report, context.programme)
    if not sheets:
        named = context.report or context.programme
        remedy = suggest_names(named, {sheet.file.split("/")[1] for sheet in known})
        raise ExportError(f'There are no tables of "{named}".', remedy=remedy)
    found = check_data(DATA, VOCABULARIES).faults if findings else ()
    told = [fault for fault in found if fault.file in {sheet.file for sheet in sheets}]
    return write_workbook(DATA, sheets, known, read_codes(VOCABULARIES, DATA / "reference"), told)


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
    from cami_graph.paths import OUT

    path = Path(to)
    if not path.suffix and path.name == to:
        return to, OUT / f"cami.{SUFFIXES.get(to, to)}"
    named = path.name.lower()
    told = next((form for form, suffix in SUFFIXES.items() if named.endswith(f".{suffix}")), "")
    return told or path.suffix.lstrip(".").lower(), path


def make_network(
    context: Context, form: str, name: str, pairs: tuple[str, ...], about: str | None, steps: int
) -> bytes:
    """Ask the question and write its ties."""
    from cami_graph.cli.query import read_pairs
    from cami_graph.export import network_of
    from cami_graph.query.types import read_plain

    thing = str(read_plain(about, "iri")) if about else None
    result = context.open().query(name, **read_pairs(pairs))
    network = network_of(result, context.language, thing, steps)
    return write_drawn(network, form, result.query.head.title if result.query else name)


def write_drawn(network: Network, form: str, title: str) -> bytes:
    """Write a network in a form, or draw it as a page."""
    from cami_graph.export import draw_page, write_network

    return draw_page(network, title) if form == "pyvis" else write_network(network, form)
