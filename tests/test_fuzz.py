"""Whatever comes in from outside is taken, or refused in words of ours: some examples of each kind, others each day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fuzzed import KINDS, run_kind

pytestmark = pytest.mark.slow

EXAMPLES = 20


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_from_outside_breaks_what_reads_it(kind: str) -> None:
    assert run_kind(kind, EXAMPLES, datetime.now(UTC).toordinal()) >= 1
