"""The page of the review as a Starlette application: it reads, and it keeps decisions; nothing else is written here.

Whoever serves it guards the address. A request that changes something must carry the token of this page: a page from
elsewhere, open in the same browser, can send requests here and cannot read the token.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from cami_graph.errors import CamiError, QueryError
from cami_graph.review.desk import Desk
from cami_graph.review.labels import Labels
from cami_graph.review.shown import tell_fault, tell_progress, tell_row, tell_sitting

WEB = Path(__file__).parent / "web"
MEDIA = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
LARGEST = 1 << 16
TOKEN = "x-cami-token"  # noqa: S105  (the name of a header, no secret)
FRESH = {"cache-control": "no-store"}
Answer = Callable[[Request], Awaitable[Response]]


def create_review(desk: Desk, language: str = "en", labels: Labels | None = None) -> Starlette:
    """Return the application of one sitting; `labels` say what the short names are called."""
    app = Starlette(
        routes=[
            Route("/", show_page),
            Route("/assets/{name}", show_asset),
            Route("/sitting", show_sitting),
            Route("/row/{number:int}", show_row),
            Route("/decide", changing(decide), methods=["POST"]),
            Route("/add", changing(add), methods=["POST"]),
            Route("/take", changing(take), methods=["POST"]),
        ]
    )
    app.state.desk, app.state.language, app.state.token = desk, language, secrets.token_urlsafe(24)
    app.state.labels = labels or {}
    return app


@cache
def read_words() -> dict[str, dict[str, str]]:
    """Return the words of the page by language."""
    found: dict[str, dict[str, str]] = yaml.safe_load((WEB / "words.yaml").read_text("utf-8"))
    return {language: {name: both[language] for name, both in found.items()} for language in ("en", "ru")}


async def show_page(request: Request) -> Response:
    """Give the page, with the token of this sitting."""
    state = request.app.state
    text = Template((WEB / "page.html").read_text("utf-8"))
    title = f"{read_words()[state.language]['review']}: {state.desk.folder.source.id}"
    page = text.substitute(language=state.language, token=state.token, title=escape(title))
    return Response(page, media_type="text/html", headers=FRESH)


async def show_asset(request: Request) -> Response:
    """Give a script or a style of the page."""
    name = request.path_params["name"]
    known = {path.name: path for path in WEB.iterdir() if path.suffix in MEDIA}
    if name not in known:
        return PlainTextResponse("There is no such file.\n", 404)
    return Response(known[name].read_bytes(), media_type=MEDIA[known[name].suffix], headers=FRESH)


async def show_sitting(request: Request) -> Response:
    """Give what stays the same while one reads, and how far the reader is."""
    state = request.app.state
    told = tell_sitting(state.desk) | {"words": read_words()[state.language], "labels": state.labels}
    told["progress"] = tell_progress(state.desk)
    return JSONResponse(told, headers=FRESH)


async def show_row(request: Request) -> Response:
    """Give a printed row with its claims."""
    try:
        return JSONResponse(tell_row(request.app.state.desk, request.path_params["number"]), headers=FRESH)
    except CamiError as error:
        return refuse(404, error)


def changing(answer: Callable[[Desk, dict[str, Any]], None]) -> Answer:
    """Return what answers a request that changes something: only from this page, and only once it is on the disk."""

    async def guarded(request: Request) -> Response:
        state = request.app.state
        if not comes_from_here(request, state.token):
            problem = QueryError("This was not sent by the page of this review.", remedy="Load the page anew.")
            return refuse(403, problem)
        try:
            asked = await read_asked(request)
            answer(state.desk, asked)
            row = tell_row(state.desk, int(asked.get("row", 0)))
        except CamiError as error:
            return refuse(422, error)
        except OSError as error:
            where = str(state.desk.log.path)
            return refuse(507, CamiError(f"The decision could not be kept: {error.strerror}.", where=where))
        return JSONResponse({"row": row, "progress": tell_progress(state.desk)}, headers=FRESH)

    return guarded


def comes_from_here(request: Request, token: str) -> bool:
    """Say whether a request carries the token, and no browser says that it comes from another page."""
    sent = request.headers.get(TOKEN, "").encode()
    site = request.headers.get("sec-fetch-site", "same-origin")
    return secrets.compare_digest(sent, token.encode()) and site in ("same-origin", "none")


async def read_asked(request: Request) -> dict[str, Any]:
    """Return what a request asks, in JSON and of bounded size. Raises QueryError."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise QueryError("That is too much for one decision.")
    try:
        found = json.loads(body)
    except ValueError as error:
        raise QueryError(f"This is no JSON: {error}.") from error
    if request.headers.get("content-type", "").partition(";")[0] != "application/json" or not isinstance(found, dict):
        raise QueryError("An object in JSON was expected.")
    return found


def refuse(status: int, error: CamiError) -> Response:
    """Return an error in words, with what is wrong column by column."""
    told = {"problem": error.problem, "remedy": error.remedy, "faults": [tell_fault(one) for one in error.faults]}
    return JSONResponse(told, status, headers=FRESH)


def decide(desk: Desk, asked: dict[str, Any]) -> None:
    """Keep a decision about one claim, or the acceptance of several."""
    names = asked.get("claims")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise QueryError("The claims are a list of names.")
    desk.decide(names, str(asked.get("decision", "")), read_cells(asked))


def add(desk: Desk, asked: dict[str, Any]) -> None:
    """Keep a claim that the draft does not have."""
    if desk.settles:
        raise QueryError("Where differences are settled nothing is added.")
    desk.add(str(asked.get("table", "")), read_cells(asked))


def take(desk: Desk, asked: dict[str, Any]) -> None:
    """Settle a difference as one reader saw it."""
    desk.take(str(asked.get("claim", "")), str(asked.get("reader", "")))


def read_cells(asked: dict[str, Any]) -> dict[str, str]:
    """Return the cells of a request. Raises QueryError where they are no texts."""
    cells = asked.get("cells", {})
    if not isinstance(cells, dict) or not all(isinstance(text, str) for text in cells.values()):
        raise QueryError("The cells are texts by the name of their column.")
    return {str(name): text.strip() for name, text in cells.items()}
