"""Findings, pairs and gaps as JSON, as a table for spreadsheets, and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.context import Context
from cami_graph.analyse.findings.gaps import Gap, Json, verdicts_to_json
from cami_graph.analyse.findings.judged import digest, name_wording
from cami_graph.analyse.findings.links import GROUPS, ITEMS, STATES, TOGETHER, UNKNOWN, Link
from cami_graph.analyse.findings.listed import Listing, write_rows
from cami_graph.analyse.findings.pairs import Neighbours, say_pair
from cami_graph.analyse.findings.saying import say_finding
from cami_graph.analyse.findings.select import Chosen
from cami_graph.analyse.findings.sentences import say_link
from cami_graph.analyse.findings.steps import name_steps
from cami_graph.analyse.findings.systems import Finding

if TYPE_CHECKING:
    from cami_graph.query.plain import Plain

FORMS = ("json", "csv", "tsv", "xlsx", "markdown")
HEADS = {
    "system": (
        *("rank", "group", "first page", "id", "kind", "system", "countries", "items", *ITEMS),
        *("need", "open links", "told together", "doubt", "verdict", "wording", "sentence"),
    ),
    "pair": (
        *("rank", "countries", "group", "items", "items over all shared", *ITEMS),
        *("together", "planned", "agreed", "open", "frameworks", "sentence"),
    ),
    "link": (
        *("rank", "id", "kind", "state", "group", "standing", "countries", "resource", "items", *ITEMS),
        *("need", "frameworks", "brokers", "next step", "verdict", "wording", "sentence"),
    ),
}


def to_json(found: Findings, chosen: Chosen) -> list[Json]:
    """Return what was chosen as JSON holds it, one object each, in order of rank."""
    return [_json(found, one) for one in chosen]


def _json(found: Findings, one: Finding | Neighbours | Gap) -> Json:
    if isinstance(one, Gap):
        return one.to_json()
    return finding_to_json(found, one) if isinstance(one, Finding) else pair_to_json(found, one)


def finding_to_json(found: Findings, one: Finding) -> Json:
    """Return a finding as JSON holds it."""
    sentence = say_finding(found.situation, one)
    step = name_steps(found.situation, one.links)
    return {
        "id": one.slug,
        "iri": f"https://w3id.org/cami/id/finding/{one.slug}",
        "rank": one.rank,
        "group": one.group,
        "is_first": one.is_first,
        "kind": one.kind,
        "label": one.name.en,
        "label_ru": one.name.say("ru"),
        "resource": one.resource,
        "herds": list(one.herds),
        "doubt": one.doubt,
        "countries": list(one.countries),
        "count": one.count,
        "checklist": dict(one.checklist),
        "need": found.situation.resources[one.resource].category,
        "links": [_link(found, each) for each in one.links],
        "together": [_link(found, each) for each in one.together],
        "step": step.en,
        "step_ru": step.ru,
        "verdict": one.verdict,
        "verdict_on": name_wording(one.verdicts),
        "verdicts": verdicts_to_json(one.verdicts),
        "wording": digest(sentence.en),
        "sentence": sentence.en,
        "sentence_ru": sentence.ru,
    }


def _link(found: Findings, one: Link) -> Json:
    """Return a link in few words: told together, told alone or not told, and what joins the two."""
    resource = found.situation.resources[one.resource]
    sentence = say_link(found.situation, one) if one.state != TOGETHER else None
    return {
        "id": one.slug,
        "countries": list(one.countries),
        "resource": one.resource,
        "label": resource.name.en,
        "label_ru": resource.name.say("ru"),
        "herds": [found.situation.channels.populations[key].name.en for key in one.herds],
        "standing": one.standing,
        "state": one.state,
        "group": one.group,
        "told": told_of(found, one),
        "doubt": one.doubt,
        "count": one.count,
        "checklist": dict(one.items),
        "need": resource.category,
        "frameworks": [key.partition("/")[2] for key in one.frameworks],
        "covering": {key.partition("/")[2]: how for key, how in one.covering.items()},
        "wishes": [key.partition("/")[2] for key in one.wishes],
        "silent": list(one.silent),
        "sentence": sentence.en if sentence else "",
        "sentence_ru": sentence.ru if sentence else "",
    }


def told_of(found: Findings, one: Link) -> str:
    """Say what is told of a link: `together`, `alone` (one of the two, or both, each at home) or `not told`."""
    if one.state == TOGETHER:
        return TOGETHER
    return "alone" if any(found.work.acting.get((code, one.resource)) for code in one.countries) else "not told"


def pair_to_json(found: Findings, one: Neighbours) -> Json:
    """Return a pair as JSON holds it: all that the two share, what joins them, and what came since."""
    context = Context.of(found.situation, found.work, found.findings)
    sentence = say_pair(found.situation, one)
    known = [each for each in one.links if each.standing != UNKNOWN]
    return {
        "countries": list(one.countries),
        "names": [found.situation.name(code).en for code in one.countries],
        "rank": one.rank,
        "group": one.group,
        "count": one.count,
        "count_over_systems": one.order[1],
        "checklist": dict(one.items),
        "systems": [_link(found, each) for each in known],
        "not_known": [_link(found, each) for each in one.links if each.standing == UNKNOWN],
        "frameworks": [
            {
                "id": each.key.partition("/")[2],
                "label": each.name.en,
                "label_ru": each.name.say("ru"),
                "since": each.since(one.countries),
                "parties": list(each.parties),
            }
            for each in one.frameworks
        ],
        "calls": sorted({key.partition("/")[2] for each in known for key in each.callers}),
        "joint_work": [key.partition("/")[2] for key in one.ties],
        "since": [each.to_json() for each in context.events_since(one.countries)],
        "sentence": sentence.en,
        "sentence_ru": sentence.ru,
    }


def write_chosen(found: Findings, unit: str, chosen: Chosen, form: str, language: str = "en") -> bytes:
    """Write what was chosen as JSON, or its rows as CSV, TSV, XLSX or Markdown."""
    if form == "json":
        return (json.dumps(to_json(found, chosen), ensure_ascii=False, indent=2) + "\n").encode()
    return write_rows(list_chosen(found, unit, chosen, language), unit, form)


def list_chosen(found: Findings, unit: str, chosen: Chosen, language: str = "en") -> Listing:
    """Return what was chosen as a list of rows."""
    first = [getattr(one, "is_first", True) for one in chosen]
    return Listing(HEADS[unit], table_rows(found, chosen, language), first)


def table_rows(found: Findings, chosen: Chosen, language: str = "en") -> list[list[Plain]]:
    """Return what was chosen as rows under the head of its unit."""
    return [_row(found, one, language) for one in chosen]


def _row(found: Findings, one: Finding | Neighbours | Gap, language: str) -> list[Plain]:
    if isinstance(one, Gap):
        return _gap_row(one, language)
    return _finding_row(found, one, language) if isinstance(one, Finding) else _pair_row(found, one, language)


def _items(checklist: object) -> list[Plain]:
    return [int(checklist.get(name, 0)) if isinstance(checklist, dict) else 0 for name in ITEMS]


def _gap_row(one: Gap, language: str) -> list[Plain]:
    return [
        *(one.rank, one.slug, one.kind, one.state, one.group, one.standing),
        *("; ".join(one.countries), one.resource.say(language), one.count, *_items(dict(one.checklist))),
        *(one.need, "; ".join(each.say(language) for each in one.frameworks)),
        *("; ".join(each.say(language) for each in one.brokers), one.step.say(language)),
        *(one.verdict, name_wording(one.verdicts), one.sentence.say(language)),
    ]


def _finding_row(found: Findings, one: Finding, language: str) -> list[Plain]:
    return [
        *(one.rank, one.group, "yes" if one.is_first else "", one.slug, one.kind, one.name.say(language)),
        *("; ".join(one.countries), one.count, *_items(one.checklist)),
        *(found.situation.resources[one.resource].category, _name_links(one.links), _name_links(one.together)),
        *("yes" if one.doubt else "", one.verdict, name_wording(one.verdicts)),
        say_finding(found.situation, one).say(language),
    ]


def _pair_row(found: Findings, one: Neighbours, language: str) -> list[Plain]:
    states = {
        state: [each for each in one.links if each.state == state and each.standing != UNKNOWN] for state in STATES
    }
    names = {
        state: "; ".join(found.situation.resources[each.resource].name.say(language) for each in links)
        for state, links in states.items()
    }
    return [
        *(one.rank, "; ".join(one.countries), one.group, one.count, one.order[1], *_items(dict(one.items))),
        *(names[state] for state in STATES),
        "; ".join(f"{each.name.say(language)} ({each.since(one.countries)})" for each in one.frameworks),
        say_pair(found.situation, one).say(language),
    ]


def _name_links(links: Sequence[Link]) -> str:
    ordered = sorted(links, key=lambda one: (GROUPS.index(one.group) if one.group else 0, one.slug))
    return "; ".join("–".join(one.countries) for one in ordered)
