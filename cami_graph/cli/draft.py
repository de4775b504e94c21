"""`cami draft`: what a new document could claim, proposed for people to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import show_bytes, show_note

if TYPE_CHECKING:
    from cami_graph.draft import Draft, Fact

HELP = """Propose what a new report claims, for people to read: nothing of it counts before one said yes.

FILE is a Word document (DOCX), a workbook (XLSX), a web page (HTML), a PDF (not a scan), or text as in
data/reports. Writes the report's folder as the data have it, each claim with its words, their place and how sure it is;
names that nothing knows yet, with the nearest known ones; words that no claim quotes; and what would have to be added
to the data. Who works together, who acted where, and how far a whole activity is are guesses: only a person settles
them.

\b
Example:
  cami draft CAMI3-Doc5.docx --programme cami-2021-2026 --report cami3-doc5
  cami draft CAMI3-Doc5.docx --programme cami-2021-2026 --report cami3-doc5 --format csv
"""
COLUMNS = ("report", "activity", "facet", "value", "evidence")
NAME = r"[a-z0-9]+(-[a-z0-9]+)*"


@click.command(help=HELP)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--programme", required=True, metavar="ID", help="The programme of work it reports on, known or new.")
@click.option("--report", required=True, metavar="ID", help="The id that the report shall have.")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Where to write; out/draft/ID otherwise.")
@click.option("--format", "form", type=click.Choice(["folder", "csv"]), default="folder", show_default=True)
def command(file: Path, programme: str, report: str, folder: Path | None, form: str) -> None:
    """Draft the document, and write the folder or print the facts."""
    from cami_graph.draft import draft_document, list_facts
    from cami_graph.paths import DATA, DRAFT, OUT, VOCABULARIES
    from cami_graph.tables import read_record

    check_name(programme, "--programme")
    check_name(report, "--report")
    record = read_record(DATA, VOCABULARIES)
    if report in {one.source.id for one in record.reports}:
        show_note(f'The record holds a report "{report}": this draft can take its place, but not stand beside it.')
    draft = draft_document(file, record, programme, report, DRAFT)
    if form == "csv":
        show_bytes(facts_csv(list_facts(draft.desk)))
        return
    write(draft, file, folder or OUT / "draft" / report)


def check_name(name: str, option: str) -> None:
    """Stop at a name that could be no id."""
    import re

    if not re.fullmatch(NAME, name):
        raise click.UsageError(f'{option} "{name}": write small letters, digits and dashes, such as cami3-doc5.')


def facts_csv(facts: list[Fact]) -> bytes:
    """Return facts as the fact table is printed."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(fact, name) for name in COLUMNS] for fact in facts)
    return out.getvalue().encode("utf-8")


def write(draft: Draft, file: Path, folder: Path) -> None:
    """Write the folder and say what a person has to look at."""
    import hashlib

    from cami_graph.draft.folder import Received, draft_files, write_draft
    from cami_graph.paths import DATA, VOCABULARIES
    from cami_graph.tables import read_record
    from cami_graph.tables.report import Exemption

    received = Received(file.name, hashlib.sha256(file.read_bytes()).hexdigest())
    files = draft_files(draft, read_record(DATA, VOCABULARIES), received)
    write_draft(files, folder)
    names = len({(one.thing.kind, one.thing.id) for one in draft.unknown})
    claims = sum(one.table != Exemption.TABLE for one in draft.desk.proposals)
    show_note(f"wrote {folder}: {claims} proposed claims, {names} names that nothing knows yet")
    show_note("Nothing counts before a person has read it: joint work, who acted where and states above all.")
