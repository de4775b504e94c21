"""What was understood, as a sentence that can be changed and asked again; or what is near, where nothing was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from cami_graph.ask.fill import Candidate, Sentence
from cami_graph.ask.names import Mention, short_thing
from cami_graph.prefixes import shorten
from cami_graph.query import Parameter, Query, Runner

RUSSIAN = {
    "activity": "мероприятие",
    "actor": "участник",
    "certainty": "уверенность",
    "country": "страна",
    "initiative": "инициатива",
    "kind": "вид",
    "landscape": "ландшафт",
    "later": "более позднее мероприятие",
    "origin": "мероприятие",
    "partner": "другая страна",
    "programme": "программа",
    "role": "роль",
    "section": "раздел",
    "since": "с года",
    "species": "вид животных",
    "text": "слова",
    "thing": "вещь",
    "threat": "угроза",
}
OR = {"en": "or", "ru": "или"}
TEXTS: dict[str, tuple[str, str]] = {
    "default": ("not said, so taken as {value}", "не сказано, взято: {value}"),
    "open": ("any", "любые"),
    "read": ("“{wrong}” was read as “{right}”", "«{wrong}» прочитано как «{right}»"),
    "unread": ("Not read: {words}", "Не прочитано: {words}"),
    "unplaced": (
        "“{name}” is known, but this question cannot be asked about it",
        "«{name}» известно, но об этом данный вопрос не задаётся",
    ),
    "unknown": ("The record knows no “{name}”.", "Собрание не знает имени «{name}»."),
    "nearest": ("Nearest names: {names}.", "Ближайшие имена: {names}."),
    "missing": ("“{question}” wants {names}.", "Для «{question}» нужно: {names}."),
    "nothing": (
        "No question of the library was understood.",
        "Ни один вопрос библиотеки не был понят.",
    ),
    "elsewhere": ("The record does not tell of “{words}”.", "В собрании нет ничего о «{words}»."),
    "none": ("The record tells of none", "В собрании об этом ничего нет"),
    "near": ("Near are: {questions}.", "Близко: {questions}."),
}


class Teller:
    """Tells in one language."""

    def __init__(self, runner: Runner, language: str) -> None:
        self.runner, self.language = runner, language if language in OR else "en"

    def say(self, key: str, **words: str) -> str:
        """Return one of the texts with its words in place."""
        return TEXTS[key][self.language == "ru"].format(**words)

    def tell(self, sentence: Sentence, candidate: Candidate, rows: int) -> str:
        """Say which question was understood with which values and defaults; below it, what was read otherwise."""
        query = self.runner.library.find(candidate.question)
        given, parameters = candidate.values, query.head.parameters
        values = [f"{self.name(name)}: {self._given(given[name], parameters[name])}" for name in given]
        values += [f"{self.name(name)}: {self._untold(one)}" for name, one in parameters.items() if name not in given]
        told = f"{self.title(query)} — {'; '.join(values)}" if values else self.title(query)
        empty = [] if rows else [self.say("none")]
        return "\n".join(f"{line}." for line in [told, *self._remarks(sentence, candidate.unplaced), *empty])

    def _given(self, values: Sequence[str], parameter: Parameter) -> str:
        """Return values as they can be read again: addresses where these are asked for, or else names."""
        if parameter.type != "iri":
            return self._labels(values)
        return f" {OR[self.language]} ".join(shorten(value) for value in values)

    def name(self, parameter: str) -> str:
        """Return what a parameter is called."""
        return RUSSIAN.get(parameter, parameter) if self.language == "ru" else parameter

    def title(self, query: Query) -> str:
        """Return the title of a question."""
        return query.head.title_ru if self.language == "ru" else query.head.title

    def _untold(self, parameter: Parameter) -> str:
        """Say what holds for a parameter that the sentence is silent on."""
        return self.say("default", value=parameter.default) if parameter.default else self.say("open")

    def is_untold(self, value: str, parameter: Parameter) -> bool:
        """Say whether a value is only what holds where nothing is said."""
        return value.strip() in (self._untold(parameter), self.say("open"))

    def _remarks(self, sentence: Sentence, unplaced: Sequence[Mention]) -> list[str]:
        read = [self.say("read", wrong=wrong, right=right) for wrong, right in sentence.corrected.items()]
        if sentence.unread:
            read.append(self.say("unread", words=", ".join(f"“{word}”" for word in sentence.unread)))
        return [*read, *(self.say("unplaced", name=mention.text) for mention in unplaced)]

    def _labels(self, values: Iterable[str]) -> str:
        """Return values as people call them."""
        given = list(values)
        labels = self.runner.labels([one for one in given if "://" in one], self.language)
        return f" {OR[self.language]} ".join(
            labels[one].show(one) if one in labels else short_thing(one) for one in given
        )

    def refuse(
        self, sentence: Sentence, candidates: Sequence[Candidate], nearest: Callable[[str], tuple[str, ...]]
    ) -> str:
        """Say why there is no answer, and what is near."""
        told = []
        for name in sentence.unknown:
            near = ", ".join(f"“{one}”" for one in nearest(name))
            told += [self.say("unknown", name=name), *([self.say("nearest", names=near)] if near else [])]
        told += [self.say("elsewhere", words=word) for word in sentence.strays]
        library = self.runner.library
        missing = candidates[0].missing if candidates and not told else ()
        if missing:
            title = self.title(library.find(candidates[0].question))
            told.append(self.say("missing", question=title, names=", ".join(missing)))
        if not told:
            told.append(self.say("nothing"))
            told += [f"{one}." for one in self._remarks(replace(sentence, corrected={}), ())]
        if candidates:
            near = ", ".join(f"{one.question} (“{self.title(library.find(one.question))}”)" for one in candidates)
            told.append(self.say("near", questions=near))
        return " ".join(told)
