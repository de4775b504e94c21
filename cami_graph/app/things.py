"""Every thing by its address: `/id/activity/1.1.10` is its page for a person, and Turtle or JSON-LD for a program.

The graph as a whole is described at `/.well-known/void`.

An address that is no longer in use leads to the one that took its place. The addresses begin with
https://w3id.org/cami/; a redirect from there to this server, and the path alone, mean the same thing.
"""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from cami_graph.addresses import MAPPINGS, TABLE, read_published, write_published
from cami_graph.app.pages import OFFERED, Pages, serve_home, speak, wants_page
from cami_graph.describe import FILES as DUMPS
from cami_graph.describe import WELL_KNOWN, describe_example
from cami_graph.errors import CamiError
from cami_graph.explore.address import page_path
from cami_graph.serve.api import FORMS
from cami_graph.serve.described import write_part
from cami_graph.serve.protocol import ProtocolError, choose_media
from cami_graph.serve.sparql import OPEN, PREFLIGHT, refuse_request, spell_media

BASE = "https://w3id.org/cami"
GRAPH_FORMS = ("ttl", "jsonld", "nt", "rdf")
SSSOM = "text/tab-separated-values"
WITH_TABLE = ("text/turtle", SSSOM, "application/ld+json", "application/n-triples", "application/rdf+xml")


async def serve_thing(request: Request) -> Response:
    """Answer for one thing, in the form that suits whoever asks."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    try:
        path, form = _split_suffix(request)
        if (listed := _list_kind(request, path)) is not None:
            return listed
        iri = BASE + path
        if form is None and (page := find_page(request, iri)):
            return RedirectResponse(page, 303, headers=OPEN)
        if (document := path.strip("/")) in read_published():
            return _publish(request, document, form)
        return await _describe(request, {"kind": "thing", "iri": iri, "form": form or _choose_form(request)})
    except CamiError as error:
        return refuse_request(error)


def _list_kind(request: Request, path: str) -> Response | None:
    """Answer with the list of the things of a kind, where its file on a plain host is meant: `id/evidence.html`."""
    pages: Pages | None = request.app.state.pages
    kind = re.fullmatch(r"/id/([a-z-]+)\.html", path)
    content = pages.kind_list(kind[1]) if pages and kind else None
    return None if content is None else Response(content, headers=OPEN, media_type=spell_media("text/html"))


def _publish(request: Request, path: str, form: str | None) -> Response:
    """Answer with a document of ours: a part of the ontology, the mappings, a rule."""
    if path == MAPPINGS and form is None and choose_media(request.headers.get("accept", ""), WITH_TABLE) == SSSOM:
        return Response(TABLE.read_bytes(), headers=OPEN, media_type=spell_media(SSSOM))
    chosen = form or _choose_form(request)
    return Response(write_published(path, chosen), headers=OPEN, media_type=spell_media(FORMS[chosen]))


async def serve_root(request: Request) -> Response:
    """Lead a person to the home page in their language, and describe the record to a program."""
    accept = request.headers.get("accept", "")
    is_program = accept not in ("", "*/*") and not wants_page(request)
    return await (serve_description(request) if is_program else serve_home(request))


async def serve_dataset(request: Request) -> Response:
    """Lead a person to what is said about the record, and describe it to a program, in the form that a suffix names."""
    if "form" in request.path_params:
        return await serve_description(request)
    page = find_page(request, f"{BASE}/dataset")
    return RedirectResponse(page, 303, headers=OPEN) if page else await serve_description(request)


def serve_dump(request: Request) -> Response:
    """Give the whole graph as one file."""
    name = request.path_params["name"]
    pages: Pages | None = request.app.state.pages
    if pages is None or name not in DUMPS:
        return PlainTextResponse(f"There is no file {name}.\n", 404)
    return Response(pages.dump(name), headers=OPEN, media_type=DUMPS[name])


def serve_example(request: Request) -> Response:
    """Give a question of the library as an example for query editors."""
    iri = BASE + request.url.path.removeprefix(request.scope.get("root_path", ""))
    if page := find_page(request, iri):
        return RedirectResponse(page, 303, headers=OPEN)
    endpoint = str(request.url.replace(path=f"{request.scope.get('root_path', '')}/sparql", query="", fragment=""))
    told = describe_example(request.app.state.library, endpoint, iri)
    if told is None:
        return PlainTextResponse(f"There is no example {iri}.\n", 404)
    try:
        form = _choose_form(request)
    except CamiError as error:
        return refuse_request(error)
    return Response(write_part(told, form), headers=OPEN, media_type=spell_media(FORMS[form]))


async def serve_description(request: Request) -> Response:
    """Answer with what the graph as a whole is, how large its parts are, and where it answers."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    endpoint = str(request.url.replace(path=f"{request.scope.get('root_path', '')}/sparql", query="", fragment=""))
    try:
        form = request.path_params.get("form") or _choose_form(request)
        if form not in GRAPH_FORMS:
            raise ProtocolError(404, f"There is no form {form}.", remedy=f"There are: {', '.join(GRAPH_FORMS)}.")
        return await _describe(request, {"kind": "graph", "endpoint": endpoint, "form": form})
    except CamiError as error:
        return refuse_request(error)


def _split_suffix(request: Request) -> tuple[str, str | None]:
    """Return the path without a suffix that names a form, and that form."""
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    stem, dot, suffix = path.rpartition(".")
    return (stem, suffix) if dot and suffix in GRAPH_FORMS else (path, None)


def find_page(request: Request, iri: str) -> str | None:
    """Return the address of the page of a thing, where the client wants a page and there is one."""
    pages: Pages | None = request.app.state.pages
    if pages is None or not wants_page(request):
        return None
    path, _, anchor = page_path(iri).partition("#")
    if path not in pages.pages:
        path, _, anchor = (pages.homes.get(iri) or _page_of_whole(iri)).partition("#")
    if path not in pages.pages:
        return None
    return f"/{speak(request)}/{path}.html" + (f"#{anchor}" if anchor else "")


def _page_of_whole(iri: str) -> str:
    """Return the page that tells of the parts of the record, or of the record as a whole."""
    room, _, name = iri.removeprefix(f"{BASE}/").partition("/")
    if room == "graph" and name:
        return "query/what-does-each-graph-hold"
    return "about" if f"{room}/{name}" in (WELL_KNOWN, "sparql-examples/prefixes") else ""


def _choose_form(request: Request) -> str:
    """Return the form of RDF that the client likes best; Turtle where it wants a page that is not there."""
    accept = request.headers.get("accept", "")
    media = choose_media(accept, tuple(FORMS[form] for form in GRAPH_FORMS))
    if media is None and choose_media(accept, OFFERED) is None:
        raise ProtocolError(406, "The thing cannot be described as asked.", remedy=f"There are: {', '.join(OFFERED)}.")
    return next((form for form in GRAPH_FORMS if FORMS[form] == media), "ttl")


async def _describe(request: Request, question: dict[str, str]) -> Response:
    """Return what a worker says of a thing, of a named graph or of the graph as a whole."""
    answer = await request.app.state.pool.ask(question, request.is_disconnected)
    if answer.head["status"] == 301:
        root = request.scope.get("root_path", "")
        return RedirectResponse(root + answer.head["location"].removeprefix(BASE), 301, headers=OPEN)
    if answer.head["status"] != 200:
        raise ProtocolError(answer.head["status"], answer.body.decode().strip())
    return Response(answer.body, headers=OPEN, media_type=spell_media(FORMS[question["form"]]))
