"""A page of a PDF is laid out as it was printed: rows that it cuts go on, and so do words in open brackets."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cami_graph.draft.read_pdf import _must_go_on, _open_row


def page(bottom: float) -> SimpleNamespace:
    """A page on which the sides of two columns end at `bottom`."""
    sides = [{"orientation": "v", "x0": x, "top": 10.0, "bottom": bottom} for x in (20.0, 60.0, 60.4, 100.0)]
    return SimpleNamespace(edges=[*sides, {"orientation": "h", "x0": 20.0, "top": 50.0, "bottom": 50.0}])


def table(*cells: tuple[float, float, float, float] | None) -> SimpleNamespace:
    return SimpleNamespace(bbox=(20.0, 10.0, 100.0, 50.0), rows=[SimpleNamespace(cells=list(cells))])


LEFT, RIGHT = (20.0, 10.0, 60.0, 50.0), (60.0, 10.0, 100.0, 50.0)


def test_a_row_without_a_line_below_it_goes_on_to_the_end_of_its_sides() -> None:
    assert _open_row(page(90.0), table(LEFT, RIGHT)) == [(20.0, 50.0, 60.0, 90.0), (60.0, 50.0, 100.0, 90.0)]


def test_a_table_that_is_closed_or_merged_throughout_opens_no_row() -> None:
    assert _open_row(page(50.0), table(LEFT, RIGHT)) == []
    assert _open_row(page(90.0), table(LEFT, None)) == []


@pytest.mark.parametrize(
    ("above", "text", "goes_on"),
    [
        ("make the network work. [2014-2020:", "1.1.4 and 1.1.6, merged]", True),
        ("Support rangers.", "1.1.6. Set up insurance", False),
        ("Talks were held in", "2023", True),
    ],
)
def test_a_code_in_an_open_bracket_begins_no_activity(above: str, text: str, goes_on: bool) -> None:
    assert _must_go_on(above, text) is goes_on
