"""A list of findings, pairs or gaps as Python users hold it: a sequence that also gives a data frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.forms import HEADS, table_rows
from cami_graph.analyse.findings.select import Chosen

if TYPE_CHECKING:
    import pandas as pd


class GapList(Sequence[Any]):
    """What was chosen, in order of rank; `df()` gives the same as a data frame with one row each."""

    def __init__(self, found: Findings, unit: str, chosen: Chosen) -> None:
        self.found, self.unit, self.chosen = found, unit, chosen

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 (a number or a slice, one or several)
        return self.chosen[place]

    def __len__(self) -> int:
        return len(self.chosen)

    def df(self, language: str = "en") -> pd.DataFrame:
        """Return a data frame; its columns are those of the CSV file."""
        import pandas as pd

        return pd.DataFrame(table_rows(self.found, self.chosen, language), columns=list(HEADS[self.unit]))

    def __repr__(self) -> str:
        return f"<GapList of {len(self)} by {self.unit}>"
