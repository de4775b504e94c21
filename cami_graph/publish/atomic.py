"""A new version comes into use whole, by the change of one name, or not at all; the last ones are kept.

The parts are written into a folder that nobody reads, read back for their checksums, and given their name; then
`current` is changed in one step. Whoever reads meanwhile has the version that they found. One build at a time: a lock
that ends with its process. What a killed build left behind, the next one takes away.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from cami_graph.files import sync_folder, write_aside
from cami_graph.paths import GRAPH
from cami_graph.publish.keep import renew_kept
from cami_graph.store.version import (
    CURRENT,
    MANIFEST,
    PARTS,
    VERSIONS,
    Version,
    checksum,
    find_current,
    list_versions,
    name_content,
    read_manifest,
)

KEPT = 3
"""How many versions are kept, the one in use among them."""
UNFINISHED = ".new-"
LOCK = ".lock"
NO_LINKS = (errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP)
SECONDS_BETWEEN_LOOKS = 0.2


def publish_version(
    make: Callable[[Path], object], folder: Path = GRAPH, waiting: Callable[[], object] = lambda: None
) -> Version:
    """Have the parts of a version written into an empty folder, and bring it into use; an error changes nothing.

    `waiting` is called once where another build must end first. Raises OSError where the disk refuses.
    """
    versions = folder / VERSIONS
    versions.mkdir(parents=True, exist_ok=True)
    with hold_turn(folder, waiting):
        take_away_unfinished(versions)
        new = versions / f"{UNFINISHED}{secrets.token_hex(6)}"
        new.mkdir()
        try:
            make(new)
            version = place_version(new, seal_version(new))
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        point_to(folder, version.name)
        link_parts(folder)
        forget_old(folder, version.name)
    return version


@contextmanager
def hold_turn(folder: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the lock of a folder; the system lets it go with the process that holds it, however that ends."""
    with (folder / LOCK).open("a+b") as lock:
        if not try_lock(lock):
            waiting()
            while not try_lock(lock):
                time.sleep(SECONDS_BETWEEN_LOOKS)
        yield


def try_lock(lock: IO[bytes]) -> bool:
    """Take the lock where it is free."""
    try:
        if os.name == "nt":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def take_away_unfinished(versions: Path) -> None:
    """Take away what builds left that were ended; nobody else is at work while the lock is held."""
    for path in versions.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path, ignore_errors=True)


def seal_version(new: Path) -> Version:
    """Read the parts back from the disk, and write down their checksums and the name that follows from them."""
    sums = {part: checksum(new / part) for part in PARTS}
    content = {"version": name_content(sums), "files": sums}
    write_aside(new / MANIFEST, (json.dumps(content, indent=1) + "\n").encode())
    return read_manifest(new)


def place_version(new: Path, version: Version) -> Version:
    """Give a version its name in the folder; where the same is there already, and whole, that one serves."""
    place = new.parent / version.name
    if is_whole(place):
        renew_kept(new, place)
        os.utime(place)
    else:
        if place.exists():
            place.rename(new.with_name(f"{UNFINISHED}damaged-{secrets.token_hex(6)}"))
        new.rename(place)
        sync_folder(place.parent)
    return read_manifest(place)


def is_whole(place: Path) -> bool:
    """Say whether a version lies there with all that it says it holds."""
    from cami_graph.errors import StoreError

    try:
        read_manifest(place).check()
    except StoreError:
        return False
    return True


def point_to(folder: Path, name: str) -> None:
    """Make a version the one in use, by one rename: of a link, or of a file where a system has no links."""
    target = Path(VERSIONS) / name
    if not try_link(folder / CURRENT, target):
        write_aside(folder / CURRENT, f"{target.as_posix()}\n".encode())
    sync_folder(folder)


def try_link(path: Path, target: Path) -> bool:
    """Put a link in the place of whatever stands there, where the system lets us."""
    aside = path.with_name(f"{UNFINISHED}{path.name}-{secrets.token_hex(6)}")
    try:
        aside.symlink_to(target)
    except NotImplementedError:
        return False
    except OSError as error:
        if error.errno in NO_LINKS or os.name == "nt":
            return False
        raise
    try:
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return True


def link_parts(folder: Path) -> None:
    """Let `cami.nq` and its siblings in the folder lead to the version in use, for programs that know no other."""
    for part in (*PARTS, MANIFEST):
        path, target = folder / part, Path(CURRENT) / part
        if path.is_symlink() and path.readlink() == target:
            continue
        if not ((folder / CURRENT).is_symlink() and try_link(path, target)):
            write_aside(path, (find_current(folder) / part).read_bytes())


def forget_old(folder: Path, used: str) -> None:
    """Take away all versions but the last ones; the one in use always stays."""
    for name in [one for one in list_versions(folder) if one != used][KEPT - 1 :]:
        going = folder / VERSIONS / f"{UNFINISHED}old-{name}"
        with suppress(OSError):
            (folder / VERSIONS / name).rename(going)  # at once no version any more, however far the rest comes
            shutil.rmtree(going)


def share_parts(version: Version, new: Path, parts: tuple[str, ...]) -> None:
    """Take parts of another version over, without copying where the disk can hold one file under two names."""
    for part in parts:
        try:
            os.link(version.folder / part, new / part)
        except OSError:
            shutil.copyfile(version.folder / part, new / part)
