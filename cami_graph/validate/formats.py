"""Write findings for a terminal, a spreadsheet, a program, a code host or an annotation of a change."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from cami_graph.errors import ExportError, suggest_names
from cami_graph.validate.findings import LEVELS, Finding

COLUMNS = ("table", "cell", "level", "rule", "message", "suggestion")
SARIF_LEVELS = {"error": "error", "warn": "warning", "info": "note"}
NAMES = {"error": "error", "warn": "warning", "info": "remark"}
GITHUB_LEVELS = {"error": "error", "warn": "warning", "info": "notice"}


def format_findings(findings: Sequence[Finding], form: str = "text") -> str:
    """Return findings in a form: text, tsv, json, sarif or github."""
    if form not in FORMATS:
        remedy = suggest_names(form, FORMATS) or f"There are: {', '.join(FORMATS)}."
        raise ExportError(f'Findings cannot be written as "{form}".', remedy=remedy)
    return FORMATS[form](findings)


def as_text(findings: Sequence[Finding]) -> str:
    """Return findings for a terminal: a heading per rule, a line per place, a count at the end."""
    blocks = []
    for (level, rule), group in groupby(findings, key=lambda finding: (finding.level, finding.rule)):
        rows = list(group)
        lines = [f"{level}: {rule} ({len(rows)})", f"  {rows[0].suggestion}"]
        lines += [f"  {row.place()}: {_told(row)}" for row in rows]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, count_findings(findings)]) + "\n"


def _told(finding: Finding) -> str:
    """Say what is wrong, with the value where it is no address of ours that says nothing to a reader."""
    from cami_graph.rdf import shorten  # where nothing is wrong, nothing waits for rdflib

    return f"{finding.message} ({shorten(finding.value)})" if finding.value else finding.message


def count_findings(findings: Sequence[Finding]) -> str:
    """Say how many findings there are, level by level."""
    counts = {level: sum(finding.level == level for finding in findings) for level in LEVELS}
    told = [f"{count} {NAMES[level]}{'s' if count > 1 else ''}" for level, count in counts.items() if count]
    return f"{', '.join(told)}." if told else "Nothing breaks a rule."


def as_tsv(findings: Sequence[Finding]) -> str:
    """Return findings as the message table that curators know; no text can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in findings:
        writer.writerow([guard_formula(" ".join(str(getattr(finding, column)).split())) for column in COLUMNS])
    return out.getvalue()


def guard_formula(text: str) -> str:
    """Return a text that a spreadsheet reads as text."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def as_json(findings: Sequence[Finding]) -> str:
    """Return findings as JSON with every field."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return findings as SARIF 2.1.0, which code hosts and editors show beside the lines."""
    rules = {finding.rule: finding for finding in findings}
    driver = {
        "name": "cami validate",
        "informationUri": "https://w3id.org/cami/ontology",
        "rules": [
            {
                "id": rule,
                "shortDescription": {"text": finding.message},
                "help": {"text": finding.suggestion},
                "helpUri": f"https://w3id.org/cami/shape/{rule}",
            }
            for rule, finding in sorted(rules.items())
        ],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_sarif_result(finding) for finding in findings]}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(finding: Finding) -> dict[str, object]:
    location: dict[str, object] = {"logicalLocations": [{"fullyQualifiedName": finding.thing}]}
    if finding.table:
        physical: dict[str, object] = {"artifactLocation": {"uri": f"data/{finding.table}"}}
        if finding.line:
            physical["region"] = {"startLine": finding.line}
        location["physicalLocation"] = physical
    return {
        "ruleId": finding.rule,
        "level": SARIF_LEVELS[finding.level],
        "message": {"text": f"{_told(finding)} {finding.suggestion}".strip()},
        "locations": [location],
    }


def as_github(findings: Sequence[Finding]) -> str:
    """Return findings as annotations that GitHub shows on the lines of a change."""
    return "".join(f"{_github_line(finding)}\n" for finding in findings)


def _github_line(finding: Finding) -> str:
    place: Mapping[str, object] = {
        "file": f"data/{finding.table}" if finding.table else "",
        "line": finding.line or "",
        "title": finding.rule,
    }
    marks = ",".join(f"{key}={_escape(str(value), ':,')}" for key, value in place.items() if value)
    text = f"{finding.cell + ': ' if finding.cell else ''}{_told(finding)} {finding.suggestion}"
    return f"::{GITHUB_LEVELS[finding.level]} {marks}::{_escape(text.strip())}"


def _escape(text: str, more: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "tsv": as_tsv,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
