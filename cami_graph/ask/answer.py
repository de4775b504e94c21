"""A sentence in; the question understood with its values, its answer, and the other candidates out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cami_graph.ask.edited import read_edited
from cami_graph.ask.fill import YEAR, Candidate, Sentence, fill_question
from cami_graph.ask.match import Matcher, Slot, kind_token, slots_of
from cami_graph.ask.names import Gazetteer, Mention, Name, collect_names, collect_spoken, read_spoken
from cami_graph.ask.parts import Parts, question_parts, whole_sentence
from cami_graph.ask.phrasings import NOWHERE, Phrasing, read_phrasings
from cami_graph.ask.told import Teller
from cami_graph.ask.words import CYRILLIC, QUOTED, Meanings, Word, split_words
from cami_graph.errors import QueryError
from cami_graph.query import Result, Runner
from cami_graph.query.plain import Plain
from cami_graph.query.types import ENTITIES, read_plain

if TYPE_CHECKING:
    from cami_graph.rdf import Term

LEAST, LEAST_UNREAD, LEAST_STRANGE = 0.22, 0.36, 0.46
"""Below this nothing was understood: of a sentence read whole, of another, and of one with half of it not read."""
STRANGE = 0.5  # what words not read, were they all, add to the nearness of what no question answers
LONGEST = 500
TOP = 3
OMITTED = 0.6  # how much what a part leaves out counts: 0 nothing, 1 as much as what matches nothing
SEEKING = frozenset({"~quote", "~search", "~named", "~text"})  # what is said where words are looked for
PLACED = frozenset({"~where", "~report"})  # the same, where both are said: where does the report speak of …
SOFTLY = 0.6  # what a name counts that is also a word of everyday use


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood: a sentence that says so, the question with its values, rows, and other candidates.

    `result` is None where nothing was understood; then `told` says what is near.
    """

    told: str
    candidates: tuple[Candidate, ...]
    result: Result | None
    language: str = "en"

    @property
    def question(self) -> str | None:
        """The name of the question understood."""
        return self.candidates[0].question if self.result is not None else None

    @property
    def rows(self) -> list[dict[str, Plain]]:
        """The rows of the answer; none where nothing was understood."""
        return self.result.rows if self.result is not None else []

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """The values of its parameters that the sentence gave."""
        return self.candidates[0].values if self.result is not None else {}


