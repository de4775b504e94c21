"""Errors say what is wrong, where, and what to do."""

from __future__ import annotations

import pytest

from cami_graph import errors
from cami_graph.errors import CamiError, Fault, QueryError, TableError, nearest_names, suggest_names


def test_a_fault_says_its_file_row_and_column_before_what_is_wrong() -> None:
    fault = Fault("unknown actor.", "data/facts/actions.csv", 41, "actor_id", "saga", "Add it to actors.csv.")
    assert str(fault) == "data/facts/actions.csv row 41 column actor_id: unknown actor. Add it to actors.csv."


def test_a_fault_in_a_query_says_its_line() -> None:
    assert str(Fault("no title.", "queries/a.rq", line=3)) == "queries/a.rq line 3: no title."


def test_an_error_of_several_faults_names_each_on_a_line_of_its_own() -> None:
    error = TableError.of([Fault("first."), Fault("second.", "b.csv", 2)])
    assert str(error).splitlines() == ["2 things are wrong.", "first.", "b.csv row 2: second."]
    assert isinstance(error, TableError)


def test_an_error_says_where_and_what_to_do() -> None:
    assert str(CamiError("is missing.", where="data/graph", remedy="Run it.")) == "data/graph: is missing. Run it."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Saiga Consrvation Alliance", "Saiga Conservation Alliance"),
        ("snow leopard", "Snow Leopard"),
        ("kulam", "kulan"),
    ],
)
def test_the_nearest_name_is_found_in_spite_of_spelling_and_case(name: str, expected: str) -> None:
    known = ["Saiga Conservation Alliance", "Snow Leopard", "kulan", "WWF"]
    assert nearest_names(name, known)[0] == expected


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert suggest_names("xyz", ["Kazakhstan", "Mongolia"]) == ""


def test_every_error_stands_in_one_tree_and_has_an_exit_code_of_the_documented_ones() -> None:
    found = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert len(found) > 5
    assert all(issubclass(value, CamiError) and value.exit_code in (1, 2, 3) for value in found)
    assert QueryError.exit_code == 2
