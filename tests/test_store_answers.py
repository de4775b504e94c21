"""Kept answers: the same rows in every form of them, and computed anew wherever they do not fit."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from cami_graph.query import Library, Runner
from cami_graph.store import EmbeddedStore, answers, open_store
from cami_graph.store.answers import KnownRows
from cami_graph.store.version import find_version

TEXT = 'SELECT ?a ?b { VALUES (?a ?b) { (<urn:x> "да"@ru) (UNDEF "1") (2 "2020"^^xsd:gYear) } } ORDER BY ?b'


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """The built graph on the disk, with nothing asked so far."""
    folder = tmp_path / "version"
    shutil.copytree(find_version().folder, folder, copy_function=os.link, ignore=shutil.ignore_patterns("answers"))
    return open_store(folder, briefly=True)


def kept_in(store: EmbeddedStore) -> list[Path]:
    assert store.answers
    return sorted(store.answers.folder.glob("*"))


@pytest.mark.slow
def test_every_question_answers_alike_when_it_is_asked_again(library: Library) -> None:
    """Each question for people that needs no value: in memory, on the disk, and kept."""
    memory, disk = open_store(), open_store(briefly=True)
    assert disk.answers
    shutil.rmtree(disk.answers.folder, ignore_errors=True)
    runner = Runner(memory, library)
    for query in library:
        if query.room == "competency" and not any(one.required for one in query.head.parameters.values()):
            text = runner.prepare(query, {})
            near, far, again = memory.select(text), disk.select(text), disk.select(text)
            assert near.held == far.held == again.held, query.name
            assert near.parts == far.parts == again.parts, query.name
            assert isinstance(again, KnownRows), query.name


@pytest.mark.slow
def test_rows_are_the_same_terms_whoever_gives_them(store: EmbeddedStore) -> None:
    first, again = store.select(TEXT), store.select(TEXT)
    assert isinstance(again, KnownRows)
    assert (first, first.parts, len(first)) == (again, again.parts, len(again))
    assert open_store(find_version().folder).select(TEXT) == again


@pytest.mark.parametrize("harm", ["other rows", "of another question", "cut", "other program"])
def test_what_does_not_fit_is_computed(store: EmbeddedStore, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.select(TEXT)
    (path,) = kept_in(store)
    content = path.read_bytes()
    if harm == "other rows":
        path.write_bytes(content.replace(b"2020", b"2021"))
    elif harm == "of another question":
        store.select(TEXT.replace("2020", "2021"))
        (other,) = set(kept_in(store)) - {path}
        path.write_bytes(other.read_bytes())
    elif harm == "cut":
        path.write_bytes(content[:80])
    else:
        monkeypatch.setitem(vars(store.answers), "_ground", b"another")
    again = store.select(TEXT)
    assert not isinstance(again, KnownRows)
    assert again == first


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (NOW() AS ?a) {}",
        "SELECT (RAND() AS ?a) {}",
        "SELECT (BNODE() AS ?a) {}",
        "SELECT ?a { BIND(UUID() AS ?a) }",
    ],
)
def test_what_is_otherwise_each_time_is_not_kept(store: EmbeddedStore, text: str) -> None:
    assert store.select(text).held != store.select(text).held
    assert not kept_in(store)


def test_no_more_is_kept_than_finds_room(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 2)
    for number in range(4):
        store.select(f"SELECT ({number} AS ?a) {{}}")
    assert len(kept_in(store)) == 2
    monkeypatch.setattr(answers, "MOST_BYTES", 10)
    assert not isinstance([store.select(TEXT) for _ in range(2)][1], KnownRows)


def test_a_folder_that_cannot_be_written_answers_all_the_same(store: EmbeddedStore) -> None:
    assert store.answers
    store.answers.folder.write_text("in the way", "utf-8")
    assert len(store.select(TEXT)) == len(store.select(TEXT)) == 3
