"""Days as documents give them, to the year, the month or the day, in the words of both languages."""

from __future__ import annotations

from cami_graph.explore.model import Label

ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
RUSSIAN = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
OF_MONTH = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def say_day(day: str) -> Label:
    """Return a year, month or day of ISO 8601 as people say it.

    >>> say_day("2023-05").ru, say_day("2023-05-02").en, say_day("2023-05-02").ru, say_day("2023").en
    ('май 2023', '2 May 2023', '2 мая 2023', '2023')
    """
    year, *rest = day.split("-")
    if not rest or not all(part.isdigit() for part in rest):
        return Label(day)
    month = int(rest[0]) - 1
    if len(rest) == 1:
        return Label(f"{ENGLISH[month]} {year}", f"{RUSSIAN[month]} {year}")
    date = int(rest[1][:2])
    return Label(f"{date} {ENGLISH[month]} {year}", f"{date} {OF_MONTH[month]} {year}")
