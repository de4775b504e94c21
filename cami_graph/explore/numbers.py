"""Numbers of countries in words, in both languages, for sentences whose count comes from the graph."""

from __future__ import annotations

from cami_graph.plurals import agree

ENGLISH = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
RUSSIAN = (
    *("ноль", "одна", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать"),
    *("двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать"),
    *("девятнадцать", "двадцать"),
)
NOUNS = {
    "en": {"one": "country", "other": "countries"},
    "ru": {"one": "страна", "few": "страны", "many": "стран"},
}
OF_NOUNS = {"one": "страны", "few": "стран", "many": "стран"}
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
    plain = f"{_word(ENGLISH if language == 'en' else RUSSIAN, count)} {agree(NOUNS[language], count, language)}"
    genitive = plain if language == "en" else f"{_word(GENITIVE, count)} {agree(OF_NOUNS, count, language)}"
    return {"countries": plain, "Countries": plain[0].upper() + plain[1:], "of_countries": genitive}


def _word(words: tuple[str, ...], count: int) -> str:
    return words[count] if count < len(words) else str(count)
