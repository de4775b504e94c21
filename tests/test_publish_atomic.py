"""A version comes into use whole or not at all, whatever happens to the build; earlier ones stay to be asked."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from killed import Contents, kill_builds, maker, small_parts

from cami_graph.errors import StoreError
from cami_graph.graph import open_graph
from cami_graph.paths import GRAPH
from cami_graph.publish.atomic import KEPT, UNFINISHED, hold_turn, publish_version
from cami_graph.store.version import CURRENT, MANIFEST, PARTS, VERSIONS, find_version, list_versions

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
FIRST = small_parts("<urn:a> <urn:b>", 3)
LINES = {"cami.nq": b"<urn:a> <urn:b> <urn:c> <urn:g> .\n", "analysis.nq": b"<urn:a> <urn:b> <urn:d> <urn:h> .\n"}


def parts(mark: str) -> Contents:
    return {
        part: content.replace(b"urn:a", f"urn:{mark}".encode()) for part, content in (small_parts("x") | LINES).items()
    }


def unfinished(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(UNFINISHED)]


def test_the_same_content_has_the_same_name_and_is_kept_once(tmp_path: Path) -> None:
    names = [publish_version(maker(parts("a")), tmp_path / one).name for one in ("here", "here", "there")]
    assert len(set(names)) == 1
    assert list_versions(tmp_path / "here") == names[:1]


def test_the_parts_lead_to_the_version_in_use(tmp_path: Path) -> None:
    for mark in ("a", "b"):
        version = publish_version(maker(parts(mark)), tmp_path)
        for part in (*PARTS, MANIFEST):
            assert (tmp_path / part).read_bytes() == (version.folder / part).read_bytes()
    assert json.loads((tmp_path / MANIFEST).read_text("utf-8"))["version"] == version.name


def test_a_system_without_links_has_files_in_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    for mark in ("a", "b"):
        version = publish_version(maker(parts(mark)), tmp_path)
        assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
        assert (tmp_path / CURRENT).read_text("utf-8") == f"{VERSIONS}/{version.name}\n"
        assert find_version(tmp_path).name == version.name
        assert (tmp_path / "cami.nq").read_bytes() == parts(mark)["cami.nq"]


def test_the_last_versions_are_kept_and_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [publish_version(maker(parts(mark)), tmp_path).name for mark in "abcde"]
    assert list_versions(tmp_path) == names[: -KEPT - 1 : -1]
    assert open_graph(tmp_path).version == names[-1]
    earlier = open_graph(tmp_path / VERSIONS / names[-2])
    assert (earlier.version, len(earlier)) == (names[-2], 2)
    monkeypatch.setattr("cami_graph.store.version.named_version.__defaults__", (tmp_path,))
    assert open_graph(names[-3][:8]).version == names[-3]
    with pytest.raises(StoreError, match="There is no graph"):
        open_graph(names[0])


def test_a_folder_of_an_earlier_edition_is_taken_over(tmp_path: Path) -> None:
    for part, content in FIRST.items():
        (tmp_path / part).write_bytes(content)
    with pytest.raises(StoreError, match="says of no version"):
        find_version(tmp_path)
    version = publish_version(maker(parts("a")), tmp_path)
    assert (tmp_path / "cami.nq").read_bytes() == (version.folder / "cami.nq").read_bytes()


@pytest.mark.parametrize("part", ["cami.nq", "analysis.nq"])
def test_graph_and_analysis_of_two_versions_are_refused(tmp_path: Path, part: str) -> None:
    one, other = (publish_version(maker(parts(mark)), tmp_path) for mark in "ab")
    shutil.copy(one.folder / part, other.folder / part)
    with pytest.raises(StoreError, match=f"{part}: It is not of version {other.name}"):
        open_graph(tmp_path)
    (other.folder / part).unlink()
    with pytest.raises(StoreError, match="is missing from version"):
        open_graph(tmp_path)


def test_a_manifest_that_was_changed_is_refused(tmp_path: Path) -> None:
    version = publish_version(maker(parts("a")), tmp_path)
    path = version.folder / MANIFEST
    for content in ("{", "[]", path.read_text("utf-8").replace('"cami.nq": "', '"cami.nq": "0')):
        path.write_text(content, "utf-8")
        with pytest.raises(StoreError, match=MANIFEST):
            find_version(tmp_path)


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("call", ["write", "fsync", "mkdir", "symlink", "rename"])
def test_a_disk_that_refuses_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int, call: str
) -> None:
    before = publish_version(maker(parts("a")), tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(reason, os.strerror(reason))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(OSError, match=re.escape(os.strerror(reason))):
            publish_version(maker(parts("b")), tmp_path)
    version = find_version(tmp_path)
    version.check()
    assert version.name == before.name or call in ("symlink", "replace", "fsync")
    publish_version(maker(parts("c")), tmp_path)
    assert unfinished(tmp_path) == []


def test_an_error_while_parts_are_made_changes_nothing(tmp_path: Path) -> None:
    before = publish_version(maker(parts("a")), tmp_path)

    def fail(new: Path) -> None:
        (new / "cami.nq").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_version(fail, tmp_path)
    assert find_version(tmp_path).name == before.name
    assert unfinished(tmp_path) == []


def test_a_part_that_nobody_made_stops_the_version(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        publish_version(maker({"cami.nq": b""}), tmp_path)
    with pytest.raises(StoreError, match="There is no graph"):
        find_version(tmp_path)


def test_a_second_build_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    said = threading.Event()
    second = threading.Thread(target=publish_version, args=(maker(parts("b")), tmp_path, said.set))
    publish_version(maker(parts("a")), tmp_path)
    with hold_turn(tmp_path, lambda: None):
        second.start()
        assert said.wait(10)
        assert list_versions(tmp_path) == [find_version(tmp_path).name]
    second.join()
    assert len(list_versions(tmp_path)) == 2


def test_a_reader_that_started_before_has_its_version_to_the_end(tmp_path: Path) -> None:
    publish_version(maker(parts("a")), tmp_path)
    reader = find_version(tmp_path)
    for mark in "bc":
        publish_version(maker(parts(mark)), tmp_path)
    assert {quad.subject.value for quad in reader.read()} == {"urn:a"}  # type: ignore[union-attr]


@forks
@pytest.mark.slow
def test_no_kill_leaves_a_mixed_state_or_loses_a_version(tmp_path: Path) -> None:
    contents = [small_parts(mark, 20_000) for mark in "abcd"]
    found = kill_builds(tmp_path, contents, times=120, longest=0.06, seed=20190925)
    assert (found["kills"], found["mixed"], found["lost"]) == (120, 0, 0)
    assert found["changed"] > 20, "the kills came too early to prove anything"


@forks
@pytest.mark.slow
def test_whoever_reads_while_versions_change_reads_one_of_them(tmp_path: Path) -> None:
    contents = [parts(mark) for mark in "abcd"]
    publish_version(maker(contents[0]), tmp_path)
    text = (
        "import sys; from pathlib import Path; from killed import parts_of; "
        "[parts_of(Path(sys.argv[1])) for _ in range(600)]"
    )
    reader = subprocess.Popen([sys.executable, "-c", text, str(tmp_path)], cwd=Path(__file__).parent)
    number = 0
    while reader.poll() is None:
        number += 1
        publish_version(maker(contents[number % 4]), tmp_path)
    assert reader.returncode == 0
    assert number > 10


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a shell is asked")
@pytest.mark.parametrize("way", ["a file for a folder", "a file in the way", "a link to nowhere"])
def test_what_stands_in_the_way_is_told_in_a_sentence(tmp_path: Path, way: str) -> None:
    target = tmp_path / "graph"
    if way == "a file for a folder":
        target.write_text("x", "utf-8")
    elif way == "a file in the way":
        target.mkdir()
        (target / VERSIONS).write_text("x", "utf-8")
    else:
        target.symlink_to(tmp_path / "none" / "below")
        (tmp_path / "none").write_text("x", "utf-8")
    command = [sys.executable, "-m", "cami_graph", "build", "--unfinished", "--to", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (2, 3)
    assert "Traceback" not in done.stderr
    assert str(target) in done.stderr


def test_the_version_of_the_built_graph_is_said(tmp_path: Path) -> None:
    graph = open_graph()
    assert graph.version == find_version(GRAPH).name
    assert graph.version in repr(graph)
