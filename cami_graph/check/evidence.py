"""See that what no claim rests on keeps to the words of a report too: the evidence of readings, the backtest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cami_graph.check.names import Names
from cami_graph.check.quotes import Words
from cami_graph.check.settled import Readings
from cami_graph.errors import Fault, SourceError
from cami_graph.source import ROLES, find_quote
from cami_graph.tables.backtest import CrossBorder

PIECES = re.compile(r"\[?…\]?|\.\.\.")
COLUMN = ROLES.index("recommendation") + 1
PAIR, COUNTRY = "pair", "country"
LEAST = {PAIR: 2, COUNTRY: 1}


def check_evidence(words: Words, readings: Readings) -> Iterator[Fault]:
    """Find words of readings that stand nowhere in the report; blanks, marks and capitals tell no difference."""
    text = f"{_letters(words.source.text)} {_letters(words.read(words.source.text))}"
    known: dict[str, bool] = {}
    for rows in readings.readers.values():
        for row in rows:
            if row.evidence not in known:
                known[row.evidence] = all(_letters(part) in text for part in PIECES.split(row.evidence))
            if not known[row.evidence]:
                yield row.fault("These words stand nowhere in the report.", "evidence", "Copy them from the report.")


def check_backtest(reports: Sequence[Words], rows: Sequence[CrossBorder]) -> Iterator[Fault]:
    """Find recommendations of the backtest that no report prints, or that name other countries than their words."""
    for row in rows if reports else ():
        if not any(_stands(words, row) for words in reports):
            problem = f"These words stand in column {COLUMN} of {row.activity_code} in no report."
            yield row.fault(problem, "quote", "Copy them from the report.")
            continue
        names = Names(reports[0].tables)
        for code in names.missing("countries", row.country_codes, row.quote):
            yield row.fault(f'The words do not name "{code}".', "country_codes", "Correct the countries.", code)
        if len(row.country_codes) < LEAST.get(row.scope, 0):
            problem = f"{len(row.country_codes)} countries do not go with the scope {row.scope}."
            yield row.fault(problem, "scope", "Correct the scope, or the countries.")


def _stands(words: Words, row: CrossBorder) -> bool:
    try:
        return bool(find_quote(words.cells, (row.activity_code,), COLUMN, row.quote, words.headings))
    except SourceError:
        return False


def _letters(text: str) -> str:
    return "".join(one for one in text.lower() if one.isalnum())
