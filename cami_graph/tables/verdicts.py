"""Row type of ``data/findings/``: what readers thought of findings and links after reading the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cami_graph.tables.columns import DAY, Row, declare

ABOUT = r"(gap|finding)/[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
WORDING = r"[0-9a-f]{8}"


@dataclass(frozen=True, slots=True)
class Verdict(Row):
    """One reader's verdict on one finding or one link; several readers may judge the same."""

    TABLE: ClassVar[str] = "verdicts"
    FOLDER: ClassVar[str] = "findings"
    KEY: ClassVar[tuple[str, ...]] = ("about", "reader")
    MEANING: ClassVar[str] = "What readers thought of findings and links, held against the documents."
    LEAST: ClassVar[int] = 0

    about: str = declare(
        "What was judged: `gap/` and the link, or `finding/` and the shared system, as in its address.",
        required=True,
        pattern=ABOUT,
    )
    verdict: str = declare("What the reader found.", required=True, vocabulary="judgement")
    reason_en: str = declare("Why, in one line.", required=True)
    reason_ru: str = declare("The same in Russian.", required=True)
    reader: str = declare("Who read it; not one who made the analysis, where that is said.", required=True)
    read_on: str = declare("When.", required=True, pattern=DAY)
    judged: str = declare(
        "Which wording was judged: the `wording` that `cami gaps --format json` gives beside the sentence; empty where "
        "that is not known, as of the first 147.",
        pattern=WORDING,
    )
