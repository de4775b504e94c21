"""What a brief says, before it has a form: figures, tables, findings, and the numbered words behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import ARGUMENTS, Gap, Item
from cami_graph.analyse.findings.wording import name_documents
from cami_graph.analyse.situation.claims import Words
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import count_work
from cami_graph.brief.map import draw_map, read_outlines, read_rings
from cami_graph.brief.subject import Subject
from cami_graph.brief.words import VOCABULARIES, Vocabulary
from cami_graph.query.document import Document

ON_IT, IN_BOTH = "acts on it in both", "acts in both, on other matters"
MOST_GAPS, MOST_ROWS, MOST_WIDE = 4, 8, 5
MOST_ITEMS, MOST_GROUPS = 1, 3
TEMPERING = ("planned", "agreed", "elsewhere", "alone", "told", "share")


@dataclass(frozen=True)
class Cited:
    """A line of a brief, and the numbers of the words it rests on."""

    text: str
    sources: tuple[int, ...] = ()
    strong: str = ""


@dataclass(frozen=True)
class Finding:
    """A possible gap as a brief shows it: its sentence, its evidence by group, what to do next, and how sure it is."""

    text: str
    note: str
    evidence: tuple[tuple[str, tuple[Cited, ...]], ...]
    step: str


@dataclass(frozen=True)
class Brief:
    """Everything that stands in a brief; each writer gives it a form."""

    language: str
    words: Vocabulary
    kind: str
    title: str
    figures: tuple[tuple[str, str], ...]
    map_svg: str
    map_told: str
    shares: tuple[tuple[str, str, str], ...]
    together: tuple[Cited, ...]
    gaps: tuple[Finding, ...]
    gaps_more: int
    bridges: tuple[Cited, ...]
    recommended: tuple[Cited, ...]
    sources: tuple[str, ...]


class _Sources:
    """Numbers the words of the documents in the order in which a brief first uses them.

    Where the brief rests on one document, its head names it; where on several, each quotation does.
    """

    def __init__(self, words: Vocabulary, documents: Mapping[str, Document]) -> None:
        self.vocabulary, self.documents = words, documents
        self.numbers: dict[str, int] = {}

    def cite(self, claim: Sequence[Words]) -> tuple[int, ...]:
        """Return the numbers of the words of a claim."""
        return tuple(self._cite_words(words) for words in claim)

    def _cite_words(self, words: Words) -> int:
        document = self.documents[words.document].number if words.document in self.documents else ""
        return self._number(document, words.activity, words.column, words.locator, words.quote)

    def _number(self, document: str, activity: str, column: int, locator: str, quote: str) -> int:
        """Return the number of a quotation, or of a place where no words are quoted."""
        where = f"{activity}, {self.vocabulary.column} {column}" if activity else locator or self.vocabulary.heading
        named = document if len(self.documents) > 1 or not quote else ""
        place = ", ".join(dict.fromkeys(part for part in (named, where) if part))
        text = f"{place}: “{' '.join(quote.split())}”" if quote else place
        return self.numbers.setdefault(text, len(self.numbers) + 1)

    def cite_item(self, item: Item) -> tuple[int, ...]:
        """Return the number of a piece of evidence; one of the reference data is named, not quoted."""
        if item.quote:
            return (self._number(item.document, item.activity, item.column, item.source, item.quote),)
        return (self.numbers.setdefault(item.source, len(self.numbers) + 1),) if item.source else ()


def make_brief(findings: Findings, subject: Subject, outline: str = "", language: str = "en") -> Brief:
    """Make the brief of a subject; `outline` is the landscape's own, as well-known text."""
    situation = findings.situation
    documents = situation.telling
    words = VOCABULARIES[language].about(documents, name_documents(documents, language), situation.red_list_year)
    sources = _Sources(words, situation.documents)
    gaps = [gap for gap in findings.gaps if subject.covers(gap) and gap.countries]
    shown = _vary(gaps)
    title = " – ".join(situation.name(_plain(key)).say(language) for key in subject.keys)
    together = _together(situation, subject, sources, language)
    wide = _wide(situation, subject, sources, language)
    holders = subject.holders(situation)
    names = ", ".join(situation.name(code).say(language) for code in sorted(holders))
    told = words.map_told.format(title=title, countries=names)
    shown_gaps = tuple(_finding(situation, gap, sources, language) for gap in shown)
    return Brief(
        language=language,
        words=words,
        kind=words.kinds[subject.kind],
        title=title,
        figures=_figures(situation, subject, len(together), len(gaps), words),
        map_svg=draw_map(
            read_outlines(),
            holders,
            {code: name.say(language) for code, name in situation.countries.items()},
            read_rings(outline),
            told,
        ),
        map_told=told,
        shares=_shares(situation, subject, language),
        together=(*together[:MOST_ROWS], *wide),
        gaps=shown_gaps,
        gaps_more=len(gaps) - len(shown),
        bridges=_bridges(gaps, words, language),
        recommended=_recommended(situation, subject, gaps, sources, language)[:MOST_ROWS],
        sources=tuple(sources.numbers),
    )


