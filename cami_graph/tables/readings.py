"""Row types of ``data/readings/``: what independent readers found, and how their differences were settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cami_graph.tables.columns import ACTIVITY, Row, declare

FACETS = (
    "priority",
    "responsible",
    "status",
    "country",
    "country_planned",
    "country_rec",
    "joint",
    "species",
    "species_scope",
    "species_rec",
    "actor",
    "funder",
    "country_actor",
    "place",
    "place_rec",
    "project",
    "budget",
    "period",
    "threat_action",
    "threat_rec",
    "threat",
    "rec_type",
    "landscape_state",
)


@dataclass(frozen=True, slots=True)
class Reading(Row):
    """One fact that one reader found."""

    TABLE: ClassVar[str] = "reading"
    FOLDER: ClassVar[str] = "readings"
    KEY: ClassVar[tuple[str, ...]] = ("activity", "facet", "value")
    MEANING: ClassVar[str] = "One file per reader (`first`, `second` …), in the form of the fact table."

    activity: str = declare("Activity code.", required=True, pattern=ACTIVITY)
    facet: str = declare("Kind of fact.", required=True, choices=FACETS)
    value: str = declare("The value.", required=True)
    evidence: str = declare("The words that say it.", required=True)


@dataclass(frozen=True, slots=True)
class Settlement(Row):
    """How a difference between readers was settled."""

    TABLE: ClassVar[str] = "settlements"
    FOLDER: ClassVar[str] = "readings"
    KEY: ClassVar[tuple[str, ...]] = ("activity", "facet", "value")
    MEANING: ClassVar[str] = "Each difference between the readings, and how it was settled."

    activity: str = declare("Activity code.", required=True, pattern=ACTIVITY)
    facet: str = declare("Kind of fact.", required=True, choices=FACETS)
    value: str = declare("The value that not all readers found.", required=True)
    decision: str = declare("Whether the fact stands.", required=True, choices=("kept", "dropped"))
    reason: str = declare("Why.", required=True)
