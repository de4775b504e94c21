"""Disks that refuse: full, full in the middle, read-only, or files that may not grow.

    python benchmarks/disks.py [TIMES] [BUILDS] [KIND]

As root, on a small disk in memory that is mounted for it. Each of TIMES attempts a kind (100 unless said) publishes a
version or writes one of the files that the verbs write, over what stands there from before; BUILDS of each kind (2
unless said) are `cami build` of the real tables. Prints how many ended in one sentence, or well, and how many left
anything but the old or the whole new content.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from killed import maker, small_parts

from cami_graph import cli
from cami_graph.errors import StoreError
from cami_graph.paths import GRAPH, ROOT
from cami_graph.publish.atomic import publish_version
from cami_graph.store.version import VERSIONS, find_version, list_versions, read_manifest

SEED = 20261130
KINDS = ("full", "full in the middle", "read-only", "file too large")
TINY = str(ROOT / "tests" / "tiny.trig")
FORMS = {
    "query facts": ("csv", "xlsx", "json", "md", "bib"),
    "export": ("ttl", "nq", "rdf", "jsonld", "graphml", "gexf", "xlsx"),
    "brief KZ": ("pdf", "docx", "html", "md"),
}
LOADED = ("cli.query", "cli.export", "cli.brief", "graph", "brief", "export", "query", "store", "rdf")
FILES = 4
"""Every how many attempts one writes a file, and not a version."""
ROOM = 64 << 20
State = dict[str, str]


@contextmanager
def small_disk(size: int) -> Iterator[Path]:
    """Mount a disk in memory of so many bytes."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


def fill(disk: Path, free: int) -> None:
    """Leave no more than so many bytes free."""
    left = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(max(0, left.f_bavail * left.f_frsize - free)))


def hinder(kind: str, disk: Path, free: int) -> None:
    """Make the disk refuse in one way."""
    if kind.startswith("full"):
        fill(disk, free if kind == "full in the middle" else 0)
    elif kind == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def state_of(folder: Path) -> State:
    """Return every file of a folder with its checksum; locks are no content."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".lock", "filler")
    }


def attempt(act: Callable[[], object], most: int | None) -> tuple[int, str]:
    """Act in a process of its own; return its exit code and what it says."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        with open(ours, encoding="utf-8") as said:  # noqa: PTH123  (a pipe, no file)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.read()
    code = 70
    try:
        sys.stdout, sys.stderr = (os.fdopen(os.dup(theirs), "w", encoding="utf-8") for _ in range(2))
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        code = int(act() or 0)
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def verb(words: str) -> Callable[[], object]:
    """Return what runs a verb over the small graph as a terminal would."""

    def act() -> None:
        sys.argv = ["cami", "--graph", TINY, *words.split()]
        cli.run()

    return act


def publish(folder: Path) -> Callable[[], object]:
    """Return what publishes a small version, and says an error as the command line does."""

    def act() -> int:
        try:
            publish_version(maker(small_parts("new")), folder)
        except OSError as error:
            return cli.report_error(f"{error.filename}: {error.strerror}.", 3)
        return 0

    return act


def builder(folder: Path) -> Callable[[], object]:
    """Return what builds the real tables."""

    def act() -> None:
        sys.argv = ["cami", "build", "--to", str(folder)]
        cli.run()

    return act


def is_one_sentence(text: str) -> bool:
    """Say whether nothing but an error in words was said."""
    lines = [line for line in text.splitlines() if line.startswith("cami: ") or "Error" in line]
    return len(lines) == 1 and "Traceback" not in text


def is_whole(folder: Path) -> bool:
    """Say whether the version in use, and each that is kept, holds what it says."""
    try:
        find_version(folder).check()
        for name in list_versions(folder):
            read_manifest(folder / VERSIONS / name).check()
    except StoreError:
        return False
    return True


def try_version(kind: str, chance: random.Random, make: Callable[[Path], Callable[[], object]], free: int) -> str:
    """Publish over a version that is in use; return what was wrong, or nothing."""
    with small_disk(ROOM) as disk:
        folder = disk / "graph"
        publish_version(maker(small_parts("old")), folder)
        before = find_version(folder).name
        hinder(kind, disk, chance.randrange(free))
        code, said = attempt(make(folder), chance.randrange(free) if kind == "file too large" else None)
        if not is_whole(folder):
            return "a version is not whole"
        if code and find_version(folder).name != before:
            return "another version in spite of an error"
        leftover = [one for one in (folder / VERSIONS).iterdir() if one.name.startswith(".")]
        return judge(code, said, bool(leftover) and kind != "read-only")


def try_file(kind: str, chance: random.Random, sizes: dict[tuple[str, str], int]) -> str:
    """Write one file over an old one; return what was wrong, or nothing."""
    what, forms = chance.choice(sorted(FORMS.items()))
    form = chance.choice(forms)
    with small_disk(ROOM) as disk:
        path, size = disk / f"file.{form}", sizes[what, form]
        path.write_bytes(b"old")
        before = state_of(disk)
        hinder(kind, disk, chance.randrange(size))
        code, said = attempt(verb(f"{what} --to {path}"), chance.randrange(size) if kind == "file too large" else None)
        after = state_of(disk)
        if code and after != before:
            return f"{what} {form}: changed in spite of an error: {sorted(set(after.items()) ^ set(before.items()))}"
        if not code and path.stat().st_size != size:
            return f"{what} {form}: half a file and no error"
        return judge(code, said, set(after) != set(before), f"{what} {form}")


def write_once() -> dict[tuple[str, str], int]:
    """Write each form once, and return its size."""
    sizes: dict[tuple[str, str], int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for what, forms in FORMS.items():
            for form in forms:
                path = Path(folder) / f"{len(sizes)}.{form}"
                assert attempt(verb(f"{what} --to {path}"), None)[0] == 0, form
                sizes[what, form] = path.stat().st_size
        return sizes


def judge(code: int, said: str, is_littered: bool, what: str = "version") -> str:
    """Return what is wrong with how an attempt ended."""
    if code and not is_one_sentence(said):
        return f"{what}: no sentence: {said.strip()[-300:]}"
    return f"{what}: something is left behind" if is_littered else ""


def main(times: int = 100, builds: int = 2, *kinds: str) -> None:
    """Try each kind, and print."""
    size = sum(map(len, small_parts("new").values()))
    for name in LOADED:  # once for all attempts; nothing is run here, for what has threads should not be forked
        import_module(f"cami_graph.{name}")
    sizes = write_once()
    built = sum(path.stat().st_size for path in find_version(GRAPH).folder.rglob("*") if path.is_file())
    for kind in kinds or KINDS:
        chance, wrong = random.Random(f"{SEED} {kind}"), Counter[str]()
        for number in range(times):
            what = try_version(kind, chance, publish, size) if number % FILES else try_file(kind, chance, sizes)
            wrong[what] += 1
        print(f"{kind}: {wrong.pop('', 0)} of {times} held", flush=True)
        for _ in range(builds):
            wrong[f"cami build: {try_version(kind, chance, builder, built)}"] += 1
        print(f"{kind}: {wrong.pop('cami build: ', 0)} of {builds} builds of the real tables held", flush=True)
        for what, count in wrong.items():
            print(f"  {count} × {what}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:])
