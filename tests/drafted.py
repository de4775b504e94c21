"""What the tests and the benchmark of drafts share: the facts that people read in both reports, and drafts of them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from overlay import SECOND, TESTS, lay_over

from cami_graph.build import Rooms, build_graph
from cami_graph.draft import Draft, draft_document, list_facts
from cami_graph.draft.cues import read_cues
from cami_graph.draft.lexicon import Lexicon, read_lexicon
from cami_graph.draft.measure import Agreement, Key, draft_by_sections, measure
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA, DRAFT, VOCABULARIES
from cami_graph.query import Library
from cami_graph.rdf import dataset_quads
from cami_graph.store import open_quads
from cami_graph.tables import Record, read_record

DRAFTS = TESTS / "drafts"
FORMS = ("docx", "xlsx", "html", "pdf", "txt")
FIRST, NEXT = "cami2-doc3", "cami3-docx"
HEADS = (
    "Activities",
    "Responsible",
    "Priority",
    "Actions taken since 2021",
    "Implemented by",
    "Recommendations until 2026",
)
ROW = ("1.1.1. Train rangers", "NGOs", "High", "Iran: training ongoing since 2022", "DoE", "Extend to Mongolia")


@dataclass(frozen=True)
class Readings:
    """The record without and with the second report, and the facts that people read in each."""

    before: Record
    after: Record
    facts: dict[str, set[Key]]

    @property
    def names(self) -> Lexicon:
        """Every name that people settled on."""
        return read_lexicon(self.after, DRAFT / "countries.csv")


def read_readings(folder: Path) -> Readings:
    """Lay the second report over a copy of the data, build it, and print its facts."""
    data = folder / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("graph"))
    lay_over(data, SECOND)
    graph = CamiGraph(open_quads([*dataset_quads(build_graph(Rooms(data=data)).dataset)]), Library.read())
    facts: dict[str, set[Key]] = {FIRST: set(), NEXT: set()}
    for row in graph.query("facts").rows:
        facts.setdefault(str(row["report"]), set()).add((str(row["activity"]), str(row["facet"]), str(row["value"])))
    return Readings(read_record(DATA, VOCABULARIES), read_record(data, VOCABULARIES), facts)


def measure_second(readings: Readings, form: str, *, added: bool) -> list[Agreement]:
    """Measure a draft of the second report, before or after its new names were added to the reference tables."""
    record = readings.after if added else readings.before
    draft = draft_document(DRAFTS / f"second.{form}", record, "cami-2021-2026", NEXT, DRAFT)
    proposed = {(one.activity, one.facet, one.value) for one in list_facts(draft.desk)}
    return measure(proposed, readings.facts[NEXT], readings.names)


def measure_first(readings: Readings) -> list[Agreement]:
    """Measure a draft of the first report, each section with the names of the others alone."""
    report = next(one for one in readings.before.reports if one.source.id == FIRST)
    lexicon = read_lexicon(readings.before, DRAFT / "countries.csv")
    proposed = draft_by_sections(report.source, report.corrections, lexicon, read_cues(DRAFT), readings.before)
    return measure(proposed, readings.facts[FIRST], readings.names)


def text_of(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, heading: str = "1.1 Wildlife crime") -> str:
    """Return the text of a report of one section with these rows."""
    return "\n".join(["Overview 2021-2026", "", heading, "", "\t".join(heads), *map("\t".join, rows)]) + "\n"


def draft_text(tmp_path: Path, record: Record, text: str) -> Draft:
    """Draft a text that was written for a test."""
    path = tmp_path / "next.txt"
    path.write_text(text, encoding="utf-8")
    return draft_document(path, record, "cami-2021-2026", "next", DRAFT)
