"""Whose word a part of a page rests on: which documents, about which programme; so that one can be shown alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cami_graph.explore.model import Cell, Claim, Quote, Thing
from cami_graph.query.document import Document
from cami_graph.query.programme import place_elements

if TYPE_CHECKING:
    from cami_graph.explore.record import Record

ASIDE = ("Event", "FrameworkMembership")


@dataclass(frozen=True, slots=True)
class Tally:
    """A number over everything, and the part of it that each document and each programme has, by their short names."""

    total: int
    documents: tuple[tuple[str, int], ...] = ()
    programmes: tuple[tuple[str, int], ...] = ()

    @property
    def is_shared(self) -> bool:
        """Say whether the number is not that of one document and one programme alone."""
        return len(self.documents) > 1 or len(self.programmes) > 1


class Voices:
    """The documents that tell of work, and which of them and which programmes stand behind claims."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def telling(self) -> tuple[Document, ...]:
        """The documents that tell of the programmes, the latest first; those of frameworks and events stand aside."""
        found = {
            str(row["document"])
            for row in self.record.rows("page-document-claims")
            if str(row["kind"]).rsplit("#", 1)[-1] not in ASIDE
        }
        documents = (self.record.documents[iri] for iri in found if iri in self.record.documents)
        return tuple(sorted(documents, key=lambda one: one.order, reverse=True))

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        """The short name of the programme of each element of a plan."""
        found = place_elements((one.address for one in self.record.programmes), self.record.rows("page-plan"))
        return {element: short_name(programme) for element, programme in found.items()}

    @cached_property
    def _memberships(self) -> Mapping[str, tuple[str, ...]]:
        """The short names of the programmes that each species, country or place belongs to."""
        found: dict[str, list[str]] = {}
        for row in self.record.rows("page-memberships"):
            found.setdefault(str(row["member"]), []).append(short_name(str(row["programme"])))
        return {member: tuple(names) for member, names in found.items()}

    def home(self, element: str) -> str:
        """Return the short name of the programme that an element of a plan is of, or nothing."""
        return self._homes.get(element, "")

    def programmes_of(self, claim: Claim) -> tuple[str, ...]:
        """Return the programmes that a claim speaks of: those of its activities, or of the action it goes through."""
        told = [one for one in claim.fields.get("activity", ()) if isinstance(one, Thing)]
        for one in claim.fields.get("through", ()):
            action = self.record.claims.get(one.iri) if isinstance(one, Thing) else None
            told += [each for each in (action.fields.get("activity", ()) if action else ()) if isinstance(each, Thing)]
        return tuple(sorted({self.home(one.iri) for one in told} - {""}))

    def tally(self, claims: Iterable[str]) -> Tally:
        """Count claims, over everything, by document and by programme."""
        found = [self.record.claims[iri] for iri in dict.fromkeys(claims) if iri in self.record.claims]
        documents = Counter(slug for claim in found for slug in slugs_of(claim.quotes))
        programmes = Counter(name for claim in found for name in self.programmes_of(claim))
        return Tally(len(found), tuple(sorted(documents.items())), tuple(sorted(programmes.items())))

    def programmes_about(self, thing: str, tally: Tally) -> tuple[str, ...]:
        """Return the programmes that a thing belongs to, or that actions on it are part of."""
        return tuple(sorted({*self._memberships.get(thing, ()), *(name for name, _ in tally.programmes)}))


def short_name(address: str) -> str:
    """Return what a programme is called in addresses."""
    return address.rsplit("/", 1)[-1]


def slugs_of(quotes: Iterable[Quote]) -> tuple[str, ...]:
    """Return the short names of the documents that quotes are of, each once."""
    return tuple(dict.fromkeys(quote.document.slug for quote in quotes))


def slugs_of_row(row: Iterable[Cell]) -> tuple[str, ...]:
    """Return the documents that a row of a table rests on; a state in it may be told by another one."""
    return slugs_of(quote for cell in row if not cell.status for quote in cell.quotes)
