"""What the command line makes of streams that are closed, full or of another encoding, and of narrow terminals."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import TINY

from cami_graph.cli import cami, list_verbs
from cami_graph.cli.listing import write_lines
from cami_graph.cli.table import draw_table

posix = pytest.mark.skipif(os.name == "nt", reason="a shell is asked")
RUSSIAN = 'SELECT ("Сайгак" AS ?x) {}'


def run_shell(rest: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `cami` over the small graph by a shell, in an environment."""
    command = f'"{sys.executable}" -m cami_graph --graph "{TINY}" {rest}'
    found = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=False,
    )
    assert "Traceback" not in found.stderr
    return found


@posix
@pytest.mark.parametrize(
    ("rest", "code", "said"),
    [
        ("query --file - <&-", 2, "Standard input is closed"),
        ("query list >&-", 2, "Standard output is closed"),
        ("query facts --format csv >&-", 2, "Standard output is closed"),
        (r"query --file - < /dev/null", 2, "no query begins here"),
        (r"query list | true", 0, ""),
    ],
)
def test_a_stream_that_is_not_there_is_said_in_a_sentence(rest: str, code: int, said: str) -> None:
    found = run_shell(rest)
    assert (found.returncode, said in found.stderr) == (code, True)


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a device that is always full")
def test_a_full_disk_is_no_success() -> None:
    for rest in ("query list > /dev/full", "query --file - --format csv > /dev/full"):
        found = run_shell(f"{rest} <<'END'\n{RUSSIAN}\nEND")
        assert (found.returncode, "No space left" in found.stderr) == (3, True)


@posix
@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
@pytest.mark.parametrize("rest", ["--language ru query list", "query --file -"])
def test_text_is_utf_8_whatever_the_terminal_says(environment: dict[str, str], rest: str) -> None:
    found = run_shell(f"{rest} <<'END'\n{RUSSIAN}\nEND", PYTHONCOERCECLOCALE="0", **environment)
    assert found.returncode == 0
    assert any("а" <= letter <= "я" for letter in found.stdout)


@posix
def test_text_that_is_not_utf_8_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "old.rq"
    path.write_bytes(b'# fine\nSELECT ("caf\xe9" AS ?x) {}')
    for rest in (f'query --file "{path}"', f'query --file - < "{path}"'):
        found = run_shell(rest)
        assert (found.returncode, "not UTF-8: byte 20, in line 2" in found.stderr) == (2, True)


@posix
@pytest.mark.parametrize(
    "rest",
    [
        *("gaps --country ''", "gaps --species ' '", "gaps --explain ''", "export --part '' --to x.nq"),
        *("query '' ", "query list --tag ''", "export --to ''", "check --report ''", "build --to ''"),
        *("--endpoint '' query list", "--graph '' query list"),
    ],
)
def test_an_empty_name_is_no_name(rest: str, tmp_path: Path) -> None:
    found = run_shell(rest, PWD=str(tmp_path))
    assert (found.returncode, "empty" in found.stderr) == (2, True)


@pytest.mark.parametrize("verb", ["", *list_verbs()])
def test_an_option_is_no_value_of_the_one_before_it(verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    group = cami.make_context("cami", ["query", "list"])
    command = cami.get_command(group, verb) if verb else cami
    assert command
    taking = [one for one in command.params if isinstance(one, click.Option) and not (one.is_flag or one.count)]
    for name in (name for one in taking for name in one.opts):
        for value in ("--help", "-h", "--unheard-of"):
            found = CliRunner().invoke(cami, [*([verb] if verb else []), name, value, "query"])
            assert (found.exit_code, "Invalid value for" in found.output) == (2, True), (name, value, found.output)
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize(
    "rest",
    [
        *("query list --to x.csv", "query show facts --labels", "query list -p a=b", "query facts --tag money"),
        *("gaps --measures --kind open", "gaps --explain x --top 3", "gaps --write --to x.csv", "gaps --to x.pdf"),
    ],
)
def test_an_option_that_would_be_passed_over_is_refused(rest: str) -> None:
    assert run_shell(rest).returncode == 2


@pytest.mark.parametrize("width", [1, 20, 30, 80, 160])
def test_nothing_is_lost_however_narrow_the_terminal(width: int) -> None:
    names, row = ("country", "quote", "n"), ("Kazakhstan", "Rangers were trained on the steppe", "12345")
    text = draw_table(names, [row, row], ("n",), width)
    assert "…" not in text
    told = "".join(text.split()) if width < 20 else text
    for word in " ".join(row).split():
        assert told.count(word) == 2
    if width >= 20:
        assert max(map(len, text.splitlines())) <= width


def test_what_a_terminal_would_obey_is_written_out() -> None:
    text = draw_table(("x",), [("\x1b[31mred\x07\u202e",)], (), 80)
    assert "\x1b" not in text
    assert "\\u001b[31mred\\u0007\\u202e" in text


def test_what_is_told_of_a_gap_is_markdown_where_that_is_asked() -> None:
    lines = ("It is a gap.", "", "links:", "  KZ–TM", "  TM–UZ", "", "step: ask")
    assert write_lines(lines, "table").decode().splitlines() == list(lines)
    told = "It is a gap.\n\nlinks:\n\n- KZ–TM\n- TM–UZ\n\nstep: ask\n"
    assert write_lines(lines, "markdown").decode().rstrip("\n") + "\n" == told
