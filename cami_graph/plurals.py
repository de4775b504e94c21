"""Which form of a word a number or a day asks for, in any language: what CLDR says, as Babel keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.plural import PluralRule

PATTERNS = ("y", "LLLL y", "d MMMM y")


def plural_category(count: int, language: str) -> str:
    """Return the category of a whole number by CLDR: `one`, `few`, `many` or `other`.

    >>> plural_category(1, "en"), plural_category(21, "en"), plural_category(21, "ru"), plural_category(12, "ru")
    ('one', 'other', 'one', 'many')
    """
    return str(_rule(language)(count))


def agree(forms: Mapping[str, str], count: int, language: str) -> str:
    """Return the form of a word that goes with a number; a form that is missing is a KeyError.

    >>> agree({"one": "пробел", "few": "пробела", "many": "пробелов"}, 22, "ru")
    'пробела'
    """
    return forms[plural_category(count, language)]


def whole_categories(language: str) -> frozenset[str]:
    """Return the categories that whole numbers of a language fall into, by trying enough of them.

    >>> sorted(whole_categories("ru")), sorted(whole_categories("en"))
    (['few', 'many', 'one'], ['one', 'other'])
    """
    return frozenset(plural_category(count, language) for count in range(200))


@cache
def spell_day(day: str, language: str, *, since: bool = False) -> str:
    """Return a year, month or day of ISO 8601 as people say it, alone or behind *since*; what is none stays.

    >>> spell_day("2006", "ru"), spell_day("2006-05-02", "ru"), spell_day("2006-05", "en")
    ('2006', '2 мая 2006', 'May 2006')
    >>> spell_day("2006-05", "ru"), spell_day("2006-05", "ru", since=True)
    ('май 2006', 'мая 2006')
    """
    parts = day.split("-")
    if len(parts) > len(PATTERNS) or not all(part.isdigit() for part in parts):
        return day
    year, month, number = (*map(int, parts), 1, 1)[:3]
    pattern = PATTERNS[len(parts) - 1].replace("LLLL", "MMMM" if since else "LLLL")
    return format_date(date(year, month, number), pattern, locale=language)


@cache
def _rule(language: str) -> PluralRule:
    """Read the rule of a language once."""
    return Locale.parse(language).plural_form
