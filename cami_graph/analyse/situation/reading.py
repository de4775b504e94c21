"""From query rows to the situation: the one place where the analysis asks the graph, and only through the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from cami_graph.analyse.measures.sharing import pair_of
from cami_graph.analyse.situation.claims import (
    Action,
    Activity,
    Actor,
    Cooperation,
    Doubt,
    Name,
    Participation,
    Recommendation,
    Words,
)
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.reading_channels import read_channels
from cami_graph.analyse.situation.resources import Row, Rows, read_resources
from cami_graph.query.document import Document, read_documents
from cami_graph.query.programme import mark_elements, read_programmes

Ask = Callable[[str, Mapping[str, list[str]]], Iterable[Mapping[str, object]]]
HOUSES = ("https://w3id.org/cami/id/", "https://w3id.org/cami/vocabulary/")


def read_situation(ask: Ask) -> Situation:
    """Ask the graph what the analyses need. `ask` runs a query of the library by name and gives its rows."""
    names = _read_names(_rows(ask, "what-things-are-called"))
    activities = _read_activities(ask, names)
    members = [row["country"] for row in _rows(ask, "which-countries-are-members")]
    countries = {_code(key): names[key] for key in members}
    actions = _read_actions(_rows(ask, "what-actions-concern"), frozenset(countries))
    holdings = [row for row in _rows(ask, "which-countries-hold-what") if _code(row["country"]) in countries]
    words = _read_words(_rows(ask, "what-words-prove-a-claim"))
    documents = _read_documents(ask, words)
    told = {one.document for key in actions for one in words.get(key, ())}
    known = max((documents[key].date[:4] for key in told if key in documents), default="")
    things, red_list_year = _date_categories(_rows(ask, "what-shared-things-are"), known)
    resources = read_resources(holdings, things, activities, actions, names)
    return Situation(
        countries=countries,
        neighbours=frozenset(
            pair_of(_code(row["country"]), _code(row["neighbour"]))
            for row in _rows(ask, "which-countries-are-neighbours")
        ),
        resources=resources,
        actions=actions,
        cooperations=_read_cooperations(_rows(ask, "which-countries-act-together"), actions, frozenset(countries)),
        participations=_read_participations(_rows(ask, "who-acts-where"), actions, frozenset(countries)),
        actors=_read_actors(_rows(ask, "who-the-actors-are"), _rows(ask, "whom-generic-parties-stand-for"), names),
        activities=activities,
        recommendations=_read_recommendations(_rows(ask, "what-recommendations-concern"), names),
        names=names,
        words=words,
        sources={row["statement"]: row["source"] for row in holdings if row["source"]},
        documents=documents,
        red_list_year=red_list_year,
        doubts=_read_doubts(_rows(ask, "what-is-not-sure")),
        holders=_read_holders(holdings),
        channels=read_channels(lambda name: _rows(ask, name), names, frozenset(countries)),
    )


def shorten_address(address: str) -> str:
    """Return the address of a thing without the house it lives in: `country/KZ`, `priority/high`."""
    for house in HOUSES:
        if address.startswith(house):
            return address[len(house) :]
    return address


def _rows(ask: Ask, name: str) -> Rows:
    """Ask a query without values; every cell becomes text, addresses become short."""
    return [{k: "" if v is None else shorten_address(str(v)) for k, v in row.items()} for row in ask(name, {})]


def _code(key: str) -> str:
    """Return the last part of a key: the country code, the code of a concept."""
    return key.rsplit("/", 1)[-1]


def _gather(rows: Rows, subject: str, value: str = "thing") -> dict[str, dict[str, frozenset[str]]]:
    """Gather rows of subject, kind, value into sets."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row[subject]][row["kind"]].add(row[value])
    return {key: {kind: frozenset(values) for kind, values in kinds.items()} for key, kinds in sorted(found.items())}


def _codes(values: Iterable[str]) -> frozenset[str]:
    return frozenset(_code(value) for value in values)


def _read_names(rows: Rows) -> dict[str, Name]:
    """Return what things are called."""
    names: dict[str, Name] = {}
    for row in rows:
        names.setdefault(row["thing"], Name(row["label"], row["labelRu"]))
    return names


