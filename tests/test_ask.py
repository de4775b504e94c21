"""Questions in plain words: how often the right one is understood, that no name is invented, what a refusal says.

The sentences of `tests/ask/phrasings.csv` marked `held-out` were written before the first run and not looked at while
the weights, words and phrasings were worked on; those marked `seen` were, and are among the phrasings now.
"""

from __future__ import annotations

import csv
import json
import statistics
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from cami_graph.ask import Asker, answer_json, answer_object
from cami_graph.ask.fill import Candidate, Sentence
from cami_graph.ask.names import read_spoken, short_thing
from cami_graph.ask.told import Teller
from cami_graph.ask.words import fold, split_words
from cami_graph.errors import QueryError
from cami_graph.graph import CamiGraph

SENTENCES = Path(__file__).parent / "ask" / "phrasings.csv"
FRESH = Path(__file__).parent / "ask" / "fresh.csv"
OFF_TOPIC = Path(__file__).parent / "ask" / "offtopic.csv"
Understand = Callable[[str], tuple[Sentence, list[Candidate]]]
KEYS = ["sentence", "question", "values", "rows", "citations", "candidates"]


def read_sentences(which: str = "") -> list[dict[str, str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["set"] == (which or row["set"])]


def read_fresh() -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
    """Give the sentences of each fresh set with the questions and values that are as good as each other."""
    with FRESH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row, list(zip(row["question"].split("|"), row["values"].split("|"), strict=True))


def wanted_values(text: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for pair in filter(None, text.split(";")):
        name, _, value = pair.partition("=")
        values.setdefault(name, []).append(value)
    return values


@pytest.fixture(scope="module")
def asker(real_graph: CamiGraph) -> Asker:
    return real_graph.asker


@pytest.fixture(scope="module")
def understand(asker: Asker) -> Understand:
    """Understand a sentence; each is read once, however many tests ask of it."""
    return cache(asker.understand)


def test_the_set_is_large_half_russian_and_about_every_question(asker: Asker) -> None:
    rows = read_sentences()
    assert len(rows) >= 200
    assert {row["question"] for row in rows} == set(asker.matcher.questions)
    russian = sum(row["language"] == "ru" for row in rows)
    assert 0.45 <= russian / len(rows) <= 0.55
    assert len({row["text"] for row in rows}) == len(rows)


@pytest.mark.slow
@pytest.mark.parametrize("which", ["seen", "held-out"])
def test_the_right_question_is_understood(understand: Understand, which: str) -> None:
    first = third = 0
    rows = read_sentences(which)
    for row in rows:
        named = [one.question for one in understand(row["text"])[1][:3]]
        first += named[:1] == [row["question"]]
        third += row["question"] in named
    assert first / len(rows) >= 0.90
    assert third / len(rows) >= 0.97


@pytest.mark.slow
def test_what_fresh_sets_taught_is_kept(understand: Understand) -> None:
    """What they showed when first read stands in docs/ask.md; this holds what was made of it."""
    judged = []
    for row, meant in read_fresh():
        named = [one.question for one in understand(row["text"])[1][:3]]
        wanted = {question for question, _ in meant}
        judged.append((bool(wanted & set(named[:1])), bool(wanted & set(named))))
    first, third = (sum(one[place] for one in judged) / len(judged) for place in (0, 1))
    assert first >= 0.95
    assert third >= 0.98


@pytest.mark.slow
def test_a_question_understood_has_the_values_that_were_meant(understand: Understand) -> None:
    wrong = []
    for row in read_sentences():
        _, candidates = understand(row["text"])
        got = {name: [short_thing(one) for one in given] for name, given in candidates[0].values.items()}
        if candidates[0].question == row["question"] and got != wanted_values(row["values"]):
            wrong.append((row["text"], got))
    assert len(wrong) <= 3, wrong


def names_of(graph: CamiGraph, iri: str) -> Iterator[str]:
    """Give every name of a thing that the graph or the list of spoken names has, and its code."""
    text = f"SELECT ?name {{ <{iri}> ?p ?name FILTER(isLiteral(?name)) }}"
    for row in graph.ask_text(text):
        yield from {str(row["name"]), str(row["name"]).split(" (")[0]}
    yield from (name for thing, name in read_spoken() if thing == short_thing(iri))


@pytest.mark.slow
def test_no_name_is_invented(understand: Understand, real_graph: CamiGraph) -> None:
    """Each value has a name whose words all begin as some word of the sentence begins."""
    invented = []
    for row in read_sentences():
        begun = {fold(word.text)[:3] for word in split_words(row["text"])}
        for candidate in understand(row["text"])[1][:3]:
            for value in (one for given in candidate.values.values() for one in given if "://" in one):
                names = ([fold(word.text)[:3] for word in split_words(name)] for name in names_of(real_graph, value))
                if not any(name and set(name) <= begun for name in names):
                    invented.append((row["text"], value))
    assert invented == []


@pytest.mark.slow
def test_an_answer_takes_less_than_fifty_milliseconds(asker: Asker) -> None:
    asker.understand("who works in Mongolia?")
    taken = []
    for row in read_sentences("held-out"):
        start = time.process_time()
        asker.understand(row["text"])
        taken.append(time.process_time() - start)
    assert statistics.median(taken) < 0.05


def test_an_answer_says_question_values_rows_and_words(real_graph: CamiGraph) -> None:
    answer = real_graph.ask("who works on snow leopards in Kyrgyzstan?")
    assert answer.told.startswith(
        "Who works on which species, and where — species: Snow leopard; country: Kyrgyzstan; actor: any."
    )
    written = answer_object(answer)
    assert list(written) == KEYS
    assert written["values"] == {"species": ["taxon/snow-leopard"], "country": ["country/KG"]}
    assert written["candidates"][0]["question"] == written["question"] == "who-works-on-which-species-where"
    assert {row["country"] for row in written["rows"]} == {"https://w3id.org/cami/id/country/KG"}
    assert all(one["quote"] for one in written["citations"])
    same = real_graph.query("who-works-on-which-species-where", species="snow leopard", country="KG")
    assert answer.rows == same.rows


@pytest.mark.slow
def test_every_sentence_told_asks_the_same_again(asker: Asker) -> None:
    lost = []
    for row in read_sentences("held-out"):
        sentence, candidates = asker.understand(row["text"])
        for language in ("en", "ru"):
            told = Teller(asker.runner, language).tell(sentence, candidates[0], 1)
            again = asker.understand(told)[1][0]
            if (again.question, dict(again.values)) != (candidates[0].question, dict(candidates[0].values)):
                lost.append((told, again.question, again.values))
    assert lost == []


def test_a_sentence_told_can_be_changed_and_is_read_strictly(asker: Asker) -> None:
    told = "Actions by threat — threat: overgrazing; country: Kazakhstan or MN."
    answer = asker.ask(told)
    assert {name: [short_thing(one) for one in given] for name, given in answer.values.items()} == {
        "threat": ["threat/overgrazing"],
        "country": ["country/KZ", "country/MN"],
    }
    assert answer.candidates[0].score == 1
    with pytest.raises(QueryError, match=r'no country "Kasakhstan"\. Nearest: "Kazakhstan"'):
        asker.ask("Actions by threat — country: Kasakhstan")
    with pytest.raises(QueryError, match=r'knows no parameter "county"\. Nearest: "country"'):
        asker.ask("Actions by threat — county: KZ")
    assert asker.ask("recommendations by threat").question == "which-recommendations-address-a-threat"


def test_a_parameter_not_named_takes_its_default_and_that_is_said(real_graph: CamiGraph) -> None:
    answer = real_graph.ask("events between Iran and its neighbours")
    assert "since: not said, so taken as 1900" in answer.told
    assert "since" not in answer.values


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("who works in KZ", "country/KZ"),
        ("who works in KGZ", "country/KG"),
        ("who works in Kazahstan", "country/KZ"),
        ("who works in Mongoliya", "country/MN"),
        ("кто работает в Киргизии", "country/KG"),
        ("кто работает в Иране", "country/IR"),
        ("What is done in the Russian Federation?", "country/RU"),
        ("что делается в РФ", "country/RU"),
        ("что делает undp", "actor/undp"),
        ("где живут снежные барсы", "taxon/snow-leopard"),
        ("where do irbis live", "taxon/snow-leopard"),
        ("меры против браконьеров", "threat/illegal-hunting"),
        ("actions on 1.3.4", "activity/1.3.4"),
    ],
)
def test_names_are_found_as_people_write_them(asker: Asker, text: str, thing: str) -> None:
    values = asker.understand(text)[1][0].values
    assert [short_thing(one) for given in values.values() for one in given] == [thing]


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("find me the word ranger in the report", "ranger"),
        ("which passages mention satellite collars?", "satellite collars"),
        ("где упоминаются вертолёты", "вертолёты"),
        ("где в отчёте написано про фотоловушки", "фотоловушки"),
    ],
)
def test_words_that_are_looked_for_need_no_quotation_marks(asker: Asker, text: str, sought: str) -> None:
    answer = asker.ask(text)
    assert (answer.question, answer.values) == ("where-do-these-words-stand", {"text": (sought,)})


