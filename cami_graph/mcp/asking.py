"""Questions put to the workers of the endpoint; what they refuse becomes an error that the assistant can read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError

from cami_graph.errors import CamiError
from cami_graph.query import Library
from cami_graph.serve.limits import Message
from cami_graph.serve.pool import Pool
from cami_graph.store import EVERYTHING, Scope

TABLE, TURTLE = "application/sparql-results+json", "text/turtle"
FOUND = (200, 404)  # where nothing was understood the answer says what is near


@dataclass(frozen=True, slots=True)
class Asking:
    """The workers and the library; each method asks one worker, within the limits of one query."""

    pool: Pool
    library: Library
    scope: Scope = EVERYTHING

    async def put(self, question: dict[str, Any]) -> Message:
        """Return the answer to a question of any kind; raises ToolError with the words of the refusal."""
        try:
            answer = await self.pool.ask(question | asdict(self.scope))
        except CamiError as error:
            raise ToolError(str(error)) from error
        if answer.head["status"] not in FOUND or answer.head.get("media") == "text/plain":
            raise ToolError(answer.body.decode().strip())
        return answer

    async def query(self, name: str, values: Mapping[str, Sequence[str]], language: str = "en") -> dict[str, Any]:
        """Return rows, with labels beside addresses, and citations of a question of the library."""
        content: dict[str, Any] = await self._library(name, values, language, cite=True)
        return content | {"rows": [_one_label(row) for row in content["rows"]]}

    async def rows(self, name: str, values: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
        """Return the rows of a question of the library alone, with labels beside addresses."""
        return [_one_label(row) for row in await self._library(name, values, "en", cite=False)]

    async def _library(self, name: str, values: Mapping[str, Sequence[str]], language: str, *, cite: bool) -> Any:  # noqa: ANN401
        options = {"labels": True, "cite": cite, "language": language}
        asked = {"kind": "library", "name": name, "values": dict(values), "form": "json", "options": options}
        return json.loads((await self.put(asked)).body)

    async def ask(self, text: str, language: str, top: int) -> dict[str, Any]:
        """Return the answer to a question in plain words."""
        content: dict[str, Any] = json.loads(
            (await self.put({"kind": "ask", "text": text, "language": language, "top": top})).body
        )
        return content

    async def find(self, text: str, kinds: Sequence[str]) -> list[dict[str, str]]:
        """Return the things of a name."""
        content: list[dict[str, str]] = json.loads(
            (await self.put({"kind": "find", "text": text, "kinds": [*kinds]})).body
        )
        return content

    async def sparql(self, text: str) -> Message:
        """Return the answer to SPARQL: a table or truth as SPARQL JSON, a graph as Turtle."""
        media = {"table_media": TABLE, "graph_media": TURTLE}
        return await self.put({"kind": "sparql", "query": text, "default_graphs": [], "named_graphs": []} | media)

    async def cite(self, text: str) -> dict[str, Any]:
        """Return the words that rows of SPARQL rest on, each with the numbers of its rows, and why some have none."""
        content: dict[str, Any] = json.loads((await self.put({"kind": "cite", "query": text})).body)
        return content

    async def known(self, addresses: Sequence[str]) -> set[str]:
        """Return those addresses that the record says anything of."""
        named = " ".join(f"<{address}>" for address in addresses)
        answer = await self.sparql(f"SELECT DISTINCT ?thing {{ VALUES ?thing {{ {named} }} ?thing ?says ?what }}")
        return {row["thing"]["value"] for row in json.loads(answer.body)["results"]["bindings"]}

    async def citations(self, things: Sequence[str]) -> list[dict[str, Any]]:
        """Return the words that things rest on, each with the things it is about."""
        if not things:
            return []
        rows = await self.rows("citations", {"thing": [*things]})
        held: dict[str, dict[str, Any]] = {}
        for row in rows:
            one = held.setdefault(row["evidence"], {name: row[name] for name in KEPT} | {"things": []})
            one["things"] += [row["thing"]] if row["thing"] not in one["things"] else []
        return list(held.values())


def _one_label(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without labels that stand in it twice: the one in the language asked for stays."""
    return {
        name: value
        for name, value in row.items()
        if f"{name.removesuffix('Label')}_label" not in row or name[-5:] != "Label"
    }


KEPT = ("evidence", "number", "title", "date", "activity", "column", "start", "end", "locator", "quote")
