"""How far proposed facts agree with those that people read, facet by facet, and what is left for a person to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cami_graph.draft.cues import Cues
from cami_graph.draft.desk import Desk, set_up
from cami_graph.draft.document import draft_rows
from cami_graph.draft.facts import list_facts
from cami_graph.draft.lexicon import Lexicon, Thing
from cami_graph.draft.seen import make_id
from cami_graph.source import Correction, Source, split_cells
from cami_graph.tables import Record

Key = tuple[str, str, str]
KINDS = {
    **dict.fromkeys(("actor", "funder", "country_actor"), "actor"),
    **dict.fromkeys(("place", "place_rec", "landscape_state"), "place"),
    **dict.fromkeys(("species", "species_rec", "species_scope"), "species"),
    "project": "initiative",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """One facet: how many facts were read, proposed, and both."""

    facet: str
    read: int
    proposed: int
    common: int

    @property
    def precision(self) -> float:
        """Return the share of proposed facts that were read, common / proposed; 1 where none was proposed."""
        return self.common / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Return the share of facts read that were proposed, common / read; 1 where none was read."""
        return self.common / self.read if self.read else 1.0

    @property
    def f1(self) -> float:
        """Return 2 common / (read + proposed), the harmonic mean of precision and recall (van Rijsbergen 1979)."""
        return 2 * self.common / (self.read + self.proposed) if self.read + self.proposed else 1.0

    @property
    def to_add(self) -> int:
        """Return how many facts a person has to add."""
        return self.read - self.common

    @property
    def to_strike(self) -> int:
        """Return how many a person has to strike."""
        return self.proposed - self.common


def measure(proposed: Iterable[Key], read: Iterable[Key], lexicon: Lexicon) -> list[Agreement]:
    """Compare facts by activity, facet and value; the last row is about all facets together.

    A name counts as that of the thing it is a spelling of, as a person would settle it; small and capital letters and
    dashes count as equal.
    """
    mine = {_plain(key, lexicon) for key in proposed}
    theirs = {_plain(key, lexicon) for key in read}
    facets = sorted({key[1] for key in mine | theirs})
    rows = [_agreement(facet, _of(mine, facet), _of(theirs, facet)) for facet in facets]
    return [*rows, _agreement("all", mine, theirs)]


def draft_by_sections(
    source: Source, corrections: Sequence[Correction], lexicon: Lexicon, cues: Cues, record: Record
) -> set[Key]:
    """Draft each section by itself, with the names of the other sections alone, and return the facts of all.

    A name that is printed in no other section is taken out of the reference tables before its section is drafted.
    """
    texts = _texts_by_section(source, corrections)
    printed = {spelling: _where(spelling, texts) for thing in lexicon.things for spelling in thing.spellings}
    rows = set_up(source, lexicon, cues, corrections).rows
    facts: set[Key] = set()
    for section in texts:
        left = [known for thing in lexicon.things if (known := _without(thing, section, printed))]
        fewer = Lexicon(tuple(left), lexicon.countries, lexicon.adjectives)
        here = tuple(row for row in rows if row.codes[0].rpartition(".")[0] == section)
        desk = Desk(source, fewer, cues, here)
        draft_rows(desk, record)
        facts |= {(one.activity, one.facet, one.value) for one in list_facts(desk)}
    return facts


def _texts_by_section(source: Source, corrections: Sequence[Correction]) -> Mapping[str, str]:
    texts: dict[str, str] = defaultdict(str)
    for cell in split_cells(source, corrections):
        texts[cell.activity_codes[0].rpartition(".")[0]] += f" {cell.text}"
    for heading in source.headings():
        if heading.code in texts:
            texts[heading.code] += f" {heading.span.words}"
    return {code: words.casefold() for code, words in texts.items()}


def _where(spelling: str, texts: Mapping[str, str]) -> frozenset[str]:
    pattern = re.compile(rf"(?<!\w){re.escape(spelling.casefold())}s?(?!\w)")
    return frozenset(section for section, words in texts.items() if pattern.search(words))


def _without(thing: Thing, section: str, printed: Mapping[str, frozenset[str]]) -> Thing | None:
    """Return a thing without the spellings that only this section prints; nothing where it is printed here alone."""
    found = [spelling for spelling in thing.spellings if printed[spelling]]
    if found and all(printed[spelling] == {section} for spelling in found):
        return None
    return replace(thing, spellings=tuple(one for one in thing.spellings if printed[one] != {section}))


def _agreement(facet: str, mine: set[Key], theirs: set[Key]) -> Agreement:
    return Agreement(facet, len(theirs), len(mine), len(mine & theirs))


def _of(keys: set[Key], facet: str) -> set[Key]:
    return {key for key in keys if key[1] == facet}


def _plain(key: Key, lexicon: Lexicon) -> Key:
    activity, facet, value = key
    if facet == "priority":
        return key
    return activity, facet, "|".join(_name(part, KINDS.get(facet, ""), lexicon) for part in value.split("|"))


def _name(words: str, kind: str, lexicon: Lexicon) -> str:
    things = [thing for thing in lexicon.meaning(words) if thing.kind == kind] if kind and len(words) > 2 else []
    return make_id(things[0].key if things else words)