def test_two_treaties_are_two_values(asker: Asker) -> None:
    values = asker.understand("is the argali listed under CITES or CMS")[1][0].values
    assert [short_thing(one) for one in values["treaty"]] == ["treaty/cites", "treaty/cms"]


@pytest.mark.parametrize("text", ["who works in it", "what does a doe eat", "in or out"])
def test_small_words_are_no_codes(asker: Asker, text: str) -> None:
    assert not asker.understand(text)[0].mentions


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who works in Atlantis?", "The record knows no “Atlantis”."),
        ("кто работает в Атлантиде?", "Собрание не знает имени «Атлантиде»."),
        ("what does Greenpeace do in Mongolia?", "The record knows no “Greenpeace”."),
        ("what was done on activity 9.9.9", "The record knows no “9.9.9”."),
        ("what happens in the Tien Shan", "no “Tien Shan”. Nearest names: “East Tien Shan”, “West Tien Shan”"),
        ("hello", "No question of the library was understood."),
        ("how do I cook pasta", "The record does not tell of “cook”."),
        ("tell me a joke", "The record does not tell of “joke”."),
        ("какая погода завтра", "В собрании нет ничего о «погода»."),
    ],
)
def test_what_is_not_understood_says_what_is_near(asker: Asker, text: str, said: str) -> None:
    answer = asker.ask(text)
    assert answer.result is None
    assert answer.question is None
    assert answer.rows == []
    assert said in answer.told
    assert answer_object(answer)["question"] is None


