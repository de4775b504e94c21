"""The single file of several documents in a real browser: their pages, and the switch that shows one of them alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from driven import drive

from cami_graph.explore.record import Record
from cami_graph.explore.single_file import single_file
from cami_graph.explore.site import quads_of

MAIL_LIMIT = 5_000_000

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def two(two_record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The single file of two reports and a letter, packed quickly: as the command packs it, it is smaller still."""
    file = tmp_path_factory.mktemp("two") / "cami-explorer.html"
    file.write_bytes(single_file(two_record, quads_of(two_record.store)))
    return file


def test_the_switch_shows_one_document_or_programme_alone(two: Path) -> None:
    assert two.stat().st_size <= MAIL_LIMIT
    drive("switch.mjs", str(two))


def test_the_pages_of_two_reports_are_without_fault(two: Path) -> None:
    paths = ("index", "country/TM", "activity/2.5.2", "browse/action", "document/letter-tm-2020", "gaps")
    drive("single-file.mjs", str(two), *paths)
