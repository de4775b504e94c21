"""The fixed words of a brief, in English and Russian."""

from __future__ import annotations

from dataclasses import dataclass

from cami_graph.analyse.sentences import REPORT


@dataclass(frozen=True)
class Vocabulary:
    """Everything a brief says that does not come from the graph."""

    series: str
    kinds: dict[str, str]
    basis: str
    figures: dict[str, str]
    shares: str
    shares_columns: tuple[str, str, str]
    together: str
    nothing_together: str
    planned: str
    wide: str
    gaps: str
    nothing_missing: str
    evidence_for: str
    evidence_against: str
    robust: str
    fragile: str
    bridges: str
    nobody_bridges: str
    on_it: str
    elsewhere: str
    recommended: str
    nothing_recommended: str
    sources: str
    column: str
    heading: str
    more: str
    caution: str
    boundaries: str
    ranks: str


ENGLISH = Vocabulary(
    series="Central Asian Mammals Initiative · briefing note",
    kinds={"landscape": "Landscape", "country": "Country", "species": "Species", "pair": "Two countries"},
    basis=f"From {REPORT}, Overview on implementation of the Programme of Work 2014–2020",
    figures={
        "holders": "countries",
        "actions": "reported actions",
        "together": "recorded cooperations",
        "gaps": "possible gaps",
    },
    shares="Who shares what",
    shares_columns=("Shared", "Countries", "Red List 2019"),
    together="What is done together",
    nothing_together=f"No joint work on it is recorded in {REPORT}.",
    planned="planned",
    wide="No country named",
    gaps="Possible gaps",
    nothing_missing="The analysis finds no possible gap here.",
    evidence_for="For",
    evidence_against="Against",
    robust="rank holds when doubtful claims are drawn anew",
    fragile="rank rests on doubtful claims",
    bridges="Who could bridge them",
    nobody_bridges="No organisation is recorded as acting in both countries of any of these pairs.",
    on_it="acts on it in both countries",
    elsewhere="acts in both countries, on other matters",
    recommended="What the experts recommended",
    nothing_recommended="No recommendation of the report asks for this.",
    sources="The words behind this note",
    column="column",
    heading="heading",
    more="and {count} more in the analysis",
    caution=(
        "A possible gap is a finding about a report, not about anyone's work: joint work may exist and not be "
        "reported. Each finding shows the words for and against it."
    ),
    boundaries=(
        "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
        "acceptance by the United Nations. Outlines: Natural Earth."
    ),
    ranks="rank {rank} of {total}",
)

RUSSIAN = Vocabulary(
    series="Инициатива по млекопитающим Центральной Азии · справка",
    kinds={"landscape": "Ландшафт", "country": "Страна", "species": "Вид", "pair": "Две страны"},
    basis=f"По документу {REPORT}, обзор выполнения Программы работы на 2014–2020 годы",
    figures={
        "holders": "страны",
        "actions": "действия в отчёте",
        "together": "отражённое сотрудничество",
        "gaps": "возможные пробелы",
    },
    shares="Кто чем располагает совместно",
    shares_columns=("Общее достояние", "Страны", "Красный список, 2019"),
    together="Что делается вместе",
    nothing_together=f"Совместная работа в {REPORT} не отражена.",
    planned="запланировано",
    wide="Страны не названы",
    gaps="Возможные пробелы",
    nothing_missing="Анализ не находит здесь возможных пробелов.",
    evidence_for="За",
    evidence_against="Против",
    robust="место устойчиво при пересмотре сомнительных сведений",
    fragile="место зависит от сомнительных сведений",
    bridges="Кто мог бы стать связующим звеном",
    nobody_bridges="Организаций, действующих в обеих странах какой-либо из этих пар, в отчёте нет.",
    on_it="работает над этим в обеих странах",
    elsewhere="действует в обеих странах по другим вопросам",
    recommended="Что рекомендовали эксперты",
    nothing_recommended="Рекомендаций об этом в отчёте нет.",
    sources="Слова, на которых основана справка",
    column="столбец",
    heading="заголовок",
    more="и ещё {count} в анализе",
    caution=(
        "Возможный пробел — вывод об отчёте, а не о чьей-либо работе: совместная работа может вестись и не быть "
        "отражена. При каждом выводе приведены слова за и против."
    ),
    boundaries=(
        "Границы, названия и обозначения на карте не означают их официального одобрения или признания Организацией "
        "Объединённых Наций. Контуры: Natural Earth."
    ),
    ranks="место {rank} из {total}",
)

VOCABULARIES = {"en": ENGLISH, "ru": RUSSIAN}
