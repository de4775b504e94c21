"""`/sparql`: the SPARQL 1.1 Protocol for queries, its service description, and leave for other sites to read it."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from cami_graph.errors import CamiError
from cami_graph.serve.limits import Limits, Message
from cami_graph.serve.pool import LimitError
from cami_graph.serve.protocol import Asked, ProtocolError, choose_media, read_request
from cami_graph.serve.results import GRAPH_FORMS, TABLE_FORMS

DESCRIPTION_FORMS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}

OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "content-type, content-length, retry-after, cami-note",
    "vary": "accept",
}
PREFLIGHT = OPEN | {
    "access-control-allow-methods": "GET, POST, HEAD, OPTIONS",
    "access-control-allow-headers": "accept, content-type",
    "access-control-max-age": "86400",
}


async def serve_sparql(request: Request) -> Response:
    """Answer a request to the endpoint."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    try:
        if is_bare(request):
            return await describe_service(request)
        body = await read_body(request, request.app.state.limits)
        asked = read_request(request.method, request.url.query, request.headers.get("content-type", ""), body)
        question = _question(asked, asked.accept or request.headers.get("accept", ""))
        return give(await request.app.state.pool.ask(question, request.is_disconnected))
    except CamiError as error:
        return refuse_request(error)


def is_bare(request: Request) -> bool:
    """Say whether somebody looks at the endpoint without asking anything."""
    return request.method in ("GET", "HEAD") and not request.url.query


def _question(asked: Asked, accept: str) -> dict[str, object]:
    return {
        "kind": "sparql",
        "query": asked.query,
        "default_graphs": asked.default_graphs,
        "named_graphs": asked.named_graphs,
        "report": asked.report,
        "programme": asked.programme,
        "table_media": choose_media(accept, tuple(TABLE_FORMS)),
        "graph_media": choose_media(accept, tuple(GRAPH_FORMS)),
    }


async def read_body(request: Request, limits: Limits) -> bytes:
    """Take the body of a request, up to the limit."""
    if request.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
        raise ProtocolError(415, "A request may not be packed.", remedy="Send it as it is.")
    size, chunks = 0, []
    async for chunk in request.stream():
        size += len(chunk)
        chunks.append(chunk)
        if size > limits.request_bytes:
            raise ProtocolError(413, f"A request may carry {limits.request_bytes >> 10} kB at most.")
    return b"".join(chunks)


def give(answer: Message) -> Response:
    """Return a worker's answer as a response."""
    media, doubts = answer.head["media"], answer.head.get("doubts", ())
    note = {"cami-note": quote(" ".join(doubts), safe=" ?<>:;,./#'\"()")} if doubts else {}
    return Response(answer.body, answer.head["status"], headers=OPEN | note, media_type=spell_media(media))


def spell_media(media: str) -> str:
    """Return a media type as it stands in a header: text says that it is UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def refuse_request(error: CamiError) -> Response:
    """Return a response that says in plain words why there is no answer."""
    headers: dict[str, str] = dict(OPEN)
    status = error.status if isinstance(error, ProtocolError | LimitError) else 500
    if isinstance(error, ProtocolError) and error.allow:
        headers["allow"] = error.allow
    if status == 503:
        headers["retry-after"] = "5"
    return Response(f"{error}\n", status, headers=headers, media_type="text/plain; charset=utf-8")


async def describe_service(request: Request) -> Response:
    """Return the service description; who wants a page gets it as Turtle, the form that people read best."""
    accept = request.headers.get("accept", "")
    media = choose_media(accept, ("text/turtle", "text/html", *DESCRIPTION_FORMS))
    if media == "text/html":
        media = "text/turtle"
    if media is None:
        raise ProtocolError(406, f"The service is described in one of: {', '.join(DESCRIPTION_FORMS)}.")
    endpoint = str(request.url.replace(query="", fragment=""))
    question = {"kind": "service", "endpoint": endpoint, "form": DESCRIPTION_FORMS[media]}
    answer = await request.app.state.pool.ask(question, request.is_disconnected)
    if answer.head["status"] != 200:
        raise ProtocolError(answer.head["status"], answer.body.decode().strip())
    return Response(answer.body, headers=OPEN, media_type=spell_media(media))
