"""The README is true: its commands run and print what it shows, and what it names exists.

`pytest tests/test_docs.py --write-expected` writes the output of each command anew; read the difference before you keep
it. A line that is only `…` stands for any lines, and `…` inside a line for any text.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from cami_graph.analyse.situation.network import NETWORKS
from cami_graph.cli import VERBS, cami, list_verbs
from cami_graph.export import NETWORK_FORMS, PACKAGE_FORMS, STATEMENT_FORMS
from cami_graph.paths import DATA, ROOT
from cami_graph.query import WRITERS, Library

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "docs/decisions/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
BLOCK = re.compile(r"```(?P<form>console|pycon)\n(?P<text>.*?)```", re.DOTALL)
PROMPTS = {"console": "$ ", "pycon": ">>> "}
MARKED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@dataclass(frozen=True)
class Step:
    """One thing to type and what it prints."""

    typed: str
    shown: str


def split_steps(form: str, text: str) -> list[Step]:
    """Return the steps of a block: a line after the prompt, then what it prints."""
    prompt = PROMPTS[form]
    pieces = re.split(rf"^{re.escape(prompt)}", text, flags=re.MULTILINE)[1:]
    return [Step(*(piece.split("\n", 1) if "\n" in piece else (piece, ""))) for piece in pieces]


def run_block(form: str, steps: list[Step]) -> list[str]:
    """Run the steps of a block, one after the other, and return what each prints."""
    if form == "console":
        return [run_shell(step.typed) for step in steps]
    return run_python([step.typed for step in steps])


def run_shell(typed: str) -> str:
    """Run a line as a reader would: in the root of the project, with `cami` at hand, on a terminal 100 wide."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "100", "PYTHONUTF8": "1"}
    done = subprocess.run(["sh", "-c", typed], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.stdout + done.stderr


def run_python(lines: list[str]) -> list[str]:
    """Run lines as in the Python shell, which prints the value of each that has one."""
    import code
    import contextlib
    import io

    shell = code.InteractiveInterpreter()
    printed = []
    for line in lines:
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
            shell.runsource(line)
        printed.append(out.getvalue())
    return printed


def agrees(shown: str, printed: str) -> bool:
    """Say whether what is shown is what was printed."""
    pattern = "\n".join("(?s:.*)" if line == "…" else ".*".join(map(re.escape, line.split("…"))) for line in
                        shown.rstrip("\n").split("\n"))  # fmt: skip
    return re.fullmatch(pattern, printed.rstrip("\n")) is not None


def find_blocks() -> Iterator[tuple[Path, int, re.Match[str]]]:
    """Give every block that shows commands."""
    for page in PAGES:
        for number, match in enumerate(BLOCK.finditer(page.read_text("utf-8"))):
            yield page, number, match


BLOCKS = list(find_blocks())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "number", "match"), BLOCKS, ids=[f"{page.name}-{number}" for page, number, _ in BLOCKS]
)
def test_what_is_shown_is_what_is_printed(
    page: Path, number: int, match: re.Match[str], request: pytest.FixtureRequest
) -> None:
    steps = split_steps(match["form"], match["text"])
    printed = run_block(match["form"], steps)
    wrong = [(step, out) for step, out in zip(steps, printed, strict=True) if not agrees(step.shown, out)]
    if wrong and request.config.getoption("--write-expected"):
        write_block(page, number, match["form"], list(zip(steps, printed, strict=True)))
        return
    assert wrong == []


def write_block(page: Path, number: int, form: str, steps: list[tuple[Step, str]]) -> None:
    """Write what each step prints into the page."""
    text = page.read_text("utf-8")
    match = list(BLOCK.finditer(text))[number]
    body = "".join(f"{PROMPTS[form]}{step.typed}\n{printed}" for step, printed in steps)
    page.write_text(text[: match.start("text")] + body + text[match.end("text") :], "utf-8")


def test_the_first_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = re.findall(r"\bmake ([a-z]+)\b", readme)
    assert named[:2] == ["explore", "test"]
    assert set(named) <= targets


