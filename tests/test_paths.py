"""Folders are found in a work tree, in a wheel, and where CAMI_ROOMS says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cami_graph import paths


def test_the_work_tree_is_the_root() -> None:
    assert paths.find_root() == Path(__file__).resolve().parents[1]
    assert paths.QUERIES.is_dir()


def test_another_folder_serves_where_the_environment_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CAMI_ROOMS", str(tmp_path))
    assert paths.find_root() == tmp_path.resolve()


def test_an_installed_wheel_uses_the_rooms_inside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CAMI_ROOMS", raising=False)
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "cami_graph")
    monkeypatch.chdir(tmp_path)
    assert paths.find_root() == tmp_path / "cami_graph" / "_rooms"
    assert paths.find_out() == tmp_path / "out"


def test_paths_are_shown_from_the_root(tmp_path: Path) -> None:
    assert paths.show_path(paths.QUERIES / "facts.rq") == "queries/facts.rq"
    assert paths.show_path(tmp_path / "a.nq") == str(tmp_path / "a.nq")
