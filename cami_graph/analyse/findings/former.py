"""Addresses of findings and gaps that stand no more: why, and where what they were about is told today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.links import TOGETHER, Link
from cami_graph.analyse.findings.select import find_subject
from cami_graph.analyse.findings.wording import join_names
from cami_graph.analyse.measures.sharing import Pair, pair_of
from cami_graph.analyse.situation.work import action_of

BETWEEN = re.compile(r"(absence|connected|shared|asymmetry|critical)-([A-Z]{2})-([A-Z]{2})(?:-(.+))?")
HERD = re.compile(r"([a-z-]+?)((?:-[A-Z]{2})+)")
DROPPED = {
    "absence": "Absences that surprise are no kind of gap any more: one pair is too little to tell them from chance.",
    "connected": "Two landscapes with no shared actor are no kind of gap any more: a landscape is a finding by itself.",
    "asymmetry": "Both countries are told to act on it by now, or neither, or it is not known that they share it.",
    "critical": "The joint work of the two rests on more than one cooperation by now, or on none.",
}


@dataclass(frozen=True)
class Former:
    """A name that stands no more: why, and the names of what to look at instead, the nearest first."""

    name: str
    why: str
    see: tuple[str, ...]

    def tell(self) -> Iterator[str]:
        """Tell it line by line."""
        yield f'"{self.name}" stands no more. {self.why}'
        if self.see:
            yield ""
            yield from (f"see: cami gaps --explain {name}" for name in self.see)

    def to_json(self) -> dict[str, object]:
        """Return it as JSON holds it."""
        return {"id": self.name, "stands": False, "why": self.why, "see": list(self.see)}


def find_former(found: Findings, name: str) -> Former | None:
    """Return why a finding or gap of this name stands no more; nothing where no such name can have been.

    Its countries and its subject must be known: a misspelt name is no former one.
    """
    short = name.rpartition("/")[2]
    if between := BETWEEN.fullmatch(short):
        kind, first, second, rest = between.groups()
        return _between(found, short, kind, pair_of(first, second), rest or "")
    herd = HERD.fullmatch(short)
    subject = find_subject(found.situation, herd.group(1)) if herd else ""
    codes = herd.group(2).strip("-").split("-") if herd else []
    if not herd or subject.rpartition("/")[2] != herd.group(1) or not set(codes) <= found.situation.countries.keys():
        return None
    links = [one for one in found.links if one.resource == subject and set(one.countries) <= set(codes)]
    why = " ".join(dict.fromkeys(_why(found, one) for one in links)) or "Its countries share no border on it."
    return Former(
        short, why, tuple(dict.fromkeys((*_homes(found, links), *("-".join(one.countries) for one in links))))
    )


def _between(found: Findings, short: str, kind: str, pair: Pair, rest: str) -> Former | None:
    subject = find_subject(found.situation, rest) if rest else ""
    slug = subject.rpartition("/")[2]
    threat = rest.removesuffix(slug).rstrip("-") if kind == "shared" else ""
    known = not rest or (slug and rest.endswith(slug) and (not threat or f"threat/{threat}" in found.situation.names))
    if not known or not set(pair) <= found.situation.countries.keys():
        return None
    links = [one for one in found.links if one.countries == pair and one.resource == subject]
    pairs = ("-".join(pair),) if pair in found.situation.neighbours else ()
    if kind != "shared":
        return Former(short, DROPPED[kind], (*_homes(found, links), *pairs))
    if threat:
        why = "A threat in a landscape is no gap beside the landscape any more: threats are shown with it."
        return Former(short, why, (*_homes(found, links), *pairs))
    nobody = "No source of the record says that the two share it, or they have no common border."
    return Former(short, _why(found, links[0]) if links else nobody, (*_homes(found, links), *pairs))


def _why(found: Findings, link: Link) -> str:
    both = join_names([found.situation.name(code).en for code in link.countries])
    if link.state == TOGETHER:
        told = join_names([found.situation.name(found.situation.cooperations[key].action).en for key in link.joint])
        reasons = (found.situation.doubts.get(action_of(found.situation, key)) for key in link.joint)
        why = "; ".join(dict.fromkeys(one.reason for one in reasons if one and one.reason))
        doubt = f", though in doubt{f' ({why})' if why else ''}" if link.doubt else ""
        return f"Joint work of {both} on it is told{doubt}: {told}."
    return "What it was about is told by other names by now, as far as it is known on the day."


def _homes(found: Findings, links: list[Link]) -> tuple[str, ...]:
    """Return the open links, and the findings that they stand in."""
    slugs = {one.slug for one in links}
    open_links = tuple(one.slug for one in links if one.state != TOGETHER)
    return (*open_links, *(one.slug for one in found.findings if slugs & {each.slug for each in one.links}))