def test_the_readme_counts_the_documents_that_are_there() -> None:
    tables = ("documents/documents", "reference/frameworks", "documents/facts/events")
    counts = [len((DATA / f"{table}.csv").read_text("utf-8").splitlines()) - 1 for table in tables]
    documents, frameworks, events = counts
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"{documents} other documents" in readme
    assert f"with {frameworks} agreements, programmes and meetings and {events} dated events" in readme


def test_every_verb_is_in_the_readme_and_every_verb_there_exists() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    described = set(re.findall(r"^  ([a-z]+) {2,}\S", readme, re.MULTILINE))
    typed = set(re.findall(r"\bcami(?: --endpoint \S+)? ([a-z]+)", readme))
    assert described == set(list_verbs())
    assert typed <= set(list_verbs())
    assert set(list_verbs()) <= set(VERBS)


TYPED = re.compile(r"\bcami(?P<before>(?: --?[\w-]+(?:[ =](?!-)[^\s`|]+)?)*) (?P<verb>[a-z]+)\b(?P<rest>[^`|\n]*)")
OPTION = re.compile(r"(?<![\w-])(--[a-z][\w-]*|-[a-zA-Z])\b")


def typed_lines() -> Iterator[tuple[str, str, str, str]]:
    """Give every line of the pages and of the helps that types a verb: where, options before it, the verb, the rest."""
    texts = {page.name: page.read_text("utf-8") for page in PAGES}
    texts |= {f"cami {verb} --help": command_of(verb).help or "" for verb in list_verbs()}
    for where, text in texts.items():
        for match in TYPED.finditer(text):
            if match["verb"] in list_verbs():
                yield where, match["before"], match["verb"], match["rest"]


def command_of(verb: str) -> click.Command:
    found = cami.get_command(click.Context(cami), verb)
    assert found is not None
    return found


def options_of(command: click.Command) -> set[str]:
    return {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}


def test_every_option_and_question_that_is_typed_on_a_page_or_in_a_help_exists() -> None:
    lines, library = list(typed_lines()), Library.read()
    assert len(lines) > 60
    shared = options_of(cami)
    wrong = []
    for where, before, verb, rest in lines:
        known = options_of(command_of(verb))
        wrong += [f"{where}: {verb} {one}" for one in OPTION.findall(rest) if one not in known | shared]
        wrong += [f"{where}: {one}" for one in OPTION.findall(before) if one not in shared]
        name = re.match(r" (?:show )?([a-z]+(?:-[a-z0-9]+)+)\b", rest) if verb == "query" else None
        wrong += [f"{where}: {name[1]}"] if name and name[1] not in library else []
    assert wrong == []


def test_the_helps_name_every_form_and_no_other() -> None:
    helps = {verb: " ".join((command_of(verb).help or "").split()) for verb in ("query", "export")}
    forms = next(one.help or "" for one in command_of("query").params if one.name == "form")
    assert set(WRITERS) <= set(re.findall(r"[a-z]+", forms))
    missing = {*STATEMENT_FORMS, *NETWORK_FORMS, *PACKAGE_FORMS, *NETWORKS, "pyvis"} - set(
        re.findall(r"[a-z-]+", helps["export"])
    )
    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_or_links_exist(page: Path) -> None:
    text = BLOCK.sub("", page.read_text("utf-8"))
    links = {page.parent / link for link in LINK.findall(text)}
    named = {ROOT / name for name in MARKED.findall(text) if "/" in name and not name.startswith("out/")}
    assert [str(path) for path in sorted(links | named) if not path.exists()] == []


def test_the_agreement_of_shown_and_printed_is_strict() -> None:
    assert agrees("a\n…\nd\n", "a\nb\nc\nd\n")
    assert agrees("built … statements", "built 12 statements\n")
    assert not agrees("a\nb\n", "a\nc\n")
    assert not agrees("a\n", "a\nb\n")
