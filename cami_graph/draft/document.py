"""From a document to its proposed claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cami_graph.draft.actions import draft_actions
from cami_graph.draft.advice import draft_advice
from cami_graph.draft.cues import Cues, read_cues, read_heads
from cami_graph.draft.desk import Desk, set_up
from cami_graph.draft.layout import Layout, lay_out
from cami_graph.draft.lexicon import Lexicon, read_lexicon
from cami_graph.draft.plan import draft_plan
from cami_graph.draft.reading import read_paper
from cami_graph.draft.seen import Seen
from cami_graph.draft.unknown import find_unknown
from cami_graph.errors import SourceError
from cami_graph.source import Correction, Source
from cami_graph.source.cells import AGAIN
from cami_graph.tables import Record


@dataclass(frozen=True)
class Draft:
    """A drafted document: its layout, its claims, the names that nothing knows yet."""

    layout: Layout
    desk: Desk
    unknown: tuple[Seen, ...]


def draft_document(path: Path, record: Record, programme: str, report: str, tables: Path) -> Draft:
    """Read a document and propose what it claims.

    `record` holds the names that are known, `tables` the folder of cues and heads. Raises `SourceError` where the
    document cannot be read, or holds no table of activities.
    """
    layout = lay_out(read_paper(path), read_heads(tables))
    source = layout.source(report, programme)
    lexicon = read_lexicon(record, tables / "countries.csv")
    try:
        desk, unknown = draft_source(source, lexicon, read_cues(tables), record)
    except SourceError as error:
        where = f"{path.name} (in its text as laid out, {error.where})"
        remedy = f"{error.remedy.replace(AGAIN, '').strip()} Correct the document, and draft again.".strip()
        raise SourceError(error.problem, where=where, remedy=remedy) from error
    return Draft(layout, desk, tuple(unknown))


def draft_source(
    source: Source, lexicon: Lexicon, cues: Cues, record: Record, corrections: Sequence[Correction] = ()
) -> tuple[Desk, list[Seen]]:
    """Propose the claims of a text that is laid out already."""
    desk = set_up(source, lexicon, cues, corrections)
    return desk, draft_rows(desk, record)


def draft_rows(desk: Desk, record: Record) -> list[Seen]:
    """Propose the claims of the rows that lie on a desk, and return the names that nothing knows yet."""
    unknown = find_unknown(desk)
    draft_plan(desk, record.programmes)
    draft_actions(desk)
    draft_advice(desk)
    return unknown