def _plain(key: str) -> str:
    """Return the key by which the situation names a thing: countries by their code."""
    return key.partition("/")[2] if key.startswith("country/") else key


def _vary(gaps: Sequence[Gap]) -> list[Gap]:
    """Return the first gaps, not two on the same pair and resource, and no more than three of a kind."""
    chosen: list[Gap] = []
    for gap in gaps:
        same = sum(one.kind == gap.kind for one in chosen)
        if len(chosen) < MOST_GAPS and same < MOST_GAPS - 1:
            chosen.append(gap)
    return chosen


def _figures(
    situation: Situation, subject: Subject, together: int, gaps: int, words: Vocabulary
) -> tuple[tuple[str, str], ...]:
    """Return the four figures at the top."""
    holders = subject.holders(situation)
    resources = set(subject.resources(situation))
    if subject.kind in ("country", "pair"):
        actions = sum(set(holders) <= a.countries for a in situation.actions.values())
    else:
        actions = sum(bool(resources & situation.concerns[key]) for key in situation.actions)
    countries = set(holders) | _partners(situation, subject)
    numbers = {"holders": len(countries), "actions": actions, "together": together, "gaps": gaps}
    return tuple((str(numbers[name]), label) for name, label in words.figures.items())


def _partners(situation: Situation, subject: Subject) -> set[str]:
    """Return for one country the countries with which it shares anything; for other subjects nothing."""
    if subject.kind != "country":
        return set()
    return {code for key in subject.resources(situation) for code in situation.resources[key].holdings}


def _shares(situation: Situation, subject: Subject, language: str) -> tuple[tuple[str, str, str], ...]:
    """Return the rows of the table of who shares what, most threatened and least shared first."""
    keys = list(subject.resources(situation))
    if subject.kind == "landscape":
        tied = {
            s for a in situation.activities.values() if keys[0] in a.narrowest("place") for s in a.narrowest("species")
        }
        keys += sorted(key for key in tied if key in situation.resources)
    order = {"CR": 0, "EN": 1, "VU": 2, "NT": 3, "LC": 4, "": 5}
    resources = sorted(
        (situation.resources[key] for key in keys if key in situation.resources),
        key=lambda one: (
            one.key != keys[0] or subject.kind != "landscape",
            order[one.category],
            len(one.holdings),
            one.key,
        ),
    )
    return tuple(
        (
            one.name.say(language),
            ", ".join(situation.name(code).say(language) for code in one.holdings),
            one.category if one.kind == "species" else "",
        )
        for one in resources[: MOST_ROWS + 2]
    )


def _together(situation: Situation, subject: Subject, sources: _Sources, language: str) -> tuple[Cited, ...]:
    """Return the recorded cooperations on the subject, planned ones marked."""
    resources, holders = set(subject.resources(situation)), set(subject.holders(situation))
    lines: dict[str, Cited] = {}
    for key, one in sorted(situation.cooperations.items()):
        action = situation.actions[one.action]
        on_it = resources & situation.concerns[one.action] and len(holders & one.countries) > 1
        if not (holders <= one.countries if subject.kind in ("country", "pair") else on_it):
            continue
        names = ", ".join(situation.name(code).say(language) for code in sorted(one.countries))
        mark = "" if action.is_worked else f" ({sources.vocabulary.planned})"
        cited = sources.cite(situation.words.get(key, ()))
        text = f"{situation.name(one.action).say(language)}{mark}"
        known = lines.get(f"{names}|{text}")
        lines[f"{names}|{text}"] = Cited(text, (*(known.sources if known else ()), *cited), names)
    return tuple(lines.values())


