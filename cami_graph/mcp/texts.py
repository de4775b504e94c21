"""What an assistant may read, and the prompts that a person may choose."""

from __future__ import annotations

import json
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError

from cami_graph.errors import suggest_names
from cami_graph.mcp.asking import Asking
from cami_graph.mcp.tools import ROOM
from cami_graph.serve.api import describe_query

JSON = "application/json"

BRIEFING = """Write a briefing of one page on: {topic}. Language: {language}.

1. Ground every name with `find_things`. What is not found is not in the record: say so, do not replace it.
2. Gather with `ask` and `run_question`: what is done, by whom, what is planned, what is told as not done, what is
   recommended, on what nothing is told. Keep these apart: silence is not failure.
3. Look for possible gaps in joint work, and explain each with `explain_finding`; call them possible.
4. After every statement put the number of its words. End with the list of words: quote, document, place.
5. Write nothing that no words support. Where claims are probable or doubtful, say so.
"""

CHECK = """Check this draft against the record, sentence by sentence. Language: {language}.

For each sentence that claims something about countries, species, places, bodies, actions or agreements:
1. Ground its names with `find_things`.
2. Find what the record tells with `ask` or `run_question`, and follow it with `words`.
3. Judge: supported (with the quote), contradicted (with the quote), or not told by the record. What is not told is
   neither true nor false.
Give a table: sentence, judgement, quote, document and place. Change no sentence; suggest wording below the table.

The draft:
{draft}
"""


def add_texts(server: MCPServer[Any], asking: Asking) -> None:
    """Register resources and prompts."""
    _add_questions(server, asking)
    _add_documents(server, asking)
    _add_prompts(server)


def _add_questions(server: MCPServer[Any], asking: Asking) -> None:
    asked = {query.name: query for query in asking.library if query.room == ROOM}

    @server.resource("cami://questions", mime_type=JSON, description="The questions of the library: name and title.")
    async def questions() -> str:
        return json.dumps([{"name": name, "title": query.head.title} for name, query in asked.items()], indent=1)

    @server.resource("cami://questions/{name}", mime_type=JSON, description="One question, with its SPARQL.")
    async def question(name: str) -> str:
        if name not in asked:
            raise ResourceNotFoundError(f'There is no question "{name}". {suggest_names(name, asked)}')
        return json.dumps(describe_query(asked[name]), ensure_ascii=False, indent=1)


def _add_documents(server: MCPServer[Any], asking: Asking) -> None:
    async def all_documents() -> dict[str, dict[str, Any]]:
        try:
            rows = await asking.rows("which-documents-are-there", {})
        except ToolError as error:
            raise ResourceNotFoundError(str(error)) from error
        return {str(row["document"]).rsplit("/", 1)[-1]: row for row in rows}

    @server.resource("cami://documents", mime_type=JSON, description="The documents that the record was read from.")
    async def documents() -> str:
        held = await all_documents()
        return json.dumps(
            [{"id": name, "title": row["document_label"], "issued": row["issued"]} for name, row in held.items()],
            ensure_ascii=False,
            indent=1,
        )

    @server.resource("cami://documents/{name}", mime_type=JSON, description="One document: issuer, date, address.")
    async def document(name: str) -> str:
        held = await all_documents()
        if name not in held:
            raise ResourceNotFoundError(f'There is no document "{name}". {suggest_names(name, held)}')
        return json.dumps(held[name], ensure_ascii=False, indent=1)


def _add_prompts(server: MCPServer[Any]) -> None:
    @server.prompt(description="A briefing of one page, every statement with its words.")
    def briefing(topic: str, language: str = "English") -> str:
        return BRIEFING.format(topic=topic, language=language)

    @server.prompt(description="A draft text checked against the record, sentence by sentence.")
    def check_draft(draft: str, language: str = "English") -> str:
        return CHECK.format(draft=draft, language=language)
