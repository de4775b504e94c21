"""Row type of ``data/backtest/``: which recommendations ask for work across borders, and how each was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cami_graph.tables.columns import ACTIVITY, Row, declare

SCOPES = ("pair", "country", "resource", "general")


@dataclass(frozen=True, slots=True)
class CrossBorder(Row):
    """One recommendation that asks for work across borders."""

    TABLE: ClassVar[str] = "cross_border_recommendations"
    FOLDER: ClassVar[str] = "backtest"
    KEY: ClassVar[tuple[str, ...]] = ("recommendation_id",)
    MEANING: ClassVar[str] = "The cross-border recommendations that a ranking of gaps is held against."

    recommendation_id: str = declare("Short name.", required=True)
    activity_code: str = declare("Activity that it stands with.", required=True, pattern=ACTIVITY, refers="activities")
    scope: str = declare(
        "What it names; a general one names nothing to hold a ranking against.", required=True, choices=SCOPES
    )
    country_codes: tuple[str, ...] = declare("Countries that it names.", many=True, refers="countries")
    resource_keys: tuple[str, ...] = declare("What it is about: kind and short name.", many=True)
    quote: str = declare("Its words, in column 6.", required=True)
    reading: str = declare("How it was read, and why.", required=True)
