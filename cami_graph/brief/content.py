"""What a brief says, before it has a form: the finding, a table, lists, and the numbered words behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.brief.code import draw_code
from cami_graph.brief.events import list_since
from cami_graph.brief.headline import Headline
from cami_graph.brief.helpers import list_helpers
from cami_graph.brief.map import Drawing, draw_matter
from cami_graph.brief.matter import Line, Matter
from cami_graph.brief.origin import Origin
from cami_graph.brief.proof import list_channels, list_recommended, list_verdicts
from cami_graph.brief.questions import MOST, ask_questions
from cami_graph.brief.sources import Cited, Sources
from cami_graph.brief.subject import Subject
from cami_graph.brief.systems import list_shared
from cami_graph.brief.table import Table, make_table
from cami_graph.brief.words import Words

MOST_LINES = {"since": 3, "helpers": 3, "channels": 5, "recommended": 7, "verdicts": 5}


@dataclass(frozen=True)
class Part:
    """A list with its title: what it is, its lines, where it is cut, and what is said where there are none."""

    key: str
    title: str
    about: str
    lines: tuple[Cited, ...]
    more: str
    nothing: str


@dataclass(frozen=True)
class Brief:
    """Everything that stands in a brief; each writer gives it a form.

    `since` stands under the finding, `first` under the table, `second` on the page of proof before the numbered
    `sources`; `origin` says who prepared it, from what, as of when.
    """

    language: str
    words: Words
    series: str
    title: str
    not_ours: str
    finding: str
    drawing: Drawing
    since: Part
    table: Table
    first: tuple[Part, ...]
    second: tuple[Part, ...]
    sources_title: str
    sources_about: str
    sources: tuple[str, ...]
    origin: tuple[str, ...]
    address: str
    code_svg: str
    code_told: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return all lists in the order in which they are read."""
        return (self.since, *self.first, *self.second)


def make_brief(found: Findings, subject: Subject, language: str = "en", origin: Origin | None = None) -> Brief:
    """Make the brief of a subject in a language."""
    origin, words = origin or Origin(), Words(language)
    sources = Sources(words, found.situation, origin.cells)
    matter = Matter(found, subject, list_shared(found, subject), words, sources)
    address = origin.address(subject, language)
    title = " – ".join(map(matter.name, subject.codes or subject.keys))
    since = _part(matter, "since", list_since(matter), address, words("since_about"))
    table = make_table(matter, address)
    first, second = tuple(_first(matter, address)), tuple(_second(matter, address))
    told = words("qr_told", address=address)
    return Brief(
        language=language,
        words=words,
        series=f"CAMI Graph · {words('series')} · {words(f'kind_{subject.kind}')}",
        title=title,
        not_ours=words("not_ours"),
        finding=Headline(matter).say(),
        drawing=draw_matter(matter, title, origin.outlines),
        since=since,
        table=table,
        first=first,
        second=second,
        sources_title=words("words_behind"),
        sources_about=words("words_about"),
        sources=sources.texts,
        origin=origin.lines(matter, address),
        address=address,
        code_svg=draw_code(address, told),
        code_told=told,
    )


def _first(matter: Matter, address: str) -> Iterator[Part]:
    """Give the lists of the first page under the table: questions and helpers."""
    words = matter.words
    questions = ask_questions(matter)
    title = words("questions" if len(questions) == MOST else "questions_some")
    yield Part("questions", title, "", questions, "", words("nothing_questions"))
    yield _part(matter, "helpers", list_helpers(matter), address)


def _second(matter: Matter, address: str) -> Iterator[Part]:
    """Give the lists of the page of proof: what joins the countries, what experts ask, how sure the findings are."""
    yield _part(matter, "channels", list_channels(matter), address, matter.words("channels_about"))
    yield _part(matter, "recommended", list_recommended(matter), address)
    yield _part(matter, "verdicts", list_verdicts(matter), address)


def _part(matter: Matter, key: str, lines: Sequence[Line], address: str, about: str = "") -> Part:
    """Make the first lines of a list, and say where the rest is."""
    words, most = matter.words, MOST_LINES[key]
    cut = len(lines) - most
    more = words("cut", count=cut, address=address) if cut > 0 else ""
    return Part(key, words(key), about, tuple(make() for make in lines[:most]), more, words(f"nothing_{key}"))
