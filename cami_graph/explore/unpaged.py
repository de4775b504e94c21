"""Things without a page of their own: on whose page they are shown, and what a plain host answers at their addresses.

A plain host knows no single evidence or participation, of which there are thousands. It has a document for each kind,
in every form of RDF and as a list that leads to pages: `id/evidence.ttl`, `id/evidence.html#…`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape

import pyoxigraph as ox

from cami_graph.addresses import BASE, FORMS
from cami_graph.explore.address import KINDS, kind_of, page_path, slug_of
from cami_graph.explore.model import LANGUAGES, anchor_of
from cami_graph.rdf import ID, PREFIXES, reading_order

SHOWN = ("action", "cooperation", "recommendation")
"""Kinds that have a part of their own on the page of their activity."""
OWNERS = (
    *("activity", "subactivity", "heading", "section", "objective", "event", "framework", "taxon", "landscape", "site"),
    *("gap", "finding", "actor", "country", "initiative", "report", "document", "programme"),
)
"""Kinds on whose page a thing may be shown, the best first."""
STEPS = 3
APART = ("wasReadIn", "restsOnEvidence", "wasGeneratedBy")
"""Links that join what is shown on different pages."""
EVERYWHERE = "gaps"
LABEL = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")
REPLACED = ox.NamedNode(f"{PREFIXES['dcterms']}isReplacedBy")
FORMER = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={to}">
<title>CAMI Graph</title></head><body><a href="{to}">{to}</a></body></html>
"""
LIST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>CAMI Graph: {kind}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="../assets/app.css"></head><body><main id="main"><h1>{base}{kind}/…</h1>
<p>{forms}</p>
<ul>
{lines}
</ul></main></body></html>
"""


def find_homes(quads: Iterable[ox.Quad], pages: Collection[str]) -> dict[str, str]:
    """Return for each thing without a page the page that shows it, with the part of it where there is one."""
    near: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if (subject := _text(quad.subject)).startswith(str(ID)):
            near.setdefault(subject, set())
        if (link := _linked(quad)) is not None:
            near[link[0]].add(link[1])
            near[link[1]].add(link[0])
    bare = [thing for thing in near if page_path(thing).partition("#")[0] not in pages]
    return {thing: _home(thing, near, pages) for thing in sorted(bare)}


def list_kinds(quads: Sequence[ox.Quad], homes: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Give the documents of things by kind, of concepts by scheme and of named graphs, and the lists for people."""
    documents: dict[str, set[ox.Triple]] = defaultdict(set)
    for quad in quads:
        for name in _documents_of(quad):
            documents[name].add(quad.triple)
    for name, triples in sorted(documents.items()):
        ordered = sorted(triples, key=reading_order)
        for form, media in FORMS.items():
            yield f"{name}.{form}", ox.serialize(ordered, format=media, prefixes=PREFIXES) or b""
    for kind in sorted({kind_of(thing) for thing in homes}):
        yield f"id/{kind}.html", list_kind(kind, quads, homes)


def list_kind(kind: str, quads: Iterable[ox.Quad], homes: Mapping[str, str]) -> bytes:
    """Return the list of the things of a kind, each with its part of the list and its way to where it is shown."""
    labels = {_text(quad.subject): _text(quad.object) for quad in quads if _is_label(quad)}
    lines = []
    for thing in (one for one in homes if kind_of(one) == kind):
        page, _, anchor = homes[thing].partition("#")
        to = f"../en/{page}.html" + (f"#{anchor}" if anchor else "")
        slug = escape(slug_of(thing))
        lines.append(f'<li id="{slug}"><a href="{escape(to)}">{slug}</a> {escape(labels.get(thing, ""))}</li>')
    forms = " · ".join(f'<a href="{kind}.{form}">{form}</a>' for form in FORMS)
    return LIST.format(kind=kind, base=ID, forms=forms, lines="\n".join(lines)).encode()


def list_former(quads: Iterable[ox.Quad], pages: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Give for each page that a thing had before another took its place one that leads on to the page of that other."""
    for quad in quads:
        if quad.predicate == REPLACED:
            former, new = page_path(_text(quad.subject)), page_path(_text(quad.object))
            if former and former not in pages and new in pages:
                to = f"{'../' * former.count('/')}{new}.html"
                for language in LANGUAGES:
                    yield f"{language}/{former}.html", FORMER.format(language=language, to=escape(to)).encode()


def _linked(quad: ox.Quad) -> tuple[str, str] | None:
    """Return the two things that a statement joins, where both are shown on one page."""
    subject, value = _text(quad.subject), _text(quad.object)
    is_ours = isinstance(quad.object, ox.NamedNode) and value.startswith(str(ID)) and subject.startswith(str(ID))
    return (subject, value) if is_ours and not quad.predicate.value.endswith(APART) else None


def _home(thing: str, near: Mapping[str, Collection[str]], pages: Collection[str]) -> str:
    """Return the page that shows a thing: that of the best kind within three steps, then the nearest."""
    for through_words in (False, True):
        owners = _owners(thing, near, through_words)
        found = [one for one in owners if page_path(one[2]).partition("#")[0] in pages]
        if found:
            _, _, owner, way = min(found)
            claim = next((one for one in (thing, *way) if kind_of(one) in SHOWN), "")
            return page_path(owner) + (f"#{anchor_of(kind_of(claim), slug_of(claim))}" if claim else "")
    return EVERYWHERE


def _owners(
    thing: str, near: Mapping[str, Collection[str]], through_words: bool
) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Give the things of kinds with a page around one without: rank of their kind, steps, the thing, the way to it."""
    seen = {thing}
    edge: list[tuple[str, tuple[str, ...]]] = [(thing, ())]
    for steps in range(STEPS):
        going: list[tuple[str, tuple[str, ...]]] = []
        for here, way in edge:
            for one in sorted(near[here]):
                if one in seen:
                    continue
                seen.add(one)
                if kind_of(one) in KINDS or kind_of(one) == "event":
                    yield OWNERS.index(kind_of(one)), steps, one, way
                elif through_words or kind_of(one) != "evidence":
                    going.append((one, (*way, one)))
        edge = going


def _documents_of(quad: ox.Quad) -> Iterator[str]:
    """Give the names of the documents in which a statement stands."""
    for node in (quad.graph_name, quad.subject):
        room, _, name = _text(node).removeprefix(BASE).partition("/")
        if room == "graph":
            yield f"graph/{name}"
        elif room in ("id", "vocabulary"):
            yield f"{room}/{name.partition('/')[0]}"


def _text(node: object) -> str:
    return str(getattr(node, "value", ""))


def _is_label(quad: ox.Quad) -> bool:
    return quad.predicate == LABEL and isinstance(quad.object, ox.Literal) and quad.object.language == "en"
