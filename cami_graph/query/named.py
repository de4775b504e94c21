"""The questions as methods with parameters of their own, so that an editor completes them and `help` tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import Parameter as Argument
from inspect import Signature

from cami_graph.query.library import Query
from cami_graph.query.result import Result
from cami_graph.query.run import Given, Runner

ROOMS = ("competency", "analysis")


class Questions:
    """Every question under its own name: `graph.questions.who_funds_what(actor="GEF")`.

    The names are those of `cami query list`, with `_` for `-`; `graph.questions["who-funds-what"]` is the same method.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._names = {path.stem: path for path in runner.library.files.values() if path.parent.name in ROOMS}

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(name.replace("-", "_") for name in self._names)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"<{len(self)} questions: {', '.join(list(self)[:3])} …>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    def __getitem__(self, name: str) -> Callable[..., Result]:
        """Return the method of a question. Raises QueryError where there is none, with the nearest names."""
        return ask_by_name(self._runner, self._runner.library.find(name))

    def __getattr__(self, name: str) -> Callable[..., Result]:
        if name.startswith("_") or name.replace("_", "-") not in self._names:
            raise AttributeError(f"There is no question {name!r}.", name=name, obj=self)
        return self[name.replace("_", "-")]


def ask_by_name(runner: Runner, query: Query) -> Callable[..., Result]:
    """Return a method that asks one question; its signature and docstring are those of the question."""

    def ask(**values: Given) -> Result:
        return runner.query(query.name, values)

    ask.__name__ = ask.__qualname__ = query.name.replace("-", "_")
    ask.__doc__ = _docstring(query)
    given = query.head.parameters.values()
    ask.__signature__ = Signature(  # type: ignore[attr-defined]
        [Argument(one.name, Argument.KEYWORD_ONLY, default=one.default, annotation=Given) for one in given],
        return_annotation=Result,
    )
    return ask


def _docstring(query: Query) -> str:
    lines = [query.head.summary, ""]
    for one in query.head.parameters.values():
        told = f"; where none is given, {one.default}" if one.default else ""
        choices = f": {', '.join(one.choices)}" if one.choices else ""
        lines.append(f"{one.name}: {one.summary} ({one.type}{choices}{told}).")
    lines.append("Raises QueryError for a name or a parameter that is not known, with the nearest.")
    return "\n".join(lines)
