"""A PDF on which no lines are drawn has rows and columns all the same: where words begin, and where codes do."""

from __future__ import annotations

from collections.abc import Iterator

from cami_graph.draft.unruled import Words, find_columns, split_page, split_sections

LEFTS = (20, 120, 180, 240, 340, 420)
HEADS = ("Activities", "Responsible", "Priority", "Actions", "Implementer", "Next steps")


def words(text: str, left: float) -> Words:
    found = []
    for word in text.split():
        found.append({"text": word, "x0": left, "x1": left + 4 * len(word)})
        left += 4 * len(word) + 2
    return found


def line(*cells: str) -> Words:
    return [word for text, left in zip(cells, LEFTS, strict=False) for word in words(text, left)]


def rows(*lines: Words, heads: set[tuple[str, ...]] | None = None) -> list[list[str]]:
    found = split_page(lines, find_columns(BODY), set() if heads is None else heads)
    return [[" ".join(word["text"] for word in cell) for cell in cells] for is_row, cells in found if is_row]


def body() -> Iterator[Words]:
    yield line(*HEADS)
    for number in range(1, 6):
        yield line(f"1.1.{number}. Train", "NGOs", "High", "Iran: training", "DoE", "Extend")
        yield line("rangers", "", "", "ongoing", "", "to Mongolia")


BODY = list(body())


def test_columns_are_where_words_begin_in_most_rows() -> None:
    assert [round(place + 1.5) for place in find_columns(BODY)] == list(LEFTS)


def test_a_row_begins_with_the_code_of_an_activity_and_its_lines_go_on() -> None:
    found = rows(*BODY)
    assert found[0] == list(HEADS)
    assert found[1] == ["1.1.1. Train rangers", "NGOs", "High", "Iran: training ongoing", "DoE", "Extend to Mongolia"]
    assert len(found) == 6


def test_a_code_in_a_bracket_or_beside_words_alone_begins_no_row() -> None:
    whole = line("1.1.1. Train [2014-2020:", "NGOs", "High", "Iran", "DoE", "Extend")
    former = line("1.1.8 and 1.2.7]", "INGOs", "", "Iraq", "", "")
    second = line("1.1.2. Count", "", "", "Syria", "", "")
    assert [row[0] for row in rows(whole, former, second)] == ["1.1.1. Train [2014-2020: 1.1.8 and 1.2.7] 1.1.2. Count"]


def test_heads_that_a_page_prints_again_are_passed_over() -> None:
    heads: set[tuple[str, ...]] = set()
    assert len(rows(*BODY, heads=heads)) == 6
    assert [row[0] for row in rows(*BODY[:3], heads=heads)] == ["1.1.1. Train rangers"]


def test_a_heading_over_some_rows_is_a_row_of_its_own() -> None:
    found = rows(BODY[0], line("1.1.1. Train.", "NGOs", "High", "", "", ""), line("Cats"), BODY[3])
    assert [row[0] for row in found] == ["Activities", "1.1.1. Train.", "Cats", "1.1.2. Train"]


def test_words_that_run_over_a_column_are_a_line_of_the_text() -> None:
    over = words("Objective 2. To conserve species and landscapes together in mountains", 20)
    assert [is_row for is_row, _ in split_page([*BODY, over], find_columns(BODY), set())][-1] is False


def test_each_section_has_columns_of_its_own() -> None:
    parts = split_sections(
        [(1, words("Summary", 20)), (1, words("1.1 Crime", 20)), (2, BODY[1]), (2, words("1.2 Fences", 20))]
    )
    assert [len(part) for part in parts] == [1, 2, 1]
