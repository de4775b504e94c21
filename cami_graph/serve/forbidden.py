"""What a stranger's query may not do: change the graph, or make this machine call another one.

The query is parsed and its tree is walked; no text is searched for words, since a word may stand in a string, a name
or a comment. Only a query that holds the letters of a keyword at all is worth the parse, because the parser is slow.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rdflib import URIRef
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from cami_graph.errors import QueryError

WORTH_A_PARSE = re.compile(r"service|\\u", re.IGNORECASE)
CLOSED_TO_SERVICE = "This endpoint calls no other endpoint"


class RefusedQueryError(QueryError):
    """The query is good SPARQL, but asks for something that this endpoint does not do."""


def check_query(text: str, allowed_services: Collection[str] = ()) -> None:
    """Let the query pass, or refuse it; whoever runs it reports plain mistakes of syntax."""
    if not WORTH_A_PARSE.search(text):
        return
    try:
        tree = parseQuery(text)
    except RecursionError as error:
        raise RefusedQueryError("The query is nested too deeply to be checked.", remedy="Write it flatter.") from error
    except Exception as error:
        reason = str(error).splitlines()[0]
        raise QueryError(f"The query is not SPARQL 1.1, or cannot be shown to call nobody: {reason}") from error
    for endpoint in _walk_services(tree):
        _check_service(endpoint, allowed_services)


def _check_service(endpoint: object, allowed: Collection[str]) -> None:
    if not isinstance(endpoint, URIRef):
        raise RefusedQueryError(f"{CLOSED_TO_SERVICE}, least of all one whose address is not written out.")
    if str(endpoint) not in allowed:
        remedy = f"Allowed by name are: {', '.join(sorted(allowed))}." if allowed else "Ask both, and join the answers."
        raise RefusedQueryError(f"{CLOSED_TO_SERVICE}: SERVICE <{endpoint}> is refused.", remedy=remedy)


def _walk(tree: object) -> Iterator[CompValue]:
    """Give every node of a parse tree, however deep, without recursion."""
    waiting: list[object] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, str) or not hasattr(node, "__iter__"):
            continue
        else:
            waiting.extend(node)


def _walk_services(tree: object) -> Iterator[object]:
    """Give what each SERVICE of the query names: an address or a variable."""
    for node in _walk(tree):
        if node.name == "ServiceGraphPattern":
            yield node.term


def is_update(text: str) -> bool:
    """Say whether a text that is no query is an update, so that the answer can say so."""
    try:
        return bool(parseUpdate(text).request)
    except Exception:  # noqa: BLE001  (whatever the parser objects to, it is no update then)
        return False
