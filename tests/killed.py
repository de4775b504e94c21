"""A build that is killed at a random moment, again and again; and what whoever reads afterwards finds."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cami_graph.errors import StoreError
from cami_graph.publish.atomic import publish_version
from cami_graph.store.version import PARTS, VERSIONS, find_version, list_versions, read_manifest

Contents = dict[str, bytes]


def small_parts(mark: str, size: int = 2000) -> Contents:
    """Return parts of which each says whose they are."""
    return {part: f"{mark} {part}\n".encode() * size for part in PARTS}


def maker(contents: Contents) -> Callable[[Path], None]:
    """Return what writes these parts into a folder."""

    def make(new: Path) -> None:
        for part, content in contents.items():
            (new / part).write_bytes(content)

    return make


def kill_builds(folder: Path, contents: list[Contents], times: int, longest: float, seed: int) -> dict[str, int]:
    """Kill a process that publishes without end so many times, and count what is found after each.

    `mixed` are states in which parts of two versions would be read, `lost` those in which a version that was in use,
    or is said to be kept, is not whole.
    """
    chance = random.Random(seed)
    found = {"kills": 0, "mixed": 0, "lost": 0, "changed": 0}
    before = publish_version(maker(contents[0]), folder).name
    for number in range(times):
        child = os.fork()
        if child == 0:
            publish_without_end(folder, contents, seed + number)
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found["kills"] += 1
        after = look(folder, contents, found)
        found["changed"] += before != after
        before = after
    return found


def publish_without_end(folder: Path, contents: list[Contents], seed: int) -> None:
    """Publish one version after the other until the end comes."""
    chance = random.Random(seed)
    try:
        while True:
            publish_version(maker(chance.choice(contents)), folder)
    finally:
        os._exit(1)


def look(folder: Path, contents: list[Contents], found: dict[str, int]) -> str:
    """Read as a reader does, count what is wrong, and return the name of the version in use."""
    try:
        version = find_version(folder)
        version.check()
    except StoreError:
        found["lost"] += 1
        return ""
    read = {part: (version.folder / part).read_bytes() for part in PARTS}
    found["mixed"] += read not in contents
    for name in list_versions(folder):
        try:
            read_manifest(folder / VERSIONS / name).check()
        except StoreError:
            found["lost"] += 1
    return version.name


def parts_of(folder: Path) -> set[str]:
    """Read the graph in use, and stop where it holds things of two versions; look anew where one was taken away."""
    for _ in range(9):
        with suppress(StoreError, OSError):
            subjects = {str(quad.subject) for quad in find_version(folder).read()}
            break
    assert len(subjects) == 1, subjects
    return subjects
