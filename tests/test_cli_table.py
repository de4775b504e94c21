"""Tables for a terminal are drawn as rich draws them, in a fraction of the time that rich takes to load."""

import io
import re
from collections.abc import Collection, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from cami_graph.cli.table import draw_table, width_of

WORDS = ("a", "saiga ", "Казахстан ", "– ", "x" * 30, "中文字", "e\u0301 ", "  ", "\n", "long-word-here ", "1 ")
CELL = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)
NAME = st.sampled_from(["n", "rank", "sentence", "open links"])


def draw_by_rich(names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str], width: int) -> str:
    columns = [
        Column(Text(name), justify="right" if name in numbers else "left", overflow="fold", min_width=min(len(name), 8))
        for name in names
    ]
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    file = io.StringIO()
    Console(file=file, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


@settings(deadline=None, max_examples=150)
@given(st.data(), st.lists(NAME, min_size=1, max_size=4, unique=True), st.integers(20, 160))
def test_a_table_is_drawn_as_rich_draws_it_wherever_its_columns_find_room(
    data: st.DataObject, names: list[str], width: int
) -> None:
    rows = data.draw(st.lists(st.tuples(*[CELL] * len(names)), max_size=4))
    drawn = draw_table(names, rows, ("rank", "n"), width)
    assert max(map(width_of, drawn.splitlines()), default=0) <= width
    if "─" in drawn:
        assert drawn == draw_by_rich(names, rows, ("rank", "n"), width)


def test_columns_that_find_no_room_are_told_line_by_line_and_nothing_is_cut() -> None:
    names = [f"column {letter}" for letter in "abcd"]
    drawn = draw_table(names, [["x" * 9] * 4], (), 40)
    assert drawn.splitlines() == [f"{name}: {'x' * 9}" for name in names]
    wide = draw_table(["n", *names], [["中文字" * 20] * 5], (), 40)
    assert max(map(width_of, wide.splitlines())) <= 40
    assert re.sub(r"\s", "", wide).count("中") == 100
