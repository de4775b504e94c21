"""What the search knows: every thing, claim, question and term, with all its names in both languages."""

from __future__ import annotations

from cami_graph.explore.address import KINDS
from cami_graph.explore.pages.term import term_things
from cami_graph.explore.record import Record
from cami_graph.query.library import Query


def search_data(record: Record) -> dict[str, list[dict[str, str]]]:
    """Return one document for each page and each claim."""
    things = [
        _thing(record, iri) for iri, thing in record.things.items() if thing.path and thing.kind in (*KINDS, "threat")
    ]
    claims = [
        {"path": claim.path, "kind": claim.kind, "code": "", "en": claim.label.en, "ru": claim.label.ru, "other": ""}
        for claim in record.claims.values()
        if claim.path
    ]
    terms = [
        {"path": one.path, "kind": "term", "code": one.code, "en": one.label.en, "ru": one.label.ru, "other": ""}
        for one in term_things(record).values()
    ]
    return {"documents": [*things, *claims, *(_query(query) for query in record.library), *terms]}


def _thing(record: Record, iri: str) -> dict[str, str]:
    """Return the document of a thing; a gap is found by its sentence."""
    thing = record.things[iri]
    other = " | ".join(record.other_names(iri))
    return {
        "path": thing.path,
        "kind": thing.kind,
        "code": _code(thing.kind, thing.code),
        "en": thing.marked("en"),
        "ru": thing.marked("ru") if thing.label.ru else "",
        "other": other,
    }


def _code(kind: str, code: str) -> str:
    """Keep the codes that people say; those of countries and species only repeat their addresses."""
    return code if kind in {"activity", "subactivity", "section", "objective", "country"} else ""


def _query(query: Query) -> dict[str, str]:
    """Return the document of a question."""
    head = query.head
    return {
        "path": f"query/{query.name}",
        "kind": "query",
        "code": "",
        "en": head.title,
        "ru": head.title_ru,
        "other": f"{head.summary} {query.name}",
    }
