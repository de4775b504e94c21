"""What all verbs share: which graph is asked, in which language, and how text, files and progress are shown."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cami_graph.graph import CamiGraph
    from cami_graph.store import Scope

WIDE = 160


@dataclass(slots=True)
class Context:
    """The options that all verbs share."""

    endpoint: str | None = None
    path: str | None = None
    language: str = "en"
    report: str = ""
    programme: str = ""

    @property
    def scope(self) -> Scope:
        """The part of the record that is asked."""
        from cami_graph.store import Scope

        return Scope(self.report, self.programme)

    def open(self, *, briefly: bool = False) -> CamiGraph:
        """Open the graph that was named, or the built one; `briefly` where one question is asked of it."""
        from cami_graph.graph import open_graph

        return open_graph(
            self.path,
            self.endpoint,
            language=self.language,
            credentials=read_credentials(),
            report=self.report,
            programme=self.programme,
            briefly=briefly,
        )


pass_context = click.make_pass_decorator(Context)


def read_credentials() -> tuple[str, str] | None:
    """Return name and password for an endpoint from the environment, where no list of programs shows them."""
    import os

    name, password = os.environ.get("CAMI_USER"), os.environ.get("CAMI_PASSWORD")
    return (name, password) if name and password else None


def show_bytes(content: bytes) -> None:
    """Print content as it is."""
    check_output()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def show_line(text: str) -> None:
    """Print a line of an answer."""
    check_output()
    click.echo(text)


def check_output() -> None:
    """Refuse to answer into nothing: whoever closed the output would take silence for an empty answer."""
    if sys.stdout is None:
        raise click.UsageError("Standard output is closed: name a file with --to, or leave it open.")


def read_input() -> str:
    """Return the text that comes through the pipe."""
    if sys.stdin is None:
        raise click.UsageError("Standard input is closed: name a file, or send the text through a pipe.")
    return decode_text(sys.stdin.buffer.read(), "The text from the pipe")


def decode_text(content: bytes, what: str) -> str:
    """Return a text as UTF-8, without the mark that some editors put at its head."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        remedy = "Save it as UTF-8."
        raise click.UsageError(f"{what} is not UTF-8: byte {error.start + 1}, in line {line}. {remedy}") from error


def show_note(text: str) -> None:
    """Print a remark beside the answer, so that a pipe gets only the answer."""
    click.echo(text, err=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file that was asked for, and say so beside the answer."""
    from cami_graph.errors import ExportError
    from cami_graph.files import write_aside

    try:
        write_aside(path, content)
    except OSError as error:
        raise ExportError("cannot be written.", where=str(path), remedy=str(error)) from error
    show_note(f"wrote {path}")


def table_width() -> int:
    """Return the width of the terminal, or a generous one where the output goes elsewhere."""
    return shutil.get_terminal_size((WIDE, 0)).columns


@contextmanager
def show_progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that takes done and total, and shows a bar on a terminal and nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance
