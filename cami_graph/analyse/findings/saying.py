"""What a finding says in a plain sentence: who shares what, and what joins them by which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cami_graph.analyse.findings.links import AGREED
from cami_graph.analyse.findings.sentences import HABITAT, NAMED, call_possible, manner_of, name_both, name_near
from cami_graph.analyse.findings.systems import Finding
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation

MOST = 2
"""How many works or frameworks a sentence names; the rest it counts."""
SYSTEMS = {
    "landscape": ("{countries} share {thing}", "{countries} делят ландшафт «{thing}»"),
    "herd": ("{countries} share a herd ({thing})", "{countries} делят популяцию ({thing})"),
    "range": (
        "{countries} hold parts of one range ({thing}), and whether they share herds is not known",
        "{countries} входят в ареал одного вида ({thing}); есть ли общие популяции, неизвестно",
    ),
    NAMED: (
        "{countries} hold parts of one range ({thing}), and the experts ask the two for joint work on it",
        "{countries} входят в ареал одного вида ({thing}), и эксперты просят эти страны о совместной работе",
    ),
    HABITAT: (
        "{countries} hold {thing}, a scattered habitat, and whether they share parts of it is not known",
        "{countries} обладают разрозненными местообитаниями ({thing}); есть ли общие участки, неизвестно",
    ),
}


def say_finding(situation: Situation, finding: Finding) -> Name:
    """Say what a finding is: the system, who shares it, and between whom joint work on it is told or agreed."""
    bare = [one for one in finding.links if not one.covering]
    named = {code for one in (*bare, *finding.together) for code in one.countries} if bare else finding.countries
    countries = name_both(situation, sorted(named))
    manner = manner_of(situation, finding.best)
    kind = manner if manner in (HABITAT, NAMED) else finding.kind
    told = [
        text.format(countries=countries[at], thing=finding.name.say(language))
        for at, (text, language) in enumerate(zip(SYSTEMS[kind], ("en", "ru"), strict=True))
    ]
    pairs = [name_both(situation, one.countries) for one in finding.together]
    agreed = _say_agreed(situation, finding)
    only = ("", "") if agreed.en else (" only", " только")
    english = f"joint work on it is told{only[0]} between {'; '.join(pair[0] for pair in pairs)}"
    russian = f"сообщают{only[1]} {'; '.join(pair[1] for pair in pairs)}" if pairs else "не сообщается"
    nothing = "no joint work on it is told" if bare else "no joint work that names it is told"
    more = [agreed, _say_planned(situation, finding), _say_covered(situation, finding)]
    every = (*finding.links, *finding.together)
    where = [name_near(situation, every, language) for language in ("en", "ru")]
    return call_possible(
        f"{told[0]}; {english if pairs else nothing} in {where[0]}.{''.join(one.en for one in more)}",
        f"{told[1]}; о совместной работе{'' if bare else ' именно с этим'} в {where[1]} {russian}."
        f"{''.join(one.say('ru') for one in more)}",
    )


def _say_agreed(situation: Situation, finding: Finding) -> Name:
    """Say between whom a framework on a system stands, so that its being silent of work is not read as no framework."""
    said = _by_claims(situation, {one.countries: one.frameworks for one in finding.links if one.state == AGREED})
    return _join(
        said,
        " A framework on it joins {}. What is done under it is not told there.",
        " Договорённость об этом есть: {}. Что по ней сделано, там не сообщается.",
    )


def _say_planned(situation: Situation, finding: Finding) -> Name:
    """Say what two countries plan together on a system."""
    said = _by_claims(situation, {one.countries: one.planned for one in finding.links if one.planned})
    return _join(
        said,
        " Planned by both: {}.",
        " В планах обеих: {}.",
    )


def _say_covered(situation: Situation, finding: Finding) -> Name:
    """Say between whom joint work is told that may take a system in without naming it."""
    said = _by_claims(situation, {one.countries: tuple(one.covering) for one in finding.links if one.covering})
    return _join(
        said,
        " Joint work that may take it in is told between {}.",
        " О совместной работе, которая может это охватывать, сообщают {}.",
    )


def _join(said: Sequence[Name], english: str, russian: str) -> Name:
    """Put what is said of pairs into a sentence, or say nothing where nothing is."""
    if not said:
        return Name("", "")
    return Name(english.format("; ".join(one.en for one in said)), russian.format("; ".join(one.ru for one in said)))


def _by_claims(situation: Situation, found: Mapping[Pair, Sequence[str]]) -> list[Name]:
    """Name pairs with what joins them, two things at most; pairs that the same joins are named together."""
    shared: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair, keys in found.items():
        shared[tuple(keys)].append(pair)
    said = []
    for keys, pairs in shared.items():
        sides = [name_both(situation, pair) for pair in pairs]
        every = list(dict.fromkeys(_name_claim(situation, key) for key in keys))
        named, rest = every[:MOST], len(every) - MOST
        more = (f" and {rest} more", f" и ещё {rest}") if rest > 0 else ("", "")
        texts = [
            f"{', '.join(side[at] for side in sides)} ({'; '.join(one.say(language) for one in named)}{more[at]})"
            for at, language in enumerate(("en", "ru"))
        ]
        said.append(Name(*texts))
    return said


def _name_claim(situation: Situation, key: str) -> Name:
    """Name a framework, or what a cooperation or action is about."""
    if framework := situation.channels.frameworks.get(key):
        return framework.name
    return situation.name(situation.cooperations[key].action if key in situation.cooperations else key)
