"""What a finding says in a plain sentence: who shares what, and what joins them by which words."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cami_graph.analyse.findings.claimed import join_said, name_by_claims, name_some
from cami_graph.analyse.findings.links import AGREED, CROSS_BORDER, Link
from cami_graph.analyse.findings.sentences import (
    HABITAT,
    NAMED,
    call_possible,
    manner_of,
    name_both,
    name_near,
    say_sharing,
)
from cami_graph.analyse.findings.systems import RANGE, Finding
from cami_graph.analyse.findings.wider_work import BOTH, NAMING, RANGE_WIDE, WAYS
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import process_of

HERDS, WISHED = "herds", "wished"
MOST_PAIRS = 3
"""How many pairs a sentence names; the rest it counts."""
SYSTEMS = {
    "landscape": ("{countries} share {thing}", "{countries} делят ландшафт «{thing}»"),
    "herd": ("{countries}{share} a herd ({thing})", "{countries}{share} популяцию ({thing})"),
    HERDS: ("{countries}{share} herds ({thing})", "{countries}{share} популяции ({thing})"),
    "range": (
        "{countries} hold parts of one range ({thing}), and whether they share herds is not known",
        "{countries} входят в ареал одного вида ({thing}); есть ли общие популяции, неизвестно",
    ),
    NAMED: (
        "{countries} hold parts of one range ({thing}), and the experts ask the two for joint work or exchange on it",
        "{countries} входят в ареал одного вида ({thing}), и эксперты просят эти страны о совместной работе или обмене",
    ),
    WISHED: (
        (
            "{countries} hold parts of one range ({thing}); whether they share herds is not known, and the experts ask "
            "for joint work on it without naming both countries"
        ),
        (
            "{countries} входят в ареал одного вида ({thing}); есть ли общие популяции, неизвестно, и эксперты просят "
            "о совместной работе, не называя обе страны"
        ),
    ),
    HABITAT: (
        "{countries} hold {thing}, a scattered habitat, and whether they share parts of it is not known",
        "{countries} обладают разрозненными местообитаниями ({thing}); есть ли общие участки, неизвестно",
    ),
}
KINDS = {
    "landscape": ("landscape", "в этом ландшафте"),
    "herd": ("herd", "с этой популяцией"),
    HERDS: ("herds", "с этими популяциями"),
    "range": ("species", "с этим видом"),
    NAMED: ("species", "с этим видом"),
    WISHED: ("species", "с этим видом"),
    HABITAT: ("habitat", "в этих местообитаниях"),
}
"""What a finding is about, as stands after *this*, and in Russian after *совместная работа*."""
NOTHING = {
    None: ("no joint work on {it} is told in {where}", "о совместной работе {it} в {where} не сообщается"),
    False: (
        "no joint work of theirs that names {it} is told in {where}",
        "о совместной работе этих стран именно {it} в {where} не сообщается",
    ),
    True: (
        "apart from what is named below, no joint work of theirs on {it} is told in {where}",
        "кроме названного ниже, о совместной работе этих стран {it} в {where} не сообщается",
    ),
}
"""That nothing is told: where nothing may take it in, where something may, and where some of that names it."""


def say_finding(situation: Situation, finding: Finding) -> Name:
    """Say what a finding is: the system, who shares it, and between whom joint work on it is told or agreed."""
    countries = name_both(situation, finding.countries)
    kind, share = _kind_of(situation, finding), say_sharing(situation, finding.herds)
    told = [
        text.format(countries=countries[at], thing=finding.name.say(language), share=share[at])
        for at, (text, language) in enumerate(zip(SYSTEMS[kind], ("en", "ru"), strict=True))
    ]
    work = _say_work(situation, finding, kind)
    more = [
        _say_wished(situation, finding),
        _say_agreed(situation, finding, kind),
        _say_planned(situation, finding),
        _say_covered(situation, finding),
        _say_wide(situation, finding),
        _say_general(situation, finding),
        _say_elsewhere(situation, finding),
        _say_silence(situation, finding),
    ]
    return call_possible(
        f"{told[0]}; {work.en}.{''.join(one.en for one in more)}",
        f"{told[1]}; {work.ru}.{''.join(one.say('ru') for one in more)}",
    )


def _kind_of(situation: Situation, finding: Finding) -> str:
    """Return how a finding is spoken of."""
    manner = manner_of(situation, finding.best)
    if manner in (HABITAT, NAMED):
        return manner
    if finding.kind == RANGE and all(one.wishes for one in finding.links) and not _wished(situation, finding):
        return WISHED
    return HERDS if len(finding.herds) > 1 else finding.kind


def _say_wished(situation: Situation, finding: Finding) -> Name:
    """Say what experts ask of two of its countries by name, across their border, under a heading that names more."""
    return join_said(
        name_by_claims(situation, _wished(situation, finding)),
        " Under a heading that names it among others the experts ask by name {}.",
        " Под заголовком, где это названо среди прочего, эксперты обращаются прямо: {}.",
    )


def _wished(situation: Situation, finding: Finding) -> dict[Pair, tuple[str, ...]]:
    taxa = {finding.resource} | situation.resources[finding.resource].parts
    headed = {key for key, one in situation.activities.items() if one.narrowest("species") & taxa}
    under = {
        key: one.countries
        for key, one in sorted(situation.recommendations.items())
        if CROSS_BORDER in one.types and one.activities & headed
    }
    found = {
        one.countries: tuple(
            key for key, named in under.items() if set(one.countries) <= named and key not in one.wishes
        )
        for one in finding.links
    }
    return {pair: keys for pair, keys in found.items() if keys}


def _say_work(situation: Situation, finding: Finding, kind: str) -> Name:
    """Say between whom joint work on a system is told, or that none is, apart from what the sentence names later."""
    every = (*finding.links, *finding.together)
    where = [name_near(situation, every, language) for language in ("en", "ru")]
    covered = [one for one in finding.links if one.is_covered]
    bare = [one.countries for one in finding.links if not one.is_covered]
    is_named = any(NAMING & set(one.covering.values()) for one in covered)
    it = "them" if kind == HERDS else "it", KINDS[kind][1]
    if finding.together:
        only = ("", "") if is_named or any(one.state == AGREED for one in finding.links) else (" only", " только")
        pairs = [name_both(situation, one.countries) for one in finding.together]
        return Name(
            f"joint work on {it[0]} is told in {where[0]}{only[0]} between {'; '.join(pair[0] for pair in pairs)}",
            f"о совместной работе {it[1]} в {where[1]} сообщается{only[1]} для таких соседей: "
            f"{'; '.join(pair[1] for pair in pairs)}",
        )
    if bare and covered:
        pairs, rest = [name_both(situation, one) for one in bare[:MOST_PAIRS]], len(bare) - MOST_PAIRS
        more = (f"; and {rest} more", f"; и ещё {rest}") if rest > 0 else ("", "")
        return Name(
            f"no joint work on {it[0]} is told in {where[0]} between {'; '.join(pair[0] for pair in pairs)}{more[0]}",
            f"о совместной работе {it[1]} в {where[1]} не сообщается для таких соседей: "
            f"{'; '.join(pair[1] for pair in pairs)}{more[1]}",
        )
    english, russian = NOTHING[is_named if any(one.covering for one in finding.links) else None]
    return Name(english.format(it=it[0], where=where[0]), russian.format(it=it[1], where=where[1]))


def _say_agreed(situation: Situation, finding: Finding, kind: str) -> Name:
    """Say between whom a framework on a system stands, so that its being silent of work is not read as no framework."""
    said = name_by_claims(
        situation, {one.countries: one.frameworks[::-1] for one in finding.links if one.state == AGREED}
    )
    english, russian = KINDS[kind]
    these = "these" if kind == HERDS else "this"
    return join_said(
        said,
        f" A framework on it joins {{}}; of work under it that names {these} {english} nothing is told there.",
        f" Договорённость есть: {{}}; о том, что сделано по ней именно {russian}, там не сообщается.",
    )


def _say_planned(situation: Situation, finding: Finding) -> Name:
    """Say what is planned for two countries together: on a system, or on nothing in particular."""
    planned = join_said(
        name_by_claims(situation, {one.countries: one.planned for one in finding.links if one.planned}),
        " Planned for both: {}.",
        " Запланировано для обеих стран: {}.",
    )
    others = join_said(
        name_by_claims(situation, {one.countries: one.plans for one in finding.links if one.plans}),
        " Planned, and it may take this in: {}.",
        " Запланировано, и это может сюда относиться: {}.",
    )
    return Name(f"{planned.en}{others.en}", f"{planned.ru}{others.ru}")


def _say_covered(situation: Situation, finding: Finding) -> Name:
    """Say between whom a meeting or project on a system is told, and work that may take it in without naming it."""
    naming = join_said(
        name_by_claims(situation, _covered_by(finding, NAMING)),
        " A meeting or project on it, or work at a part of it, is told of {}.",
        " Сообщается о встрече, проекте или работе на части территории, прямо с этим связанных: {}.",
    )
    others = join_said(
        name_by_claims(situation, _covered_by(finding, frozenset(WAYS) - NAMING - {RANGE_WIDE, BOTH})),
        " Joint work that may take it in is told between {}.",
        " Сообщается о совместной работе, которая может это охватывать: {}.",
    )
    apart = join_said(
        name_by_claims(situation, _covered_by(finding, {BOTH})),
        " Work that names both, but not as joint, is told of {}.",
        " Сообщается о работе, где названы обе страны, но не сказано, что она совместная: {}.",
    )
    return Name(f"{naming.en}{others.en}{apart.en}", f"{naming.ru}{others.ru}{apart.ru}")


def _covered_by(finding: Finding, ways: Collection[str]) -> dict[Pair, tuple[str, ...]]:
    """Return the claims that may take a system in, in some ways, by pair."""
    found = {one.countries: tuple(key for key, way in one.covering.items() if way in ways) for one in finding.links}
    return {pair: keys for pair, keys in found.items() if keys}


def _say_wide(situation: Situation, finding: Finding) -> Name:
    """Say what joins many countries on a system: frameworks of more states, and work told that names no country."""
    broad = list(dict.fromkeys(key for one in finding.links for key in _broad(situation, one)))
    wide = [key for one in finding.links for key, way in one.covering.items() if way == RANGE_WIDE]
    agreed = join_said(
        [name_some(situation, broad)] if broad else [],
        " A framework of more states takes it in: {}.",
        " Есть и договорённость большего числа стран: {}.",
    )
    told = join_said(
        [name_some(situation, wide)] if wide else [],
        " Work on it that names no country is told, too: {}.",
        " Сообщается и о работе, где страны не названы: {}.",
    )
    return Name(f"{agreed.en}{told.en}", f"{agreed.ru}{told.ru}")


def _broad(situation: Situation, link: Link) -> Iterable[str]:
    """Give the frameworks of both on a species that join more states, and therefore no two in particular."""
    taxa = {link.resource} | situation.resources[link.resource].parts
    for key, one in sorted(situation.channels.frameworks.items()):
        is_of_both = one.binds(link.countries) and bool(one.subjects & taxa)
        if is_of_both and len(one.parties) > MOST_PAIRS and key not in (*link.frameworks, *link.covering):
            yield key


def _say_general(situation: Situation, finding: Finding) -> Name:
    """Say which agreements of two of its countries name neither species nor place, and may take it in."""
    found = {one.countries: general for one in finding.links if (general := _general(situation, one))}
    return join_said(
        name_by_claims(situation, found if len(finding.links) <= MOST_PAIRS else {}),
        " An agreement on nature in general may take it in: {}.",
        " Это может охватывать общее природоохранное соглашение: {}.",
    )


def _say_elsewhere(situation: Situation, finding: Finding) -> Name:
    """Say what joins the countries of a few links on other things, or at other places."""
    found = {one.countries: _elsewhere(situation, one) for one in finding.links}
    said = {pair: keys for pair, keys in found.items() if keys} if len(found) <= MOST_PAIRS else {}
    return join_said(
        name_by_claims(situation, said),
        " On other things, or at other places, joint work or an agreement is told of {}.",
        " О совместной работе или договорённостях по другим вопросам или в других местах сообщается так: {}.",
    )


def _general(situation: Situation, link: Link) -> tuple[str, ...]:
    return tuple(key for key in link.channels if not situation.channels.frameworks[key].subjects)


def _elsewhere(situation: Situation, link: Link) -> tuple[str, ...]:
    processes = {process_of(situation, key) for key in (*link.covering, *link.frameworks)}
    general = _general(situation, link)
    every = [key for key in (*link.ties, *link.channels) if key not in general]
    return tuple(key for key in every if process_of(situation, key) not in processes)


def _say_silence(situation: Situation, finding: Finding) -> Name:
    """Say of whom too little is told for silence to mean much: of those that are silent on each of their links."""
    telling = {code for one in (*finding.links, *finding.together) for code in set(one.countries) - set(one.silent)}
    silent = name_both(situation, [code for code in finding.countries if code not in telling])
    return join_said(
        [Name(*silent)] if silent[0] else [],
        " Of own work on it too little is told of {} for silence to mean much.",
        " О собственной работе ({}) сообщается слишком мало, чтобы молчание много значило.",
    )
