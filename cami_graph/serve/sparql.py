"""`/sparql`: the SPARQL 1.1 Protocol for queries, its service description, and leave for other sites to read it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urljoin

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS
from starlette.requests import Request
from starlette.responses import Response

from cami_graph.describe import WELL_KNOWN
from cami_graph.errors import CamiError
from cami_graph.rdf import GRAPHS, bind_prefixes
from cami_graph.serve.limits import Limits, Message
from cami_graph.serve.pool import LimitError, Pool
from cami_graph.serve.protocol import Asked, ProtocolError, choose_media, read_request
from cami_graph.serve.results import GRAPH_FORMS, TABLE_FORMS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
SYNTAXES = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
DESCRIPTION_MEDIA = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")

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
    media = choose_media(accept, ("text/turtle", "text/html", *DESCRIPTION_MEDIA[1:]))
    if media == "text/html":
        media = "text/turtle"
    if media is None:
        raise ProtocolError(406, f"The service is described in one of: {', '.join(DESCRIPTION_MEDIA)}.")
    graph = service_graph(str(request.url.replace(query="", fragment="")), await count_by_graph(request.app.state.pool))
    form = {"text/turtle": "turtle", "application/n-triples": "nt", "application/ld+json": "json-ld"}.get(media, "xml")
    return Response(graph.serialize(format=form, encoding="utf-8"), headers=OPEN, media_type=spell_media(media))


async def count_by_graph(pool: Pool) -> dict[str, int]:
    """Return how many triples each named graph holds."""
    text = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    answer = await pool.ask(_question(Asked(text), "text/csv"))
    lines = answer.body.decode().splitlines()[1:]
    return {name: int(count) for name, count in (line.rsplit(",", 1) for line in lines)}


def service_graph(address: str, sizes: Mapping[str, int]) -> Graph:
    """Describe the endpoint in the terms of SPARQL 1.1 Service Description, without blank nodes."""
    graph = Graph()
    bind_prefixes(graph)
    graph.bind("sd", SD)
    void = Namespace("http://rdfs.org/ns/void#")
    service, dataset, union = (URIRef(address + part) for part in ("", "#dataset", "#default-graph"))
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, RDFS.seeAlso, URIRef(urljoin(address, f"/{WELL_KNOWN}"))))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in (*RESULTS, *SYNTAXES):
        graph.add((service, SD.resultFormat, FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, DCTERMS.title, Literal("CAMI Graph", lang="en")))
    graph.add((dataset, SD.defaultGraph, union))
    graph.add((union, RDF.type, SD.Graph))
    for name, size in sizes.items():
        part = URIRef(f"{address}#{name.removeprefix(str(GRAPHS))}")
        graph.add((dataset, SD.namedGraph, part))
        graph.add((part, RDF.type, SD.NamedGraph))
        graph.add((part, SD.name, URIRef(name)))
        graph.add((part, SD.graph, URIRef(name)))
        graph.add((URIRef(name), RDF.type, SD.Graph))
        graph.add((URIRef(name), void.triples, Literal(size)))
    return graph
