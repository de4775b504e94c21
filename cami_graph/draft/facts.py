"""The proposed claims as the flat fact table, in the form of ``queries/export/facts.rq``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cami_graph.draft.desk import Desk
from cami_graph.draft.lexicon import Lexicon, Thing

Row = Mapping[str, str]
PLACES = ("priority-landscape", "region", "habitat", "protected-area", "site", "infrastructure")
UNDERTAKINGS = ("project", "programme", "plan", "agreement", "law", "guideline")
LEVELS = {"high": "High", "high-medium": "High/Medium", "medium": "Medium", "medium-low": "Medium/Low", "low": "Low"}
HAPPENED = ("done", "partial", "ongoing", "reported")


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One row of the fact table."""

    report: str
    activity: str
    facet: str
    value: str
    evidence: str


def list_facts(desk: Desk) -> list[Fact]:
    """Return the facts that the proposed claims say, each once with its longest words, in order."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for one in desk.proposals:
        tables[one.table].append(one.row)
    empty = [
        (code, row.shared.get(6), row.shared.get(4), row.own[code].printed) for row in desk.rows for code in row.codes
    ]
    found = list(facts_of(tables, desk.lexicon))
    found += [(code, "rec_type", "none", words) for code, rec, _, words in empty if not rec or not rec.printed]
    found += [(code, "status", "blank", words) for code, _, act, words in empty if not act or not act.printed]
    longest: dict[tuple[str, str, str], str] = {}
    for activity, facet, value, evidence in found:
        key = (activity, facet, value)
        longest[key] = max(longest.get(key, ""), evidence, key=lambda words: (len(words), words))
    return sorted(Fact(desk.source.id, *key, evidence) for key, evidence in longest.items())


_Found = tuple[str, str, str, str]


def facts_of(tables: Mapping[str, Sequence[Row]], lexicon: Lexicon) -> Iterator[_Found]:
    """Return activity, facet, value and words of each fact that the rows of claims say."""
    actions = {row["action_id"]: row for row in tables.get("actions", ())}
    yield from _plan(tables, lexicon)
    for row in actions.values():
        yield from _action(row, lexicon)
    for row in tables.get("participations", ()):
        if row["action_id"] in actions:
            yield from _part(row, actions[row["action_id"]], lexicon)
    for row in tables.get("cooperations", ()):
        action = actions.get(row["action_id"])
        for code in _many(action, "activity_codes") if action and action["status"] in HAPPENED else ():
            yield code, "joint", "|".join(sorted(_many(row, "country_codes"))), row["quote"]
    for row in tables.get("recommendations", ()):
        yield from _advice(row, lexicon)


def _plan(tables: Mapping[str, Sequence[Row]], lexicon: Lexicon) -> Iterator[_Found]:
    for row in tables.get("priorities", ()):
        level = LEVELS.get(row["level"], row["quote"])
        mark = "change:" if row["kind"] == "requested" else _item(row)
        yield row["activity_code"], "priority", f"{mark}{level}", row["quote"]
    for row in tables.get("responsibilities", ()):
        if thing := lexicon.by_id("actor", row["actor_id"]):
            yield row["activity_code"], "responsible", thing.short or thing.key, row["quote"]
    for row in tables.get("statuses", ()):
        yield row["activity_code"], "status", f"{_item(row)}{row['status'].replace('-', '_')}", row["quote"]
    for row in tables.get("landscape_states", ()):
        if thing := lexicon.by_id("place", row["landscape_id"]):
            yield row["code"], "landscape_state", f"{thing.key}|{row['country_code']}", row["quote"]
    for row in tables.get("scopes", ()):
        facet = {"species": "species_scope", "threat": "threat", "place": "place"}.get(row["kind"], "")
        for code in _many(row, "activity_codes") if facet else ():
            if value := _value(row["kind"], row["value"], row["quote"], lexicon):
                yield code, facet, value, row["quote"]


def _item(row: Row) -> str:
    return f"{row['item'].replace('-', '')}=" if row["item"] else ""


def _value(kind: str, name: str, quote: str, lexicon: Lexicon) -> str:
    if kind == "threat":
        return name.replace("-", "_")
    thing = lexicon.by_id(kind, name)
    if not thing or (kind == "place" and thing.type not in PLACES):
        return ""
    return thing.key if kind == "species" else printed(thing, quote)


def printed(thing: Thing, quote: str) -> str:
    """Return a name as the words print it: the usual one, else the longest variant that stands there."""
    if thing.type == "priority-landscape" or thing.key.casefold() in quote.casefold():
        return thing.key
    variants = [one for one in thing.spellings if one.casefold() in quote.casefold()]
    return max(variants, key=len) if variants else thing.key


def _action(row: Row, lexicon: Lexicon) -> Iterator[_Found]:
    quote = row["quote"]
    facet = "country" if row["status"] in HAPPENED else "country_planned" if row["status"] == "planned" else ""
    for code in _many(row, "activity_codes"):
        for country in _many(row, "country_codes") if facet else ():
            yield code, facet, country, quote
        yield from _named(row, code, lexicon)
        for threat in _many(row, "threat_ids"):
            yield code, "threat_action", threat, quote
        if row["budget_amount"]:
            money = row["budget_amount"]
            yield (
                code,
                "budget",
                money if row["budget_currency"] == "USD" else f"{row['budget_currency']} {money}",
                quote,
            )
        if years := _years(row):
            yield from ((code, "period", f"{one}|{years}", quote) for one in _many(row, "country_codes") or ("",))


def _named(row: Row, code: str, lexicon: Lexicon) -> Iterator[_Found]:
    quote = row["quote"]
    for name in _many(row, "species_ids"):
        yield code, "species", _value("species", name, quote, lexicon), quote
    for name in _many(row, "place_ids"):
        if value := _value("place", name, quote, lexicon):
            yield code, "place", value, quote
    for name in _many(row, "initiative_ids"):
        thing = lexicon.by_id("initiative", name)
        if thing and thing.type in UNDERTAKINGS:
            yield code, "project", printed(thing, quote), quote


def _years(row: Row) -> str:
    first, last = row["start_year"], row["end_year"]
    return f"{first}-{last}" if first and last and first != last else first or last


def _part(row: Row, action: Row, lexicon: Lexicon) -> Iterator[_Found]:
    thing = lexicon.by_id("actor", row["actor_id"])
    for code in _many(action, "activity_codes") if thing else ():
        key = thing.key if thing else ""
        yield code, "actor", key, row["quote"]
        if row["role"] == "funding":
            yield code, "funder", key, row["quote"]
        for country in _many(row, "country_codes"):
            yield code, "country_actor", f"{country}|{key}", row["quote"]


def _advice(row: Row, lexicon: Lexicon) -> Iterator[_Found]:
    quote = row["quote"]
    for code in _many(row, "activity_codes"):
        for kind in _many(row, "type_ids"):
            yield code, "rec_type", kind.replace("-", "_"), quote
        for country in _many(row, "country_codes"):
            yield code, "country_rec", country, quote
        for name in _many(row, "species_ids"):
            yield code, "species_rec", _value("species", name, quote, lexicon), quote
        for name in _many(row, "place_ids"):
            if value := _value("place", name, quote, lexicon):
                yield code, "place_rec", value, quote
        for threat in _many(row, "threat_ids"):
            yield code, "threat_rec", threat, quote


def _many(row: Row | None, column: str) -> list[str]:
    return [one for one in re.split(r";\s*", (row or {}).get(column, "")) if one]
