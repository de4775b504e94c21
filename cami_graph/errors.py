"""One tree of errors. Each says what is wrong, where, and what to do; only `cli` turns it into text and an exit code.

Exit codes: 0 done; 1 the check was made and something is wrong (violations, stale files); 2 the command or query was
wrong; 3 the input cannot be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

SHORTEST_PART = 4
"""How many letters a name must have to be looked for inside of others."""


def nearest_names(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the known names that look most like this one, best first, blind to upper and lower case.

    Where none does, those that hold it as a part: `wood` is no `firewood`, but may have been meant for it.
    """
    import difflib  # it takes longer to load than most errors to tell

    spellings: dict[str, str] = {}
    for candidate in sorted(set(known)):
        spellings.setdefault(candidate.casefold(), candidate)
    wanted = name.casefold()
    close = difflib.get_close_matches(wanted, spellings, n=count, cutoff=0.5)
    if not close and len(wanted) >= SHORTEST_PART:
        close = sorted((one for one in spellings if wanted in one), key=len)[:count]
    return tuple(spellings[found] for found in close)


def suggest_names(name: str, known: Iterable[str]) -> str:
    """Say which known names are nearest, as a sentence, or nothing where none is near."""
    found = nearest_names(name, known)
    return "Nearest: " + ", ".join(f'"{one}"' for one in found) + "." if found else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with its address and its remedy."""

    problem: str
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    remedy: str = ""
    line: int | None = None

    def place(self) -> str:
        """Return the address in words: file, line or row, column."""
        parts = [self.file] if self.file else []
        parts += [f"line {self.line}"] if self.line is not None else []
        parts += [f"row {self.row}"] if self.row is not None else []
        parts += [f"column {self.column}"] if self.column else []
        return " ".join(parts)

    def __str__(self) -> str:
        head = f"{self.place()}: {self.problem}" if self.place() else self.problem
        return f"{head} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class HidingFault(Fault):
    """A fault that hides rows of a table: nothing may be concluded from what does not stand in it."""


class CamiError(Exception):
    """Anything that CAMI Graph refuses to do, in words for the person who asked."""

    exit_code = 3

    def __init__(self, problem: str, *, where: str = "", remedy: str = "", faults: Sequence[Fault] = ()) -> None:
        self.problem, self.where, self.remedy = problem, where, remedy
        self.faults = tuple(faults)
        super().__init__(str(self))

    @classmethod
    def of(cls, faults: Sequence[Fault], problem: str = "") -> Self:
        """Return one error that carries all the faults found, each on a line of its own."""
        count = f"{len(faults)} thing{'s are' if len(faults) > 1 else ' is'} wrong."
        return cls(problem or count, faults=faults)

    def __str__(self) -> str:
        head = f"{self.where}: {self.problem}" if self.where else self.problem
        first = f"{head} {self.remedy}".strip()
        return "\n".join([first, *map(str, self.faults)])


# What comes in


class SourceError(CamiError):
    """The report's text, its checksum or its corrections do not hold together."""


class TableError(CamiError):
    """A table of claims or of reference data cannot be used."""


class BuildError(CamiError):
    """The graph cannot be built from tables that were read."""


# What is asked


class QueryError(CamiError):
    """A query, its head or a value for one of its parameters is wrong."""

    exit_code = 2


class ExportError(CamiError):
    """A result or the graph cannot be written in this form."""

    exit_code = 2


# What answers


class StoreError(CamiError):
    """The engine that holds the graph cannot be reached or does not answer as it should."""


class ValidationError(CamiError):
    """The graph was checked and breaks what a correct graph looks like."""

    exit_code = 1


class AnalysisError(CamiError):
    """A measure was asked of a network that does not allow it."""


class ExploreError(CamiError):
    """The pages cannot be made or served."""
