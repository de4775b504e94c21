"""The SPARQL 1.1 Protocol as far as it is about queries: from a request to what is asked, from Accept to a form.

Takes plain values (method, query string, headers, body), so that each rule of the recommendation can be tried by
hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from cami_graph.errors import QueryError, suggest_names

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
KNOWN = ("query", "default-graph-uri", "named-graph-uri", "report", "programme")
FORMAT = ("format", "output", "results")
FORMS = {
    "json": "application/sparql-results+json, application/ld+json;q=0.5",
    "srj": "application/sparql-results+json",
    "xml": "application/sparql-results+xml, application/rdf+xml;q=0.5",
    "srx": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
HEADERS = 64
FIELDS = 5_000
"""How many parameters one request may carry: a scope names each of its graphs twice, and a document has some twenty."""

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")


class ProtocolError(QueryError):
    """The request is not what the protocol allows; the status says in which way."""

    def __init__(self, status: int, problem: str, *, remedy: str = "", allow: str = "") -> None:
        super().__init__(problem, remedy=remedy)
        self.status, self.allow = status, allow


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset that the request names for it."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    report: str = ""
    programme: str = ""
    accept: str = ""

    @property
    def names_dataset(self) -> bool:
        """Say whether the request itself names graphs, which then outweigh the query's own."""
        return bool(self.default_graphs or self.named_graphs)


def read_request(method: str, query_string: str, content_type: str, body: bytes) -> Asked:
    """Return what a request asks, by one of the three ways of the protocol."""
    if method in ("GET", "HEAD"):
        return _read_pairs(_split_pairs(query_string))
    if method != "POST":
        raise ProtocolError(405, f"{method} is not answered here.", remedy="Use GET or POST.", allow="GET, POST")
    media, charset = _split_media(content_type)
    if media == UPDATE:
        raise ProtocolError(403, "The graph is read-only: updates are refused.")
    text = _decode(body, charset)
    if media == FORM:
        return _read_form(query_string, text)
    if media == DIRECT:
        return _read_direct(query_string, text)
    remedy = f"Send {FORM} or {DIRECT}."
    raise ProtocolError(415, f'A query cannot be sent as "{media or "nothing said"}".', remedy=remedy)


def _read_form(query_string: str, text: str) -> Asked:
    """Read a posted form; the address of the request must not carry a query of its own."""
    if any(name in (*KNOWN, "update") for name, _ in _split_pairs(query_string)):
        raise ProtocolError(400, "A posted form carries all its parameters in the body, none in the address.")
    return _read_pairs(_split_pairs(text))


def _read_direct(query_string: str, text: str) -> Asked:
    """Read a query posted as itself; only the dataset may stand in the address."""
    pairs = _split_pairs(query_string)
    if any(name in ("query", "update") for name, _ in pairs):
        raise ProtocolError(400, "The query stands in the body already; the address may name graphs only.")
    return _read_pairs([*pairs, ("query", text)])


def _split_pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, strict_parsing=False, errors="strict", max_num_fields=FIELDS)
    except ValueError as error:
        raise ProtocolError(400, f"The parameters cannot be read: {error}.", remedy="Encode them as UTF-8.") from error


def _read_pairs(pairs: Sequence[tuple[str, str]]) -> Asked:
    """Find exactly one query among the parameters, and the graphs."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    if "update" in found:
        raise ProtocolError(403, "The graph is read-only: updates are refused.")
    queries = found.get("query", [])
    if len(queries) != 1:
        raise ProtocolError(400, f'The parameter "query" stands {len(queries)} times; it must stand once.')
    if not queries[0].strip():
        raise ProtocolError(400, "The query is empty.")
    graphs = [tuple(map(_check_iri, found.get(name, []))) for name in KNOWN[1:3]]
    report, programme = (read_once(found, name) for name in KNOWN[3:])
    if (report or programme) and any(graphs):
        remedy = "Name graphs, or a report or programme."
        raise ProtocolError(400, "The request names its dataset in two ways.", remedy=remedy)
    return Asked(queries[0], graphs[0], graphs[1], report, programme, read_form(found))


def read_form(found: Mapping[str, Sequence[str]]) -> str:
    """Return what the address wants to get, as an Accept header; who cannot send one says `format=csv`."""
    named = [value for name in FORMAT for value in found.get(name, [])]
    if not named:
        return ""
    form = named[0].strip()
    if len(set(named)) > 1:
        raise ProtocolError(400, f"The request names several forms: {', '.join(named)}.", remedy="Name one.")
    if "/" not in form and form.lower() not in FORMS:
        remedy = suggest_names(form, FORMS) or f"There are: {', '.join(FORMS)}."
        raise ProtocolError(400, f'"{form}" is no form of an answer.', remedy=remedy)
    return FORMS.get(form.lower(), form)


def read_once(found: Mapping[str, Sequence[str]], name: str) -> str:
    """Return the value of a parameter that may stand once, or nothing."""
    values = found.get(name, [])
    if len(values) > 1:
        raise ProtocolError(400, f'The parameter "{name}" stands {len(values)} times; it may stand once.')
    if values and not values[0].strip():
        raise ProtocolError(400, f'The parameter "{name}" is empty.', remedy="Leave it out, or name one.")
    return values[0] if values else ""


def _check_iri(value: str) -> str:
    if not IRI.fullmatch(value):
        raise ProtocolError(400, f'"{value}" is no address of a graph.', remedy="Write an absolute IRI.")
    return value


def _split_media(content_type: str) -> tuple[str, str]:
    """Return the media type and the character set of a body."""
    media, *parameters = (part.strip() for part in content_type.split(";"))
    named = dict(part.lower().split("=", 1) for part in parameters if "=" in part)
    return media.lower(), named.get("charset", "utf-8").strip('"')


def _decode(body: bytes, charset: str) -> str:
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise ProtocolError(415, f'The body is in "{charset}".', remedy="Send it in UTF-8.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"The body is not UTF-8: byte {error.start}.") from error


# What the client would like to get


@dataclass(frozen=True, slots=True)
class Wish:
    """One entry of an Accept header."""

    media: str
    weight: float

    def fits(self, offered: str) -> int:
        """Return how exactly the entry names the type offered: 0 not at all, 3 by its name."""
        if self.media == offered:
            return 3
        if self.media == offered.split("/")[0] + "/*":
            return 2
        return int(self.media == "*/*")


def read_accept(header: str) -> tuple[Wish, ...]:
    """Read an Accept header; what cannot be read is passed over, and an empty header accepts all."""
    wishes = []
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        named = dict(piece.split("=", 1) for piece in parameters if "=" in piece)
        if re.fullmatch(r"[\w.+*-]+/[\w.+*-]+", media):
            wishes.append(Wish(media, _read_weight(named.get("q", "1"))))
    return tuple(wishes) or ((Wish("*/*", 1.0),) if not header.strip() else ())


def _read_weight(text: str) -> float:
    return min(float(text), 1.0) if re.fullmatch(r"\d(\.\d{0,3})?", text) else 0.0


@lru_cache(HEADERS)
def choose_media(header: str, offered: tuple[str, ...]) -> str | None:
    """Return the type offered that the client likes best, ties in the order of the offer; None where it wants none."""
    wishes = read_accept(header)

    def weigh(media: str) -> float:
        fitting = [(wish.fits(media), wish.weight) for wish in wishes if wish.fits(media)]
        return max(fitting)[1] if fitting else 0.0

    best = max(offered, key=weigh, default=None)
    return best if best is not None and weigh(best) > 0 else None
