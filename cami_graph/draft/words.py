"""Words of a cell on their way to claims: lists of countries, years, money, letters of items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cami_graph.draft.lexicon import Lexicon

YEAR = r"(?:19|20)\d\d"
SPAN = re.compile(rf"\b({YEAR})\s*(?:[-–/]|to|until|and|,)\s*({YEAR}|\d\d)\b(?!\s*[.:]\d)")
ONE = re.compile(rf"(?<!et al\. )(?<![\d.-])({YEAR})(?![\d.]\d|\d|\.\d)\b")
MONEY = re.compile(r"(US\\?\$|USD|EUR|€|GBP|CHF|\$)\s?(\d[\d,. ]*\d|\d)\s*(million|thousand|billion|m\b|k\b)?")
CURRENCIES = {"US$": "USD", "US\\$": "USD", "$": "USD", "€": "EUR"}
TIMES = {"million": 10**6, "m": 10**6, "billion": 10**9, "thousand": 10**3, "k": 10**3, "": 1}
ITEM = re.compile(r"(?:^|(?<=[\s,]))([a-k])(?:[.)])(?=[\s,])")
LISTED_ITEM = re.compile(r"(?:^|(?<=[\s,(]))([a-k])[.)](?=\s)")


@dataclass(frozen=True, slots=True)
class Countries:
    """A list of countries as printed, such as "China, Mongolia and Russia"."""

    start: int
    end: int
    codes: tuple[str, ...]


def find_countries(text: str, lexicon: Lexicon) -> list[Countries]:
    """Return the countries that a text names, those of one list together; adjectives and parts of names are none."""
    names = lexicon.find(text, "actor", "initiative", "species")
    taken = [(one.start, one.end) for one in names if len(lexicon.country.findall(one.words)) < 2]
    found = [match for match in lexicon.country.finditer(text) if not _inside(match, taken)]
    lists: list[list[re.Match[str]]] = []
    for match in found:
        between = text[lists[-1][-1].end() : match.start()] if lists else ""
        if lists and re.fullmatch(r"\s*(?:,|and|&|/|-|–|, and|\(tbc\),?|\(tbc\) and)\s*", between):
            lists[-1].append(match)
        else:
            lists.append([match])
    return [
        Countries(one[0].start(), one[-1].end(), tuple(dict.fromkeys(lexicon.countries[name[0]] for name in one)))
        for one in lists
    ]


def find_spans(text: str) -> list[tuple[int, str, str]]:
    """Return where years stand, first and last of each span; the last is empty where one year stands alone."""
    found: list[tuple[int, str, str]] = []
    covered: list[tuple[int, int]] = []
    for match in SPAN.finditer(text):
        first, last = match[1], match[2]
        last = first[:2] + last if len(last) == 2 else last
        between = text[max(0, match.start() - 9) : match.start()]
        joins = re.search(r"\band\b|,", match[0])
        if int(last) < int(first) or (joins and not re.search(r"between $", between)):
            continue
        found.append((match.start(), first, last))
        covered.append((match.start(), match.end()))
    found += [(match.start(), match[1], "") for match in ONE.finditer(text) if not _inside(match, covered)]
    return sorted(found)


def find_money(text: str) -> tuple[int, str] | None:
    """Return the money that a text names, in whole units, with its currency."""
    match = MONEY.search(text)
    if not match:
        return None
    digits = match[2].replace(",", "").replace(" ", "").rstrip(".")
    amount = round(float(digits) * TIMES[match[3] or ""]) if re.fullmatch(r"\d+(\.\d+)?", digits) else 0
    return (amount, CURRENCIES.get(match[1], match[1])) if amount else None


def words_of_item(text: str, item: str) -> str:
    """Return the words of one lettered item with those before the first, or all where there is no such letter."""
    marks = [match for match in LISTED_ITEM.finditer(text) if item]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = (text[mark.start() : end] for mark, end in zip(marks, ends, strict=False) if mark[1] == item)
    return next((f"{text[: marks[0].start()]}{words}" for words in found), text)


def _inside(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in spans)
