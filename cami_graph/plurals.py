"""Which form of a word a number asks for, in any language: the plural categories of CLDR, as Babel keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.plural import PluralRule


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
def _rule(language: str) -> PluralRule:
    """Read the rule of a language once."""
    return Locale.parse(language).plural_form
