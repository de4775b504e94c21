"""Makes briefs of one graph by kind and name, for those who ask for several: the graph is analysed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.situation.reading import shorten_address
from cami_graph.brief.content import Brief, make_brief
from cami_graph.brief.origin import Origin
from cami_graph.brief.subject import Subject, read_subject
from cami_graph.brief.write import write_brief
from cami_graph.graph import CamiGraph
from cami_graph.rdf import ID

KEPT = 64


class BriefMaker:
    """Makes and writes briefs, and keeps the files that it wrote last.

    `by` names who hands them out, `site` the address where the pages stand; both may be left out.
    """

    def __init__(self, graph: CamiGraph, by: str = "", site: str = "") -> None:
        self.graph, self.by, self.site = graph, by, site
        self._write = lru_cache(KEPT)(lambda found, form, language: write_brief(self.make(found, language), form))

    @cached_property
    def findings(self) -> Findings:
        """What the analysis finds in the graph."""
        return self.graph.find_gaps()

    @cached_property
    def origin(self) -> Origin:
        """What briefs are made with beside the analysis."""
        return Origin(self._cells(), self._outlines(), self.graph.runner.version, self.by, self.site)

    def _cells(self) -> Mapping[str, tuple[str, ...]]:
        """Return the codes of the activities that each cell of the reports stands for."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for row in self.graph.query("page-cells").rows:
            found[shorten_address(str(row["cell"]))][str(row["activity"]).rsplit("/", 1)[-1]] = None
        return {cell: tuple(codes) for cell, codes in found.items()}

    def _outlines(self) -> Mapping[str, str]:
        """Return the outline of each shared landscape that has one."""
        keys = [key for key in self.findings.situation.resources if key.startswith("landscape/")]
        if not keys:
            return {}
        rows = self.graph.query("where-landscapes-lie", landscape=[f"{ID}{key}" for key in keys]).rows
        return {shorten_address(str(row["landscape"])): str(row["outline"]) for row in rows}

    def make(self, subject: Subject, language: str) -> Brief:
        """Make the brief of a subject."""
        return make_brief(self.findings, subject, language, self.origin)

    def list_subjects(self) -> tuple[Subject, ...]:
        """Return what there can be a brief of: countries, neighbours, and what countries share."""
        situation = self.findings.situation
        countries = [Subject("country", (f"country/{code}",)) for code in situation.countries]
        pairs = [Subject("pair", (f"country/{a}", f"country/{b}")) for a, b in sorted(situation.neighbours)]
        kinds = {"taxon": "species", "landscape": "landscape"}
        shared = [Subject(kinds[key.partition("/")[0]], (key,)) for key in situation.resources]
        return (*countries, *pairs, *shared)

    def write(self, kind: str, name: str, form: str, language: str) -> tuple[str, bytes]:
        """Return a name for the file, without its suffix, and its content; unknown names stop with the nearest."""
        subject = read_subject(kind, name, self.graph.runner.resolve)
        return f"brief-{subject.slug}-{language}", self._write(subject, form, language)
