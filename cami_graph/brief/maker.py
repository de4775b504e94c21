"""Makes briefs of one graph by kind and name, for those who ask for several: the graph is analysed once."""

from __future__ import annotations

from functools import cached_property, lru_cache

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.brief.content import Brief, make_brief
from cami_graph.brief.subject import Subject, read_subject
from cami_graph.brief.write import write_brief
from cami_graph.graph import CamiGraph
from cami_graph.rdf import ID

KEPT = 64


class BriefMaker:
    """Makes and writes briefs, and keeps the files that it wrote last."""

    def __init__(self, graph: CamiGraph) -> None:
        self.graph = graph
        self._write = lru_cache(KEPT)(lambda found, form, language: write_brief(self.make(found, language), form))

    @cached_property
    def findings(self) -> Findings:
        """What the analysis finds in the graph."""
        return self.graph.find_gaps()

    def make(self, subject: Subject, language: str) -> Brief:
        """Make the brief of a subject; a landscape is drawn with its own outline."""
        outline = ""
        if subject.kind == "landscape":
            rows = self.graph.query("where-landscapes-lie", landscape=f"{ID}{subject.keys[0]}").rows
            outline = str(rows[0]["outline"]) if rows else ""
        return make_brief(self.findings, subject, outline, language)

    def write(self, kind: str, name: str, form: str, language: str) -> tuple[str, bytes]:
        """Return a name for the file, without its suffix, and its content; unknown names stop with the nearest."""
        subject = read_subject(kind, name, self.graph.runner.resolve)
        stem = "-".join(["brief", *(key.partition("/")[2] for key in subject.keys), language])
        return stem, self._write(subject, form, language)
