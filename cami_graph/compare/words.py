"""What sections, columns and changes are called, in English and Russian: where a comparison gets its words."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, tuple[str, str]]

SECTIONS: Words = {
    "carried": ("Carried over", "Что перешло"),
    "states": ("States then and now", "Состояние тогда и теперь"),
    "priorities": ("Priorities moved", "Как изменились приоритеты"),
    "advice": ("Recommendations then, beside what is told now", "Рекомендации прежнего отчёта и что сообщается теперь"),
    "pairs": ("Pairs of countries together", "Пары стран, действующие вместе"),
    "gaps": ("Possible gaps", "Возможные пробелы"),
}

COLUMNS: Words = {
    "section": ("section", "раздел"),
    "change": ("what became of it", "что произошло"),
    "earlier": ("earlier", "прежний пункт"),
    "later": ("later", "новый пункт"),
    "countries": ("countries", "страны"),
    "about": ("about", "предмет"),
    "asked": ("asked then", "о чём просили"),
    "then": ("then", "тогда"),
    "now": ("now", "теперь"),
    "answer": ("a change asked for", "просьба об изменении"),
    "certainty": ("certainty", "надёжность"),
    "words": ("words", "слова"),
    "documents": ("told by", "источник"),
}

CARRIED: Words = {
    "continued": ("carried over under the same number", "перешло под тем же номером"),
    "renumbered": ("carried over under another number", "перешло под другим номером"),
    "merged": ("merged with others", "объединено с другими"),
    "split": ("split: a piece of it", "разделено: часть прежнего пункта"),
    "new": ("new, by its own words", "новое, по словам самой программы"),
    "from-another-programme": ("continues another programme", "продолжает другую программу"),
    "origin-not-printed": ("where it comes from is not printed", "откуда взято, не напечатано"),
    "not-printed-again": (
        "not printed again: neither dropped nor ended",
        "больше не напечатано: это не значит, что исключено или прекращено",
    ),
}

STATES: Words = {
    "silent-in-both": ("nothing told, then or now", "ничего не сообщено ни тогда, ни теперь"),
    "nothing-told-now": (
        "nothing told now: neither progress nor loss",
        "теперь ничего не сообщено: ни успех, ни утрата",
    ),
    "as-then": ("told as then", "сообщается то же, что тогда"),
    "ended-now": ("ended, in so many words", "прекращено, об этом сказано прямо"),
    "suspended-now": ("suspended, in so many words", "приостановлено, об этом сказано прямо"),
    "told-now": (
        "told now, nothing told then: silence then says nothing of progress",
        "сообщено теперь, тогда ничего: об успехе судить нельзя",
    ),
    "done-now": ("done now", "теперь выполнено"),
    "not-done-now": ("said not done now", "теперь сказано, что не выполнено"),
    "planned-now": ("planned now", "теперь запланировано"),
    "only-planned-now": ("only planned now", "теперь только запланировано"),
    "taken-up-again": ("taken up again", "возобновлено"),
    "begun-now": ("begun now", "теперь начато"),
    "told-again": ("told as done then, told of again now", "тогда сообщено как выполненное, теперь сообщается снова"),
    "under-way-in-both": (
        "under way then and now; how far cannot be compared",
        "велось и тогда, и теперь; насколько далеко, не сравнить",
    ),
    "item-by-item": ("told item by item: read side by side", "сообщено по пунктам: читайте рядом"),
    "of-the-whole": (
        "told only of the whole on one side: read side by side",
        "на одной стороне сообщено лишь о целом: читайте рядом",
    ),
}

PRIORITIES: Words = {
    "raised": ("raised", "повышен"),
    "lowered": ("lowered", "понижен"),
    "same": ("the same", "тот же"),
    "not-comparable": (
        "printed by item or in other words: read side by side",
        "напечатан по пунктам или иными словами: читайте рядом",
    ),
    "printed-now": ("printed now only", "напечатан только теперь"),
    "printed-then": ("printed then only", "напечатан только тогда"),
    "never-printed": ("printed neither then nor now", "не напечатан ни тогда, ни теперь"),
}

ANSWERS: Words = {
    "": ("", ""),
    "as-asked": ("asked for then, printed now", "просили тогда, напечатано теперь"),
    "not-as-asked": ("asked for then, printed otherwise now", "просили тогда, теперь напечатано иначе"),
}

ADVICE: Words = {
    "raise-priority-printed": (
        "a higher priority was asked for and is printed",
        "просили повысить приоритет, и он повышен",
    ),
    "raise-priority-printed-in-part": (
        "a higher priority was asked for and is printed in part",
        "просили повысить приоритет, и он повышен частично",
    ),
    "raise-priority-not-printed": (
        "a higher priority was asked for and is not printed",
        "просили повысить приоритет, но он не повышен",
    ),
    "raise-priority-not-printed-again": (
        "a higher priority was asked for what is not printed again",
        "просили повысить приоритет того, что больше не напечатано",
    ),
    "lower-priority-printed": (
        "a lower priority was asked for and is printed",
        "просили понизить приоритет, и он понижен",
    ),
    "lower-priority-printed-in-part": (
        "a lower priority was asked for and is printed in part",
        "просили понизить приоритет, и он понижен частично",
    ),
    "lower-priority-not-printed": (
        "a lower priority was asked for and is not printed",
        "просили понизить приоритет, но он не понижен",
    ),
    "lower-priority-not-printed-again": (
        "a lower priority was asked for what is not printed again",
        "просили понизить приоритет того, что больше не напечатано",
    ),
    "delete-not-printed-again": (
        "deletion was asked for, and it is not printed again",
        "просили исключить, и больше не напечатано",
    ),
    "delete-merged": (
        "deletion was asked for, and it is merged with others",
        "просили исключить, и пункт объединён с другими",
    ),
    "delete-carried-over": ("deletion was asked for, and it is carried over", "просили исключить, но пункт перешёл"),
    "new-activity-printed": (
        "a new activity was asked for; printed as new now are these: read whether one is it",
        "просили о новом мероприятии; новыми теперь названы эти: прочтите, есть ли среди них оно",
    ),
    "read-beside": (
        "asked then; read beside what is told now",
        "просили тогда; читайте рядом с тем, что сообщается теперь",
    ),
}

PAIRS: Words = {
    "both": ("together then and now", "вместе тогда и теперь"),
    "only-then": (
        "together then, not told again: not ended",
        "вместе тогда, больше не сообщается: это не значит, что прекращено",
    ),
    "only-now": ("together now only", "вместе только теперь"),
    "ended": ("ended, in so many words", "прекращено, об этом сказано прямо"),
    "suspended": ("suspended, in so many words", "приостановлено, об этом сказано прямо"),
    "planned": ("planned, never told as begun", "запланировано, о начале не сообщалось"),
    "denied": ("said not done", "сказано, что не выполнено"),
}

TIES: Words = {
    "worked": ("together", "вместе"),
    "planned": ("planned", "запланировано"),
    "ended": ("ended", "прекращено"),
    "suspended": ("suspended", "приостановлено"),
    "denied": ("said not done", "сказано, что не выполнено"),
}

GAPS: Words = {
    "closed": ("closed: joint work is told now", "закрыт: теперь сообщается о совместной работе"),
    "ended": ("joint work ended, in so many words", "совместная работа прекращена, об этом сказано прямо"),
    "suspended": ("joint work suspended, in so many words", "совместная работа приостановлена, об этом сказано прямо"),
    "reopened": (
        "joint work told then, nothing told now: silence is no loss",
        "тогда сообщалось о совместной работе, теперь ничего: об утрате судить нельзя",
    ),
    "still-open": ("still open", "по-прежнему открыт"),
    "opened": ("opened: shared in the later programme only", "открылся: общее лишь в новой программе"),
    "not-comparable": ("no longer comparable", "больше не сравнить"),
}

STANDINGS: Words = {
    "joint": ("joint work", "совместная работа"),
    "open": ("no joint work told", "о совместной работе не сообщается"),
    "planned": ("joint work planned", "совместная работа запланирована"),
    "ended": ("joint work ended", "совместная работа прекращена"),
    "suspended": ("joint work suspended", "совместная работа приостановлена"),
    "outside": ("not shared here", "здесь общим не является"),
}

OUTSIDE: Words = {
    "belongs": ("does not belong to the later programme: {names}", "не относится к новой программе: {names}"),
    "unspoken": (
        "the later record does not speak of both as holding it",
        "в новом отчёте нет речи о том, что это общее для обеих",
    ),
}

CHANGES: Mapping[str, Words] = {
    "carried": CARRIED,
    "states": STATES,
    "priorities": PRIORITIES,
    "advice": ADVICE,
    "pairs": PAIRS,
    "gaps": GAPS,
}


def say(words: Words, key: str, language: str) -> str:
    """Return a word in a language.

    >>> say(PRIORITIES, "raised", "en")
    'raised'
    """
    return words[key][1 if language == "ru" else 0]
