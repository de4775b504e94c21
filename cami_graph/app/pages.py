"""The explorer's pages under the server: made from the graph at the start, rendered when first asked for.

A page is `/en/activity/1.1.10.html`; `/` leads to the home page in the reader's language; scripts, styles and small
data sets lie under `/assets/`.
"""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from functools import cached_property

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from cami_graph.app.briefs import Maker
from cami_graph.explore.address import kind_of
from cami_graph.explore.bundle import read_bundle
from cami_graph.explore.datasets import DATASETS, dataset_text
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import Page, all_pages
from cami_graph.explore.published import dump_bytes
from cami_graph.explore.record import Record
from cami_graph.explore.render import render_page
from cami_graph.explore.unpaged import LABEL, find_homes, list_kind
from cami_graph.query import Library
from cami_graph.serve.protocol import choose_media
from cami_graph.serve.sparql import OPEN, is_bare, serve_sparql
from cami_graph.store import EmbeddedStore, Store
from cami_graph.terms import FILES, FORMS, ontology_bytes

HOME = "index"
LONGEST = 500
WORKBENCH = "workbench"
MISSING = "missing"
HTML = "text/html; charset=utf-8"
WEIGHT = re.compile(r"[01](\.[0-9]{0,3})?")
OFFERED = ("text/turtle", "text/html", "application/ld+json", "application/n-triples", "application/rdf+xml")


class Pages:
    """Every page and every asset, by path, and who makes the briefs that pages lead to, one at a time."""

    def __init__(self, store: Store, library: Library, briefs: Maker) -> None:
        self.briefs, self.turn = briefs, asyncio.Lock()
        self.record = Record(store, library)
        self.rendered: dict[tuple[str, str], bytes] = {}
        self.kept: dict[str, bytes] = {}

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The pages by path."""
        return {page.path: page for page in all_pages(self.record)}

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The page that shows a thing without one of its own, by its IRI; none where the graph is elsewhere."""
        store = self.record.store
        return find_homes(store.engine, self.pages) if isinstance(store, EmbeddedStore) else {}

    def kind_list(self, kind: str) -> bytes | None:
        """Return the list of the things of a kind that have no page of their own."""
        store = self.record.store
        if not isinstance(store, EmbeddedStore) or kind not in {kind_of(thing) for thing in self.homes}:
            return None
        if kind not in self.kept:
            self.kept[kind] = list_kind(kind, store.engine.quads_for_pattern(None, LABEL, None, None), self.homes)
        return self.kept[kind]

    @cached_property
    def bundle(self) -> Mapping[str, bytes]:
        """The scripts and styles by name."""
        return read_bundle()

    def prepare(self) -> None:
        """Make the pages and the scripts now, so that whatever is wrong stops the start and not a reader."""
        len(self.pages)
        len(self.bundle)

    def page(self, path: str, language: str) -> bytes | None:
        """Return a page as HTML."""
        if path not in self.pages:
            return None
        if (path, language) not in self.rendered:
            self.rendered[path, language] = self._render(self.pages[path], language)
        return self.rendered[path, language]

    def answer(self, path: str, language: str, wishes: Mapping[str, str]) -> bytes | None:
        """Return a page as the wishes of its address ask for it; one that knows of none is the page as it stands."""
        known = self.pages.get(path)
        answered = known.answer(wishes) if known and wishes else known
        return self.page(path, language) if answered is known or answered is None else self._render(answered, language)

    def _render(self, page: Page, language: str) -> bytes:
        return render_page(page, language, "server").encode()

    def dump(self, name: str) -> bytes:
        """Return the whole graph as N-Quads or as Turtle."""
        if name not in self.kept:
            self.kept[name] = dump_bytes(self.record.store, name)
        return self.kept[name]

    def asset(self, name: str) -> bytes | None:
        """Return a script, a style, a data set or a file of the ontology."""
        stem = name.removesuffix(".json")
        if name not in self.kept and name != stem and stem in DATASETS:
            self.kept[name] = dataset_text(self.record, stem).encode()
        if name not in self.kept and name in FILES:
            self.kept[name] = ontology_bytes(FILES[name])
        return self.kept.get(name) or self.bundle.get(name)


def speak(request: Request) -> str:
    """Return the language that the reader likes best among ours."""
    wishes = []
    for part in request.headers.get("accept-language", "").split(","):
        name, _, weight = part.partition(";q=")
        if name.strip()[:2].lower() in LANGUAGES:
            wishes.append((-float(weight) if WEIGHT.fullmatch(weight.strip()) else -1.0, name.strip()[:2].lower()))
    return min(wishes, default=(0.0, LANGUAGES[0]))[1]


def wants_page(request: Request) -> bool:
    """Say whether whoever asks would rather have a page than RDF."""
    return choose_media(request.headers.get("accept", ""), OFFERED) == "text/html"


async def serve_home(request: Request) -> Response:
    """Lead to the home page in the reader's language."""
    return RedirectResponse(f"/{speak(request)}/{HOME}.html", 307, headers={"vary": "accept-language"})


def serve_page(request: Request) -> Response:
    """Give a page; a folder means its index, and an address without suffix its page."""
    language, path = request.path_params["language"], request.path_params["path"]
    name = f"{path}{HOME}" if path.endswith("/") or not path else path.removesuffix(".html")
    wishes = {key: text[:LONGEST] for key, text in request.query_params.items()}
    content = request.app.state.pages.answer(name, language, wishes) if language in LANGUAGES else None
    if content is None:
        return refuse_page(request, language)
    return Response(content, media_type=HTML, headers={"cache-control": "no-cache"})


def refuse_page(request: Request, language: str) -> Response:
    """Say that there is no such page: on a page that leads on, or in a line for who wants no page."""
    is_ours = language in LANGUAGES
    if wants_page(request) or (is_ours and "*/*" in request.headers.get("accept", "*/*")):
        page = request.app.state.pages.page(MISSING, language if is_ours else speak(request))
        content = page.replace(b'"../', b'"' + b"../" * (request.url.path.count("/") - 1))
        return Response(content, 404, media_type=HTML, headers={"cache-control": "no-cache"})
    return PlainTextResponse(f"There is no page {request.url.path}.\n", 404)


def serve_asset(request: Request) -> Response:
    """Give a script, a style, a data set or a file of the ontology; who has it already is told so."""
    name = request.path_params["name"]
    content = request.app.state.pages.asset(name)
    if content is None:
        return PlainTextResponse(f"There is no file {name}.\n", 404)
    mark = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    headers = {"cache-control": "no-cache", "etag": mark}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    media = FORMS[FILES[name]].media_type if name in FILES else mimetypes.guess_type(name)[0]
    return Response(content, media_type=media or "application/octet-stream", headers=headers)


async def serve_endpoint(request: Request) -> Response:
    """Answer as the endpoint does; a browser that asks nothing is led to the workbench."""
    if is_bare(request) and wants_page(request):
        return RedirectResponse(f"/{speak(request)}/{WORKBENCH}.html", 303, headers=OPEN)
    return await serve_sparql(request)
