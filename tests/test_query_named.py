"""Questions as methods: completed by their names, told by `help`, and the same as asked by text."""

from __future__ import annotations

import inspect

import pytest

from cami_graph.errors import QueryError
from cami_graph.graph import CamiGraph


def test_editors_complete_the_names_of_the_questions(real_graph: CamiGraph) -> None:
    assert "questions" in dir(real_graph)
    shown = dir(real_graph.questions)
    assert {"who_funds_what", "which_countries_cooperate", "where_landscapes_lie"} <= set(shown)
    assert "acting_actors" not in shown
    assert "who-funds-what" in real_graph.questions._ipython_key_completions_()
    assert len(real_graph.questions) == len(list(real_graph.questions)) > 100


def test_a_method_answers_as_the_question_does(real_graph: CamiGraph) -> None:
    rows = real_graph.query("which-countries-cooperate", country="KZ").rows
    assert rows
    assert real_graph.questions.which_countries_cooperate(country="KZ").rows == rows
    assert real_graph.questions["which-countries-cooperate"](country="KZ").rows == rows


def test_help_tells_the_question_its_parameters_and_what_it_raises(real_graph: CamiGraph) -> None:
    method = real_graph.questions.what_happened_between_countries
    assert str(inspect.signature(method)).startswith("(*, country: ")
    told = inspect.getdoc(method) or ""
    assert told.startswith("What happened between countries on which day")
    assert "since: " in told
    assert "where none is given, 1900" in told
    assert "Raises QueryError" in told
    with pytest.raises(QueryError, match='Nearest: "country"'):
        method(county="KZ")


def test_a_name_that_is_none_is_an_error_with_the_nearest(real_graph: CamiGraph) -> None:
    with pytest.raises(AttributeError, match="There is no question 'who_fund_what'"):
        _ = real_graph.questions.who_fund_what
    with pytest.raises(QueryError, match='"who-funds-what"'):
        _ = real_graph.questions["who-fund-what"]
