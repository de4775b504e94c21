"""What an answer rests on as a bibliography: the graph at its version, then each document with the places quoted.

BibTeX for LaTeX, CSL-JSON (citationstyles.org, schema 1.0) for Zotero, Pandoc and citeproc.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from cami_graph.query.citation import Citation
from cami_graph.query.document import Document

if TYPE_CHECKING:
    from cami_graph.query.result import Result

ADDRESS = "https://w3id.org/cami/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TITLE = "CAMI Graph: the Central Asian Mammals Initiative as a knowledge graph"
AUTHOR = "CAMI Graph contributors"
UNSAFE = re.compile(r"[\\{}$&#%_~^]")
SPELLED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One work that an answer rests on; `note` says at which places, or under which licence."""

    key: str
    kind: str
    title: str
    author: str
    number: str = ""
    date: str = ""
    url: str = ""
    version: str = ""
    note: str = ""


def list_entries(result: Result) -> list[Entry]:
    """Return the graph as it was asked, then the documents, the oldest first."""
    places: dict[Document, list[Citation]] = {}
    for one in result.citations():
        places.setdefault(one.document, []).append(one)
    asked = f" Question: {result.query.name}." if result.query else ""
    told = ", version of the graph ".join(part for part in (version("cami-graph"), result.version) if part)
    today = datetime.now(UTC).date().isoformat()
    graph = Entry("cami-graph", "dataset", TITLE, AUTHOR, "", today, ADDRESS, told, f"Licence {LICENCE}.{asked}")
    return [graph, *(_entry(document, cited) for document, cited in places.items())]


def _entry(document: Document, cited: Iterable[Citation]) -> Entry:
    key = document.slug.replace("/", "-") or "document"
    number = "" if document.number == document.title else document.number
    note = "; ".join(dict.fromkeys(one.place for one in cited))
    title, url = document.title or document.number, document.url or document.address
    kind = "report" if document.path.startswith("report/") else "document"
    return Entry(key, kind, title, document.issuer, number, document.date, url, note=note)


def write_bibtex(entries: Iterable[Entry]) -> bytes:
    """Write BibTeX, UTF-8; what LaTeX would obey is written out."""
    return "\n".join(_bibtex(one) for one in entries).encode()


def _bibtex(one: Entry) -> str:
    year, month, *_ = [*one.date.split("-"), "", ""]
    fields = {
        "title": f"{{{_latex(one.title)}}}" if one.title else "",
        "author": f"{{{_latex(one.author)}}}" if one.author else "",
        "number": _latex(one.number),
        "institution": _latex(one.author) if one.kind == "report" else "",
        "year": year,
        "month": month,
        "version": _latex(one.version),
        "url": one.url,
        "note": _latex(one.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{'techreport' if one.kind == 'report' else 'misc'}{{{one.key},", *lines, "}", ""])


def _latex(text: str) -> str:
    return UNSAFE.sub(lambda sign: SPELLED.get(sign[0], f"\\{sign[0]}"), text)


def write_csl(entries: Iterable[Entry]) -> bytes:
    """Write CSL-JSON."""
    return (json.dumps([_csl(one) for one in entries], ensure_ascii=False, indent=1) + "\n").encode()


def _csl(one: Entry) -> dict[str, Any]:
    today = datetime.now(UTC).date()
    said = {
        "id": one.key,
        "type": one.kind,
        "title": one.title,
        "author": [{"literal": one.author}] if one.author else None,
        "number": one.number,
        "issued": {"date-parts": [[int(part) for part in one.date.split("-")]]} if _is_date(one.date) else None,
        "accessed": {"date-parts": [[today.year, today.month, today.day]]},
        "URL": one.url,
        "version": one.version,
        "note": one.note,
    }
    return {name: value for name, value in said.items() if value}


def _is_date(text: str) -> bool:
    """Say whether a text is a year, a month or a day."""
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True