def _read_holders(rows: Rows) -> dict[str, frozenset[str]]:
    """Return which countries hold each taxon and place, be it something shared or not."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["resource"]].add(_code(row["country"]))
    return {key: frozenset(codes) for key, codes in sorted(found.items())}


def _date_categories(rows: Rows, known: str) -> tuple[Rows, str]:
    """Return the rows with one Red List category of each taxon, and its year: as the latest report could know it."""
    years: dict[str, str] = {}
    for row in rows:
        if row["kind"] == "category" and (row["year"] <= known or not known):
            years[row["thing"]] = max(row["year"], years.get(row["thing"], ""))
    kept = [row for row in rows if row["kind"] != "category" or row["year"] == years.get(row["thing"])]
    return kept, max(years.values(), default="")


def _read_activities(ask: Ask, names: Mapping[str, Name]) -> dict[str, Activity]:
    scopes: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for row in _rows(ask, "what-activities-concern"):
        scopes[row["activity"]][row["level"]][row["kind"]].add(row["thing"])
    for activity, place in _longest_names(_rows(ask, "which-landscapes-head-a-section")):
        scopes[activity]["section"]["place"].add(place)
    standing_rows = _rows(ask, "how-activities-stand")
    standing = _gather(standing_rows, "activity", "value")
    assessments: dict[str, list[str]] = defaultdict(list)
    for row in standing_rows:
        if row["kind"] == "status":
            assessments[row["activity"]].append(row["statement"])
    asked: dict[str, set[str]] = defaultdict(set)
    for row in _rows(ask, "who-is-asked"):
        asked[row["activity"]].add(row["actor"])
    calls = {row["activity"] for row in _rows(ask, "which-activities-ask-for-joint-work")}
    marks = _read_marks(ask)
    refers: dict[str, set[str]] = defaultdict(set)
    for row in _rows(ask, "which-activities-refer-to-each-other"):
        refers[row["activity"]].add(row["target"])
    return {
        key: Activity(
            key,
            names.get(key, Name(_code(key))),
            _codes(standing.get(key, {}).get("priority", ())),
            _codes(standing.get(key, {}).get("status", ())),
            {level: {k: frozenset(v) for k, v in kinds.items()} for level, kinds in scopes[key].items()},
            frozenset(asked[key]),
            frozenset(refers[key]),
            key in calls,
            tuple(sorted(assessments[key])),
            marks.get(key, ""),
        )
        for key in sorted(name for name in names if name.startswith("activity/"))
    }


def _read_marks(ask: Ask) -> dict[str, str]:
    """Return which programme each activity is of, where there are several."""
    programmes = read_programmes(_rows(ask, "page-programmes"))
    return mark_elements(programmes, _rows(ask, "page-plan") if len(programmes) > 1 else ())


def _longest_names(rows: Rows) -> list[tuple[str, str]]:
    """Return for each activity the place with the longest name in the heading: "Gobi-Desert", not "Gobi"."""
    longest = {row["activity"]: row for row in sorted(rows, key=lambda row: (len(row["name"]), row["place"]))}
    return sorted((activity, row["place"]) for activity, row in longest.items())


def _read_actions(rows: Rows, members: frozenset[str]) -> dict[str, Action]:
    """Return the actions with those of their countries that are range states."""
    none: frozenset[str] = frozenset()
    return {
        key: Action(
            key,
            activities=kinds.get("activity", none),
            countries=_codes(kinds.get("country", none)) & members,
            species=kinds.get("species", none),
            places=kinds.get("place", none),
            threats=kinds.get("threat", none),
            initiatives=kinds.get("initiative", none),
            statuses=_codes(kinds.get("status", none)),
            certainty=min(_codes(kinds.get("certainty", none)), default="sure"),
            until=max(kinds.get("until", none), default=""),
        )
        for key, kinds in _gather(rows, "action").items()
    }


def _read_cooperations(rows: Rows, actions: Mapping[str, Action], members: frozenset[str]) -> dict[str, Cooperation]:
    """Return the cooperations of two range states or more; an observer is no end of a tie."""
    countries: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Row] = {}
    for row in rows:
        if row["action"] in actions:
            countries[row["cooperation"]].add(_code(row["country"]))
            first.setdefault(row["cooperation"], row)
    return {
        key: Cooperation(key, members & countries[key], row["action"], _code(row["certainty"]) or "sure")
        for key, row in sorted(first.items())
        if len(members & countries[key]) > 1
    }


def _read_participations(
    rows: Rows, actions: Mapping[str, Action], members: frozenset[str]
) -> dict[str, Participation]:
    """Return who took part, in which of the range states."""
    countries: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Row] = {}
    for row in rows:
        if row["action"] in actions:
            countries[row["participation"]] |= {_code(row["country"])} if row["country"] else set()
            first.setdefault(row["participation"], row)
    return {
        key: Participation(
            key,
            row["action"],
            row["actor"],
            _code(row["role"]),
            members & countries[key],
            _code(row["certainty"]) or "sure",
        )
        for key, row in sorted(first.items())
    }


def _read_actors(rows: Rows, parties: Rows, names: Mapping[str, Name]) -> dict[str, Actor]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in parties:
        kinds[row["actor"]].add(row["kind"])
    return {
        row["actor"]: Actor(
            row["actor"],
            names.get(row["actor"], Name(row["actor"])),
            _code(row["type"]),
            row["parent"],
            frozenset(kinds[row["actor"]]),
        )
        for row in rows
    }


def _read_doubts(rows: Rows) -> dict[str, Doubt]:
    """Return how sure each claim is that is not quite."""
    return {row["claim"]: Doubt(_code(row["certainty"]), row["reason"]) for row in rows}


def _read_recommendations(rows: Rows, names: Mapping[str, Name]) -> dict[str, Recommendation]:
    none: frozenset[str] = frozenset()
    return {
        key: Recommendation(
            key,
            names.get(key, Name(_code(key))),
            activities=kinds.get("activity", none),
            types=_codes(kinds.get("type", none)),
            countries=_codes(kinds.get("country", none)),
            species=kinds.get("species", none),
            places=kinds.get("place", none),
        )
        for key, kinds in _gather(rows, "recommendation").items()
    }


def _read_words(rows: Rows) -> dict[str, tuple[Words, ...]]:
    found: dict[str, dict[str, Words]] = defaultdict(dict)
    for row in rows:
        start, end = (int(row[name] or 0) for name in ("start", "end"))
        words = Words(row["evidence"], row["cell"], start, end, row["quote"], row["report"], row["locator"])
        found[row["claim"]].setdefault(row["evidence"], words)
    return {key: tuple(sorted(group.values(), key=_by_place)) for key, group in found.items()}


def _by_place(words: Words) -> tuple[str, int, int]:
    return (words.document, words.start, words.end)


def _read_documents(ask: Ask, words: Mapping[str, tuple[Words, ...]]) -> dict[str, Document]:
    """Return the documents that the claims rest on, the oldest first."""
    used = {one.document for group in words.values() for one in group}
    documents = {shorten_address(one.address): one for one in read_documents(ask("page-reports", {}))}
    return {key: one for key, one in documents.items() if key in used}
