"""The table of the first page: a row for each shared thing, told together, told alone or agreed, and not told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cami_graph.analyse.findings.judged import DIFFER, EARLIER, agree, count_judgements, in_force, name_wording
from cami_graph.analyse.findings.links import AGREED, HERD, OPEN, PLANNED, TOGETHER, Link
from cami_graph.analyse.measures.sharing import pair_of
from cami_graph.analyse.situation.work import action_of
from cami_graph.brief.matter import Matter
from cami_graph.brief.sources import Cited
from cami_graph.brief.systems import Shared, read_verdicts

MOST_ROWS, MOST_LINES = 9, 2
PAIR = ("head_shared", "head_together", "head_alone", "head_silent")
OTHERS = ("head_shared", "head_joint", "head_agreed", "head_open")
Cell = tuple[Cited, ...]


@dataclass(frozen=True)
class Row:
    """A row: what is shared, what tempers it, and its cells, each of several lines."""

    name: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The table: its heads, the share of the width that each takes, its rows, and what is said under it."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def make_table(matter: Matter, address: str) -> Table:
    """Make the table; a range of which no common herd is known has a row only where work or an agreement is told."""
    listed = [one for one in matter.shared if one.is_known or one.state != OPEN]
    rows = tuple(_row(matter, one) for one in listed[:MOST_ROWS])
    cut, unknown = len(listed) - len(rows), [one for one in matter.shared if one not in listed]
    notes = (
        matter.words("more_below", count=cut, address=address) if cut > 0 else "",
        _name_unknown(matter, unknown) if unknown else "",
        _name_elsewhere(matter) if matter.subject.kind == "pair" else "",
    )
    heads, widths = (PAIR, (24, 33, 33, 18)) if matter.subject.kind == "pair" else (OTHERS, (30, 24, 26, 28))
    return Table(tuple(map(matter.words, heads)), widths, rows, tuple(note for note in notes if note))


def _row(matter: Matter, one: Shared) -> Row:
    make = _cells_of_two if matter.subject.kind == "pair" else _cells_of_several
    return Row(one.name.say(matter.words.language), _note(matter, one), make(matter, one))


def _cells_of_two(matter: Matter, one: Shared) -> tuple[Cell, ...]:
    (link,) = one.links
    silent = () if link.joint else (code for code in link.countries if not acting(matter, code, link))
    return _together(matter, link), _alone(matter, link), tuple(Cited(matter.name(code)) for code in silent)


def _cells_of_several(matter: Matter, one: Shared) -> tuple[Cell, ...]:
    states = ((TOGETHER,), (AGREED, PLANNED), (OPEN,))
    return tuple(tuple(_partner(matter, each) for each in one.links if each.state in state) for state in states)


def _note(matter: Matter, one: Shared) -> str:
    """Say what tempers a row: a herd in doubt or unknown, and what a reader found of the open link of a pair."""
    words, populations = matter.words, matter.situation.channels.populations
    unknown = "place_unknown" if one.resource.startswith("landscape/") else "herd_unknown"
    notes = [] if one.is_known else [words(unknown)]
    herds = [populations[key] for link in one.links if link.standing == HERD for key in link.herds]
    if herds and all(herd.certainty == "doubtful" for herd in herds):
        notes.append(words("herd_in_doubt"))
    if matter.subject.kind == "pair" and one.state != TOGETHER:
        notes += say_verdict(matter, one.links[0])
    return "; ".join(notes)


def say_verdict(matter: Matter, link: Link) -> list[str]:
    """Say what more than half of the readers found, or how they differ; nothing where nobody has read it."""
    readings = read_verdicts(matter.found, link)
    judgements = [one.judgement for one in in_force(readings)]
    before = matter.words("checked_before") if name_wording(readings) == EARLIER else ""
    counts, verdict = count_judgements(judgements), agree(judgements)
    if verdict == DIFFER:
        found = ", ".join(f"{matter.words(f'verdict_{one}')} ({count})" for one, count in counts.items())
        return [f"{matter.words('checked_differ', found=found)}{before}"]
    if not counts:
        return []
    found, key = matter.words(f"verdict_{verdict}"), "checked" if len(counts) == 1 else "checked_most"
    return [f"{matter.words(key, found=found, count=counts[verdict], of=len(judgements))}{before}"]


def _together(matter: Matter, link: Link) -> Cell:
    """Return what the two do together or plan on it; where they do nothing, the newest framework of both."""
    lines = [_joint(matter, key, link) for key in dict.fromkeys((*link.joint, *link.planned))]
    if not link.joint and link.frameworks:
        newest = max(link.frameworks, key=lambda key: matter.situation.channels.frameworks[key].since(link.countries))
        one, more = agreed(matter, newest, link), len(link.frameworks) - 1
        lines.append(replace(one, text=f"{one.text} ({matter.words('more', count=more)})") if more else one)
    return _cut(matter, lines)


def _joint(matter: Matter, key: str, link: Link) -> Cited:
    marks = [
        matter.words("planned") if key in link.planned else "",
        matter.words("in_doubt") if link.doubt and key in link.joint else "",
    ]
    told = f" ({', '.join(filter(None, marks))})" if any(marks) else ""
    return Cited(f"{matter.title(key)}{told}", matter.sources.cite_joint(key))


def agreed(matter: Matter, key: str, link: Link, word: str = "agreed_since") -> Cited:
    """Return a framework that binds both countries of a link, with the day since when and its source."""
    framework = matter.situation.channels.frameworks[key]
    claims = dict.fromkeys(framework.parties[code].claim for code in link.countries)
    day = matter.words.day(framework.since(link.countries), since=True)
    text = matter.words(word, day=day, name=framework.name.say(matter.words.language))
    return Cited(text, matter.sources.cite(*claims))


def _alone(matter: Matter, link: Link) -> Cell:
    """Return for each of the two the first thing that it does on it by itself, and how many more there are."""
    lines = []
    for code in link.countries:
        own = acting_alone(matter, code, link)
        if own:
            marks = [_place(matter, own[0], code, link), matter.words("more", count=len(own) - 1) if own[1:] else ""]
            told = f" ({', '.join(filter(None, marks))})" if any(marks) else ""
            lines.append(Cited(f"{matter.title(own[0])}{told}", matter.sources.cite(own[0]), f"{matter.name(code)}:"))
    return tuple(lines)


def _place(matter: Matter, key: str, code: str, link: Link) -> str:
    """Say of an action that is no plain work of one country why it stands there: several are named, or a border."""
    if key in matter.found.work.alone.get((code, link.resource), ()):
        return ""
    joined = (one.countries for one in matter.situation.cooperations.values() if one.action == key)
    others = sorted(frozenset().union(*(countries for countries in joined if code in countries)) - {code})
    if others:
        return matter.words("with_others", names=matter.names(others))
    return matter.words("listed" if len(matter.situation.actions[key].countries) > 1 else "across")


def acting(matter: Matter, code: str, link: Link) -> tuple[str, ...]:
    """Return the actions of a country on what is shared, the plainest first.

    Plain is what names the country alone, names this thing, is asked for on just this thing, and is read without doubt.
    """
    family, work = matter.family(link.resource), matter.found.work
    alone = set(work.alone.get((code, link.resource), ()))

    def order(key: str) -> tuple[object, ...]:
        action, activities = matter.situation.actions[key], matter.situation.activities
        asked = (activities[one] for one in action.activities if one in activities)
        is_asked = any(family & (one.narrowest("place") | one.narrowest("species")) for one in asked)
        is_named = bool(family & (action.species | action.places))
        return key not in alone, not is_named, not is_asked, action.certainty != "sure", key

    return tuple(sorted(work.acting.get((code, link.resource), ()), key=order))


def acting_alone(matter: Matter, code: str, link: Link) -> list[str]:
    """Return the actions of a country on what is shared, without what the two do or plan together, on it or else."""
    told = (*matter.found.work.of_both(link.countries), *link.planned)
    through = {action_of(matter.situation, key) for key in told}
    return [key for key in acting(matter, code, link) if key not in through]


def _partner(matter: Matter, link: Link) -> Cited:
    """Return with whom, or between whom, with the words of the joint work, the plan or the agreement."""
    doubt = f" ({matter.words('in_doubt')})" if link.doubt else ""
    keys = link.joint or (link.planned if link.state == PLANNED else ())
    if link.state == AGREED:
        frameworks = (matter.situation.channels.frameworks[key] for key in link.frameworks)
        claims = dict.fromkeys(one.parties[code].claim for one in frameworks for code in link.countries)
        return Cited(matter.between(link), matter.sources.cite(*claims))
    return Cited(f"{matter.between(link)}{doubt}", matter.sources.cite_joint(*keys))


def _name_unknown(matter: Matter, unknown: Iterable[Shared]) -> str:
    """Say of which ranges it is not known whether a herd is shared."""
    named = {one.name.say(matter.words.language): ", ".join(map(matter.between, one.links)) for one in unknown}
    if matter.subject.kind == "pair":
        return matter.words("unknown_ranges", names=", ".join(named))
    told = "; ".join(f"{name} ({borders})" for name, borders in named.items())
    return matter.words("unknown_ranges_of", names=told)


def _name_elsewhere(matter: Matter) -> str:
    """Name what the two are told to do together on nothing that stands in the table, with its activity."""
    listed = {key for one in matter.shared for link in one.links for key in link.joint}
    actions = matter.situation.actions
    told = {
        action_of(matter.situation, key): matter.title(key)
        for key in matter.found.work.of_both(pair_of(*matter.subject.codes))
        if key not in listed
    }
    named = [
        f"{title} ({', '.join(sorted(one.rpartition('/')[2] for one in actions[key].activities))})"
        if actions[key].activities
        else title
        for key, title in told.items()
    ]
    return matter.words("elsewhere", names="; ".join(named)) if named else ""


def _cut(matter: Matter, lines: Sequence[Cited]) -> Cell:
    """Return the first lines, and say how many more there are."""
    more = len(lines) - MOST_LINES
    rest = (Cited(matter.words("more", count=more)),) if more > 0 else ()
    return (*lines[:MOST_LINES], *rest)
