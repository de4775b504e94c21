"""See that what is claimed about the plan says no more than its words: priorities, parties, subjects, references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cami_graph.check.lookup import Claims, check_items
from cami_graph.errors import Fault, suggest_names
from cami_graph.tables import LandscapeState, Link, Priority, Responsibility, Scope

TO_CONFIRM = re.compile(r"\(tbc\)", re.IGNORECASE)
SCOPE_TABLES = {"species": "species", "place": "places", "country": "countries"}


def check_responsibility(claims: Claims, row: Responsibility) -> Iterator[Fault]:
    """Check that the quote names the party, and that a party to be confirmed is doubtful."""
    yield from check_items(claims, row, [row.activity_code], row.values("item"), "item")
    yield from claims.unnamed(row, "actor_id", "actors", claims.quote(row), [row.actor_id])
    if TO_CONFIRM.search(row.quote) and row.certainty != "doubtful":
        yield row.fault("The report marks the party (tbc).", "certainty", "Write doubtful, with that reason.")


def check_priority(claims: Claims, row: Priority) -> Iterator[Fault]:
    """Check that the level is the one printed."""
    quote = claims.quote(row)
    yield from check_items(claims, row, [row.activity_code], row.values("item"), "item")
    printed = "-".join(level for level in ("high", "medium", "low") if re.search(level, quote, re.IGNORECASE))
    if row.level not in ("other", printed) and not row.reason:
        remedy = f'The quoted words say "{printed or "other"}".'
        yield row.fault(f'The quote does not say "{row.level}".', "level", remedy)


def check_scope(claims: Claims, row: Scope) -> Iterator[Fault]:
    """Check that the quote names the species, place or country."""
    table = SCOPE_TABLES.get(row.kind)
    if table is not None:
        yield from claims.unnamed(row, "value", table, claims.quote(row), [row.value])


def check_landscape_state(claims: Claims, row: LandscapeState) -> Iterator[Fault]:
    """Check that the quote names landscape and country."""
    quote = claims.quote(row)
    yield from claims.unnamed(row, "landscape_id", "places", quote, [row.landscape_id])
    yield from claims.unnamed(row, "country_code", "countries", quote, [row.country_code])


def check_link(claims: Claims, row: Link) -> Iterator[Fault]:
    """Check that the target exists and is printed."""
    tables = claims.words.tables
    known = {one.activity_code for one in tables.activities} | {one.section_code for one in tables.sections}
    if row.target_code not in known:
        remedy = f"{suggest_names(row.target_code, known)} Correct the code.".strip()
        yield row.fault(f"The programme has no {row.target_code}.", "target_code", remedy)
    elif not re.search(rf"(?<![\d.]){re.escape(row.target_code)}(?!\.?\d)", row.quote):
        yield row.fault(
            f"The quote does not refer to {row.target_code}.", "target_code", "Correct the code or the quote."
        )
    if re.search(r"\bsee also\b", row.quote, re.IGNORECASE) and row.link_type != "see-also":
        yield row.fault('The quote says "see also".', "link_type", "Write see-also.")
