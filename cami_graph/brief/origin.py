"""Who made a brief, from what, as of when, and where the whole record stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from cami_graph.brief.events import own_events
from cami_graph.brief.matter import Matter
from cami_graph.brief.subject import Subject
from cami_graph.brief.words import Words
from cami_graph.query.document import Document
from cami_graph.rdf import ID

FEW = 3


@dataclass(frozen=True)
class Origin:
    """What a brief is made with beside the analysis.

    `cells` gives the codes of the activities of a cell, `outlines` the outline of a landscape as well-known text;
    `data` names the version of the graph, `by` who hands the brief out, `site` where the pages stand, if anywhere.
    """

    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outlines: Mapping[str, str] = field(default_factory=dict)
    data: str = ""
    by: str = ""
    site: str = ""

    def address(self, subject: Subject, language: str) -> str:
        """Return where the page of the subject stands: on the site, else by the address of the thing."""
        if self.site:
            return f"{self.site.rstrip('/')}/{language}/{subject.path}.html"
        return f"{ID}{subject.path}"

    def lines(self, matter: Matter, address: str) -> tuple[str, ...]:
        """Return who prepared the brief, who hands it out, from which documents, and as of when."""
        words = matter.words
        data = words("data", name=self.data) if self.data else ""
        made = words("prepared", version=version("cami-graph"), data=data)
        return (
            f"{made}. {words('handed', name=self.by or words('line'))}",
            f"{_sentence(name_basis(matter))} {say_day(matter)}".strip(),
            words("caution"),
            words("address", address=address),
        )


def name_basis(matter: Matter) -> str:
    """Name the documents that tell of work, and count the others that the brief rests on."""
    situation, telling = matter.situation, matter.situation.telling
    told = {one.address for one in telling}
    used = (situation.documents[key].address for key in matter.sources.documents if key in situation.documents)
    others = sum(address not in told for address in used)
    added = f" {matter.words('others', count=others)}" if others else ""
    return f"{_name(telling, matter.words)}{added}"


def _name(telling: Sequence[Document], words: Words) -> str:
    if not telling:
        return words("rests_nowhere")
    if len(telling) == 1 and telling[0].date:
        (one,) = telling
        return words("rests", number=one.number, title=one.say_title(words.language), year=one.date[:4])
    shown = ", ".join(one.dated for one in telling[:FEW])
    more = f", {words('more', count=len(telling) - FEW)}" if len(telling) > FEW else ""
    return words("rests_many", documents=f"{shown}{more}")


def say_day(matter: Matter) -> str:
    """Say as of when the state is told, and when the last known event on the subject was; nothing without a date."""
    words, as_of = matter.words, matter.situation.as_of
    last = max((one.day for one in own_events(matter)), default="")
    told = [words("as_of", day=words.day(as_of))] if as_of else []
    told += [words("last_event", day=words.day(last))] if last else []
    return " ".join(map(_sentence, told))


def _sentence(text: str) -> str:
    """Return a text that ends with one full stop."""
    return text if text.endswith(".") else f"{text}."
