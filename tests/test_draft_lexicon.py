"""Names are found however their apostrophes, dashes and capitals are written, in the tables and in the document."""

from __future__ import annotations

import pytest

from cami_graph.draft.lexicon import Lexicon, Thing

SIGNS = ("'", "’", "‘", "ʼ", "´", "`")


@pytest.mark.parametrize("known", SIGNS)
@pytest.mark.parametrize("printed", SIGNS)
def test_an_apostrophe_is_one_whatever_program_wrote_it(known: str, printed: str) -> None:
    cat = Thing("species", "pallas-cat", "pallas-cat", f"Pallas{known}s Cat", spellings=(f"Pallas{known}s Cat",))
    (found,) = Lexicon((cat,)).find(f"Two Pallas{printed}s cats were seen")
    assert found.things == (cat,)
    assert found.words == f"Pallas{printed}s cats"
