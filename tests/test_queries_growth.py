"""No question and no rule grows with the square of the record: each is quick on a record eight times as large.

`benchmarks/growth.py` gives the exponents; here only what is far off stops the run, so that a busy machine does not.
"""

from __future__ import annotations

import pytest
from larger import is_whole, larger_stores, measure

from cami_graph.query import Library
from cami_graph.store import EmbeddedStore

TIMES, SECONDS = 8, 2.5

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def large() -> EmbeddedStore:
    """The record with its report eight times."""
    (size, store), *_ = larger_stores((TIMES,))
    assert size > 250_000
    return store


def test_every_question_is_quick_on_a_larger_record(large: EmbeddedStore, library: Library) -> None:
    asked = [one for one in library if is_whole(one)]
    slow = {one.name: seconds for one in asked if (seconds := measure(large, one, repeats=1)) > SECONDS}
    assert len(asked) > 150
    assert slow == {}
