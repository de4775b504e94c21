"""Choose the reader of a document by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cami_graph.draft.paper import Paper
from cami_graph.errors import SourceError


def read_paper(path: Path) -> Paper:
    """Read a document of a form that we know, or say which those are."""
    readers = _readers()
    ending = path.suffix.lower()
    if ending not in readers:
        raise SourceError(
            f'"{path.suffix or path.name}" is no form of document that can be drafted.',
            where=path.name,
            remedy=f"Save it as one of {', '.join(sorted(readers))}.",
        )
    if not path.is_file():
        raise SourceError("there is no such file.", where=str(path), remedy="Give the path of the document.")
    return readers[ending](path)


def _readers() -> dict[str, Callable[[Path], Paper]]:
    from cami_graph.draft.read_docx import read_docx
    from cami_graph.draft.read_html import read_html
    from cami_graph.draft.read_pdf import read_pdf
    from cami_graph.draft.read_text import read_text
    from cami_graph.draft.read_xlsx import read_xlsx

    return {
        ".docx": read_docx,
        ".xlsx": read_xlsx,
        ".html": read_html,
        ".htm": read_html,
        ".pdf": read_pdf,
        ".txt": read_text,
    }
