"""SPARQL of one's own: what in it cannot be meant, said with what is near; a text that asks nothing is no answer.

An engine takes any address and any variable for good, so a misspelt one gives no rows and no word. Here each address
of ours that the graph does not hold is named, each class of which only narrower ones are stated, and each variable
that is asked for and bound nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rdflib import RDFS

from cami_graph.errors import nearest_names, suggest_names
from cami_graph.query.bind import find_blocks, is_open
from cami_graph.query.head import Parameter, read_head, split_head
from cami_graph.query.library import Query
from cami_graph.query.types import TYPES
from cami_graph.rdf import PREFIXES, shorten
from cami_graph.store import Store
from cami_graph.store.syntax_errors import silence

ROOT = "w3id.org/cami/"
OURS = f"https://{ROOT}"
ADDRESS = re.compile(r"<([^<>\"{}|^`\s]*)>")
DECLARED = re.compile(r"PREFIX\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)
SHORT = re.compile(r"(?<![\w?$:.<-])([A-Za-z][\w.-]*)?:([\w%](?:[\w%.:-]|\\[/~.#-])*)")
ASKED = re.compile(r"\bSELECT\b(.*?)\{", re.IGNORECASE | re.DOTALL)
MADE = re.compile(r"\bAS\s+[?$](\w+)", re.IGNORECASE)
VARIABLE = re.compile(r"[?$](\w+)")
TAIL = re.compile(r"[^/#]*$")
NARROWER = "rdfs:subClassOf"


def own_query(text: str) -> Query:
    """Return SPARQL of one's own as a question: its parameters are those of its head, or its open VALUES blocks."""
    _, body = split_head(text)
    head = read_head(text, "the query")[0]
    open_blocks = [name for name, found in find_blocks(body).items() if any(map(is_open, found))]
    named = {name: Parameter(name, name if name in TYPES else "string", "") for name in open_blocks}
    return Query("query", "", "the query", replace(head, parameters=named | dict(head.parameters)), body, text)


def find_doubts(text: str, store: Store) -> tuple[str, ...]:
    """Return a sentence for each address of ours that the graph does not hold, and each variable bound nowhere."""
    named = tuple(dict.fromkeys(_addresses(text)))
    plain = [iri for iri in named if iri.startswith(OURS)]
    held = _held(plain, store)
    doubts = [_say_unknown(iri, store) for iri in plain if iri not in held]
    doubts += [f"<{iri}> is no address of ours: they begin with {OURS}" for iri in named if iri not in plain]
    return (*doubts, *_only_narrower(held, text, store), *_unbound(text))


def _only_narrower(held: Iterable[str], text: str, store: Store) -> Iterator[str]:
    """Give a sentence for each class of which nothing is stated, only of narrower ones: `a` finds none of these."""
    bare = _without_texts(text)
    asked = [
        iri for iri in sorted(held) if re.search(rf"(?:\ba|type>?)\s+(?:<{iri}>|\w*:{TAIL.findall(iri)[0]}\b)", bare)
    ]
    values = " ".join(f"<{iri}>" for iri in asked)
    if not values or NARROWER in text:
        return
    rows = store.select(
        f"SELECT DISTINCT ?one ?narrow WHERE {{ VALUES ?one {{ {values} }} ?narrow <{RDFS.subClassOf}> ?one . "
        "FILTER(EXISTS { ?x a ?narrow } && !EXISTS { ?y a ?one }) } ORDER BY ?one ?narrow"
    )
    narrower: dict[str, list[str]] = {}
    for one, narrow in zip(rows.column("one"), rows.column("narrow"), strict=True):
        narrower.setdefault(str(one), []).append(shorten(str(narrow)))
    for wide, classes in narrower.items():
        told = f"Nothing is stated to be a {shorten(wide)}, only things of narrower classes: {', '.join(classes)}."
        yield f"{told} `a/{NARROWER}* {shorten(wide)}` finds all of them."


def _addresses(text: str) -> Iterator[str]:
    """Give each address of ours that a query names, in full or by a prefix; those of its prologue are none."""
    spaces = PREFIXES | dict(DECLARED.findall(text))
    body = DECLARED.sub(lambda found: " " * len(found[0]), text)
    for iri in ADDRESS.findall(_without_texts(body)):
        if ROOT in iri and not iri.endswith(ROOT):
            yield iri
    for prefix, rest in SHORT.findall(silence(body)):
        iri = spaces.get(prefix, "") + rest.rstrip(".").replace("\\", "")
        if ROOT in iri:
            yield iri


def _without_texts(text: str) -> str:
    """Return the text without its strings and comments, in which an address is none."""
    pattern = r"(<[^<>\"{}|^`\s]*>)|\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|#[^\n]*"
    return re.sub(pattern, lambda found: found[1] or " ", text, flags=re.DOTALL)


def _held(iris: Iterable[str], store: Store) -> frozenset[str]:
    """Return those addresses of which the graph holds any statement."""
    values = " ".join(f"<{iri}>" for iri in iris)
    if not values:
        return frozenset()
    rows = store.select(
        f"SELECT ?one WHERE {{ VALUES ?one {{ {values} }} FILTER(EXISTS {{ ?one ?p ?o }} || EXISTS {{ ?s ?one ?v }} "
        "|| EXISTS { ?t ?q ?one } || EXISTS { GRAPH ?one { ?a ?b ?c } }) }"
    )
    return frozenset(map(str, rows.column("one")))


def _say_unknown(iri: str, store: Store) -> str:
    """Say that the graph does not know an address, and which of the same kind are near."""
    space = TAIL.sub("", iri)
    rows = store.select(
        "SELECT DISTINCT ?one WHERE { { ?one a ?kind } UNION { ?s ?one ?o } UNION { ?s a ?one } "
        f'FILTER(STRSTARTS(STR(?one), "{space}")) }}'
    )
    known = {str(one).removeprefix(space): str(one) for one in rows.column("one")}
    near = [shorten(known[name]) for name in nearest_names(iri.removeprefix(space), known)]
    hint = f" Nearest: {', '.join(near)}." if near else ""
    return f"The graph says nothing of {shorten(iri)}.{hint}"


def _unbound(text: str) -> Iterator[str]:
    """Give a sentence for each variable that a SELECT asks for and that stands nowhere in its pattern."""
    bare = silence(text)
    found = ASKED.search(bare)
    if not found:
        return
    asked = [name for name in VARIABLE.findall(found[1]) if name not in MADE.findall(found[1])]
    body = set(VARIABLE.findall(bare[found.end() :]))
    for name in dict.fromkeys(asked):
        if name not in body:
            near = suggest_names(name, body)
            yield f"?{name} is asked for and stands nowhere in the pattern. {near}".strip()
