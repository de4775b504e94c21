"""The reference pages, written from what they speak of: the questions, the verbs, the Python interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cami_graph.cli import HELP, list_verbs, module_of
from cami_graph.query import Library, Query

FOR = {
    "researcher": "Researchers ask",
    "coordinator": "Coordinators ask",
    "steward": "Stewards ask",
    "reader": "Readers ask",
}
VERB = """```{{eval-rst}}
.. click:: {module}:command
   :prog: cami {verb}
   :nested: none
```
"""
PYTHON = """# Python

```{eval-rst}
.. autofunction:: cami_graph.open_graph

.. autoclass:: cami_graph.CamiGraph
   :members:

.. autoclass:: cami_graph.query.Result
   :members:

.. autoclass:: cami_graph.query.Citation
   :members:

.. autoclass:: cami_graph.query.Library
   :members:

.. automodule:: cami_graph.errors
   :members: CamiError, QueryError, StoreError, TableError, BuildError, ExportError
```
"""


def write_reference(folder: Path) -> None:
    """Write every reference page; a page that says the same is left alone, so that builds stay quick."""
    folder.mkdir(exist_ok=True)
    pages = {
        "questions.md": "\n".join(question_lines(Library.read())),
        "command-line.md": "\n".join(verb_lines()),
        "python.md": PYTHON,
    }
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def verb_lines() -> Iterator[str]:
    """Give the lines of the page of verbs, in the order of the data."""
    yield f"# The command line\n\n```text\n{HELP.replace(chr(8), '').strip()}\n```\n"
    for verb in list_verbs():
        yield VERB.format(verb=verb, module=module_of(verb))


def question_lines(library: Iterable[Query]) -> Iterator[str]:
    """Give the lines of the page of questions: those for people, by who asks them."""
    asked = [one for one in library if one.room == "competency"]
    yield "# The questions\n"
    yield f"{len(asked)} questions, each one file under `queries/`. In Python `graph.query(NAME, …)`,"
    yield "at a terminal `cami query NAME -p PARAMETER=VALUE`, over HTTP `/api/query/NAME?PARAMETER=VALUE`.\n"
    for persona, title in FOR.items():
        yield f"## {title}\n"
        for query in (one for one in asked if one.head.persona == persona):
            yield f"### {query.name}\n\n**{query.head.title}.** {query.head.summary}\n"
            yield f"*{query.head.title_ru}.* {query.head.summary_ru}\n"
            yield from parameter_lines(query)


def parameter_lines(query: Query) -> Iterator[str]:
    """Give a table of what a question can be asked about."""
    if query.head.parameters:
        yield "| parameter | type | meaning | default |\n|---|---|---|---|"
        for one in query.head.parameters.values():
            wanted = "must be given" if one.required else one.default or "everything"
            yield f"| `{one.name}` | {one.type} | {one.summary} | {wanted} |"
        yield ""
