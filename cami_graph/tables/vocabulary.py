"""Row types of the long vocabularies in ``data/reference/``: threats and conservation actions of the world.

They become concepts; the short closed lists are Turtle. Takes the folder of the data; gives rows and codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from cami_graph.errors import Fault, HidingFault, TableError, suggest_names
from cami_graph.tables.columns import REFERENCE, SLUG, Row, declare
from cami_graph.tables.read import Codes, Context, read_closed_codes, read_table

CLASS_CODE = r"[A-Z]|\d+(\.\d+)*"
MATCHES = ("exact", "close", "related", "broad", "narrow")
Listed = Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class ActionClass(Row):
    """A class of the conservation actions of the world."""

    TABLE: ClassVar[str] = "actions"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("code",)
    MEANING: ClassVar[str] = "CMP Conservation Actions Classification, version 2.0."

    code: str = declare("Its code in the classification.", required=True, pattern=CLASS_CODE)
    level: str = declare("How deep it stands.", required=True, choices=("0", "1", "2", "3"))
    name: str = declare("Its name in English.", required=True)
    name_ru: str = declare("Its name in Russian.", required=True)
    definition: str = declare("What it means, in our words.", required=True)
    parent_code: str = declare("The class above it.", pattern=CLASS_CODE)
    source: str = declare("Where code and name were seen.", required=True)


@dataclass(frozen=True, slots=True)
class ThreatClass(ActionClass):
    """A class of the threats of the world, version 4.0."""

    TABLE: ClassVar[str] = "cmp_threats_v4.0"
    MEANING: ClassVar[str] = "IUCN-CMP Threats Classification, version 4.0."


@dataclass(frozen=True, slots=True)
class OldThreatClass(ActionClass):
    """A class of the threats of the world, version 3.3, by which the Red List still counts."""

    TABLE: ClassVar[str] = "iucn_threats_v3.3"
    MEANING: ClassVar[str] = "IUCN-CMP Threats Classification, version 3.3."


@dataclass(frozen=True, slots=True)
class ThreatMapping(Row):
    """How a class of version 4.0 relates to one of version 3.3."""

    TABLE: ClassVar[str] = "threat_mappings"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("cmp_code", "iucn_code")
    MEANING: ClassVar[str] = "How the classes of the two versions relate."

    cmp_code: str = declare("Class of version 4.0.", required=True)
    iucn_code: str = declare("Class of version 3.3.", required=True)
    match_type: str = declare(f"How they relate, from 4.0 to 3.3: {', '.join(MATCHES)}.", required=True)
    reason: str = declare("Why it is not exact.")


@dataclass(frozen=True, slots=True)
class Threat(Row):
    """A threat as the programme and its reports name it."""

    TABLE: ClassVar[str] = "threats"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("threat_id",)
    MEANING: ClassVar[str] = "The threats that programme and report name, in groups, mapped to both classifications."

    threat_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    name: str = declare("Name in English.", required=True)
    name_ru: str = declare("Name in Russian.", required=True)
    group_id: str = declare("The group it belongs to; empty for a group.", refers="threats")
    fact_key: str = declare("Value printed in the fact table.")
    definition: str = declare("What it means, in our words.", required=True)
    aliases: tuple[str, ...] = declare("Spellings found in the report.", many=True)
    cmp_code: str = declare("Class of version 4.0.")
    cmp_match: str = declare("How it relates to that class.")
    iucn_code: str = declare("Class of version 3.3.")
    iucn_match: str = declare("How it relates to that class.")
    note: str = declare("What to know before using the row.")


LISTS: tuple[type[Row], ...] = (ActionClass, ThreatClass, OldThreatClass, ThreatMapping, Threat)
OPEN = {"threat": Threat.TABLE, "action-2.0": ActionClass.TABLE}
"""The vocabularies that stand in tables."""

LINKS: Mapping[str, tuple[str, str]] = {
    "parent_code": ("", "is the code of no class"),
    "cmp_code": (ThreatClass.TABLE, "is the code of no class of version 4.0"),
    "iucn_code": (OldThreatClass.TABLE, "is the code of no class of version 3.3"),
    "group_id": ("groups", "is no group of threats"),
    "match_type": ("mappings", "is no kind of mapping"),
    "cmp_match": ("mappings", "is no kind of mapping"),
    "iucn_match": ("mappings", "is no kind of mapping"),
}
"""What the columns name: another table, or their own where none is given."""


def read_lists(reference: Path, faults: list[Fault], *, partial: bool = False) -> Listed:
    """Read the tables of the vocabularies in the folder ``reference``, with all that is wrong inside and between them.

    Rows that are at fault are left out.
    """
    found: dict[str, tuple[Row, ...]] = {}
    for kind in LISTS:
        file = f"{reference.name}/{kind.TABLE}.csv"
        found[kind.TABLE] = read_table(reference.parent, file, kind, faults, Context(partial=partial, least=1))
    for rows in found.values():
        faults += _check_keys(rows)
    faults += _check_links(found, {fault.file for fault in faults if isinstance(fault, HidingFault)})
    wrong = {(fault.file, fault.row) for fault in faults}
    return {table: tuple(row for row in rows if (row.file, row.row) not in wrong) for table, rows in found.items()}


def _check_keys(rows: Sequence[Row]) -> Iterator[Fault]:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(row.get(name) for name in row.KEY)
        if key in seen:
            problem = f'"{" ".join(map(str, key))}" stands here a second time, first in row {seen[key]}.'
            yield row.fault(problem, row.KEY[-1], "Keep one row per key.")
        seen.setdefault(key, row.row)


def _check_links(found: Listed, hidden: set[str]) -> Iterator[Fault]:
    """Find classes, groups and mappings that name what does not stand in its table, unless its rows are hidden."""
    known = {table: frozenset(str(row.get(row.KEY[0])) for row in rows) for table, rows in found.items()}
    known["groups"] = frozenset(str(row.get("threat_id")) for row in found[Threat.TABLE] if not row.get("group_id"))
    known["mappings"] = frozenset(MATCHES)
    broken = {Path(file).stem for file in hidden}
    for table, rows in found.items():
        for name, (other, what) in LINKS.items():
            names = known.get(other or table, frozenset())
            if not rows or not hasattr(rows[0], name) or (other or table) in broken:
                continue
            for row in rows:
                value = str(row.get(name))
                if value and value not in names:
                    remedy = suggest_names(value, names) or "Correct the code, or add its row."
                    yield row.fault(f'"{value}" {what}.', name, remedy)


def read_codes(vocabularies: Path, reference: Path, faults: list[Fault] | None = None, partial: bool = False) -> Codes:
    """Return the codes of every vocabulary, by its name: closed lists from Turtle, open ones from reference tables.

    What is wrong is added to `faults`, or raised where none are given. A vocabulary whose table could not be read
    whole is left out, since it may hold any code.
    """
    told = [] if faults is None else faults
    found = read_lists(reference, told, partial=partial)
    if faults is None and told:
        raise TableError.of(told)
    wrong = {Path(fault.file).stem for fault in told}
    codes = dict(read_closed_codes(vocabularies))
    for vocabulary, table in OPEN.items():
        codes[vocabulary] = frozenset(str(row.get(row.KEY[0])) for row in found[table])
        if table in wrong or (partial and not found[table]):
            del codes[vocabulary]
    return codes
