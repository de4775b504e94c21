"""One gate: what `cami check` refuses, `cami build` and `cami explore` refuse too, unless one says that it is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from cami_graph.cli.context import show_note

if TYPE_CHECKING:
    from cami_graph.build import Build
    from cami_graph.errors import Fault

Function = TypeVar("Function", bound=Callable[..., object])
HELP = "Go on although `cami check` finds faults; the built graph says so."
REMEDY = "Mend them, as `cami check` tells, or say --known-faults."


def known_faults(function: Function) -> Function:
    """Let a verb take the option that opens the gate."""
    return click.option("--known-faults", is_flag=True, help=HELP)(function)


def find_faults(data: Path) -> tuple[Fault, ...]:
    """Return what the check finds in the tables."""
    from cami_graph.check import check_data
    from cami_graph.paths import VOCABULARIES

    return check_data(data, VOCABULARIES).refusals


def print_facts(build: Build) -> dict[str, list[tuple[str, str, str]]]:
    """Ask a built graph for the facts of each document."""
    from cami_graph.query import Runner

    facts: dict[str, list[tuple[str, str, str]]] = {}
    for row in Runner(build.store).query("facts"):
        facts.setdefault(str(row["report"]), []).append((str(row["activity"]), str(row["facet"]), str(row["value"])))
    return facts


def find_unsettled(data: Path, build: Build) -> tuple[Fault, ...]:
    """Return where a built graph prints something else than the readers of a report settled."""
    from cami_graph.check import check_settlements, find_readings

    readings = find_readings(data)
    printed = print_facts(build) if readings else {}
    return tuple(
        fault for name, folder in readings.items() for fault in check_settlements(folder, printed.get(name, []))
    )


def pass_gate(faults: Sequence[Fault], *, known: bool) -> None:
    """Stop at faults, or say loudly that they are let through."""
    from cami_graph.errors import TableError

    if not faults:
        return
    count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
    if not known:
        raise TableError(
            f"The check finds {count}, and nothing is done with such tables.", remedy=REMEDY, faults=faults
        )
    for fault in faults:
        show_note(f"known: {fault}")
    show_note(f"going on with {count} that are known: not for release")


def refuse_installation(what: str, remedy: str) -> None:
    """Refuse to write among the files of an installation: the next version replaces them."""
    from cami_graph.errors import ExportError
    from cami_graph.paths import DATA, is_installed

    if is_installed():
        raise ExportError(f"{what} would be written into the installation.", where=str(DATA), remedy=remedy)
