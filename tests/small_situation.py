"""A situation of four countries, written by hand, and ways to change it."""

from __future__ import annotations

from dataclasses import replace

from cami_graph.analyse.findings.analysis import analyse
from cami_graph.analyse.findings.links import Link
from cami_graph.analyse.situation.channels import Channels, Framework, Party, Population
from cami_graph.analyse.situation.claims import (
    Action,
    Activity,
    Actor,
    Cooperation,
    Holding,
    Name,
    Participation,
    Recommendation,
    Resource,
    Words,
)
from cami_graph.analyse.situation.model import Situation
from cami_graph.query.document import Document


def hold(kind: str, key: str, *countries: str, category: str = "VU", wider: str = "") -> Resource:
    """Return a resource that some countries hold by what the report and the reference tell."""
    holdings = {c: Holding(c, frozenset({"report", "reference"}), ()) for c in countries}
    around = frozenset({wider}) if wider else frozenset()
    return Resource(key, kind, Name(key), holdings, wider=around, category=category)


def do(key: str, *countries: str, on: str = "", status: str = "ongoing", certainty: str = "sure") -> Action:
    """Return an action of some countries."""
    species = frozenset({on}) if on.startswith("taxon/") else frozenset()
    places = frozenset({on}) if on.startswith("landscape/") else frozenset()
    return Action(
        key,
        frozenset({"activity/1.1.1"}),
        frozenset(countries),
        species=species,
        places=places,
        statuses=frozenset({status}),
        certainty=certainty,
    )


def together(key: str, action: str, *countries: str, certainty: str = "sure") -> Cooperation:
    """Return joint work through an action."""
    return Cooperation(key, frozenset(countries), action, certainty)


ACTIONS = [
    do("action/saiga", "KZ", "UZ", on="taxon/saiga"),
    do("action/general", "KG", "KZ"),
    do("action/plan", "TM", "UZ", on="taxon/saiga", status="planned"),
    do("action/tm", "TM", on="taxon/saiga"),
    do("action/kz", "KZ", on="taxon/saiga"),
]
COOPERATIONS = [
    together("cooperation/saiga", "action/saiga", "KZ", "UZ"),
    together("cooperation/general", "action/general", "KG", "KZ"),
    together("cooperation/plan", "action/plan", "TM", "UZ"),
]
RESOURCES = [
    hold("species", "taxon/saiga", "KZ", "TM", "UZ", category="CR"),
    hold("landscape", "landscape/ustyurt", "KZ", "TM", "UZ"),
    hold("landscape", "landscape/tien-shan", "KG", "KZ"),
]
HERD = Population(
    "population/ustyurt",
    Name("Ustyurt herd"),
    "taxon/saiga",
    frozenset({"KZ", "UZ"}),
    frozenset({("KZ", "UZ"), ("TM", "UZ")}),
)
PARTICIPATIONS = [
    Participation("p1", "action/tm", "actor/succow", "implementing", frozenset({"TM"})),
    Participation("p2", "action/kz", "actor/succow", "supporting", frozenset({"KZ"})),
    Participation("p3", "action/kz", "actor/ngos", "implementing", frozenset({"KZ"})),
    Participation("p4", "action/tm", "actor/ngos", "implementing", frozenset({"TM"})),
]


def small_situation() -> Situation:
    """Return four countries with a border, a herd, two landscapes, three joint works and four parts taken."""
    return Situation(
        countries={code: Name(code) for code in ("KG", "KZ", "TM", "UZ")},
        neighbours=frozenset({("KG", "KZ"), ("KG", "UZ"), ("KZ", "TM"), ("KZ", "UZ"), ("TM", "UZ")}),
        resources={one.key: one for one in RESOURCES},
        actions={one.key: one for one in ACTIONS},
        cooperations={one.key: one for one in COOPERATIONS},
        participations={one.key: one for one in PARTICIPATIONS},
        actors={
            "actor/succow": Actor("actor/succow", Name("Succow"), "ingo"),
            "actor/ngos": Actor("actor/ngos", Name("NGOs"), "generic"),
        },
        activities={"activity/1.1.1": Activity("activity/1.1.1", Name("Act"), frozenset({"high"}))},
        recommendations={
            "recommendation/x": Recommendation(
                "recommendation/x",
                Name("Ask"),
                types=frozenset({"transboundary"}),
                countries=frozenset({"KZ", "TM"}),
                places=frozenset({"landscape/ustyurt"}),
            )
        },
        names={},
        words={},
        channels=Channels(populations={HERD.key: HERD}),
    )


def links(situation: Situation) -> dict[str, Link]:
    """Return the links that the analysis finds, by slug."""
    return {one.slug: one for one in analyse(situation).links}


def states(situation: Situation) -> dict[str, str]:
    """Return the state of each link."""
    return {slug: one.state for slug, one in links(situation).items()}


def without(situation: Situation, key: str) -> Situation:
    """Return the situation without one joint work."""
    return replace(situation, cooperations={k: c for k, c in situation.cooperations.items() if k != key})


def framework(*countries: str, on: str = "taxon/saiga", since: str = "2006", until: str = "") -> Framework:
    """Return a memorandum on one thing between some countries."""
    parties = {code: Party(since, until, f"framework-party/{code}") for code in countries}
    return Framework("framework/mou", Name("Saiga memorandum"), "memorandum", parties, frozenset({on}))


def agreed(situation: Situation, *frameworks: Framework) -> Situation:
    """Return the situation with these frameworks and no others."""
    kept = {one.key: one for one in frameworks}
    return replace(situation, channels=replace(situation.channels, frameworks=kept))


def told(situation: Situation) -> Situation:
    """Return the situation as told by a report of 2019."""
    words = {key: (Words(f"evidence/{key}", "cell/1.1.1-4", 0, 9, key, "report/r"),) for key in situation.actions}
    documents = {"report/r": Document("https://w3id.org/cami/id/report/r", "R", "2019")}
    return replace(situation, words=words, documents=documents)
