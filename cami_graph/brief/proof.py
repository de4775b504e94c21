"""The lists on the page of proof: what joins the countries, what the experts ask, what readers found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cami_graph.analyse.findings.advice import list_advice
from cami_graph.analyse.findings.judged import EARLIER, in_force, name_wording
from cami_graph.analyse.findings.links import CROSS_BORDER, TOGETHER, UNKNOWN, Link
from cami_graph.analyse.situation.channels import Framework, Verdict
from cami_graph.brief.matter import Line, Matter
from cami_graph.brief.sources import Cited, cut_text
from cami_graph.brief.systems import read_verdicts


def list_channels(matter: Matter) -> list[Line]:
    """Return what joins the countries: the frameworks of the pair, or those on what is shared, the newest first."""
    frameworks = matter.situation.channels.frameworks
    keys = {key for one in matter.shared for link in one.links for key in (*link.frameworks, *link.channels)}
    if not matter.subject.codes:
        keys = {key for one in matter.shared for link in one.links for key in link.frameworks}
    ordered = sorted((frameworks[key] for key in keys), key=lambda one: (_day(matter, one), one.key), reverse=True)
    return [partial(_tell_framework, matter, one) for one in ordered]


def _day(matter: Matter, one: Framework) -> str:
    """Return since when the countries of the brief are parties; of others, since when the first one is."""
    codes = [code for code in matter.subject.codes if code in one.parties]
    days = [one.parties[code].since for code in codes] or [min(party.since for party in one.parties.values())]
    return max(days)


def _tell_framework(matter: Matter, one: Framework) -> Cited:
    """Name a framework, its parties where the brief is not of two countries, and since when."""
    claims = dict.fromkeys(party.claim for code, party in one.parties.items() if _is_meant(matter, code))
    parties = "" if matter.subject.kind == "pair" else f" ({', '.join(map(matter.name, sorted(one.parties)))})"
    day = f"{matter.words('since_day', day=matter.words.day(_day(matter, one), since=True))}:"
    return Cited(f"{one.name.say(matter.words.language)}{parties}", matter.sources.cite(*claims, most=1), day)


def _is_meant(matter: Matter, code: str) -> bool:
    return not matter.subject.codes or code in matter.subject.codes


def list_recommended(matter: Matter) -> list[Line]:
    """Return what the experts ask, first what names all countries of the brief, then across borders."""
    recommendations, codes = matter.situation.recommendations, set(matter.subject.codes)
    things = {one.resource for one in matter.shared} if codes else set(matter.subject.keys)

    def order(key: str) -> tuple[bool, bool, bool, str]:
        one = recommendations[key]
        is_of_all = bool(codes) and codes <= one.countries
        return not is_of_all, CROSS_BORDER not in one.types, not one.countries & codes, key

    found = sorted(list_advice(matter.situation, codes, things), key=order)
    return [partial(_tell_claim, matter, key) for key in found]


def _tell_claim(matter: Matter, key: str) -> Cited:
    return Cited(matter.title(key), matter.sources.cite(key))


def list_verdicts(matter: Matter) -> list[Line]:
    """Return what readers found of the open links, each judgement of a finding once with its latest reason."""
    found: dict[tuple[str, str], tuple[str, dict[str, Verdict]]] = {}
    for one in matter.shared:
        for link in one.links:
            if link.state != TOGETHER and link.standing != UNKNOWN:
                for verdict in in_force(read_verdicts(matter.found, link)):
                    key = (verdict.about, verdict.judgement)
                    _, readers = found.setdefault(key, (_about(matter, link, verdict), {}))
                    readers[verdict.reader] = verdict
    return [partial(_tell_verdict, matter, about, tuple(readers.values())) for about, readers in found.values()]


def _about(matter: Matter, link: Link, verdict: Verdict) -> str:
    """Name what was judged: a link with its countries, or the whole finding."""
    whole = next((one for one in matter.found.findings if verdict.about == f"finding/{one.slug}"), None)
    if whole or matter.subject.kind == "pair":
        return whole.name.say(matter.words.language) if whole else matter.name(link.resource)
    return f"{matter.name(link.resource)} ({' – '.join(map(matter.name, link.countries))})"


def _tell_verdict(matter: Matter, about: str, verdicts: Sequence[Verdict]) -> Cited:
    """Tell what readers found, how many of them, and why the latest did."""
    judgement = matter.words(f"verdict_{verdicts[-1].judgement}")
    count = f" ({len(verdicts)})" if len(verdicts) > 1 else ""
    before = matter.words("checked_before") if name_wording(verdicts) == EARLIER else ""
    return Cited(cut_text(verdicts[-1].reason.say(matter.words.language)), (), f"{about}: {judgement}{count}{before}.")
