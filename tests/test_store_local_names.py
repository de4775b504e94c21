"""Names with several dots, which SPARQL allows and the engine reads only where the dots are escaped."""

from __future__ import annotations

import pytest

from cami_graph.graph import CamiGraph
from cami_graph.store.local_names import escape_dots


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"?s ?p voc:action-2.0\/9.2. ?x a:b.c ; a:1.1.1.", r"?s ?p voc:action-2\.0\/9\.2. ?x a:b.c ; a:1\.1\.1."),
        (r"FILTER(?s = a:1.1.1)", r"FILTER(?s = a:1\.1\.1)"),
        (r"a:1\.1\.1", r"a:1\.1\.1"),
        (r'"a:b.c.d" <http://x/a:b.c.d> _:a.b.c # a:b.c.d', r'"a:b.c.d" <http://x/a:b.c.d> _:a.b.c # a:b.c.d'),
    ],
)
def test_only_the_dots_within_names_are_escaped(text: str, read: str) -> None:
    assert escape_dots(text) == read


def test_a_name_with_dots_and_slashes_is_the_address_in_full(tiny_graph: CamiGraph) -> None:
    asked = "PREFIX id: <https://w3id.org/cami/id/> SELECT (STR(?s) AS ?text) { BIND(id:activity\\/1.1.1 AS ?s) }"
    assert tiny_graph.ask_text(asked).rows == [{"text": "https://w3id.org/cami/id/activity/1.1.1"}]
