"""The cells of one claim fit each other: places and countries, undertakings, species that its words name."""

from __future__ import annotations

import pytest
from damaged import Copy, faults_of

pytestmark = pytest.mark.slow

CHANGES = {
    "a problem that is done": ("facts/actions", {"action_id": "4.2.13-r1"}, "is_problem", "yes"),
    "an undertaking of another country": (
        "facts/actions",
        {"action_id": "1.1.2-r6"},
        "initiative_ids",
        "hunting-law-af",
    ),
    "a species that the words name": (
        "facts/actions",
        {"action_id": "4.2.4-r2"},
        "species_ids",
        "goitered-gazelle; asiatic-wild-ass; snow-leopard; bukhara-deer; przewalskis-horse",
    ),
    "a place that some of the countries do not reach": (
        "documents/facts/events",
        {"event_id": "H05"},
        "place_ids",
        "karakorum",
    ),
    "countries that those who act are not of": ("facts/actions", {"action_id": "1.5.1-r4"}, "country_codes", "KZ"),
    "a Russian title about something else": (
        "facts/actions",
        {"action_id": "1.2.2-r3"},
        "title_ru",
        "Планируется новый закон об охоте",
    ),
    "a day of another month": ("documents/facts/events", {"event_id": "L49"}, "happened_on", "2025-05"),
    "a letter twice": ("programmes/memberships", {"kind": "landscape", "value": "karakorum"}, "letter", "j"),
}


def test_what_does_not_fit_is_named_by_cell_and_nothing_else_is(copy: Copy) -> None:
    (copy.data / "seals.json").unlink(missing_ok=True)
    planted = {kind: copy.edit(*change) for kind, change in CHANGES.items()}
    found = {(fault.file, fault.row, fault.column) for fault in faults_of(copy)}
    assert [kind for kind, address in planted.items() if address not in found] == []
    assert found == set(planted.values())
