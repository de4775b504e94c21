"""The query library for the workbench: texts, heads, and the choices that parameters offer."""

from __future__ import annotations

from cami_graph.explore.model import Label
from cami_graph.explore.questions import CHOICES, choices_of, read_questions
from cami_graph.explore.record import Record
from cami_graph.query.library import Query
from cami_graph.rdf import VOCABULARY

ROOMS = ("competency", "analysis", "pages", "export", "hygiene")


def library_data(record: Record) -> dict[str, object]:
    """Return all SELECT questions, the choices of each type of parameter, and how columns and concepts are called."""
    found = [query for query in record.library if query.room in ROOMS]
    types = sorted({*CHOICES, *(one.type for query in found for one in query.head.parameters.values())})
    choices = {name: [_choice(one.iri, one.label) for one in choices_of(record, name)] for name in types}
    concepts = [one for iri, one in record.things.items() if iri.startswith(str(VOCABULARY)) and one.kind == "concept"]
    return {
        "queries": [_query(query) for query in found],
        "choices": {name: some for name, some in choices.items() if some},
        "columns": {name: [label.en, label.ru] for name, label in read_questions()["columns"].items()},
        "concepts": {one.iri.removeprefix(str(VOCABULARY)): [one.label.en, one.label.ru] for one in concepts},
    }


def _choice(iri: str, label: Label) -> dict[str, str]:
    """Return one thing to choose."""
    return {"iri": iri, "en": label.en, "ru": label.say("ru")}


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