def _wide(situation: Situation, subject: Subject, sources: _Sources, language: str) -> tuple[Cited, ...]:
    """Return work on a species or landscape that is told without countries, and so may be for all of its range."""
    if subject.kind in ("country", "pair"):
        return ()
    keys = count_work(situation).wide.get(subject.keys[0], ())
    return tuple(
        Cited(
            situation.name(key).say(language),
            sources.cite(situation.words.get(key, ())),
            sources.vocabulary.wide,
        )
        for key in keys[:MOST_WIDE]
    )


def _finding(situation: Situation, gap: Gap, sources: _Sources, language: str) -> Finding:
    words = sources.vocabulary
    verdicts = ", ".join(words.judgements[one] for one in gap.judgements)
    group = f"{words.groups[gap.group]}; " if gap.group else ""
    shown = [name for name in TEMPERING if gap.evidence.get(name)][:MOST_GROUPS]
    groups = [
        (name, _cite_all(situation, gap.evidence[name], sources, language)) for name in ARGUMENTS if name in shown
    ]
    return Finding(
        gap.sentence.say(language),
        f"{group}{words.read_by}: {verdicts}",
        tuple((words.arguments[name], cited) for name, cited in groups if cited),
        gap.step.say(language),
    )


def _cite_all(situation: Situation, items: Sequence[Item], sources: _Sources, language: str) -> tuple[Cited, ...]:
    """Return the first pieces of evidence, none twice: words of the report before those of the reference data."""
    lines: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: not item.quote):
        lines.setdefault(_tell(situation, item, language), item)
    return tuple(Cited(text, sources.cite_item(item)) for text, item in list(lines.items())[:MOST_ITEMS])


def _tell(situation: Situation, item: Item, language: str) -> str:
    """Tell a piece of evidence in a line: an action by its title, other claims by their words, with any doubt."""
    doubt = f" ({item.doubt.partition(':')[0]})" if item.doubt else ""
    return f"{_tell_plainly(situation, item, language)}{doubt}"


def _tell_plainly(situation: Situation, item: Item, language: str) -> str:
    cooperation = situation.cooperations.get(item.claim)
    if action := cooperation.action if cooperation else item.claim if item.claim in situation.actions else "":
        return situation.name(action).say(language)
    quote = " ".join(item.quote.split())
    return f"“{quote if len(quote) <= 130 else quote[:127].rsplit(' ', 1)[0] + ' …'}”" if quote else item.source


def _bridges(gaps: Sequence[Gap], words: Vocabulary, language: str) -> tuple[Cited, ...]:
    """Return who acts on both sides of the gaps: first on the matter itself, then by the number of gaps."""
    counts: dict[str, tuple[int, int, str]] = {}
    for gap in gaps:
        for one in (each for each in gap.brokers if each.note.en in (ON_IT, IN_BOTH)):
            on_it, times, _ = counts.get(one.key, (0, 0, ""))
            name = one.ru if language == "ru" else one.en
            counts[one.key] = (max(on_it, int(one.note.en == ON_IT)), times + 1, name)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1][0], -pair[1][1], pair[0]))
    return tuple(
        Cited(words.on_it if on_it else words.elsewhere, (), name) for _, (on_it, _, name) in ordered[:MOST_ROWS]
    )


def _recommended(
    situation: Situation, subject: Subject, gaps: Sequence[Gap], sources: _Sources, language: str
) -> tuple[Cited, ...]:
    """Return the recommendations on the subject: those that echo its gaps first, then others that name it."""
    keys = dict.fromkeys(one.key for gap in gaps for one in gap.recommendations)
    resources, codes = set(subject.keys), set(subject.holders(situation))
    for key, one in situation.recommendations.items():
        near = situation.asked_for[key] & resources
        if near or (subject.kind in ("country", "pair") and codes <= one.countries):
            keys.setdefault(key)
    return tuple(
        Cited(
            situation.name(key).say(language),
            sources.cite(situation.words.get(key, ())),
        )
        for key in keys
    )
