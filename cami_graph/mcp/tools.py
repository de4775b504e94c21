"""What an assistant may call. Each tool reads; none writes; an unknown name is an error with the nearest."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from cami_graph.ask.names import short_thing
from cami_graph.errors import QueryError, suggest_names
from cami_graph.mcp.answers import make_answer, things_in
from cami_graph.mcp.asking import Asking
from cami_graph.query import Query
from cami_graph.query.types import read_iri
from cami_graph.rdf import ID, PREFIXES, shorten
from cami_graph.serve.api import describe_query

ROOM = "competency"
MOST_ROWS = 500
MOST_CITED = 200
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Language = Annotated[Literal["en", "ru"], Field(description="Language of labels and sentences.")]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="How many rows to show at most.")]
Text = Annotated[str, Field(min_length=1, max_length=500)]
Names = Annotated[str, Field(min_length=1, max_length=300)]


def add_tools(server: MCPServer[Any], asking: Asking) -> None:
    """Register all tools."""
    for add in (_add_names, _add_questions, _add_ask, _add_sparql, _add_schema, _add_findings, _add_words):
        add(server, asking)


def _add_names(server: MCPServer[Any], asking: Asking) -> None:
    @server.tool(annotations=READS)
    async def find_things(
        name: Annotated[Names, Field(description="A name, alias or code, in English or Russian.")],
        kinds: Annotated[list[str], Field(description="Only these kinds, as country or species.", max_length=30)] = [],  # noqa: B006
    ) -> dict[str, Any]:
        """Find things of the record by name before you use them: address, kind, label; then what is called nearly so.

        Never make up an address: what is not found here is not in the record.
        """
        things = await asking.find(name, kinds)
        return {"things": things, "note": "Names are from the reference tables; they make no claim, so no words."}


def _add_questions(server: MCPServer[Any], asking: Asking) -> None:
    @server.tool(annotations=READS)
    async def list_questions(
        tag: Annotated[str, Field(description="Only with this tag, as threat, country, silence.", max_length=40)] = "",
        language: Language = "en",
    ) -> dict[str, Any]:
        """List the checked questions of the library: name, title, parameters with their types."""
        asked = [query for query in asking.library if query.room == ROOM]
        tags = sorted({one for query in asked for one in query.head.tags})
        if tag and tag not in tags:
            raise ToolError(f'No question has the tag "{tag}". There are: {", ".join(tags)}.')
        shown = [query for query in asked if not tag or tag in query.head.tags]
        note = "A list of questions makes no claim, so no words."
        return {"questions": [_outline(query, language) for query in shown], "tags": tags, "note": note}

    @server.tool(annotations=READS)
    async def describe_question(name: Names) -> dict[str, Any]:
        """Describe one question: what it answers, its parameters with types, defaults and meanings, its SPARQL."""
        note = "A description makes no claim, so no words."
        return describe_query(_find_question(asking, name)) | {"note": note}

    @server.tool(annotations=READS)
    async def run_question(
        name: Names,
        values: Annotated[
            dict[str, str | list[str]], Field(description='By parameter: codes, names or addresses, {"country": "KG"}.')
        ] = {},  # noqa: B006
        limit: Limit = 50,
        language: Language = "en",
    ) -> dict[str, Any]:
        """Run one question of the library: rows with labels, and for each row the numbers of the words it rests on."""
        query = _find_question(asking, name)
        several = {key: [value] if isinstance(value, str) else value for key, value in values.items()}
        content = await asking.query(query.name, several, language)
        return {"question": query.name, "values": several} | make_answer(content["rows"], content["citations"], limit)


def _outline(query: Query, language: str) -> dict[str, Any]:
    head = query.head
    parameters = {name: one.type for name, one in head.parameters.items()}
    title = head.title_ru if language == "ru" else head.title
    return {"name": query.name, "title": title, "parameters": parameters, "tags": list(head.tags)}


def _find_question(asking: Asking, name: str) -> Query:
    try:
        return asking.library.find(name)
    except QueryError as error:
        raise ToolError(str(error).replace("`cami query list`", "`list_questions`")) from error


def _add_ask(server: MCPServer[Any], asking: Asking) -> None:
    @server.tool(annotations=READS)
    async def ask(
        question: Annotated[Text, Field(description="A question in plain English or Russian.")],
        limit: Limit = 50,
        top: Annotated[int, Field(ge=1, le=20, description="How many candidates to offer.")] = 3,
        language: Annotated[Literal["", "en", "ru"], Field(description="Else that of the question.")] = "",
    ) -> dict[str, Any]:
        """Ask in plain words: the question of the library that was understood, with its values, rows and words.

        Read `sentence`: it says what was understood and what was not. Where it is not what you meant, choose one of
        the candidates and run it with `run_question`.
        """
        answer = await asking.ask(question, language, top)
        if answer["question"] is None:
            near = json.dumps(answer["candidates"], ensure_ascii=False)
            raise ToolError(f"{answer['sentence']} Candidates: {near}")
        understood = {key: answer[key] for key in ("sentence", "question", "values", "candidates")}
        return understood | make_answer(answer["rows"], answer["citations"], limit)


def _add_sparql(server: MCPServer[Any], asking: Asking) -> None:
    @server.tool(annotations=READS)
    async def run_sparql(
        query: Annotated[str, Field(min_length=1, max_length=100_000, description="SPARQL 1.1, read-only.")],
        limit: Limit = 50,
    ) -> dict[str, Any]:
        """Run SPARQL of your own over all graphs, within limits of time and memory. Describe the schema first."""
        answer = await asking.sparql(_with_prefixes(query))
        doubts = " ".join(answer.head.get("doubts", ()))
        if answer.head["media"] == "text/turtle":
            note = "No words: a graph is given as it stands; follow a thing with `words`."
            return {"graph": answer.body.decode(), "citations": [], "note": f"{doubts} {note}".strip()}
        content = json.loads(answer.body)
        if "boolean" in content:
            note = "No words: a truth about the graph as a whole rests on no single claim."
            return {"boolean": content["boolean"], "citations": [], "note": f"{doubts} {note}".strip()}
        found = [{name: cell["value"] for name, cell in row.items()} for row in content["results"]["bindings"]]
        try:
            cited = await asking.cite(_with_prefixes(query))
        except ToolError:
            cited = {"citations": [], "note": "The words could not be followed within the limits; ask for less."}
        shown = {"columns": content["head"]["vars"]} | make_answer(found, cited["citations"], limit)
        return shown | {"note": " ".join(filter(None, (doubts, shown["note"], cited["note"])))}


def _add_schema(server: MCPServer[Any], asking: Asking) -> None:
    @server.tool(annotations=READS)
    async def describe_schema(
        of: Annotated[str, Field(description="One class, as cami:ReportedAction; else all.", max_length=200)] = "",
    ) -> dict[str, Any]:
        """Describe the schema compactly: prefixes, and the properties that things of each class really have.

        Of one class also what each property leads to, and how many things have it.
        """
        links = await asking.rows("how-classes-are-linked", {})
        values = await asking.rows("which-values-classes-have", {})
        classes: dict[str, list[str]] = {}
        for row in [*links, *values]:
            target = shorten(row["objectClass"] if "objectClass" in row else row["datatype"] or "text")
            line = f"{shorten(row['property'])} → {target} ({row['things']})"
            classes.setdefault(shorten(row["class"]), []).append(line)
        if of and of not in classes:
            remedy = suggest_names(of, classes) or f"There are: {', '.join(sorted(classes))}."
            raise ToolError(f'There is no class "{of}" in the graph. {remedy}')
        note = "In brackets: how many things have it. A schema makes no claim, so no words."
        shown = {of: classes[of]} if of else {name: _brief(lines) for name, lines in sorted(classes.items())}
        return {"prefixes": PREFIXES, "classes": shown, "note": note}


def _brief(lines: list[str]) -> str:
    """Return the properties of a class without what they lead to."""
    return " ".join(dict.fromkeys(line.split(" ", 1)[0] for line in lines))


def _with_prefixes(query: str) -> str:
    """Put our prefixes before a query that does not declare them."""
    declared = query.casefold()
    missing = [name for name in PREFIXES if f"{name}:" in query and f"prefix {name}:" not in declared]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing) + query


def _add_findings(server: MCPServer[Any], asking: Asking) -> None:
    @server.tool(annotations=READS)
    async def explain_finding(
        finding: Annotated[
            Names,
            Field(description="A finding (finding/ustyurt) or possible gap (gap/shared-TM-UZ-ustyurt), or an address."),
        ],
    ) -> dict[str, Any]:
        """Explain a shared system without told joint work, or one link of it: sentence, checklist, arguments, words.

        A finding is computed: it is possible, not proven, and the absence of a report is not the absence of work.
        """
        kind = "finding" if "finding/" in finding else "gap"
        found = await asking.rows(f"page-{kind}s", {kind: [finding.removeprefix(f"{kind}/")]})
        fields: dict[str, list[Any]] = {}
        for row in found:
            fields.setdefault(row["field"], []).append(row["value"])
        named = fields.pop("argument", [])
        told = await asking.rows("page-arguments", {"argument": named}) if named else []
        citations = await asking.citations(things_in([*found, *told], str(ID))[:MOST_CITED])
        answer = make_answer([*found, *told], citations, MOST_ROWS)
        note = "A finding is computed from what the record tells; `citations` are the words of what it weighs."
        return {
            "finding": short_thing(found[0][kind]),
            "fields": fields,
            "arguments": [{name: row.get(name) for name in ("group", "reason", "source", "doubt")} for row in told],
            "citations": answer["citations"],
            "note": note if answer["citations"] else f"{note} Nothing that it weighs rests on words.",
        }


def _add_words(server: MCPServer[Any], asking: Asking) -> None:
    @server.tool(annotations=READS)
    async def words(
        things: Annotated[
            list[Names], Field(min_length=1, max_length=100, description="Addresses from other answers.")
        ],
    ) -> dict[str, Any]:
        """Follow things of an answer to the words that they rest on: quote, document, date, place in it."""
        addresses = [_read_address(one) for one in things]
        known = await asking.known(addresses)
        unknown = [one for one in addresses if one not in known]
        if unknown:
            raise ToolError(f"The record has nothing at {', '.join(unknown)}. Find things by name with `find_things`.")
        rows = [{"thing": address} for address in addresses]
        return make_answer(rows, await asking.citations(addresses), MOST_ROWS)


def _read_address(thing: str) -> str:
    """Return an address in full: `action/1.1.1-r1` and `id:action/1.1.1-r1` are short for one."""
    try:
        return str(read_iri(thing if ":" in thing else f"id:{thing}"))
    except ValueError as error:
        raise ToolError(f'"{thing}" is no address. Find things by name with `find_things`.') from error
