"""Row types of what documents tell: what was done, by whom, together with whom, what is recommended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cami_graph.tables.columns import (
    CLAIM,
    ITEM,
    LETTER,
    NAME,
    SLUG,
    YEAR,
    Claim,
    Row,
    action_types,
    certainty,
    code,
    codes,
    declare,
    links,
    printed_column,
    problem,
    quote,
    reason,
    threat_certainty,
    threat_reason,
    threats,
    title_en,
    title_ru,
)

NAMED = {"meaning": "Short name, unique in its document.", "pattern": NAME}


@dataclass(frozen=True, slots=True)
class Status(Claim):
    """How far an activity or an item is, by the words of the report."""

    TABLE: ClassVar[str] = "statuses"
    KEY: ClassVar[tuple[str, ...]] = ("activity_code", "item")
    MEANING: ClassVar[str] = (
        "Status of activities and items. An activity whose cell is empty has no row: it is not reported."
    )

    activity_code: str = code()
    item: str = declare(LETTER, pattern=ITEM)
    status: str = declare("Status of implementation.", required=True, vocabulary="status")
    certainty: str = certainty()
    reason: str = reason()
    column: str = printed_column("1", "4", "5", "6")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Action(Claim):
    """Something that is reported to have been done, to go on, or to be planned."""

    TABLE: ClassVar[str] = "actions"
    KEY: ClassVar[tuple[str, ...]] = ("action_id",)
    MEANING: ClassVar[str] = "Reported actions (columns 4 and 5)."

    action_id: str = declare("First activity, `-r` and a number.", required=True, pattern=CLAIM, in_document=NAMED)
    activity_codes: tuple[str, ...] = codes()
    items: tuple[str, ...] = declare("Letters of the items it belongs to.", many=True, pattern=ITEM)
    title_en: str = title_en()
    title_ru: str = title_ru()
    status: str = declare("Status of this action.", required=True, vocabulary="status", barred=("not-reported",))
    country_codes: tuple[str, ...] = links("Countries in which, or by which, it is done.", "countries")
    place_ids: tuple[str, ...] = links("Places named for it.", "places")
    species_ids: tuple[str, ...] = links("Species named for it.", "species")
    threat_ids: tuple[str, ...] = threats()
    threat_certainty: str = threat_certainty()
    threat_reason: str = threat_reason()
    action_type_ids: tuple[str, ...] = action_types()
    is_problem: str = problem()
    initiative_ids: tuple[str, ...] = links("Undertakings it is part of.", "initiatives")
    start_year: str = declare("First year.", pattern=YEAR)
    end_year: str = declare("Last year; empty when open.", pattern=YEAR)
    budget_amount: int | None = declare("Money named, in whole units of its currency.", number=True)
    budget_currency: str = declare("Its currency (ISO 4217).", pattern=r"[A-Z]{3}")
    certainty: str = certainty()
    reason: str = reason()
    column: str = printed_column("4", "5")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Participation(Claim):
    """The part of one actor in one action."""

    TABLE: ClassVar[str] = "participations"
    KEY: ClassVar[tuple[str, ...]] = ("action_id", "actor_id", "role")
    MEANING: ClassVar[str] = "Who took part in an action, in which role, in which of its countries."

    action_id: str = declare("The action.", required=True, refers="actions")
    actor_id: str = declare("The actor.", required=True, refers="actors")
    role: str = declare(
        "What the actor did.", required=True, vocabulary="role", choices=("implementing", "supporting", "funding")
    )
    country_codes: tuple[str, ...] = links("Countries in which the actor acts.", "countries")
    certainty: str = certainty()
    reason: str = reason()
    column: str = printed_column("4", "5")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Cooperation(Claim):
    """Countries that act together."""

    TABLE: ClassVar[str] = "cooperations"
    KEY: ClassVar[tuple[str, ...]] = ("cooperation_id",)
    MEANING: ClassVar[str] = "Countries that act together through an action; acting in parallel is not meant."

    cooperation_id: str = declare(
        "Action, `-c` and a number.", required=True, pattern=CLAIM + r"-c\d+", in_document=NAMED
    )
    action_id: str = declare("The action.", required=True, refers="actions")
    country_codes: tuple[str, ...] = declare("Two or more countries.", required=True, many=True, refers="countries")
    certainty: str = certainty()
    reason: str = reason()
    column: str = printed_column("1", "4", "5")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Recommendation(Claim):
    """What the report recommends."""

    TABLE: ClassVar[str] = "recommendations"
    KEY: ClassVar[tuple[str, ...]] = ("recommendation_id",)
    MEANING: ClassVar[str] = "Recommendations (column 6)."

    recommendation_id: str = declare(
        "First activity, `-x` and a number.", required=True, pattern=CLAIM, in_document=NAMED
    )
    activity_codes: tuple[str, ...] = codes()
    items: tuple[str, ...] = declare("Letters of the items it belongs to.", many=True, pattern=ITEM)
    title_en: str = title_en()
    title_ru: str = title_ru()
    type_ids: tuple[str, ...] = declare("What it asks for.", required=True, many=True, vocabulary="recommendation-type")
    country_codes: tuple[str, ...] = links("Countries named.", "countries")
    species_ids: tuple[str, ...] = links("Species named.", "species")
    place_ids: tuple[str, ...] = links("Places named.", "places")
    threat_ids: tuple[str, ...] = threats()
    threat_certainty: str = threat_certainty()
    threat_reason: str = threat_reason()
    action_type_ids: tuple[str, ...] = action_types()
    is_problem: str = problem()
    addressee_ids: tuple[str, ...] = links("Who is asked.", "actors")
    certainty: str = certainty()
    reason: str = reason()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Contradiction(Claim):
    """One of the passages that contradict each other."""

    TABLE: ClassVar[str] = "contradictions"
    MEANING: ClassVar[str] = "Passages that contradict each other; the rows of one contradiction share its id."

    contradiction_id: str = declare("The contradiction.", required=True, pattern=SLUG)
    statement_en: str = declare("What does not fit together.", required=True, own_words=True)
    statement_ru: str = declare("The same in Russian.", required=True, own_words=True)
    activity_codes: tuple[str, ...] = codes("Activities in whose cell this passage stands.")
    column: str = printed_column("0", "1", "2", "3", "4", "5", "6")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Exemption(Row):
    """Words of a table cell that no claim quotes, and why."""

    TABLE: ClassVar[str] = "exceptions"
    LEAST: ClassVar[int] = 0
    MEANING: ClassVar[str] = "Text of the tables that no claim rests on, and why."

    activity_codes: tuple[str, ...] = codes("Activities in whose cell the words stand.")
    column: str = printed_column("1", "2", "3", "4", "5", "6")
    quote: str = quote()
    reason: str = declare("Why nothing is claimed.", required=True)
