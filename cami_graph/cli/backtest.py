"""`cami backtest`: how well the order of pairs tells what happened later, beside simpler orders, with intervals."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_line

if TYPE_CHECKING:
    from cami_graph.analyse.proof.backtest import Backtest, Trial
    from cami_graph.analyse.proof.coverage import Covered, Wish

HELP = """Hold the order of pairs against what happened later, and against hidden halves of what is told.

For each test the area under the curve (0.5 is chance, 1 is perfect) of our order and of simpler ones, with its 95 %
interval, and what a test of this size can tell at all. With --coverage, what of the experts' wishes the findings cover.

\b
Example:
  cami backtest
  cami backtest --as-of 2021
  cami backtest --coverage
  cami backtest --format json
"""


@click.command(help=HELP)
@click.option("--as-of", "as_of", default="", metavar="DATE", help="Rank as known then; what came later is foretold.")
@click.option("--coverage", is_flag=True, help="What of the experts' wishes the findings cover.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--seed", type=int, default=None, metavar="N", help="Begin the random draws elsewhere.")
@pass_context
def command(context: Context, as_of: str, coverage: bool, form: str, seed: int | None) -> None:
    """Run the backtest and print it."""
    import json

    from cami_graph.analyse.findings.analysis import Settings
    from cami_graph.analyse.measures.chance import SEED
    from cami_graph.analyse.proof.backtest import run_backtest
    from cami_graph.analyse.proof.coverage import cover_wishes
    from cami_graph.cli.gaps import read_day

    graph, day = context.open(), read_day(as_of)
    if coverage:
        covered = list(cover_wishes(graph.find_gaps(Settings(as_of=day)), read_wishes()))
        if form == "json":
            show_line(json.dumps([asdict(one) for one in covered], ensure_ascii=False, indent=2))
        else:
            show_coverage(covered)
        return
    found = run_backtest(graph.situation, day, seed=SEED if seed is None else seed)
    if form == "json":
        show_line(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        show_tests(found)


def read_wishes() -> list[Wish]:
    """Read the recommendations that name something to hold findings against."""
    from cami_graph.analyse.proof.coverage import Wish
    from cami_graph.paths import DATA
    from cami_graph.tables import read_rows
    from cami_graph.tables.backtest import CrossBorder

    rows = read_rows(DATA / "backtest" / "cross_border_recommendations.csv", CrossBorder)
    return [
        Wish(row.recommendation_id, frozenset(row.country_codes), frozenset(row.resource_keys))
        for row in rows
        if row.scope != "general"
    ]


def show_tests(found: Backtest) -> None:
    """Print both tests."""
    show_line(f"Ranked as known on {found.as_of or 'no day'}. Later events join: {name_pairs(found)}.")
    for trial in (found.later, found.halves):
        show_line("")
        show_trial(trial)


def name_pairs(found: Backtest) -> str:
    """Name the pairs for which something is told later."""
    return ", ".join("–".join(pair) for pair in found.happened)


def show_trial(trial: Trial) -> None:
    """Print one test."""
    show_line(f"{trial.name}: {trial.pairs} pairs, {trial.positives} of them to foretell")
    show_line(f"{'order':<20}{'area':>6}  interval")
    for score in trial.scores:
        low, high = score.interval
        show_line(f"{score.order:<20}{score.area:>6.2f}  ({low:.2f}–{high:.2f})")
    chances = ", ".join(f"{area:.1f} in {chance:.0%}" for area, chance in trial.power.chances.items())
    show_line(
        f"To beat chance at 5 % the area must exceed {trial.power.needed:.2f}; orders of a true area do so: {chances}."
    )


def show_coverage(covered: list[Covered]) -> None:
    """Print what of each wish the findings cover."""
    for one in covered:
        told = f"{len(one.open)} open links, {len(one.together)} told together"
        where = f" in {', '.join(one.findings)}" if one.findings else ""
        show_line(f"{one.wish:<32}{told}{where}")
    nothing = sum(not one.open and not one.together for one in covered)
    show_line(f"{len(covered)} wishes; of {nothing} neither an open nor a closed link is known.")
