"""Tell everything about one finding, pair or gap, line by line, for a person at a terminal, or to be kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.forms import list_chosen, told_of
from cami_graph.analyse.findings.gaps import ARGUMENTS, Gap, Item, Thing
from cami_graph.analyse.findings.judged import EARLIER, agree, count_judgements, in_force, name_wording
from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN, Link
from cami_graph.analyse.findings.listed import name_list, name_told
from cami_graph.analyse.findings.pairs import Neighbours, say_pair
from cami_graph.analyse.findings.saying import say_finding
from cami_graph.analyse.findings.select import UNITS, choose, name_all
from cami_graph.analyse.findings.steps import name_steps
from cami_graph.analyse.findings.systems import Finding
from cami_graph.analyse.situation.channels import Verdict

LANGUAGES = ("en", "ru")
TITLES = {
    "share": "they share it",
    "alone": "each works alone",
    "elsewhere": "together, elsewhere or unplaced",
    "planned": "planned",
    "agreed": "agreed",
    "told": "what is told of it",
}


def write_listed(found: Findings) -> dict[str, bytes]:
    """Return the rows, and everything told, in each language, by the names of the files in which they are kept."""
    things = name_all(found)
    files: dict[str, bytes] = {}
    for language in LANGUAGES:
        listings = {unit: vars(list_chosen(found, unit, choose(found, unit), language)) for unit in UNITS}
        told = {name: list(explain(found, one, language)) for name, one in things.items()}
        files |= {name_list(language): _bytes_of(listings), name_told(language): _bytes_of(told)}
    return files


def _bytes_of(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def explain(found: Findings, one: Finding | Neighbours | Gap, language: str = "en") -> Iterator[str]:
    """Tell everything about one of them."""
    if isinstance(one, Gap):
        yield from explain_gap(one, language)
    elif isinstance(one, Finding):
        yield from explain_finding(found, one, language)
    else:
        yield from explain_pair(found, one, language)


def explain_gap(gap: Gap, language: str = "en") -> Iterator[str]:
    """Tell everything about a gap."""
    yield gap.sentence.say(language)
    yield ""
    yield f"rank {gap.rank}{f', group {gap.group}' if gap.group else ''}; counted: {_count(gap.checklist)}"
    if gap.need:
        yield f"need: {gap.need} (Red List)"
    volumes = ", ".join(f"{code} {count}" for code, count in gap.volumes.items())
    told = "actions of reports and events of other documents naming the countries"
    yield f"{told}: {volumes}" if volumes else "no countries"
    yield from _verdicts(gap.verdicts)
    for group in ARGUMENTS:
        if items := gap.evidence.get(group, ()):
            yield from ("", f"{TITLES[group]}:")
            yield from map(_tell, items) if language == "en" else (_tell(item, language) for item in items)
    for title, things in (
        ("frameworks of both", gap.frameworks),
        ("who could convene", gap.brokers),
        ("to build on", gap.initiatives),
        ("activities", gap.activities),
        ("experts ask", gap.recommendations),
        ("since then, told elsewhere", gap.since),
    ):
        if things:
            yield from ("", f"{title}:")
            yield from (f"  {_dated(one, language)}" for one in things)
    if step := gap.step.say(language):
        yield from ("", f"next step: {step}")


def explain_finding(found: Findings, one: Finding, language: str = "en") -> Iterator[str]:
    """Tell everything about a finding: its links, and the best of them in full."""
    yield say_finding(found.situation, one).say(language)
    yield ""
    yield f"rank {one.rank} in the group {one.group}; counted for the best link: {_count(one.checklist)}"
    yield from _verdicts(one.verdicts)
    yield from ("", "links:")
    yield from (f"  {_say_link(found, each)}" for each in (*one.links, *one.together))
    if len(one.links) > 1:
        yield from ("", f"next steps: {name_steps(found.situation, one.links).say(language)}")
    yield from ("", f"the best link, {one.best.slug}:")
    gap = next(each for each in found.gaps if each.slug == one.best.slug)
    yield from explain_gap(gap, language)


def explain_pair(found: Findings, one: Neighbours, language: str = "en") -> Iterator[str]:
    """Tell everything that two neighbours share, by what is told of it."""
    yield say_pair(found.situation, one).say(language)
    yield ""
    counted = f"counted: {_count(one.items)}; over all they share: {one.order[1]}"
    yield f"rank {one.rank} of {len(found.pairs)} pairs, {one.group}; {counted}"
    known = [each for each in one.links if each.standing != UNKNOWN]
    for told in (TOGETHER, "alone", "not told"):
        if links := [each for each in known if told_of(found, each) == told]:
            yield from ("", f"{told}:")
            yield from (f"  {_say_link(found, each)}" for each in links)
    if unknown := [each for each in one.links if each.standing == UNKNOWN]:
        yield from ("", "both hold the range; whether they share a herd is not known:")
        yield from (f"  {_say_link(found, each)}" for each in unknown)
    if one.frameworks:
        yield from ("", "frameworks of both:")
        yield from (f"  {each.name.say(language)} ({each.since(one.countries)})" for each in one.frameworks)


def _say_link(found: Findings, one: Link) -> str:
    name = found.situation.resources[one.resource].name.en
    doubt = ", in doubt" if one.doubt else ", joint work that may take it in is told" if one.covering else ""
    return f"{'–'.join(one.countries)} {name}: {one.state}{doubt}, {one.count} of 5 ({one.slug})"


def _count(checklist: Mapping[str, int]) -> str:
    return ", ".join(
        f"{name} {'yes' if value is True else 'no' if value is False else value}" for name, value in checklist.items()
    )


def _verdicts(verdicts: Sequence[Verdict]) -> Iterator[str]:
    judgements = [one.judgement for one in in_force(verdicts)]
    if not judgements:
        yield "verdict: not yet read by anybody"
        return
    told = ", ".join(f"{judgement} {count}" for judgement, count in count_judgements(judgements).items())
    before = ", read on an earlier wording" if name_wording(verdicts) == EARLIER else ""
    yield f"verdict: {agree(judgements)} ({told}){before}"
    for one in verdicts:
        earlier = "" if one.is_present else ", on an earlier wording"
        yield f"  {one.judgement} ({one.reader}, {one.day}{earlier}): {one.reason.en}"


def _tell(item: Item, language: str = "en") -> str:
    reason = item.reason.say(language)
    doubt = f" [{item.doubt}]" if item.doubt else ""
    if not item.quote:
        return f"  {reason}: {item.source}{doubt}"
    where = f"{item.activity}, column {item.column}" if item.activity else item.source or "heading"
    place = ", ".join(part for part in (item.document, where) if part)
    return f"  {reason}: “{' '.join(item.quote.split())}” ({place}){doubt}"


def _dated(one: Thing, language: str) -> str:
    return f"{one.day}: {one.say(language)}" if one.day else one.say(language)
