"""`cami review`: read the proposed claims of a report, one key each, in the browser."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_line, show_note

if TYPE_CHECKING:
    from cami_graph.review import Difference, Folder
    from cami_graph.review.desk import Desk
    from cami_graph.tables import Record
    from cami_graph.tables.read import Codes

HELP = """Read what a draft proposes, in the browser, with one key for each claim.

DOCUMENT is the id of a report, under data/reports or out/draft, or a folder. The printed row stands on the left, its
claims on the right; each decision is kept at once in the folder, in review/READER.csv, with who decided it and when.
Whoever reads a document second says another --reader and sees nothing of the first.

--differences tells where readers differ and how far they agree; --settle opens these alone, to be settled. --finish
brings what was decided into the tables; what readers see differently, and what nobody was sure of, stays proposed.

\b
Example:
  cami review cami3-doc5 --reader "A. Reader"
  cami review cami3-doc5 --differences
  cami review cami3-doc5 --reader "B. Reader" --settle
  cami review cami3-doc5 --finish
"""


@click.command(help=HELP)
@click.argument("document")
@click.option("--reader", metavar="NAME", help="Who reads.")
@click.option("--settle", is_flag=True, help="Decide what readers see differently.")
@click.option("--differences", is_flag=True, help="Tell what readers see differently, and how far they agree.")
@click.option("--finish", "finishes", is_flag=True, help="Bring what was decided into the tables.")
@click.option("--port", type=click.IntRange(0, 65535), default=8766, show_default=True, help="0 takes any free port.")
@click.option("--open/--no-open", "opens", default=True, help="Open the browser.")
@pass_context
def command(
    context: Context,
    document: str,
    reader: str | None,
    settle: bool,
    differences: bool,
    finishes: bool,
    port: int,
    opens: bool,
) -> int:
    """Serve the page, or tell or finish what was decided."""
    from cami_graph.review import open_folder

    if settle + differences + finishes > 1:
        raise click.UsageError("Say one of --settle, --differences and --finish.")
    folder = open_folder(find_folder(document))
    if differences:
        return show_differences(folder)
    if finishes:
        show_finished(folder)
        return 0
    if not reader:
        raise click.UsageError("Say who reads: --reader 'A. Reader'. Each decision keeps the name.")
    serve_review(folder, reader, context.language, port, settle=settle, opens=opens)
    return 0


def find_folder(document: str) -> Path:
    """Return the folder of a report by its id or its path. Raises QueryError where there is none."""
    from cami_graph.errors import QueryError, suggest_names
    from cami_graph.paths import OUT, REPORTS

    places = [Path(document), REPORTS / document, OUT / "draft" / document]
    for place in places:
        if (place / "report.toml").is_file():
            return place
    known = sorted(path.parent.name for home in (REPORTS, OUT / "draft") for path in home.glob("*/report.toml"))
    remedy = suggest_names(document, known) or f"There are: {', '.join(known)}."
    raise QueryError(f'There is no report "{document}" to review.', remedy=remedy)


def serve_review(folder: Folder, reader: str, language: str, port: int, *, settle: bool, opens: bool) -> None:
    """Serve the page on loopback until interrupted."""
    from cami_graph.app.server import Guarded, open_port, serve
    from cami_graph.cli.explore import announce
    from cami_graph.paths import DATA, VOCABULARIES
    from cami_graph.review.app import create_review
    from cami_graph.review.labels import read_labels

    desk = lay_out(folder, reader, settle=settle)
    labels = read_labels(folder, read_known()[0], VOCABULARIES, DATA / "reference", language)
    app = create_review(desk, language, labels)
    listener = open_port(port)
    serve(Guarded(app), listener, lambda address: announce(address, opens=opens))


def lay_out(folder: Folder, reader: str, *, settle: bool) -> Desk:
    """Lay the claims before a reader, with the names that the data know."""
    from cami_graph.review.desk import open_desk, open_differences
    from cami_graph.review.judge import make_judge

    judge = make_judge(folder, *read_known())
    return (open_differences if settle else open_desk)(folder, judge, reader)


@cache
def read_known() -> tuple[Record, Codes]:
    """Return everything that the data know, and the codes of the closed lists."""
    from cami_graph.paths import DATA, VOCABULARIES
    from cami_graph.tables import read_codes, scan_record

    record, _ = scan_record(DATA, VOCABULARIES)
    return record, read_codes(VOCABULARIES, DATA / "reference")


def show_differences(folder: Folder) -> int:
    """Print where readers differ and how far they agree; exit code 1 where something is left to settle."""
    from cami_graph.review import find_differences, measure_readers
    from cami_graph.review.decisions import SETTLED, read_log, read_logs
    from cami_graph.review.differences import settle, tabulate

    logs = read_logs(folder.path)
    if len(logs) < 2:
        show_note(f"{len(logs)} reader{'' if len(logs) == 1 else 's'}: there is nothing to compare")
        return 0
    _, open_ = settle(folder, logs, read_log(folder.path, SETTLED))
    for one in find_differences(folder, logs):
        show_line(describe_difference(one, settled=one not in open_))
    for line in tabulate(measure_readers(logs)).splitlines():
        show_line(line)
    show_note(f"{len(open_)} to settle")
    return 1 if open_ else 0


def describe_difference(one: Difference, *, settled: bool) -> str:
    """Say in one line what each reader decided about a claim."""
    row = next(decision.row for decision in one.by_reader.values() if decision)
    said = "; ".join(f"{name}: {decision.decision if decision else '-'}" for name, decision in one.by_reader.items())
    return f"{one.table} {row}: {said}{' (settled)' if settled else ''}"


def show_finished(folder: Folder) -> None:
    """Bring the decisions into the tables, and say what still waits."""
    from cami_graph.errors import ExportError
    from cami_graph.review import finish

    try:
        done = finish(folder)
    except OSError as error:
        raise ExportError("cannot be written.", where=str(folder.path), remedy=str(error)) from error
    for claim, lacks in done.waiting:
        show_line(f"facts/{claim.table}.csv row {claim.row} ({claim.name}) waits: {', '.join(lacks)} is empty")
    for file in done.files:
        show_note(f"wrote {file}")
    beside = f", {done.exceptions} exception{'' if done.exceptions == 1 else 's'}" if done.exceptions else ""
    show_note(f"{done.read} of the proposed claims read, {done.rejected} rejected, {done.added} added{beside}")
    left = (len(done.waiting), done.differing, done.undecided)
    show_note(f"stay proposed: {left[0]} that lack a text, {left[1]} that readers see differently, {left[2]} undecided")
    sys.stdout.flush()
