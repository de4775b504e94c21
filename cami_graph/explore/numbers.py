"""Numbers of countries in words, in both languages, for sentences whose count comes from the graph."""

from __future__ import annotations

ENGLISH = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
RUSSIAN = (
    *("ноль", "одна", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать"),
    *("двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать"),
    *("девятнадцать", "двадцать"),
)
GENITIVE = (
    *("нуля", "одной", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти", "десяти"),
    *("одиннадцати", "двенадцати", "тринадцати", "четырнадцати", "пятнадцати", "шестнадцати", "семнадцати"),
    *("восемнадцати", "девятнадцати", "двадцати"),
)


def count_countries(count: int, language: str) -> dict[str, str]:
    """Return a number of countries as sentences need it: plain, to begin with, and as the Russian genitive.

    >>> count_countries(14, "en")["countries"], count_countries(22, "ru")["countries"]
    ('fourteen countries', '22 страны')
    >>> count_countries(14, "ru")["of_countries"]
    'четырнадцати стран'
    """
    if language == "en":
        plain = f"{_word(ENGLISH, count)} {'country' if count == 1 else 'countries'}"
        genitive = plain
    else:
        plain = f"{_word(RUSSIAN, count)} {_noun(count)}"
        genitive = f"{_word(GENITIVE, count)} {'страны' if _is_one(count) else 'стран'}"
    return {"countries": plain, "Countries": plain[0].upper() + plain[1:], "of_countries": genitive}


def _word(words: tuple[str, ...], count: int) -> str:
    return words[count] if count < len(words) else str(count)


def _is_one(count: int) -> bool:
    return count % 10 == 1 and count % 100 != 11


def _noun(count: int) -> str:
    """Return the Russian noun as the number before it asks."""
    if _is_one(count):
        return "страна"
    return "страны" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "стран"
