"""How a file comes to its place: whole or not at all, through links, and into pipes and devices, not over them."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

SPECIAL = (Path("/dev"), Path("/proc"))


def write_aside(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it, so that a failure leaves the previous one untouched.

    A link stays a link and its target is written; a file that was there keeps its mode, a new one takes that of the
    user. A pipe or a device cannot be replaced and gets the content itself. Raises OSError.
    """
    if is_special(path):
        with path.open("ab", buffering=0) as stream:
            _write_all(stream.fileno(), content)
        return
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder", str(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.parent / f".{target.name[:100]}.{secrets.token_hex(6)}"
    try:
        _write_new(aside, content, target)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def is_special(path: Path) -> bool:
    """Say whether a path leads to a pipe, a device or a stream: something that is written to and never replaced."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (links of /dev lead to no path that could be opened)
    try:
        mode = absolute.stat().st_mode
    except OSError:
        return False
    return any(absolute.is_relative_to(one) for one in SPECIAL) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _write_new(aside: Path, content: bytes, target: Path) -> None:
    """Write a new file with the mode of the one that it will replace, or with that of the user."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(aside, flags, 0o666)
    try:
        if target.exists():
            aside.chmod(stat.S_IMODE(target.stat().st_mode))
        _write_all(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    """Write all of the content: a pipe takes it piece by piece."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk before anything else happens, where the system knows such a thing."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Book(Protocol):
    """A workbook that is written row by row."""

    @property
    def worksheets(self) -> Sequence[Any]:
        """Return its sheets."""


@contextmanager
def closing_sheets(book: Book) -> Iterator[None]:
    """Turn what lxml says of a disk that takes no more, such as IO_ENOSPC, into the error of the system.

    Sheets wait in temporary files and are closed here: left to themselves they complain once more, when all is said.
    """
    from lxml.etree import SerialisationError  # only whoever writes workbooks waits for it

    try:
        yield
    except SerialisationError as error:
        for sheet in book.worksheets:
            for end in (sheet.close, sheet._writer.close):
                with suppress(SerialisationError, ValueError, RuntimeError):
                    end()
        number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, os.strerror(number), tempfile.gettempdir()) from None
