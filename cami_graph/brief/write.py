"""A brief in its forms, told by the suffix of the file: PDF, DOCX, HTML, Markdown, XLSX."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cami_graph.brief.content import Brief
from cami_graph.brief.markdown import to_markdown
from cami_graph.brief.page import to_html
from cami_graph.brief.sheets import to_xlsx
from cami_graph.errors import ExportError, suggest_names


def write_pdf(brief: Brief) -> bytes:
    """Return the brief as PDF; its library is loaded only then."""
    from cami_graph.brief.paper import to_pdf

    return to_pdf(brief)


def write_docx(brief: Brief) -> bytes:
    """Return the brief as DOCX; its library is loaded only then."""
    from cami_graph.brief.document import to_docx

    return to_docx(brief)


FORMS: dict[str, Callable[[Brief], bytes]] = {
    "pdf": write_pdf,
    "docx": write_docx,
    "html": to_html,
    "md": to_markdown,
    "xlsx": to_xlsx,
}


def write_brief(brief: Brief, form: str) -> bytes:
    """Return the brief in a form."""
    return FORMS[check_form(form)](brief)


def check_form(form: str) -> str:
    """Return a form in which briefs are written; another one is an ExportError that names the nearest."""
    if form not in FORMS:
        remedy = suggest_names(form, FORMS) or f"There are: {', '.join(FORMS)}."
        raise ExportError(f'A brief cannot be written as "{form}".', remedy=remedy)
    return form


def form_of(path: Path) -> str:
    """Return the form that the suffix of a file tells."""
    return path.suffix.lstrip(".").lower() or "pdf"
