"""Words of a document that things of an answer rest on, and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from cami_graph.query.document import Document


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a document, and where they stand: in a table by activity and column, elsewhere by what leads there."""

    evidence: str
    document: Document
    start: int | None = None
    end: int | None = None
    quote: str = ""
    activities: tuple[str, ...] = ()
    column: int | None = None
    locator: str = ""
    things: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    """Those of the things that are claims, each with its certainty; the others are parts of a plan, or cells."""

    @property
    def report(self) -> str:
        """Return the address of the document."""
        return self.document.address

    @property
    def order(self) -> tuple[tuple[str, str, str], int, int, str]:
        """Return a key that sorts by document, and in it by place."""
        nowhere = -1
        return (
            self.document.order,
            nowhere if self.start is None else self.start,
            nowhere if self.end is None else self.end,
            self.evidence,
        )

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Citation:
        """Read a row of the query `citations`."""
        return cls(
            evidence=str(row["evidence"]),
            document=Document.of(row),
            start=_whole(row["start"]),
            end=_whole(row["end"]),
            quote="" if row["quote"] is None else str(row["quote"]),
            activities=(str(row["activity"]),) if row["activity"] is not None else (),
            column=_whole(row["column"]),
            locator="" if row["locator"] is None else str(row["locator"]),
            things=(str(row["thing"]),),
            claims=(str(row["thing"]),) if row["certainty"] is not None else (),
        )

    def join(self, other: Citation) -> Citation:
        """Return one citation for the same words, with the activities and things of both."""

        def both(name: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys([*getattr(self, name), *getattr(other, name)]))

        return replace(self, activities=both("activities"), things=both("things"), claims=both("claims"))

    def only(self, things: Collection[str]) -> Citation:
        """Return the same words as those of these things alone."""
        kept = tuple(one for one in self.things if one in things)
        return replace(self, things=kept, claims=tuple(one for one in self.claims if one in things))

    @property
    def place(self) -> str:
        """Return where the words stand: document, activity and column or what leads there, characters."""
        where = [self.document.number, self.locator]
        if self.activities:
            where.append(f"activity {', '.join(self.activities)}, column {self.column}")
        elif self.start is not None and not self.locator:
            where.append("outside the tables")
        if self.start is not None:
            where.append(f"characters {self.start}–{self.end}")
        return ", ".join(dict.fromkeys(part for part in where if part))

    def __str__(self) -> str:
        return f"“{' '.join(self.quote.split())}” ({self.place})" if self.quote else self.place


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))