@pytest.mark.slow
def test_what_the_record_does_not_tell_of_is_refused(asker: Asker) -> None:
    """Words and phrasings were mended for these sets; docs/ask.md says what each showed when first read."""
    refused: dict[str, list[bool]] = {}
    with OFF_TOPIC.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answer = asker.ask(row["text"])
            refused.setdefault(row["set"], []).append(answer.result is None)
            assert answer.result is not None or answer.told
    assert all(refused["first"])
    assert sum(map(sum, refused.values())) / sum(map(len, refused.values())) >= 0.92
    assert "The record does not tell of “weather”." in asker.ask("what is the weather tomorrow").told


def test_a_word_not_read_and_a_name_not_used_are_said(asker: Asker) -> None:
    assert "Not read: “quickly”" in asker.ask("who works quickly in Mongolia").told
    told = asker.ask("what is done in Mongolia under the Saiga MOU against overgrazing?").told
    assert "is known, but this question cannot be asked about it" in told
    assert "“Kazahstan” was read as “Kazakhstan”" in asker.ask("who works in Kazahstan").told


def test_an_empty_or_endless_question_is_refused(asker: Asker) -> None:
    with pytest.raises(QueryError, match="is empty"):
        asker.ask("  ")
    with pytest.raises(QueryError, match="longer than 500 signs"):
        asker.ask("who " * 200)


def test_an_answer_is_json_in_utf_8(asker: Asker) -> None:
    written = json.loads(answer_json(asker.ask("какие деньги названы?", top=1)))
    assert written["question"] == "what-money-is-named"
    assert len(written["candidates"]) == 1
    assert "Деньги" in written["sentence"]
