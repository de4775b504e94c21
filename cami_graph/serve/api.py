"""`/api`: the library of questions for programs: its description, its list, and the answer to each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cami_graph.ask.phrasings import LANGUAGES
from cami_graph.errors import CamiError, QueryError, suggest_names
from cami_graph.query import Library, Parameter, Query
from cami_graph.query.types import ENTITIES
from cami_graph.serve.limits import Message
from cami_graph.serve.pool import LimitError
from cami_graph.serve.protocol import ProtocolError, choose_media, read_once
from cami_graph.serve.sparql import OPEN, PREFLIGHT, spell_media

FORMS: dict[str, str] = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "srj": "application/sparql-results+json",
    "md": "text/markdown",
    "bib": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
TOP, MOST = 3, 20  # candidates of a question in plain words
OPTIONS = ("format", "labels", "cite", "guard", "language")
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "q": ("The question, in English or Russian.", {"type": "string"}),
    "language": ("The language of the answer; else that of the question.", {"type": "string", "enum": [*LANGUAGES]}),
    "top": ("How many candidates to offer.", {"type": "integer", "minimum": 1, "maximum": MOST, "default": TOP}),
}
SCOPE_TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "report": ("Ask this document alone, by its id.", {"type": "string"}),
    "programme": ("Ask the documents about this programme of work alone, by its id.", {"type": "string"}),
}


async def list_queries(request: Request) -> Response:
    """Return every question with what it may be asked about."""
    library: Library = request.app.state.library
    return JSONResponse([describe_query(query) for query in library], headers=OPEN)


def describe_query(query: Query) -> dict[str, Any]:
    """Return what a question says of itself."""
    head = query.head
    return {
        "name": query.name,
        "room": query.room,
        "title": {"en": head.title, "ru": head.title_ru},
        "question": {"en": head.summary, "ru": head.summary_ru},
        "persona": head.persona,
        "tags": list(head.tags),
        "view": head.view,
        "parameters": [describe_parameter(parameter) for parameter in head.parameters.values()],
        "sparql": query.body.strip() + "\n",
    }


def describe_parameter(parameter: Parameter) -> dict[str, Any]:
    """Return what a parameter says of itself."""
    return {
        "name": parameter.name,
        "type": parameter.type,
        "summary": {"en": parameter.summary, "ru": parameter.summary_ru},
        "default": parameter.default,
        "choices": list(parameter.choices),
        "required": parameter.required,
    }


async def answer_query(request: Request) -> Response:
    """Answer a question of the library in the form asked for by `format`, or else by the Accept header."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    try:
        question = read_question(request)
        answer: Message = await request.app.state.pool.ask(question, request.is_disconnected)
    except CamiError as error:
        return refuse_question(error)
    if answer.head["status"] != 200:
        return refuse_text(answer.head["status"], answer.body.decode().strip())
    headers = OPEN | {"content-disposition": f'inline; filename="{question["name"]}.{question["form"]}"'}
    return Response(answer.body, headers=headers, media_type=spell_media(FORMS[question["form"]]))


