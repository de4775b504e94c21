"""The query library for the workbench: texts, heads, and the choices that parameters offer."""

from __future__ import annotations

from cami_graph.explore.record import Record
from cami_graph.query.library import Query

ROOMS = ("competency", "analysis", "pages", "export", "hygiene")
CHOICES = {
    "country": ("country",),
    "species": ("taxon",),
    "landscape": ("landscape",),
    "place": ("landscape", "site"),
    "site": ("site",),
    "actor": ("actor",),
    "threat": ("threat",),
    "initiative": ("initiative",),
    "activity": ("activity", "subactivity"),
    "section": ("section",),
    "gap": ("gap",),
}


def library_data(record: Record) -> dict[str, object]:
    """Return all SELECT questions, and for each type of parameter the things to choose from."""
    queries = [_query(query) for query in record.library if query.room in ROOMS]
    choices = {name: _choices(record, kinds) for name, kinds in CHOICES.items()}
    for scheme in sorted({one["type"] for query in queries for one in query["parameters"]} - set(choices)):  # type: ignore[attr-defined]
        found = [
            one for iri, one in record.things.items() if iri.startswith(f"https://w3id.org/cami/vocabulary/{scheme}/")
        ]
        if found:
            choices[scheme] = [{"iri": one.iri, "en": one.label.en, "ru": one.label.say("ru")} for one in found]
    return {"queries": queries, "choices": choices}


def _query(query: Query) -> dict[str, object]:
    """Return one question."""
    head = query.head
    return {
        "name": query.name,
        "folder": query.room,
        "title": {"en": head.title, "ru": head.title_ru},
        "summary": {"en": head.summary, "ru": head.summary_ru},
        "tags": list(head.tags),
        "view": head.view,
        "text": query.body.strip() + "\n",
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "required": one.required,
                "example": getattr(one, "example", "") or "",
                "summary": {"en": one.summary, "ru": one.summary_ru or one.summary},
            }
            for one in head.parameters.values()
        ],
    }


def _choices(record: Record, kinds: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the things of these kinds by name."""
    return [{"iri": one.iri, "en": one.name("en"), "ru": one.name("ru")} for one in record.of_kind(*kinds)]
