"""The fixed words of a brief, in English and Russian; what stands in braces comes from the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cami_graph.query.document import Document

FEW = 3


@dataclass(frozen=True)
class Vocabulary:
    """Everything a brief says that does not come from the graph."""

    series: str
    kinds: dict[str, str]
    basis: str
    bases: str
    many: str
    figures: dict[str, str]
    shares: str
    shares_columns: tuple[str, str, str]
    together: str
    nothing_together: str
    planned: str
    wide: str
    gaps: str
    nothing_missing: str
    arguments: Mapping[str, str]
    groups: Mapping[str, str]
    judgements: Mapping[str, str]
    read_by: str
    step: str
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
    map_told: str
    several: Mapping[str, str | dict[str, str]]

    def about(self, documents: Sequence[Document], named: str, year: str) -> Vocabulary:
        """Return the words for a brief that rests on these documents: `named` where a sentence names them."""
        several = len(documents) > 1
        told = dict(self.several) if several else {}
        return replace(
            self,
            basis=self._basis(documents),
            shares_columns=(*self.shares_columns[:2], self.shares_columns[2].format(year=year).strip(" ,")),
            nothing_together=self.nothing_together.format(documents=named),
            **told,  # type: ignore[arg-type]
        )

    def _basis(self, documents: Sequence[Document]) -> str:
        """Return the line that says from which documents a brief is: one by number and title, several by number."""
        if len(documents) == 1:
            title = documents[0].say_title("ru" if self is RUSSIAN else "en")
            return self.basis.format(number=documents[0].number, title=title)
        numbers = [f"{one.number} ({one.date[:4]})" if one.date else one.number for one in documents]
        named = ", ".join(numbers) if len(numbers) <= FEW else self.many.format(count=len(numbers))
        return self.bases.format(documents=named) if numbers else ""


ENGLISH = Vocabulary(
    series="Central Asian Mammals Initiative · briefing note",
    kinds={"landscape": "Landscape", "country": "Country", "species": "Species", "pair": "Two countries"},
    basis="From {number}, {title}",
    bases="From {documents}",
    many="{count} documents; those quoted are named below",
    figures={
        "holders": "countries",
        "actions": "reported actions",
        "together": "recorded cooperations",
        "gaps": "possible gaps",
    },
    shares="Who shares what",
    shares_columns=("Shared", "Countries", "Red List {year}"),
    together="What is done together",
    nothing_together="No joint work on it is recorded in {documents}.",
    planned="planned",
    wide="No country named",
    gaps="Possible gaps",
    nothing_missing="The analysis finds no possible gap here.",
    arguments={
        "share": "They share it",
        "alone": "Each works alone",
        "elsewhere": "Together, elsewhere or unplaced",
        "planned": "Planned",
        "agreed": "Agreed",
        "told": "What is told of it",
    },
    groups={
        "agreed": "agreed, nothing reported",
        "extend": "extend what there is",
        "no-channel": "no channel",
    },
    judgements={
        "holds": "holds",
        "silence": "silence of the documents",
        "likely-artefact": "likely artefact",
        "not-read": "not yet read by anybody",
    },
    read_by="a reader's verdict",
    step="Next step",
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
        "reported. Each finding shows the words that it rests on, by what they say."
    ),
    boundaries=(
        "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
        "acceptance by the United Nations. Outlines: Natural Earth."
    ),
    map_told="Map of the range states for {title}; in colour: {countries}",
    several={
        "nothing_recommended": "No recommendation of these documents asks for this.",
        "caution": (
            "A possible gap is a finding about documents, not about anyone's work: joint work may exist and not be "
            "reported. Each finding shows the words that it rests on, by what they say."
        ),
    },
)

RUSSIAN = Vocabulary(
    series="Инициатива по млекопитающим Центральной Азии · справка",
    kinds={"landscape": "Ландшафт", "country": "Страна", "species": "Вид", "pair": "Две страны"},
    basis="По документу {number}, «{title}»",
    bases="По документам: {documents}",
    many="всего {count}; цитируемые названы ниже",
    figures={
        "holders": "страны",
        "actions": "действия в отчёте",
        "together": "отражённое сотрудничество",
        "gaps": "возможные пробелы",
    },
    shares="Кто чем располагает совместно",
    shares_columns=("Общее достояние", "Страны", "Красный список, {year}"),
    together="Что делается вместе",
    nothing_together="Совместная работа в {documents} не отражена.",
    planned="запланировано",
    wide="Страны не названы",
    gaps="Возможные пробелы",
    nothing_missing="Анализ не находит здесь возможных пробелов.",
    arguments={
        "share": "Что у них общего",
        "alone": "Работают порознь",
        "elsewhere": "Вместе, но в другом или без указания места",
        "planned": "Запланировано",
        "agreed": "Есть договорённость",
        "told": "Что об этом сообщается",
    },
    groups={
        "agreed": "есть договорённость, о работе не сообщается",
        "extend": "расширить то, что есть",
        "no-channel": "нет канала",
    },
    judgements={
        "holds": "подтверждается",
        "silence": "молчание источников",
        "likely-artefact": "вероятный артефакт",
        "not-read": "никто ещё не проверял",
    },
    read_by="суждение читателя",
    step="Следующий шаг",
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
    map_told="Карта государств ареала: {title}; цветом выделены: {countries}",
    several={
        "figures": {
            "holders": "страны",
            "actions": "действия в документах",
            "together": "отражённое сотрудничество",
            "gaps": "возможные пробелы",
        },
        "nobody_bridges": "Организаций, действующих в обеих странах какой-либо из этих пар, в документах нет.",
        "nothing_recommended": "Рекомендаций об этом в документах нет.",
        "caution": (
            "Возможный пробел — вывод о документах, а не о чьей-либо работе: совместная работа может вестись и не быть "
            "отражена. При каждом выводе приведены слова за и против."
        ),
    },
)

VOCABULARIES = {"en": ENGLISH, "ru": RUSSIAN}
