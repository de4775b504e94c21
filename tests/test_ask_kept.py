"""What asking needs is kept beside a version: the same answers as made anew, and believed only where it fits."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from cami_graph.ask import Asker, answer_json, freeze_asker, renew_asker
from cami_graph.ask.kept import thaw_asker
from cami_graph.errors import StoreError
from cami_graph.graph import CamiGraph, open_graph
from cami_graph.paths import QUERIES
from cami_graph.store.kept import ASKED, WORDS
from cami_graph.store.version import find_version

pytestmark = pytest.mark.slow

SENTENCES = [
    "who works on snow leopards in Kyrgyzstan?",
    "кто финасирует работы по сайгаку?",
    "what happened between China and Mongolia since 2020",
    "who works in Atlantis?",
    "что сделано в Таджикистане и Узбекистане против браконьеров",
    "what time is it",
]


@pytest.fixture(scope="module")
def anew(real_graph: CamiGraph) -> Asker:
    """An asker that reads and fits all itself."""
    return Asker(real_graph.runner)


@pytest.fixture(scope="module")
def thawed(anew: Asker, real_graph: CamiGraph) -> Asker:
    """One that was kept."""
    return thaw_asker(freeze_asker(anew), real_graph.runner)


@pytest.mark.parametrize("text", SENTENCES)
def test_answers_are_the_same_bytes_with_and_without_what_is_kept(anew: Asker, thawed: Asker, text: str) -> None:
    assert answer_json(thawed.ask(text)) == answer_json(anew.ask(text))


def test_what_was_frozen_is_thawed_as_it_was(anew: Asker, thawed: Asker) -> None:
    assert thawed.matcher.state == anew.matcher.state
    assert thawed.gazetteer.state == anew.gazetteer.state


def test_words_questions_and_names_are_grounds(tmp_path: Path) -> None:
    files = {"pages/names.rq", "phrasings.csv", "words.csv", "spoken_names.csv"}
    assert {*WORDS.folders} == {QUERIES / "competency", *(QUERIES / file for file in files)}
    words = tmp_path / "words.csv"
    digests = set()
    for text in ("meaning,en,ru\n", "meaning,en,ru\nfund,pay,\n"):
        words.write_text(text, "utf-8")
        digests.add(replace(WORDS, folders=(words,)).digest())
    assert len(digests) == 2


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps(Path("a"))])
def test_bytes_that_are_not_of_an_asker_are_refused(content: bytes, real_graph: CamiGraph) -> None:
    with pytest.raises(StoreError, match="What was kept"):
        thaw_asker(content, real_graph.runner)


def test_a_part_of_the_record_is_asked_with_its_own_names_and_the_weights_that_were_kept() -> None:
    asker = open_graph(report="cami2-doc3").asker
    assert "matcher" in vars(asker)
    assert asker.names == Asker(asker.runner).names
    assert asker.gazetteer.state == Asker(asker.runner).gazetteer.state


def test_another_graph_takes_over_what_still_fits(real_graph: CamiGraph, tiny_graph: CamiGraph) -> None:
    version = find_version()
    same, other = renew_asker(real_graph.runner, version), renew_asker(tiny_graph.runner, version)
    kept = thaw_asker((version.folder / "kept" / ASKED).read_bytes(), real_graph.runner)
    assert same.matcher.state == other.matcher.state == kept.matcher.state
    assert same.gazetteer.state == kept.gazetteer.state
    assert "matcher" in vars(other)
    assert other.gazetteer.state == Asker(tiny_graph.runner).gazetteer.state
    assert "matcher" not in vars(renew_asker(tiny_graph.runner, None))
