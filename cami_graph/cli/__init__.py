"""The command line: one verb per stage, in the order of the data. The only place that prints and exits.

A verb is a module here with the verb's name that holds `command`, a click command; its line in VERBS gives it its
place. A module imports only click and `cami_graph.cli.context` at its top, and what does the work inside its function,
so that `cami --help` and every other verb start at once.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from cami_graph.cli.context import Context
from cami_graph.errors import CamiError

VERBS = {
    "draft": "propose claims from the next report, for review",
    "review": "read what a draft proposes, one key for each claim",
    "import": "bring an edited workbook back into the tables",
    "check": "check the tables of claims against the source and each other",
    "merge": "join two things of the reference tables, or rename one",
    "build": "build the graph from the tables",
    "validate": "check the graph against the shapes",
    "load": "send the graph to another engine, or keep it in a folder",
    "query": "ask a question of the library, or SPARQL of your own",
    "ask": "ask in your own words, English or Russian",
    "gaps": "show where joint work could be missing",
    "backtest": "see how well the order of pairs tells what came later",
    "compare": "set two programmes of work side by side",
    "diff": "tell what changed between two versions of the data",
    "brief": "write two pages for a meeting",
    "explore": "look at the graph in the browser",
    "site": "write the pages for any web host, or as one file",
    "mcp": "let an assistant ask, by the Model Context Protocol",
    "export": "write the graph in other forms",
}

LISTENER_GONE = 128 + 13  # as of any program whose reader has left

RARELY = (100_000, 20, 50)
"""How seldom garbage is looked for: a verb makes many small values and ends, and nearly all of them are wanted."""

ONE_THREAD = "OPENBLAS_NUM_THREADS"
"""Set to 1 unless somebody says otherwise: our equations are small, and threads that wait for each other cost most."""

UNSCOPED = ("import", "merge", "build", "load", "diff", "compare", "draft", "review")

HELP = """CAMI Graph: the Central Asian Mammals Initiative, asked and proved.

\b
Example:
  cami query list
  cami query facts --format csv