class Asker:
    """Understands sentences about one graph; the names of its things are read once, or taken from another asker."""

    def __init__(self, runner: Runner, other: Asker | None = None) -> None:
        self.runner = runner
        if other is not None:  # another part of the same record: its names are known, its files may be out of reach
            self.matcher, self.gazetteer = other.matcher, other.gazetteer

    @cached_property
    def matcher(self) -> Matcher:
        """The phrasings of all questions."""
        return Matcher(self.runner.library, read_phrasings(), Meanings.read())

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of all things that a question may be asked about, or that a person may think it could."""
        return Gazetteer(self.names, self.matcher.vocabulary(), self.matcher.meanings.knows)

    @cached_property
    def names(self) -> list[Name]:
        """All these names, as the graph gives them."""
        taken = {one.type for query in self.matcher.questions.values() for one in query.head.parameters.values()}
        kinds = [kind for kind in ENTITIES if kind in taken | {"site", "framework"}]
        names = [name for kind in kinds for name in collect_names(kind, self.runner.named(kind))]
        return [*names, *collect_spoken(read_spoken(), {name.iri: name.kind for name in names})]

    def ask(self, text: str, *, language: str = "", top: int = TOP) -> Answer:
        """Answer a question in a person's own words, in their language where none is named.

        Raises QueryError for an empty or endless sentence; one that is not understood gives an answer without result.
        """
        sentence, candidates = self.understand(text)
        shown = tuple(candidates[:top])
        teller = Teller(self.runner, language or ("ru" if CYRILLIC.search(text) else self.runner.language))
        if not self._is_understood(sentence, shown):
            return Answer(teller.refuse(sentence, shown, self.gazetteer.nearest), shown, None, teller.language)
        best = shown[0]
        result = self.runner.query_terms(best.question, self._terms(best))
        return Answer(teller.tell(sentence, best, len(result)), shown, result, teller.language)

    def _terms(self, candidate: Candidate) -> dict[str, list[Term | ox.NamedNode]]:
        """Return the values of a question as terms: the addresses of things come from the graph itself."""
        kinds = {name: one.type for name, one in self.matcher.questions[candidate.question].head.parameters.items()}
        return {
            name: [ox.NamedNode(one) if kinds[name] in ENTITIES else read_plain(one, kinds[name]) for one in values]
            for name, values in candidate.values.items()
        }

    @staticmethod
    def _is_understood(sentence: Sentence, candidates: Sequence[Candidate]) -> bool:
        """Say whether the likeliest question may be answered: near enough, no name unknown, nothing missing."""
        if not candidates or sentence.unknown or sentence.strays or candidates[0].missing:
            return False
        if _leads_nowhere(sentence, candidates[0]):
            return False
        unread = [] if sentence.sought else sentence.unread  # words that are looked for may be any
        is_strange = 2 * len(unread) >= sentence.size and len(sentence.mentions) < 2
        least = LEAST_STRANGE if is_strange else LEAST_UNREAD
        return candidates[0].score >= (least if unread else LEAST)

    def understand(self, text: str) -> tuple[Sentence, list[Candidate]]:
        """Return what was found in a sentence, and the questions that it may mean, the likeliest first."""
        if not text.strip():
            raise QueryError("The question is empty.", remedy='Ask, say, "who works in Mongolia?"')
        if len(text) > LONGEST:
            raise QueryError(f"The question is longer than {LONGEST} signs.", remedy="Ask it in fewer words.")
        edited = read_edited(text, self.matcher.questions.values(), self.runner)
        if edited is None:
            return self._understand_freely(text, question_parts)
        _, candidates = self._understand_freely(text, whole_sentence)
        first = Candidate(edited.query.name, edited.values, 1.0, Phrasing(edited.query.name, "", text, 0))
        others = [one for one in candidates if one.question != edited.query.name]
        return Sentence(text), [first, *others]

    def _understand_freely(self, text: str, parts: Parts) -> tuple[Sentence, list[Candidate]]:
        words, corrected = self.gazetteer.correct(split_words(text))
        mentions = [replace(one, meanings=self._meanings(one, words)) for one in self.gazetteer.find(words)]
        quoted = [found["text"].strip() for found in QUOTED.finditer(text)]
        unknown = [] if quoted else self.gazetteer.unknown(words, mentions)
        unread = [] if quoted else self.gazetteer.unread(words, mentions)
        sought = self._sought(text, words, unread)
        free = [word for place, word in enumerate(words) if not any(place in one.words for one in mentions)]
        strays = [] if quoted else self.matcher.meanings.strays(free)
        size = sum(bool(self.matcher.meanings.of(word.text)) for word in free)
        years = YEAR.findall(text)
        sentence = Sentence(text, mentions, quoted, years, corrected, unknown, unread, sought, strays, size)
        best: dict[str, Candidate] = {}
        for one in self._candidates(words, sentence, parts):
            if one.question not in best or one.score > best[one.question].score:
                best[one.question] = one
        return sentence, sorted(best.values(), key=lambda one: (-one.score, one.question))

    def _sought(self, text: str, words: Sequence[Word], unread: Sequence[str]) -> list[str]:
        """Return the words not read as one text, where they stand side by side and the sentence looks for words."""
        said = {self.matcher.meanings.of(word.text) for word in words}
        run = " ".join(unread)
        return [run] if (said & SEEKING or said >= PLACED) and run and run in text else []

    def _candidates(self, words: Sequence[Word], sentence: Sentence, parts: Parts) -> Iterator[Candidate]:
        """Give the questions as each part of the sentence means them; the more it leaves out, the less it counts."""
        whole = self.matcher.size(list(self._slots(words, sentence, range(len(words)))))
        for part in parts(sentence.text, words):
            slots = list(self._slots(words, sentence, part))
            share = (self.matcher.size(slots) / whole) ** OMITTED
            matches = self.matcher.rank(slots, self._plain_words(words, sentence, part))
            nowhere = share * max((one.score for one in matches if one.question == NOWHERE), default=0.0)
            for match in (one for one in matches if one.question != NOWHERE):
                query = self.matcher.questions[match.question]
                yield replace(fill_question(query, match, sentence, part, share), nowhere=nowhere)

    def _meanings(self, mention: Mention, words: Sequence[Word]) -> frozenset[str]:
        """Return what the words of a name mean where they are no name."""
        return frozenset(self.matcher.meanings.of(words[place].text) for place in mention.words)

    def _slots(self, words: Sequence[Word], sentence: Sentence, part: range) -> Iterator[Slot]:
        """Give for each place of a part of the sentence the ways to match it: a name is one place."""
        held = {place: mention for mention in sentence.mentions for place in mention.words}
        for place in part:
            word, mention = words[place], held.get(place)
            if mention is None:
                yield from self._plain_slot(word, sentence)
            else:
                yield from self._name_slot(mention, place, word)
        if sentence.quoted:
            yield {kind_token("string"): 1.0}

    def _plain_words(self, words: Sequence[Word], sentence: Sentence, part: range) -> list[str]:
        """Return the words of a part of the sentence that are no names, as they were read."""
        named = {place for mention in sentence.mentions for place in mention.words}
        return [self._read(words[place], sentence.corrected) for place in part if place not in named]

    def _plain_slot(self, word: Word, sentence: Sentence) -> Iterator[Slot]:
        if word.text in sentence.years:
            yield {kind_token("year"): 1.0}
        elif sentence.sought and word.text in sentence.unread:
            yield {kind_token("string"): SOFTLY, **next(slots_of(word.text, self.matcher.meanings), {})}
        else:
            yield from slots_of(self._read(word, sentence.corrected), self.matcher.meanings)

    @staticmethod
    def _read(word: Word, corrected: Mapping[str, str]) -> str:
        """Return a word, or the stem that it was read as."""
        return corrected.get(word.text, word.text)

    def _name_slot(self, mention: Mention, place: int, word: Word) -> Iterator[Slot]:
        """Give the ways to match a name: as its kinds, and by its words where people also use these otherwise."""
        slot: dict[str, float] = {}
        second = "actor" if "treaty" in mention.things else ""  # a treaty is more often meant than who keeps it
        if mention.soft:
            slot |= next(slots_of(word.text, self.matcher.meanings), {})
        if place == mention.first:
            slot[kind_token("iri")] = SOFTLY if mention.soft else 1.0
            full = mention.exact or not mention.soft
            slot |= {kind_token(kind): 1.0 if full and kind != second else SOFTLY for kind in mention.things}
        if slot:
            yield slot


def _leads_nowhere(sentence: Sentence, candidate: Candidate) -> bool:
    """Say whether a sentence is nearer to what no question answers; the words that are looked for may be any."""
    if sentence.sought or sentence.quoted:
        return False
    unread = len(sentence.unread) / max(sentence.size, 1) if len(sentence.mentions) < 2 else 0.0
    return candidate.score < candidate.nowhere * (1 + STRANGE * unread)
