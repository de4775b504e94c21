"""What a gap says in a plain sentence, in English and in Russian. Always a possible gap, never a failure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cami_graph.analyse.candidate import Candidate
from cami_graph.analyse.shared import VOICELESS
from cami_graph.analyse.situation import Situation
from cami_graph.query.document import Document

FEW = 3


def join_names(names: Sequence[str], word: str = "and") -> str:
    """Join names as a sentence does.

    >>> join_names(["Bhutan", "India", "Nepal"])
    'Bhutan, India and Nepal'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}" if names else ""


def name_documents(documents: Iterable[Document], language: str = "en") -> str:
    """Name the documents that were analysed, as stands after "in" and "в"; where they are many, say how many.

    >>> name_documents([Document("", "Doc.1", "2001"), Document("", "Doc.2", "2008")])
    'Doc.1 and Doc.2'
    """
    numbers = [one.number for one in sorted(documents, key=lambda one: one.order)]
    if not numbers:
        return "the record" if language == "en" else "записях"
    if len(numbers) > FEW:
        many = ("the {} documents analysed", "рассмотренных документах ({})")[language == "ru"]
        return many.format(len(numbers))
    return join_names(numbers, "and" if language == "en" else "и")


def write_sentence(situation: Situation, one: Candidate, language: str = "en") -> str:
    """Write the sentence of a gap."""
    write = _ENGLISH if language == "en" else _RUSSIAN
    countries = join_names([situation.name(c).say(language) for c in one.countries], "and" if language == "en" else "и")
    things = [_name_thing(situation, key, language) for key in one.things]
    text = write[one.kind].format(
        countries=countries,
        thing=things[0],
        other=things[1] if len(things) > 1 else "",
        report=name_documents(situation.telling, language),
        records="records" if len(situation.telling) < 2 else "record",
        asked=join_names(things[1:], "and" if language == "en" else "и"),
    )
    return f"{text} {_add(situation, one, language)}".strip()


def _name_thing(situation: Situation, key: str, language: str) -> str:
    """Name a resource with its kind, an activity with its code."""
    if resource := situation.resources.get(key):
        kinds = {"species": ("the range of: {}", "ареал: {}"), "landscape": ("the landscape {}", "ландшафт: {}")}
        frame = kinds.get(resource.kind, ("the threat {}", "угроза: {}"))[language == "ru"]
        return frame.format(resource.name.say(language))
    if activity := situation.activities.get(key):
        named = activity.name.say(language)
        return f"{activity.code} ({named}; {activity.mark})" if activity.mark else f"{activity.code} ({named})"
    return situation.name(key).say(language)


_ENGLISH = {
    "shared-resource": "Possible gap: {countries} share {thing}, and no joint work on it is recorded in {report}.",
    "connected-resource": (
        "Possible gap: {countries} hold one each of {thing} and {other}, which lie near each other, "
        "and no joint work of the two is recorded in {report}."
    ),
    "surprising-absence": (
        "Possible gap: a common border, shared resources and the volume of reporting let joint work of {countries} be "
        "expected, and no joint work is recorded in {report}."
    ),
    "asymmetry": (
        "Possible gap: {countries} are neighbours and share {thing}; "
        "{report} {records} action on it in one of them only."
    ),
    "critical-tie": (
        "Possible gap in the making: the joint work of {countries} rests on a single cooperation recorded in {report}."
    ),
    "scale-mismatch": (
        "Possible gap: activity {thing} concerns {other}, shared by {countries}; action in single countries is "
        "reported, and no joint work is recorded in {report}."
    ),
    "integrative": (
        "Possible gap: activities {thing} and {other} depend on each other, "
        "and no actor common to both is recorded in {report}."
    ),
    "accountability": (
        "Possible gap: for the urgent activity {thing} not all that the programme asks for is recorded in {report}."
    ),
}
_RUSSIAN = {
    "shared-resource": (
        "Возможный пробел: общее достояние ({thing}), страны: {countries}; совместная работа над ним в {report} "
        "не отражена."
    ),
    "connected-resource": (
        "Возможный пробел: близкие друг к другу территории ({thing}; {other}), страны: {countries}; "
        "их совместная работа в {report} не отражена."
    ),
    "surprising-absence": (
        "Возможный пробел: общая граница, общее достояние и объём отчётности позволяют ожидать совместной работы "
        "(страны: {countries}); в {report} она не отражена."
    ),
    "asymmetry": (
        "Возможный пробел: соседние страны ({countries}), общее достояние ({thing}); "
        "действия в {report} отражены лишь в одной из них."
    ),
    "critical-tie": (
        "Возможный пробел в будущем: совместная работа (страны: {countries}) держится на единственном сотрудничестве, "
        "отражённом в {report}."
    ),
    "scale-mismatch": (
        "Возможный пробел: мероприятие {thing}, общее достояние ({other}), страны: {countries}; "
        "сообщается о действиях отдельных стран, совместная работа в {report} не отражена."
    ),
    "integrative": (
        "Возможный пробел: мероприятия {thing} и {other} зависят друг от друга; общий участник в {report} не отражён."
    ),
    "accountability": (
        "Возможный пробел: по срочному мероприятию {thing} в {report} отражено не всё, о чём просит программа."
    ),
}


def _add(situation: Situation, one: Candidate, language: str) -> str:
    """Add what tempers the sentence: a bridge, a plan, silence of both, what is said of an activity, who is missing."""
    english = language == "en"
    if one.state == "bridged":
        names = join_names([situation.name(key).say(language) for key in one.brokers[:3]], "and" if english else "и")
        return f"Active on it in both: {names}." if english else f"Действуют в обеих странах: {names}."
    if one.state == "planned":
        return "Joint work on it is planned." if english else "Совместная работа запланирована."
    if one.kind == "shared-resource" and one.parts["voice"] == VOICELESS:
        plural = len(situation.telling) > 1
        teller, place = ("They plainly tell", "них") if plural else ("The report plainly tells", "отчёте")
        return (
            f"{teller} of no action of either on it."
            if english
            else f"О действиях какой-либо из этих стран по нему в {place} прямо не говорится."
        )
    if one.kind == "accountability":
        told = {
            "not-done": ("It is reported as not done.", "Сообщается, что оно не выполнено."),
            "not-reported": ("Nothing is reported.", "Сведений нет."),
        }.get(one.state, ("", ""))[0 if english else 1]
        asked = join_names([situation.name(key).say(language) for key in one.things[1:]], "and" if english else "и")
        missing = (
            ("No actor answers for: {}.", "Не отражены участники: {}.")[0 if english else 1].format(asked)
            if asked
            else ""
        )
        return f"{told} {missing}".strip()
    return ""