async def answer_ask(request: Request) -> Response:
    """Answer a question in plain words as JSON; 404 with what is near where nothing was understood."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    try:
        answer: Message = await request.app.state.pool.ask(read_asked(request))
    except CamiError as error:
        return refuse_question(error)
    if "media" in answer.head:
        return refuse_text(answer.head["status"], answer.body.decode().strip())
    return Response(answer.body, answer.head["status"], headers=OPEN, media_type=FORMS["json"])


def read_asked(request: Request) -> dict[str, Any]:
    """Return what the address asks in plain words: the sentence, the language of the answer, how many candidates."""
    given: dict[str, str] = {}
    for key in request.query_params:
        if key not in ASKED | SCOPE_TEXTS:
            remedy = suggest_names(key, ASKED | SCOPE_TEXTS) or f"There are: {', '.join(ASKED | SCOPE_TEXTS)}."
            raise ProtocolError(400, f'Nothing can be asked with "{key}".', remedy=remedy)
        given[key] = read_once({key: request.query_params.getlist(key)}, key)
    if "q" not in given:
        raise ProtocolError(400, "The question is missing.", remedy="Say /api/ask?q=who+works+in+Mongolia")
    top = given.pop("top", str(TOP))
    if not (top.isascii() and top.isdigit() and 1 <= int(top) <= MOST):
        raise ProtocolError(400, f'"top" is not a number from 1 to {MOST}.')
    language = given.pop("language", "")
    if language not in ("", *LANGUAGES):
        raise ProtocolError(400, f"An answer speaks one of: {', '.join(LANGUAGES)}.")
    return {"kind": "ask", "text": given.pop("q"), "language": language, "top": int(top)} | given


def read_question(request: Request) -> dict[str, Any]:
    """Return what the address asks: the name of the question, its values, and how to write the answer."""
    library: Library = request.app.state.library
    name = request.path_params["name"]
    if name not in library:
        remedy = suggest_names(name, library.files) or "See /api/queries."
        raise ProtocolError(404, f'There is no query "{name}".', remedy=remedy)
    values: dict[str, list[str]] = {}
    options: dict[str, Any] = {}
    scope: dict[str, str] = {}
    for key, value in request.query_params.multi_items():
        if key in library.find(name).head.parameters:
            values.setdefault(key, []).append(value)
        elif key in OPTIONS:
            options[key] = value
        elif key in SCOPE_TEXTS:
            scope[key] = read_once({key: request.query_params.getlist(key)}, key)
        else:
            library.find(name).parameter(key)
    form = options.pop("format", None) or _choose_form(request.headers.get("accept", ""))
    if form not in FORMS:
        raise ProtocolError(400, f'There is no form "{form}".', remedy=f"There are: {', '.join(FORMS)}.")
    return {"kind": "library", "name": name, "values": values, "form": form, "options": _read_options(options)} | scope


def _choose_form(accept: str) -> str:
    media = choose_media(accept, tuple(FORMS.values()))
    if media is None:
        raise ProtocolError(406, "The answer cannot be written as asked.", remedy=f"There are: {', '.join(FORMS)}.")
    return {value: form for form, value in FORMS.items()}[media]


def _read_options(options: dict[str, str]) -> dict[str, object]:
    read: dict[str, object] = {}
    for key, value in options.items():
        if key == "language":
            read[key] = value
        elif value.lower() in TRUTH:
            read[key] = TRUTH[value.lower()]
        else:
            raise QueryError(f'"{value}" does not say yes or no to "{key}".', remedy="Write true or false.")
    return read


def refuse_question(error: CamiError) -> Response:
    """Return why there is no answer, with the status that fits."""
    if isinstance(error, ProtocolError | LimitError):
        return refuse_text(error.status, str(error))
    return refuse_text(400 if isinstance(error, QueryError) else 500, str(error))


def refuse_text(status: int, text: str) -> Response:
    """Return a problem as RFC 9457 has it."""
    headers = OPEN | ({"retry-after": "5"} if status == 503 else {})
    content = {"type": "about:blank", "status": status, "title": "No answer", "detail": text}
    return JSONResponse(content, status, headers=headers, media_type="application/problem+json")


# The description of the interface


async def describe_interface(request: Request) -> Response:
    """Return the OpenAPI document."""
    return JSONResponse(openapi(request.app.state.library), headers=OPEN)


def openapi(library: Library) -> dict[str, Any]:
    """Describe every address under `/api` and the endpoint itself, in OpenAPI 3.1."""
    paths: dict[str, Any] = {
        "/api/queries": {"get": _operation("list-queries", "List the library of questions", [], ["json"])},
        "/api/ask": {"get": _ask_operation()},
        "/sparql": {"get": _sparql_operation()},
    }
    for query in library:
        parameters = [_openapi_parameter(parameter) for parameter in query.head.parameters.values()]
        operation = _operation(query.name, query.head.title, [*parameters, *_option_parameters()], list(FORMS))
        paths[f"/api/query/{query.name}"] = {
            "get": operation | {"description": query.head.summary, "tags": [query.room]}
        }
    info = {
        "title": "CAMI Graph",
        "version": "1",
        "summary": "Questions to the record of the Central Asian Mammals Initiative",
        "license": {"name": "Code MIT, data CC BY 4.0", "identifier": "MIT AND CC-BY-4.0"},
    }
    return {"openapi": "3.1.0", "info": info, "paths": paths}


def _operation(name: str, title: str, parameters: list[dict[str, Any]], forms: list[str]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"type": "object"}}}
    return {
        "operationId": name,
        "summary": title,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The answer.", "content": {FORMS[form]: {} for form in forms}},
            "default": {"description": "Why there is no answer.", "content": problem},
        },
    }


def _openapi_parameter(parameter: Parameter) -> dict[str, Any]:
    """Describe a parameter; values of things are given by code, name or address, and several by repeating it."""
    schema: dict[str, Any] = {"type": "integer" if parameter.type == "integer" else "string"}
    schema |= {"enum": list(parameter.choices)} if parameter.choices else {}
    schema |= {"default": parameter.default} if parameter.default is not None else {}
    kind = f" A {parameter.type}, by code, name or address." if parameter.type in ENTITIES else ""
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.summary}.{kind}".replace("..", "."),
        "schema": {"type": "array", "items": schema},
        "explode": True,
    }


def _option_parameters() -> list[dict[str, Any]]:
    texts: dict[str, tuple[str, dict[str, Any]]] = {
        "format": ("How the answer is written; else as Accept says.", {"type": "string", "enum": list(FORMS)}),
        "labels": ("Put a column of labels beside each column of addresses.", {"type": "boolean", "default": False}),
        "cite": ("Give the words of the source that the rows rest on.", {"type": "boolean", "default": False}),
        "guard": ("Guard cells against being read as formulas.", {"type": "boolean", "default": False}),
        "language": ("The language of labels.", {"type": "string", "enum": ["en", "ru"], "default": "en"}),
    }
    return _query_parameters(texts | SCOPE_TEXTS)


def _query_parameters(texts: Mapping[str, tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "description": text, "schema": schema} for name, (text, schema) in texts.items()
    ]


def _ask_operation() -> dict[str, Any]:
    parameters = _query_parameters(ASKED | SCOPE_TEXTS)
    parameters[0]["required"] = True
    operation = _operation("ask", "A question in plain words", parameters, ["json"])
    return operation | {"description": "Says which question of the library was understood; 404 where none was."}


def _sparql_operation() -> dict[str, Any]:
    query = {"name": "query", "in": "query", "description": "A SPARQL 1.1 query.", "schema": {"type": "string"}}
    forms = ["srj", "csv", "tsv", "ttl", "jsonld"]
    parameters = [query, *_query_parameters(SCOPE_TEXTS)]
    operation = _operation("sparql", "The SPARQL 1.1 Protocol, for queries", parameters, forms)
    return operation | {"description": "Without a query: the service description."}
