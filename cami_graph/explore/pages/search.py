"""The search: a page with what was found, by kind, and the documents that it and the scripts look through."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from cami_graph.explore.address import KINDS, pair_path, slug_of
from cami_graph.explore.model import LANGUAGES, Label, Thing
from cami_graph.explore.pages.base import Page
from cami_graph.explore.pages.gap import name_link
from cami_graph.explore.pages.term import term_things
from cami_graph.explore.record import Record, reading_order
from cami_graph.explore.search import Document, Index, countries_in, other_words, read_settings
from cami_graph.query.library import Query

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 200
MOST = 100
CODED = frozenset({"activity", "section", "objective"})
GAPS = {"gap": "page-gaps", "finding": "page-findings"}
SLUGGED = frozenset({"country", "subactivity"})


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """What was found for a text, of one kind or of all, how many there are of each kind; two countries lead further."""

    index: Callable[[], Index]
    text: str = ""
    kind: str = ""
    hits: tuple[Document, ...] = ()
    count: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    pair: tuple[Label, str] | None = None

    def answer(self, wishes: Mapping[str, str]) -> Page:
        """Return the page with what was found for `q`, of the kind `kind` where one is named.

        `with` is the second country of the pickers on the front page, which come here where there is no script.
        """
        other = "" if "alone" in wishes else wishes.get("with", "")
        text = f"{wishes.get('q', '')} {other}".strip()[:LONGEST]
        index = self.index()
        found = index.find(text) if text else []
        kinds = Counter(one["kind"] for one in found)
        kind = wishes.get("kind", "") if wishes.get("kind", "") in kinds else ""
        chosen = [one for one in found if kind in ("", one["kind"])]
        named = countries_in(text, [one for one in index.documents if one["kind"] == "country"])
        pair = _pair(named[0], named[1]) if len(named) > 1 else None
        hits = tuple(chosen[:MOST])
        found_kinds = tuple(kinds.most_common())
        return replace(self, text=text, kind=kind, hits=hits, count=len(chosen), kinds=found_kinds, pair=pair)


def _pair(one: Document, two: Document) -> tuple[Label, str]:
    """Return the names of two countries, and where what they share stands."""
    label = Label(f"{one['en']} – {two['en']}", f"{one['ru']} – {two['ru']}")
    return label, pair_path(one["code"], two["code"])


def search_page(record: Record) -> SearchPage:
    """Make the page; its index is made when somebody first searches."""
    return SearchPage("search", Label("Search", "Поиск"), "search", cache(lambda: Index(search_documents(record))))


def search_documents(record: Record) -> list[dict[str, str]]:
    """Return one document for each page, each claim, and each part of a page that people look for by name."""
    wanted = (*KINDS, "threat")
    things = [_thing(record, iri) for iri, one in record.things.items() if one.path and one.kind in wanted]
    claims = [_document(one.path, one.kind, one.label) for one in record.claims.values() if one.path]
    terms = [_document(one.path, "term", one.label, one.code) for one in term_things(record).values()]
    ways = [
        {"path": one["path"], "kind": "page", "code": "", "en": one["en"], "ru": one["ru"], "other": one["other"]}
        for one in read_settings().ways
    ]
    found = [*ways, *things, *claims, *(_query(query) for query in record.library), *terms]
    return [one | {"also": other_words(" | ".join((one["en"], one["ru"], one["other"])))} for one in found]


def _document(path: str, kind: str, label: Label, code: str = "", other: str = "") -> dict[str, str]:
    return {"path": path, "kind": kind, "code": code, "en": label.en, "ru": label.ru, "other": other}


def _thing(record: Record, iri: str) -> dict[str, str]:
    """Return the document of a thing, with its other names; of an activity, with its words as printed."""
    thing = record.things[iri]
    other = " | ".join((*record.other_names(iri), *_printed(record, thing)))
    named = replace(thing, label=_gap_name(record, thing)) if thing.kind in GAPS else thing
    label = Label(named.marked("en"), named.marked("ru") if named.label.ru else "")
    code = slug_of(iri) if thing.kind in SLUGGED else thing.code if thing.kind in CODED else ""
    return _document(thing.path, thing.kind, label, code, other)


def _gap_name(record: Record, thing: Thing) -> Label:
    """Return the name of a gap or finding with its countries in words, and its kind where that is not the usual one."""
    found: dict[str, list[Thing]] = defaultdict(list)
    for row in record.rows_of(GAPS[thing.kind], thing.kind, thing.iri):
        if str(row["field"]) in ("country", "resource", "herd", "kind", "group"):
            found[str(row["field"])].append(record.thing(row["value"]))
    for things in found.values():
        things.sort(key=reading_order)
    named = name_link(found["country"], found["herd"] or found["resource"], thing.label)
    kinds = () if found["group"] else found["kind"]
    return next((_bracketed(named, kind.label) for kind in kinds), named)


def _bracketed(name: Label, more: Label) -> Label:
    return Label(*(f"{name.say(language)} ({more.say(language)})" for language in LANGUAGES))


def _printed(record: Record, thing: Thing) -> tuple[str, ...]:
    """Return the title of an activity as a report prints it."""
    rows = record.rows_of("page-cells", "activity", thing.iri) if thing.kind == "activity" else ()
    return tuple(dict.fromkeys(" ".join(str(row["printed"]).split()) for row in rows if str(row["column"]) == "1"))


def _query(query: Query) -> dict[str, str]:
    """Return the document of a question."""
    head = query.head
    other = f"{head.summary} | {head.summary_ru} | {query.name}"
    return _document(f"query/{query.name}", "query", Label(head.title, head.title_ru), other=other)