\b
Exit codes: 0 done; 1 checked, and something is wrong; 2 the command or the query is wrong;
3 the input cannot be used; 141 whoever read the output has left.
"""


class Verbs(click.Group):
    """The verbs that have a module, each loaded only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the verbs in the order of the data."""
        del ctx
        return list_verbs()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one verb."""
        del ctx
        command = import_module(module_of(cmd_name)).command if find_verb(cmd_name) else None
        if not isinstance(command, click.Command):
            return None
        return guard_values(with_scope(command) if cmd_name not in UNSCOPED else command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the verbs in the order of the data without loading one of them."""
        with formatter.section("Verbs, in the order of the data"):
            formatter.write_dl([(verb, VERBS[verb]) for verb in self.list_commands(ctx)])


def list_verbs() -> list[str]:
    """List the verbs that have a module, in the order of the data."""
    return [verb for verb in VERBS if find_verb(verb)]


def find_verb(name: str) -> bool:
    """Say whether a verb has its module."""
    from importlib.util import find_spec

    return name in VERBS and find_spec(module_of(name)) is not None


def module_of(verb: str) -> str:
    """Return the module of a verb; what is a word of Python has a line after it."""
    from keyword import iskeyword

    return f"{__name__}.{verb}{'_' if iskeyword(verb) else ''}"


def keep_scope(ctx: click.Context, option: click.Parameter, value: str | None) -> None:
    """Keep which part of the record is asked, wherever on the line it was said."""
    if value is not None:
        setattr(ctx.ensure_object(Context), option.name or "", value)


def scope_options() -> list[click.Option]:
    """Return the two options that choose the part of the record that is asked."""
    return [
        click.Option(["--report"], metavar="ID", expose_value=False, callback=keep_scope, help="Only this document."),
        click.Option(
            ["--programme"],
            metavar="ID",
            expose_value=False,
            callback=keep_scope,
            help="Only the documents about this programme of work.",
        ),
    ]


def with_scope(command: click.Command) -> click.Command:
    """Let a verb take these options too."""
    if all(option.name != "report" for option in command.params):
        command.params += scope_options()
    return command


class Said(click.ParamType[object]):
    """What must be said where its option is used: an empty name would mean everything, and an option is no name."""

    def __init__(self, inner: click.ParamType[Any]) -> None:
        self.inner, self.name = inner, inner.name

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        """Refuse what is empty and what is an option of its own, and take the rest as ever."""
        is_default = param is not None and value == param.default
        if isinstance(value, str) and not value.strip() and not is_default:
            self.fail("It is empty: name something, or leave the option out.", param, ctx)
        if isinstance(param, click.Option) and isinstance(value, str) and is_option(value, ctx):
            self.fail(
                f'"{value}" is an option, and no value for this one. A file of that name is ./{value}', param, ctx
            )
        return self.inner.convert(value, param, ctx)


def is_option(value: str, ctx: click.Context | None) -> bool:
    """Say whether a value is, or looks like, an option that swallowed the place of a value."""
    short = {name for one in (ctx.command.get_params(ctx) if ctx else ()) for name in (*one.opts, *one.secondary_opts)}
    return value.startswith("--") or (value in short and value.startswith("-"))


def guard_values(command: click.Command) -> click.Command:
    """Let no option or argument of a verb be an empty text or path, nor the name of the next option."""
    for one in command.params:
        if one.type is click.STRING or isinstance(one.type, click.Path):
            one.type = Said(one.type)
    return command


@click.group(cls=Verbs, help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cami-graph", prog_name="cami")
@click.option("--endpoint", metavar="URL", help="Ask the graph behind this SPARQL endpoint, not the one built here.")
@click.option("--graph", "path", metavar="FILE", help="Ask this file, folder or version, not the one in use.")
@click.option("--language", type=click.Choice(["en", "ru"]), default="en", help="Language of labels.")
@click.pass_context
def cami(ctx: click.Context, endpoint: str | None, path: str | None, language: str) -> None:
    """Keep the options that stand before the verb."""
    context = ctx.ensure_object(Context)
    context.endpoint, context.path, context.language = endpoint, path, language


cami.params += scope_options()
guard_values(cami)


def run() -> None:
    """Run the command line; errors become clear text and an exit code."""
    speak_unicode()
    gc.set_threshold(*RARELY)
    os.environ.setdefault(ONE_THREAD, "1")
    try:
        code = cami.main(prog_name="cami", standalone_mode=False)
        flush_output()
    except CamiError as error:
        sys.exit(report_error(str(error), error.exit_code))
    except click.exceptions.Abort:
        sys.exit(report_error("stopped.", 130))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        drop_output()
        sys.exit(LISTENER_GONE)
    except OSError as error:
        drop_output()
        where = f"{error.filename}: " if error.filename else ""
        sys.exit(report_error(f"{where}{error.strerror or error}.", 3))
    finally:
        gc.freeze()  # what is in memory is not searched once more before the end
    sys.exit(code if isinstance(code, int) else 0)


def speak_unicode() -> None:
    """Print UTF-8 whatever the terminal says; what cannot be written is written out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush_output() -> None:
    """Have the answer out before the exit code says that all went well."""
    if sys.stdout is not None:
        sys.stdout.flush()


def drop_output() -> None:
    """Let nothing be written any more, also not when Python ends: whoever listened is gone, or the disk is full."""
    if sys.stdout is not None:
        with open(os.devnull, "wb") as nothing:  # noqa: PTH123  (a device, no file)
            os.dup2(nothing.fileno(), sys.stdout.fileno())


def report_error(text: str, code: int) -> int:
    """Print an error for the person who asked, and return the exit code."""
    click.echo(f"cami: {text}".encode("utf-8", "backslashreplace").decode(), err=True)
    return code
