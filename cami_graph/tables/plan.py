"""Row types of ``data/facts/`` for the programme: what is planned, how urgent, by whom, about what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cami_graph.tables.columns import (
    ACTIVITY,
    ITEM,
    LETTER,
    SLUG,
    Row,
    certainty,
    code,
    codes,
    declare,
    printed_column,
    quote,
    reason,
    title_en,
    title_ru,
)


@dataclass(frozen=True, slots=True)
class Objective(Row):
    """An objective of the programme."""

    TABLE: ClassVar[str] = "objectives"
    KEY: ClassVar[tuple[str, ...]] = ("objective_code",)
    MEANING: ClassVar[str] = "The objectives of the programme."

    objective_code: str = declare("Number of the objective.", required=True, pattern=r"\d+")
    title_en: str = title_en()
    title_ru: str = title_ru()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Section(Row):
    """A section of an objective."""

    TABLE: ClassVar[str] = "sections"
    KEY: ClassVar[tuple[str, ...]] = ("section_code",)
    MEANING: ClassVar[str] = "The numbered sections."

    section_code: str = declare("Code of the section.", required=True, pattern=r"\d+\.\d+")
    objective_code: str = declare("Its objective.", required=True, refers="objectives")
    title_en: str = title_en()
    title_ru: str = title_ru()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Heading(Row):
    """A heading inside a table, over several activities."""

    TABLE: ClassVar[str] = "headings"
    KEY: ClassVar[tuple[str, ...]] = ("heading_id",)
    MEANING: ClassVar[str] = "Headings inside the tables, and the activities under them."

    heading_id: str = declare("Section and a short name.", required=True, pattern=r"\d+\.\d+-" + SLUG)
    section_code: str = declare("Its section.", required=True, refers="sections")
    activity_codes: tuple[str, ...] = codes("Activities under it.")
    title_en: str = title_en()
    title_ru: str = title_ru()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Activity(Row):
    """An activity of the programme."""

    TABLE: ClassVar[str] = "activities"
    KEY: ClassVar[tuple[str, ...]] = ("activity_code",)
    MEANING: ClassVar[str] = "The activities. Their printed text is their cell in column 1."

    activity_code: str = declare("Printed code.", required=True, pattern=ACTIVITY)
    section_code: str = declare("Its section.", required=True, refers="sections")
    title_en: str = title_en()
    title_ru: str = title_ru()
    summary_en: str = declare("One line on what was reported.", required=True, own_words=True)
    summary_ru: str = declare("The same in Russian.", required=True, own_words=True)


@dataclass(frozen=True, slots=True)
class SubActivity(Row):
    """A lettered item of an activity."""

    TABLE: ClassVar[str] = "subactivities"
    KEY: ClassVar[tuple[str, ...]] = ("activity_code", "item")
    MEANING: ClassVar[str] = "The lettered items of activities."

    activity_code: str = code()
    item: str = declare("Letter, such as `a` or `c-i`.", required=True, pattern=ITEM)
    title_en: str = title_en()
    title_ru: str = title_ru()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Scope(Row):
    """What activities are about, by their own words or the heading over them."""

    TABLE: ClassVar[str] = "scopes"
    KEY: ClassVar[tuple[str, ...]] = ("activity_codes", "kind", "value")
    MEANING: ClassVar[str] = "Species, places, countries, threats and action types that activities are about."

    activity_codes: tuple[str, ...] = codes()
    kind: str = declare(
        "What the value is.", required=True, choices=("species", "place", "country", "threat", "action-type")
    )
    value: str = declare("Identifier of the species, place, country, threat or action type.", required=True)
    certainty: str = certainty()
    reason: str = reason()
    column: str = printed_column("0", "1", "2", "3", "4", "5", "6")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Priority(Row):
    """The printed priority of an activity, or a change asked for."""

    TABLE: ClassVar[str] = "priorities"
    KEY: ClassVar[tuple[str, ...]] = ("activity_code", "item", "kind", "level")
    MEANING: ClassVar[str] = "Printed priorities, and each change that is asked for."

    activity_code: str = code()
    item: str = declare(LETTER, pattern=ITEM)
    kind: str = declare("Printed, or requested.", required=True, vocabulary="assignment-kind")
    level: str = declare("Level; `other` keeps the printed words.", required=True, vocabulary="priority")
    certainty: str = certainty()
    reason: str = reason()
    column: str = printed_column("3", "4", "6")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Responsibility(Row):
    """A party that is asked to act."""

    TABLE: ClassVar[str] = "responsibilities"
    KEY: ClassVar[tuple[str, ...]] = ("activity_code", "item", "actor_id")
    MEANING: ClassVar[str] = "Who is asked to act (column 2)."

    activity_code: str = code()
    item: str = declare(LETTER, pattern=ITEM)
    actor_id: str = declare("The party.", required=True, refers="actors")
    certainty: str = certainty()
    reason: str = reason()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Link(Row):
    """A reference from one activity to another, or to a section."""

    TABLE: ClassVar[str] = "links"
    KEY: ClassVar[tuple[str, ...]] = ("activity_code", "target_code", "link_type")
    MEANING: ClassVar[str] = "References between activities."

    activity_code: str = code()
    target_code: str = declare("Activity or section referred to.", required=True, pattern=r"\d+\.\d+(\.\d+)?")
    link_type: str = declare("Kind of reference.", required=True, vocabulary="link-type")
    column: str = printed_column("1", "2", "3", "4", "5", "6")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class LandscapeState(Row):
    """A range state of a priority landscape."""

    TABLE: ClassVar[str] = "landscape_states"
    KEY: ClassVar[tuple[str, ...]] = ("landscape_id", "country_code")
    MEANING: ClassVar[str] = "Range states of the priority landscapes, as activity 2.1.1 prints them."

    landscape_id: str = declare("The landscape.", required=True, refers="places")
    country_code: str = declare("The range state.", required=True, refers="countries")
    column: str = printed_column("1")
    quote: str = quote()
