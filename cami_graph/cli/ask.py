"""`cami ask`: a question in plain words, English or Russian, answered by a question of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_bytes, show_line

if TYPE_CHECKING:
    from cami_graph.ask import Answer

HELP = """Ask in your own words, in English or Russian; nothing leaves this machine.

The first line says which question of the library was understood, with which values: change it and ask again, or
choose one of the candidates with `cami query NAME`.

\b
Example:
  cami ask "who works on snow leopards in Kyrgyzstan?"
  cami ask "что делается против браконьерства в Казахстане?" --top 5
  cami ask "where do saigas live?" --format json

\b
Exit codes: 0 answered; 2 nothing was understood, and what is near is said.
"""


@click.command(help=HELP)
@click.argument("words", nargs=-1, required=True, metavar="QUESTION")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is answered.")
@click.option("--top", type=click.IntRange(1, 20), default=3, show_default=True, help="How many candidates to offer.")
@pass_context
def command(context: Context, words: tuple[str, ...], form: str, top: int) -> None:
    """Print what was understood and the answer."""
    from cami_graph.ask import answer_json
    from cami_graph.errors import QueryError

    graph = context.open()
    answer = graph.asker.ask(" ".join(words), language="ru" if context.language == "ru" else "", top=top)
    if form == "json":
        show_bytes(answer_json(answer))
    elif answer.result is not None:
        for line in draw_answer(answer):
            show_line(line)
    if answer.result is None:
        raise QueryError(answer.told)


def draw_answer(answer: Answer) -> list[str]:
    """Return what was understood, the rows, the words they rest on, and the other candidates, as lines."""
    from shlex import quote

    from cami_graph.ask import short_values
    from cami_graph.cli.query import show_table
    from cami_graph.query import Options

    assert answer.result is not None
    lines = [answer.told, "", show_table(answer.result, Options(cite=True, language=answer.language))]
    others = []
    for one in answer.candidates[1:]:
        given = [f"{name}={value}" for name, values in short_values(one).items() for value in values]
        pairs = [f"-p {quote(pair)}" for pair in given]
        others.append(f"  {one.score:.2f}  {' '.join([one.question, *pairs])}")
    head = "Также может быть:" if answer.language == "ru" else "Or did you mean:"
    return [*lines, *(["", head, *others] if others else [])]
