"""Findings as bytes and back, so that what a build found need not be found again."""

from __future__ import annotations

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.errors import StoreError
from cami_graph.store.frozen import freeze_value, thaw_value

ROOMS = ("cami_graph.analyse.", "cami_graph.query.document")


def freeze(findings: Findings) -> bytes:
    """Return findings, with all gaps told, as bytes."""
    assert findings.gaps is not None  # what is told once is frozen with the rest
    return freeze_value(findings)


def thaw(content: bytes) -> Findings:
    """Return findings from bytes; raises StoreError where they are no findings of ours."""
    findings = thaw_value(content, ROOMS)
    if not isinstance(findings, Findings):
        raise StoreError("What was kept are no findings.", remedy="Run `cami build`.")
    return findings
