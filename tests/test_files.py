"""A file comes to its place whole or not at all, through links, and into what can only be written to."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from cami_graph.files import write_aside

posix = pytest.mark.skipif(os.name == "nt", reason="Windows knows neither modes nor named pipes in folders")


def test_a_write_that_fails_leaves_the_previous_file_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "cami.nq"
    path.write_bytes(b"before")

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_aside(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "there" / "target.csv", tmp_path / "link.csv"
    target.parent.mkdir()
    link.symlink_to(target)
    write_aside(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@posix
def test_a_file_keeps_its_mode_and_a_new_one_takes_that_of_the_user(tmp_path: Path) -> None:
    kept, new = tmp_path / "kept", tmp_path / "new"
    kept.write_bytes(b"")
    kept.chmod(0o600)
    before = os.umask(0o077)
    try:
        write_aside(new, b"x")
    finally:
        os.umask(before)
    write_aside(kept, b"x")
    assert [stat.S_IMODE(one.stat().st_mode) for one in (kept, new)] == [0o600, 0o600]


@posix
def test_a_pipe_gets_all_of_the_content_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, content, got = tmp_path / "pipe", b"row\n" * 50_000, []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_aside(pipe, content)
    reader.join()
    assert got == [content]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "nothing"
    link.symlink_to(os.devnull)
    write_aside(link, b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    assert link.is_symlink()


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="is a folder"):
        write_aside(tmp_path, b"x")
    assert list(tmp_path.iterdir()) == []
