"""Briefs under the server: `/brief/pair/KZ-TM.pdf?language=ru` gives a file to save, made when first asked for.

The first brief waits for the analysis of the graph, which takes seconds; so briefs are made in a thread, one at a
time, while pages and queries go on. Who makes them is handed in: this room knows only what to ask for.
"""

from __future__ import annotations

import asyncio
from typing import Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from cami_graph.errors import ExportError, QueryError, suggest_names
from cami_graph.explore.model import LANGUAGES

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}
LONGEST = 100


class Maker(Protocol):
    """Whoever can write a brief."""

    def write(self, kind: str, name: str, form: str, language: str) -> tuple[str, bytes]:
        """Return a name for the file, without its suffix, and its content; a QueryError where nothing is so called."""
        ...


async def serve_brief(request: Request) -> Response:
    """Give the brief of a landscape, country, species or pair of countries as a file to save."""
    name, _, form = request.path_params["name"].rpartition(".")
    language = request.query_params.get("language", LANGUAGES[0])
    if language not in LANGUAGES:
        return PlainTextResponse(f"A brief speaks one of: {', '.join(LANGUAGES)}.\n", 400)
    pages = request.app.state.pages
    try:
        check_name(name, form)
        async with pages.turn:
            wanted = (request.path_params["kind"], name, form, language)
            stem, content = await asyncio.to_thread(pages.briefs.write, *wanted)
    except QueryError as error:
        return PlainTextResponse(f"{error}\n", 404)
    except ExportError as error:
        return PlainTextResponse(f"{error}\n", 422)
    except (OSError, MemoryError) as error:
        reason = getattr(error, "strerror", None) or "there is too little memory"
        return PlainTextResponse(f"The brief cannot be written here: {reason}.\n", 503)
    headers = {"content-disposition": f'attachment; filename="{stem}.{form}"', "cache-control": "no-cache"}
    return Response(content, headers=headers, media_type=MEDIA[form])


def check_name(name: str, form: str) -> None:
    """Refuse a form that there is not, and a name longer than any that is compared with the known."""
    if form not in MEDIA:
        remedy = suggest_names(form[:LONGEST], MEDIA) or f"There are: {', '.join(MEDIA)}."
        raise QueryError("A brief has no such form.", remedy=remedy)
    if len(name) > LONGEST:
        raise QueryError(f"No name is longer than {LONGEST} signs.")
