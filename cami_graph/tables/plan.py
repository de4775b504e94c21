"""Row types for a programme: what is planned (``data/programmes/<id>/``), how urgent, by whom, about what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cami_graph.tables.columns import (
    ACTIVITY,
    ITEM,
    LETTER,
    PROGRAMME,
    SLUG,
    YEAR,
    Claim,
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

SUBJECTS = {
    "species": {"refers": "species"},
    "place": {"refers": "places"},
    "country": {"refers": "countries"},
    "threat": {"vocabulary": "threat"},
    "action-type": {"vocabulary": "action-2.0"},
}
MEMBERS = {"species": {"refers": "species"}, "country": {"refers": "countries"}, "landscape": {"refers": "places"}}
"""Where the value of a kind is looked up."""


@dataclass(frozen=True, slots=True)
class Programme(Row):
    """A programme of work."""

    TABLE: ClassVar[str] = "programmes"
    FOLDER: ClassVar[str] = "programmes"
    KEY: ClassVar[tuple[str, ...]] = ("programme_id",)
    MEANING: ClassVar[str] = "The programmes of work; the plan of each lies in a folder of its name."

    programme_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    title_en: str = title_en()
    title_ru: str = title_ru()
    start_year: str = declare("First year.", required=True, pattern=YEAR)
    end_year: str = declare("Last year.", required=True, pattern=YEAR)
    document_id: str = declare("The report that prints its plan, in whose words the plan is quoted.", required=True)
    addresses: str = declare(
        "`published` where the addresses of its parts were published without its name, and stay.",
        choices=("published",),
    )
    quote: str = declare("The words of that report that name the programme.", required=True)

    @property
    def prefix(self) -> str:
        """Return what leads the addresses of its parts; nothing where they were published without it."""
        return "" if self.addresses else f"{self.programme_id}/"


@dataclass(frozen=True, slots=True)
class Objective(Row):
    """An objective of the programme."""

    TABLE: ClassVar[str] = "objectives"
    FOLDER: ClassVar[str] = PROGRAMME
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
    FOLDER: ClassVar[str] = PROGRAMME
    KEY: ClassVar[tuple[str, ...]] = ("section_code",)
    MEANING: ClassVar[str] = "The numbered sections."

    section_code: str = declare("Code of the section.", required=True, pattern=r"\d+\.\d+")
    objective_code: str = declare("Its objective, where the programme has objectives.", refers="objectives")
    title_en: str = title_en()
    title_ru: str = title_ru()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Heading(Row):
    """A heading inside a table, over several activities."""

    TABLE: ClassVar[str] = "headings"
    FOLDER: ClassVar[str] = PROGRAMME
    KEY: ClassVar[tuple[str, ...]] = ("heading_id",)
    LEAST: ClassVar[int] = 0
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
    FOLDER: ClassVar[str] = PROGRAMME
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
    FOLDER: ClassVar[str] = PROGRAMME
    KEY: ClassVar[tuple[str, ...]] = ("activity_code", "item")
    LEAST: ClassVar[int] = 0
    MEANING: ClassVar[str] = "The lettered items of activities."

    activity_code: str = code()
    item: str = declare("Letter, such as `a` or `c-i`.", required=True, pattern=ITEM)
    title_en: str = title_en()
    title_ru: str = title_ru()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Scope(Claim):
    """What activities are about, by their own words or the heading over them."""

    TABLE: ClassVar[str] = "scopes"
    KEY: ClassVar[tuple[str, ...]] = ("activity_codes", "kind", "value")
    MEANING: ClassVar[str] = "Species, places, countries, threats and action types that activities are about."

    activity_codes: tuple[str, ...] = codes()
    kind: str = declare("What the value is.", required=True, choices=tuple(SUBJECTS))
    value: str = declare(
        "Identifier of the species, place, country, threat or action type.", required=True, by="kind", named=SUBJECTS
    )
    certainty: str = certainty()
    reason: str = reason()
    column: str = printed_column("0", "1", "2", "3", "4", "5", "6")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Priority(Claim):
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
class Responsibility(Claim):
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
class Link(Claim):
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
class LandscapeState(Claim):
    """A range state of a priority landscape."""

    TABLE: ClassVar[str] = "landscape_states"
    KEY: ClassVar[tuple[str, ...]] = ("landscape_id", "country_code")
    MEANING: ClassVar[str] = "Range states of the priority landscapes, as one activity of the programme lists them."

    landscape_id: str = declare("The landscape.", required=True, refers="places")
    country_code: str = declare("The range state.", required=True, refers="countries")
    column: str = printed_column("1")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Continuation(Claim):
    """What became of a part of an earlier programme, as the later one prints it."""

    TABLE: ClassVar[str] = "continuations"
    KEY: ClassVar[tuple[str, ...]] = ("activity_code", "item", "former_programme_id", "former_code", "former_item")
    LEAST: ClassVar[int] = 0
    MEANING: ClassVar[str] = (
        "Which activities of earlier programmes this one continues, by its own words. What is not printed again has no "
        "row: that is neither dropped nor ended."
    )

    activity_code: str = code()
    item: str = declare(LETTER, pattern=ITEM)
    kind: str = declare("What became of it.", required=True, vocabulary="continuation")
    former_programme_id: str = declare("The earlier programme; empty where the activity is new.", refers="programmes")
    former_code: str = declare("Its activity there.", pattern=ACTIVITY)
    former_item: str = declare("Its item there.", pattern=ITEM)
    certainty: str = certainty()
    reason: str = reason()
    column: str = printed_column("1", "4", "6")
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Membership(Row):
    """A species, country or landscape that belongs to a programme for some years."""

    TABLE: ClassVar[str] = "memberships"
    FOLDER: ClassVar[str] = "programmes"
    KEY: ClassVar[tuple[str, ...]] = ("programme_id", "kind", "value")
    MEANING: ClassVar[str] = "Species, range states and priority landscapes of each programme, with their years."

    programme_id: str = declare("The programme.", required=True, refers="programmes")
    kind: str = declare("What the value is.", required=True, choices=tuple(MEMBERS))
    value: str = declare("Identifier of the species, country or landscape.", required=True, by="kind", named=MEMBERS)
    role: str = declare(
        "`member`, or `observer` of what concerns it too.", required=True, choices=("member", "observer")
    )
    letter: str = declare("Its letter in the list of the programme.", pattern=r"[a-z]")
    start_year: str = declare("First year.", required=True, pattern=YEAR)
    end_year: str = declare("Last year; empty when open.", pattern=YEAR)
    source: str = declare("What says so.", required=True)
