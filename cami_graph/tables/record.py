"""Everything that people wrote under ``data/``, as one value: reference, programmes, reports and other documents.

Each report sees the reference data and the plan of its programme through its own `Tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, Self, TypeVar, cast, get_type_hints

from cami_graph.source import Correction, Source
from cami_graph.tables.columns import Claim, Row
from cami_graph.tables.documents import Document, Event, FrameworkParty
from cami_graph.tables.plan import (
    Activity,
    Continuation,
    Heading,
    LandscapeState,
    Link,
    Membership,
    Objective,
    Priority,
    Programme,
    Responsibility,
    Scope,
    Section,
    SubActivity,
)
from cami_graph.tables.populations import NoCommonHerd, Population
from cami_graph.tables.reference import (
    Actor,
    Country,
    CountryCode,
    Framework,
    Initiative,
    Place,
    Replacement,
    Species,
)
from cami_graph.tables.report import (
    Action,
    Contradiction,
    Cooperation,
    Exemption,
    Participation,
    Recommendation,
    Status,
)
from cami_graph.tables.verdicts import Verdict
from cami_graph.tables.vocabulary import LISTS

READ, REJECTED = "read", "rejected"
ON_ACTIONS = ("participations", "cooperations")
AnyRow = TypeVar("AnyRow", bound=Row)


def _state(row: Row) -> object:
    return getattr(row, "state", READ)


@dataclass(frozen=True)
class Rows(Generic[AnyRow]):
    """Rows of several tables: each field of a class below holds those of the table of its name."""

    def rows(self, table: str) -> tuple[AnyRow, ...]:
        """Return the rows of a table by its name."""
        return cast("tuple[AnyRow, ...]", getattr(self, table))

    def all_rows(self) -> Iterator[AnyRow]:
        """Give every row of every table."""
        for one in fields(self):
            yield from self.rows(one.name)

    def only(self, keep: Callable[[AnyRow], bool]) -> Self:
        """Return the tables with no other rows than these."""
        return replace(self, **{one.name: tuple(filter(keep, self.rows(one.name))) for one in fields(self)})

    def read_only(self) -> Self:
        """Return the tables without what nobody has read yet, or rejected, and without what hangs on that."""
        read = self.only(lambda row: _state(row) == READ)
        actions = {row.get("action_id") for row in read.rows("actions")}
        return read.only(lambda row: row.TABLE not in ON_ACTIONS or row.get("action_id") in actions)


@dataclass(frozen=True)
class Reference:
    """Who and what exists, whoever speaks of it."""

    countries: tuple[Country, ...]
    species: tuple[Species, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    initiatives: tuple[Initiative, ...]
    frameworks: tuple[Framework, ...]
    populations: tuple[Population, ...]
    no_common_herds: tuple[NoCommonHerd, ...]


@dataclass(frozen=True)
class Tables(Rows[Row], Reference):
    """What one report sees: reference data, the plan of its programme, and its own claims, by name of file."""

    objectives: tuple[Objective, ...]
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    activities: tuple[Activity, ...]
    subactivities: tuple[SubActivity, ...]
    scopes: tuple[Scope, ...]
    priorities: tuple[Priority, ...]
    responsibilities: tuple[Responsibility, ...]
    links: tuple[Link, ...]
    continuations: tuple[Continuation, ...]
    statuses: tuple[Status, ...]
    landscape_states: tuple[LandscapeState, ...]
    actions: tuple[Action, ...]
    participations: tuple[Participation, ...]
    cooperations: tuple[Cooperation, ...]
    recommendations: tuple[Recommendation, ...]
    contradictions: tuple[Contradiction, ...]
    exceptions: tuple[Exemption, ...]

    @classmethod
    def of(cls, reference: Reference, plan: Mapping[str, tuple[Row, ...]]) -> Tables:
        """Return what a report sees that claims nothing yet."""
        found = {one.name: getattr(reference, one.name, ()) for one in fields(cls)}
        return cls(**cast("dict[str, Any]", {**found, **plan}))

    def without_rejected(self) -> Tables:
        """Return the tables without what a reader rejected."""
        return self.only(lambda row: _state(row) != REJECTED)


@dataclass(frozen=True)
class Report:
    """One report of the tabular kind: its words, its repairs, and the tables that rest on them."""

    source: Source
    corrections: tuple[Correction, ...]
    programme: Programme
    tables: Tables


@dataclass(frozen=True)
class Claims(Rows[Claim]):
    """What the documents that are no table claim, by name of file."""

    statuses: tuple[Status, ...]
    actions: tuple[Action, ...]
    participations: tuple[Participation, ...]
    cooperations: tuple[Cooperation, ...]
    recommendations: tuple[Recommendation, ...]
    contradictions: tuple[Contradiction, ...]
    framework_parties: tuple[FrameworkParty, ...]
    events: tuple[Event, ...]

    def of(self, document: str) -> Claims:
        """Return the claims of one document."""
        return self.only(lambda row: row.document_id == document)


@dataclass(frozen=True)
class Record:
    """Everything that was read."""

    reference: Reference
    programmes: tuple[Programme, ...]
    memberships: tuple[Membership, ...]
    reports: tuple[Report, ...]
    documents: tuple[Document, ...]
    claims: Claims
    verdicts: tuple[Verdict, ...] = ()

    def report(self, name: str) -> Report:
        """Return the report of this name."""
        return next(one for one in self.reports if one.source.id == name)


REFERENCE_TABLES = tuple(one.name for one in fields(Reference))
PLAN_TABLES = ("objectives", "sections", "headings", "activities", "subactivities")


def table_names() -> dict[str, tuple[str, ...]]:
    """Return the names of the tables by the folder in which they lie."""
    own = tuple(name for name in table_types() if name not in (*REFERENCE_TABLES, *PLAN_TABLES))
    lists = [kind.TABLE for kind in LISTS]
    return {
        "reference": (*REFERENCE_TABLES, *lists, CountryCode.TABLE, Replacement.TABLE),
        "plan": PLAN_TABLES,
        "report": own,
        "document": tuple(table_types(Claims)),
    }


def table_types(kind: type[object] = Tables) -> dict[str, type[Row]]:
    """Return the row type of each table of `Tables` or `Claims`, in their order."""
    hints = get_type_hints(kind)
    return {one.name: hints[one.name].__args__[0] for one in fields(cast("Any", kind))}
