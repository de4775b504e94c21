"""Everything that people wrote under ``data/``, as one value: reference, programmes, reports and other documents.

Each report sees the reference data and the plan of its programme through its own `Tables`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, cast, get_type_hints

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


def _kept(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Leave out the claims that are proposed or rejected."""
    return tuple(row for row in rows if getattr(row, "state", READ) == READ)


def _without_orphans(tables: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
    """Leave out who took part in, or worked together through, an action that was left out."""
    actions = {row.get("action_id") for row in tables["actions"]}
    return {
        name: tuple(row for row in rows if name not in ON_ACTIONS or row.get("action_id") in actions)
        for name, rows in tables.items()
    }


@dataclass(frozen=True)
class Tables:
    """What one report sees: reference data, the plan of its programme, and its own claims, by name of file."""

    countries: tuple[Country, ...]
    species: tuple[Species, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    initiatives: tuple[Initiative, ...]
    frameworks: tuple[Framework, ...]
    populations: tuple[Population, ...]
    no_common_herds: tuple[NoCommonHerd, ...]
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

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table by its name."""
        return cast("tuple[Row, ...]", getattr(self, table))

    def all_rows(self) -> Iterable[Row]:
        """Give every row of every table."""
        for one in fields(self):
            yield from self.rows(one.name)

    def without_rejected(self) -> Tables:
        """Return the tables without what a reader rejected."""
        names = [one.name for one in fields(self)]
        kept = {name: [row for row in self.rows(name) if getattr(row, "state", READ) != REJECTED] for name in names}
        return Tables(**cast("dict[str, Any]", {name: tuple(rows) for name, rows in kept.items()}))

    def read_only(self) -> Tables:
        """Return the tables without what nobody has read yet, or rejected, and without what hangs on that."""
        kept = {name: _kept(self.rows(name)) for name in (one.name for one in fields(self))}
        return Tables(**cast("dict[str, Any]", _without_orphans(kept)))


@dataclass(frozen=True)
class Report:
    """One report of the tabular kind: its words, its repairs, and the tables that rest on them."""

    source: Source
    corrections: tuple[Correction, ...]
    programme: Programme
    tables: Tables


@dataclass(frozen=True)
class Claims:
    """What the documents that are no table claim, by name of file."""

    statuses: tuple[Status, ...]
    actions: tuple[Action, ...]
    participations: tuple[Participation, ...]
    cooperations: tuple[Cooperation, ...]
    recommendations: tuple[Recommendation, ...]
    contradictions: tuple[Contradiction, ...]
    framework_parties: tuple[FrameworkParty, ...]
    events: tuple[Event, ...]

    def rows(self, table: str) -> tuple[Claim, ...]:
        """Return the rows of a table by its name."""
        return cast("tuple[Claim, ...]", getattr(self, table))

    def all_rows(self) -> Iterator[Claim]:
        """Give every claim."""
        for one in fields(self):
            yield from self.rows(one.name)

    def of(self, document: str) -> Claims:
        """Return the claims of one document."""
        own = {
            one.name: tuple(row for row in self.rows(one.name) if row.document_id == document) for one in fields(self)
        }
        return Claims(**cast("dict[str, Any]", own))

    def read_only(self) -> Claims:
        """Return the claims without what nobody has read yet, or rejected, and without what hangs on that."""
        kept = {one.name: _kept(self.rows(one.name)) for one in fields(self)}
        return Claims(**cast("dict[str, Any]", _without_orphans(kept)))


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
