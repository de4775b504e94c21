"""State what readers thought of findings and links."""

from __future__ import annotations

import re

from rdflib.namespace import DCTERMS

from cami_graph.build.statements import Builder, day_literal
from cami_graph.rdf import CAMI, thing


def build_verdicts(builder: Builder) -> None:
    """State every verdict: on what, in which wording as far as known, what was found, why, by whom, when."""
    for row in builder.record.verdicts:
        kind, _, slug = row.about.partition("/")
        reader = "-".join(re.findall(r"[a-z0-9]+", row.reader.casefold())) or "reader"
        node = thing("verdict", f"{kind}-{slug}-{reader}")
        statement = builder.open(builder.reference_graph, node, CAMI.Verdict, row=row)
        statement.things(CAMI.judges, kind, slug).concepts(CAMI.hasJudgement, "judgement", row.verdict)
        statement.texts(DCTERMS.description, row.reason_en, row.reason_ru)
        statement.text(CAMI.judgedBy, row.reader).link(DCTERMS.date, day_literal(row.read_on))
        if row.judged:
            statement.text(CAMI.judgedWording, row.judged)
