"""The page of two programmes beside each other: the rows of the comparison, each with its own words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from compared import EARLIER, LATER, two_programmes
from shown import record

from cami_graph.compare.told import make_sheets
from cami_graph.explore import Page, Record
from cami_graph.explore.pages import ComparePage, ProgrammePage
from cami_graph.explore.pages.compare import compare_pages
from cami_graph.explore.render import render_page

PATH = f"compare/{EARLIER}/{LATER}"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(two_record: Record) -> ComparePage:
    """The one page that compares the two programmes."""
    (found,) = compare_pages(two_record)
    return found


def test_the_page_tells_what_the_comparison_tells(page: ComparePage) -> None:
    assert page.path == PATH
    for language in ("en", "ru"):
        for table, sheet in zip(page.tables, make_sheets(two_programmes(), language), strict=True):
            changes = [keys for keys, _ in sheet.columns].index("change")
            shown = [row[changes].text.say(language) for row in table.rows]  # type: ignore[union-attr]
            assert shown == [row[changes] for row in sheet.rows]
            assert sum(count for _, count in table.tally) == table.count == len(sheet.rows)


def test_each_row_has_the_words_of_its_own_citations(page: ComparePage) -> None:
    comparison = two_programmes()
    quoted = 0
    for table in page.tables:
        for cells, row in zip(table.rows, getattr(comparison, table.key), strict=True):
            shown = {(one.iri, one.exact, one.document.address) for cell in cells for one in cell.quotes}
            assert {(iri, document) for iri, _, document in shown} == {(c.evidence, c.document) for c in row.citations}
            quoted += sum(1 for _, exact, _ in shown if exact)
    assert quoted > 300


def test_parts_countries_and_shared_things_lead_to_their_pages(page: ComparePage) -> None:
    tables: Mapping[str, tuple[tuple[object, ...], ...]] = {one.key: one.rows for one in page.tables}
    markup = render_page(page, "en")
    assert f'href="../../../en/activity/{LATER}/1.1.1.html"' in markup
    assert 'href="../../../en/activity/1.1.1.html"' in markup
    assert 'href="../../../en/country/UZ.html"' in markup
    assert 'href="../../../en/taxon/saiga.html"' in markup
    assert "neither progress nor loss" in markup
    assert "не успех и не утрата" in render_page(page, "ru")
    assert len(tables["pairs"]) == len(two_programmes().pairs)


def test_each_programme_leads_to_the_comparison(two_pages: Mapping[str, Page]) -> None:
    for programme in (EARLIER, LATER):
        one = two_pages[f"programme/{programme}"]
        assert isinstance(one, ProgrammePage)
        assert [path for path, _, _ in one.compared] == [PATH]
        assert f"{PATH}.html" in render_page(one, "en")


def test_one_programme_alone_is_compared_with_nothing() -> None:
    assert list(compare_pages(record())) == []
