"""Days as documents give them, to the year, the month or the day, in the words of both languages."""

from __future__ import annotations

import re
from functools import partial

from cami_graph.explore.model import LANGUAGES, Label
from cami_graph.plurals import spell_day

SINCE = re.compile(r"\b(since|с) (\d{4}-\d{2}(?:-\d{2})?)\b")


def say_day(day: str) -> Label:
    """Return a year, month or day of ISO 8601 as people say it.

    >>> say_day("2023-05").ru, say_day("2023-05-02").en, say_day("2023-05-02").ru, say_day("2023").en
    ('май 2023', '2 May 2023', '2 мая 2023', '2023')
    """
    return Label(*(spell_day(day, language) for language in LANGUAGES))


def say_since(text: Label) -> Label:
    """Return a text with the days behind *since* in words; readers judged it as it is kept, with digits.

    >>> told = say_since(Label("Both since 2006-05: x.", "Обе с 2006-05 г.: x."))
    >>> told.en, told.ru
    ('Both since May 2006: x.', 'Обе с мая 2006 г.: x.')
    """
    return Label(*(SINCE.sub(partial(_spelt, language=one), text.say(one)) for one in LANGUAGES))


def _spelt(found: re.Match[str], language: str) -> str:
    """Return one such day."""
    return f"{found[1]} {spell_day(found[2], language, since=True)}"
