"""The evidence of a link in named groups, each piece with the reason why it stands there.

Joint work never stands under `share` or `alone`: what a cooperation goes through, or what speaks of borders, is told
under `elsewhere`, where it tempers the finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cami_graph.analyse.findings.gaps import Item
from cami_graph.analyse.findings.links import Link
from cami_graph.analyse.findings.wider_work import BOTH, GENERAL, HEADING, NEARBY, PART, PLACE, RANGE_WIDE
from cami_graph.analyse.findings.wording import join_names, list_names
from cami_graph.analyse.situation.claims import Name, Words
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import Work, speaks_across

Reasoned = tuple[str, Name]


def gather_link(situation: Situation, work: Work, link: Link) -> dict[str, tuple[Item, ...]]:
    """Return the evidence of a link by group; each claim stands once, in the first group that takes it."""
    groups: Mapping[str, Iterable[Reasoned]] = {
        "share": _share(situation, link),
        "planned": _planned(situation, link),
        "elsewhere": _elsewhere(situation, work, link),
        "alone": _alone(situation, work, link),
        "agreed": _agreed(situation, link),
    }
    return cite_groups(situation, groups)


def cite_groups(situation: Situation, groups: Mapping[str, Iterable[Reasoned]]) -> dict[str, tuple[Item, ...]]:
    """Return the words of the claims of each group; a stretch of words stands in one group, with all its reasons."""
    taken: set[str] = set()
    found: dict[str, tuple[Item, ...]] = {}
    for group, claims in groups.items():
        fresh: dict[str, Item] = {}
        for claim, reason in claims:
            for item in cite(situation, claim, reason):
                key = item.evidence or item.claim
                fresh[key] = _with_reason(fresh[key], reason) if key in fresh else item
        found[group] = tuple(item for key, item in fresh.items() if key not in taken)
        taken |= fresh.keys()
    return found


def _with_reason(item: Item, reason: Name) -> Item:
    """Return a piece of evidence with a further reason, where it says something new."""
    if reason.en in item.reason.en.split("; "):
        return item
    return replace(item, reason=Name(f"{item.reason.en}; {reason.en}", f"{item.reason.ru}; {reason.say('ru')}"))


def cite(situation: Situation, claim: str, reason: Name) -> Iterator[Item]:
    """Give the words of a claim, or the source that the reference data names for it."""
    doubt = situation.doubts.get(claim)
    told = ": ".join(part for part in (doubt.certainty, doubt.reason) if part) if doubt else ""
    for words in situation.words.get(claim, ()):
        yield _cite(situation, claim, reason, words, told)
    if claim not in situation.words and (source := situation.sources.get(claim) or _source(situation, claim)):
        yield Item(claim, reason, source=source, doubt=told)


def _source(situation: Situation, claim: str) -> str:
    herd = situation.channels.populations.get(claim)
    return herd.source if herd else ""


def _cite(situation: Situation, claim: str, reason: Name, words: Words, doubt: str) -> Item:
    """Make an item of words, with the number of their document; without exact words, their place stands for them."""
    document = situation.documents[words.document].number if words.document in situation.documents else ""
    place = ", ".join(dict.fromkeys(part for part in (document, words.locator) if part))
    source = words.locator if words.quote else place
    return Item(claim, reason, words.evidence, document, words.activity, words.column, words.quote, source, doubt)


def _share(situation: Situation, link: Link) -> Iterator[Reasoned]:
    for key in link.herds:
        yield key, Name("tells of a herd that crosses this border", "сообщает о популяции, пересекающей эту границу")
    resource = situation.resources[link.resource]
    for code in link.countries:
        name = situation.name(code)
        for claim in resource.holdings[code].statements:
            if claim.startswith("range/"):
                yield (
                    claim,
                    Name(
                        f"says that {name.en} has a part in it",
                        f"называет страну, в которой лежит часть: {name.say('ru')}",
                    ),
                )
            else:
                yield claim, Name(f"names {name.en} in the heading over it", f"называет в заголовке: {name.say('ru')}")


def _alone(situation: Situation, work: Work, link: Link) -> Iterator[Reasoned]:
    for code in link.countries:
        name = situation.name(code)
        plain = Name(
            f"tells of work on it in {name.en}, and of no other country",
            f"сообщает о работе только в одной стране: {name.say('ru')}",
        )
        headed = Name(
            f"tells of work in {name.en} alone, under a heading that names it",
            f"сообщает о работе в одной стране, под заголовком, где это названо: {name.say('ru')}",
        )
        for claim in work.alone.get((code, link.resource), ()):
            yield claim, headed if link.resource in situation.headed[claim] else plain


def _planned(situation: Situation, link: Link) -> Iterator[Reasoned]:
    both = [situation.name(code) for code in link.countries]
    reason = Name(
        f"plans something of {join_names([one.en for one in both])} on it",
        f"сообщает о планах, страны: {list_names([one.say('ru') for one in both])}",
    )
    for key in link.planned:
        action = situation.cooperations[key].action if key in situation.cooperations else key
        yield from ((claim, reason) for claim in dict.fromkeys((key, action)))


def _agreed(situation: Situation, link: Link) -> Iterator[Reasoned]:
    for key in (*link.frameworks, *(one for one in link.channels if one not in link.frameworks)):
        framework = situation.channels.frameworks[key]
        day = framework.since(link.countries)
        on_it = key in link.frameworks
        reason = Name(
            f"a framework of both since {day}{'' if on_it else ', on other matters'}: {framework.name.en}",
            f"механизм с участием обеих стран с {day} г.{'' if on_it else ', о другом'}: {framework.name.say('ru')}",
        )
        claims = dict.fromkeys(framework.parties[code].claim for code in link.countries)
        yield from ((claim, reason) for claim in claims)


def _elsewhere(situation: Situation, work: Work, link: Link) -> Iterator[Reasoned]:
    """Give joint work that may cover it, of the two on other things, of others on it, and words that join nobody."""
    for key, how in link.covering.items():
        if key in situation.cooperations or key in situation.actions:
            both = _of_covering(situation, key, how)
            yield from ((claim, both) for claim in _claims_of(situation, key))
    for key in (*link.near, *link.ties):
        one = situation.cooperations[key]
        reason = _of_cooperation(situation, link, key)
        yield from ((claim, reason) for claim in (key, one.action))
    for code in link.countries:
        for key in work.acting.get((code, link.resource), ()):
            if key not in work.alone.get((code, link.resource), ()):
                yield key, _of_action(situation, link, key)
    for key, action in sorted(situation.actions.items()):
        if set(link.countries) <= action.countries and action.is_worked and speaks_across(situation, key):
            yield key, _of_action(situation, link, key)
    no_country = Name("tells of work on it and names no country", "сообщает о работе и не называет стран")
    yield from ((key, no_country) for key in work.wide.get(link.resource, ()))


COVERS = {
    PLACE: ("where the herd lives, naming no species", "там, где обитает популяция; виды не названы"),
    NEARBY: ("where the herd may live, naming no species", "там, где может обитать популяция; виды не названы"),
    PART: ("at a place that shares a part with it", "в месте, часть которого сюда входит"),
    HEADING: ("under a heading that names it among others", "под заголовком, где это названо среди прочего"),
    GENERAL: ("in general, naming neither species nor place", "вообще; ни виды, ни места не названы"),
    BOTH: ("across borders that names both, not as one", "через границы, где названы обе страны, но не вместе"),
    RANGE_WIDE: ("of several countries on it, naming none", "нескольких стран; страны не названы"),
}


def _claims_of(situation: Situation, key: str) -> tuple[str, ...]:
    return (key, situation.cooperations[key].action) if key in situation.cooperations else (key,)


def _of_covering(situation: Situation, key: str, how: str) -> Name:
    """Say how joint work may take something in."""
    codes = sorted(situation.cooperations[key].countries) if key in situation.cooperations else []
    names = [situation.name(code) for code in codes]
    of = f" of {join_names([each.en for each in names])}" if names else ""
    russian = f", страны: {list_names([each.say('ru') for each in names])}" if names else ""
    work = ("work", "работе") if how in (BOTH, RANGE_WIDE) else ("joint work", "совместной работе")
    return Name(
        f"may take it in: tells of {work[0]}{of} {COVERS[how][0]}",
        f"может это охватывать: сообщает о {work[1]}{russian}, {COVERS[how][1]}",
    )


def _of_cooperation(situation: Situation, link: Link, key: str) -> Name:
    one = situation.cooperations[key]
    names = [situation.name(code) for code in sorted(one.countries)]
    on_it = link.resource in situation.concerns[one.action]
    on, about = _subject_of(situation, one.action)
    russian = list_names([each.say("ru") for each in names])
    return Name(
        f"tells of joint work of {join_names([each.en for each in names])}{' on it' if on_it else on}",
        f"сообщает о совместной работе, страны: {russian}{'' if on_it else about}",
    )


def _subject_of(situation: Situation, key: str) -> tuple[str, str]:
    """Say what an action concerns, or at which place it is, in both languages, as stands after what it is."""
    things = [situation.resources[each].name for each in sorted(situation.concerns[key])]
    places = [situation.name(each) for each in sorted(situation.actions[key].places)]
    if things:
        return (
            f" on {join_names([each.en for each in things])}",
            f", предмет: {list_names([n.say('ru') for n in things])}",
        )
    if places:
        return (
            f" at {join_names([each.en for each in places])}",
            f", место: {list_names([n.say('ru') for n in places])}",
        )
    return ", without saying on what", ", предмет не назван"


def _of_action(situation: Situation, link: Link, key: str) -> Name:
    """Say why an action that is no plain work of one country stands among what is joint or unplaced."""
    action = situation.actions[key]
    names = [situation.name(code) for code in sorted(action.countries)]
    across, several = speaks_across(situation, key), len(action.countries) > 1
    listed = join_names([each.en for each in names])
    russian = list_names([each.say("ru") for each in names])
    if not several:
        return Name(
            f"speaks of work across borders in {listed}, and does not say with whom",
            f"говорит о работе через границу ({russian}), не называя, с кем",
        )
    if across:
        on, about = (" on it", "") if link.resource in situation.concerns[key] else _subject_of(situation, key)
        return Name(
            f"speaks of work across borders{on}, and names {listed}",
            f"говорит о работе через границу, страны: {russian}{about}",
        )
    return Name(
        f"names {listed}, and does not say that they work together",
        f"называет страны ({russian}) и не говорит, что они работают вместе",
    )
