"""Two programmes of work compared by what is recorded: section by section, from questions of the library."""

from __future__ import annotations

from collections.abc import Callable

from cami_graph.compare.advice import judge_advice
from cami_graph.compare.carried import compare_parts, read_continuations
from cami_graph.compare.gaps import compare_gaps
from cami_graph.compare.model import Comparison
from cami_graph.compare.pairs import compare_pairs
from cami_graph.compare.priorities import compare_priorities
from cami_graph.compare.reading import Citations, Side, find_programmes
from cami_graph.compare.states import compare_states
from cami_graph.graph import CamiGraph

Open = Callable[[str], CamiGraph]


def compare_programmes(open_scope: Open, first: str, second: str) -> Comparison:
    """Compare two programmes, the earlier one first whichever is named first.

    `open_scope` opens the graph for one programme by its name, and for "" the whole record: continuations join parts of
    both, so they are asked of the whole.

    >>> from cami_graph import open_graph
    >>> open_scope = lambda programme: open_graph(programme=programme)
    >>> comparison = compare_programmes(open_scope, "cami-2014-2020", "cami-2021-2026")
    """
    everything = open_scope("")
    earlier, later = (Side(open_scope(one.code), one) for one in find_programmes(everything, first, second))
    citations = Citations(everything)
    continuations = read_continuations(everything.query("which-activities-continue-which").rows)
    carried = compare_parts(earlier, later, continuations, citations)
    priorities = compare_priorities(earlier, later, carried, citations)
    return Comparison(
        earlier.programme,
        later.programme,
        carried,
        compare_states(earlier, later, carried, citations),
        priorities,
        judge_advice(earlier, carried, priorities, citations),
        compare_pairs(earlier, later, citations),
        compare_gaps(earlier, later, citations),
        {**earlier.situation.names, **later.situation.names},
    )
