"""What readers found of a gap or finding, as its page shows it: how many found what, and what most of them did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cami_graph.analyse.findings.judged import EARLIER, agree, count_judgements, digest, in_force, name_wording
from cami_graph.explore.dates import say_day, say_since
from cami_graph.explore.model import Label, Thing
from cami_graph.explore.pages.base import Page
from cami_graph.explore.pages.leads import split_sentences
from cami_graph.explore.record import Record


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one reader found, why, who it was and when."""

    judgement: Thing
    reason: Label
    reader: str
    day: Label
    is_present: bool = False

    @property
    def slug(self) -> str:
        """Return the short name of what was found."""
        return self.judgement.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class JudgedPage(Page):
    """A page of something that readers held against the documents: how many found what, and what most of them did."""

    sentence: Label

    @property
    def told(self) -> tuple[Label, ...]:
        """Return what it says: the possible gap, and sentence by sentence what else is told of it."""
        return split_sentences(say_since(self.sentence))

    @property
    def readings(self) -> tuple[Verdict, ...]:
        """Return what each reader found, the earliest first."""
        raise NotImplementedError

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many readers found what."""
        return count_judgements(one.slug for one in in_force(self.readings))

    @property
    def verdict(self) -> str:
        """Return what more than half of the readers found, `differ` or `not-read`."""
        return agree(one.slug for one in in_force(self.readings))

    @property
    def said_verdict(self) -> str:
        """Return the verdict as lists say it."""
        return self.verdict

    @property
    def is_read_before(self) -> bool:
        """Say whether readers judged earlier wordings alone."""
        return name_wording(self.readings) == EARLIER

    @property
    def weighed(self) -> int:
        """Return how many readings are counted: those of the present wording, else those of earlier ones."""
        return len(in_force(self.readings))


def verdicts_on(record: Record, iri: str, sentence: str) -> tuple[Verdict, ...]:
    """Return what readers thought of a gap or finding, and whether of the sentence that is told today."""
    return tuple(
        Verdict(
            record.thing(row["judgement"]),
            Label(str(row["reason"]), str(row.get("reasonRu") or "")),
            str(row["reader"]),
            say_day(str(row["day"])),
            str(row.get("wording") or "") == digest(sentence),
        )
        for row in record.rows_of("how-readers-judged", "about", iri)
    )
