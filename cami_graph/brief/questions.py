"""Three questions to raise, each on another shared thing, by what is nearest to joint work on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.judged import agree, in_force
from cami_graph.analyse.findings.links import AGREED, OPEN, PLANNED, TOGETHER, UNKNOWN, Link
from cami_graph.analyse.situation.work import speaks_across
from cami_graph.brief.events import CALLED, FEW_COUNTRIES, list_events
from cami_graph.brief.matter import Matter
from cami_graph.brief.sources import Cited, Sources
from cami_graph.brief.subject import Subject
from cami_graph.brief.systems import list_shared, read_verdicts
from cami_graph.brief.table import acting, acting_alone, agreed
from cami_graph.brief.words import Words

MOST = 3
PAPERS = ("agreement", "declaration", "framework", "letter-of-intent", "memorandum", "programme", "work-programme")
CLOSINGS = {"meeting": "meeting", "designation": "place", **dict.fromkeys(PAPERS, "paper")}
Way = tuple[str, Cited]


def raise_questions(found: Findings, subject: Subject, language: str) -> tuple[str, ...]:
    """Return the questions of the brief of a subject as plain sentences, for those who show no footnotes."""
    words = Words(language)
    matter = Matter(found, subject, list_shared(found, subject), words, Sources(words, found.situation, {}))
    return tuple(f"{one.strong} {one.text}" for one in ask_questions(matter))


def ask_questions(matter: Matter) -> tuple[Cited, ...]:
    """Return three questions, fewer where less is shared; no event, deed or agreement is asked of twice."""
    asked: set[str] = set()
    return tuple(_ask(matter, link, asked) for link in choose_links(matter))


def choose_links(matter: Matter) -> list[Link]:
    """Return the links to ask about: each of another thing, as far as there are three."""
    links = _worth_asking(matter)
    first = list({link.resource: link for link in reversed(links)}.values())
    ordered = [link for link in links if link in first]
    return [*ordered, *(link for link in links if link not in first)][:MOST]


def _worth_asking(matter: Matter) -> list[Link]:
    """Return the links in the order in which they are worth a question: open ones that hold on reading first.

    Of a species that two countries far apart both hold, and of which no work is told, there is nothing to ask.
    """
    own = matter.subject.keys[0]
    listed = [
        (place, link)
        for place, one in enumerate(matter.shared)
        for link in one.links
        if link.standing != UNKNOWN or link.state != OPEN or link.countries in matter.situation.neighbours
    ]

    def order(placed: tuple[int, Link]) -> tuple[object, ...]:
        place, link = placed
        verdict = agree(one.judgement for one in in_force(read_verdicts(matter.found, link)))
        holds = {"holds": 0, "likely-artefact": 2}.get(verdict, 1)
        told = link.state == TOGETHER and not link.doubt
        return told, link.standing == UNKNOWN, link.resource != own, holds, -link.count, place

    return [link for _, link in sorted(listed, key=order)]


def _ask(matter: Matter, link: Link, asked: set[str]) -> Cited:
    """Ask by the first way that nobody has been asked by."""
    strong = _about(matter, link)
    for way in (_by_event, _by_joint, _by_agreement, _by_plan, _by_work, _by_work_near):
        for key, line in way(matter, link):
            if key not in asked:
                asked.add(key)
                return Cited(line.text, line.sources, strong)
    told = any(acting(matter, code, link) for code in link.countries)
    return Cited(matter.words("ask_apart" if told else "ask_silent"), (), strong)


def _about(matter: Matter, link: Link) -> str:
    """Name what is asked about, with the countries where the brief is not of these two."""
    name = matter.name(link.resource)
    if matter.subject.kind != "pair":
        name = f"{name} ({' – '.join(map(matter.name, link.countries))})"
    return f"{name}."


def _by_event(matter: Matter, link: Link) -> Iterator[Way]:
    """Ask what came of the latest deed of both on it, of few others beside them."""
    for event in list_events(matter):
        near = set(link.countries) <= event.countries and len(event.countries) <= FEW_COUNTRIES
        if near and event.status != CALLED and event.subjects & matter.family(link.resource):
            day, name = matter.words.day(event.day), event.name.say(matter.words.language)
            closing = matter.words(f"closing_{CLOSINGS.get(event.form, 'deed')}")
            text = f"{day[:1].upper()}{day[1:]}: {name}. {closing}"
            yield event.key, Cited(text, matter.sources.cite(event.key, most=1))


def _by_joint(matter: Matter, link: Link) -> Iterator[Way]:
    for key in link.joint if link.state == TOGETHER else ():
        yield key, Cited(matter.words("ask_together", title=matter.title(key)), matter.sources.cite_joint(key))


def _by_agreement(matter: Matter, link: Link) -> Iterator[Way]:
    frameworks = matter.situation.channels.frameworks
    newest = sorted(link.frameworks, key=lambda key: frameworks[key].since(link.countries), reverse=True)
    for key in newest if link.state == AGREED else ():
        yield key, agreed(matter, key, link, "ask_agreed")


def _by_plan(matter: Matter, link: Link) -> Iterator[Way]:
    for key in link.planned if link.state == PLANNED else ():
        yield key, Cited(matter.words("ask_planned", title=matter.title(key)), matter.sources.cite_joint(key))


def _by_work(matter: Matter, link: Link) -> Iterator[Way]:
    """Ask the side of which nothing is told; where each acts by itself, whether they could do it together."""
    one, two = link.countries
    first, second = (_act_by_themselves(matter, code, link)[:1] for code in (one, two))
    if first == second:
        return
    numbers = matter.sources.cite(*first, *second)
    if first and second:
        told = {"first": matter.title(first[0]), "second": matter.title(second[0])}
        text = matter.words("ask_both_alone", one=matter.name(one), two=matter.name(two), **told)
        yield link.slug, Cited(text, numbers)
    else:
        acting, other = (one, two) if first else (two, one)
        values = {"acting": matter.name(acting), "other": matter.name(other)}
        text = matter.words("ask_one_alone", title=matter.title((*first, *second)[0]), **values)
        yield link.slug, Cited(text, numbers)


def _act_by_themselves(matter: Matter, code: str, link: Link) -> list[str]:
    """Return the actions of a country on what is shared that speak of no border."""
    return [key for key in acting_alone(matter, code, link) if not speaks_across(matter.situation, key)]


def _by_work_near(matter: Matter, link: Link) -> Iterator[Way]:
    """Ask whether it could be taken up in joint work of others on it, or of the two on something else."""
    for key in (*link.near, *link.ties):
        one = matter.situation.cooperations[key]
        if set(link.countries) <= one.countries:
            text = matter.words("ask_tie", title=matter.title(key))
        else:
            text = _ask_others(matter, key, sorted(one.countries))
        yield key, Cited(text, matter.sources.cite_joint(key, most=1))


def _ask_others(matter: Matter, key: str, countries: Sequence[str]) -> str:
    """Ask whether others could join; countries that the title names already are not named twice."""
    title = matter.title(key)
    if all(matter.name(code) in title for code in countries):
        return matter.words("ask_near_named", title=title)
    return matter.words("ask_near", names=matter.names(countries), title=title)
