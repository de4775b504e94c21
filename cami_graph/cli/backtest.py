"""`cami backtest`: how many of the experts' cross-border recommendations the ranking of gaps would have foretold."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_line

if TYPE_CHECKING:
    from cami_graph.analyse.proof.backtest import Backtest, Score

HELP = """Hide the recommendations, rank the gaps, and see how many recommendations the ranking would have foretold.

Compared with a random order, an order by how often the countries are named, and one by how many species they share.
The recommendations and how each was read stand in data/backtest/cross_border_recommendations.csv.

\b
Example:
  cami backtest
  cami backtest --format json
"""


@click.command(help=HELP)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--seed", type=int, default=None, metavar="N", help="Begin the random draws elsewhere.")
@pass_context
def command(context: Context, form: str, seed: int | None) -> None:
    """Run the backtest and print it."""
    import json

    from cami_graph.analyse.proof.backtest import Target, run_backtest
    from cami_graph.analyse.measures.chance import SEED
    from cami_graph.paths import DATA
    from cami_graph.tables import read_rows
    from cami_graph.tables.backtest import CrossBorder

    rows = read_rows(DATA / "backtest" / "cross_border_recommendations.csv", CrossBorder)
    targets = [
        Target(row.recommendation_id, frozenset(row.country_codes), frozenset(row.resource_keys))
        for row in rows
        if row.scope != "general"
    ]
    found = run_backtest(context.open().situation, targets, seed=SEED if seed is None else seed)
    if form == "json":
        show_line(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        show_table(found, len(rows) - len(targets))


def show_table(found: Backtest, general: int) -> None:
    """Print the scores and the first ranks."""
    from cami_graph.analyse.proof.backtest import CUTS

    counts = f"{len(found.first_ranks)} recommendations ({general} more are too general to be foretold)"
    show_line(f"{found.gaps} possible gaps on shared resources, {counts}")
    show_line("")
    show_line(f"{'ranking':<16}{''.join(f'recall@{cut}'.rjust(20) for cut in CUTS)}{'reciprocal rank':>24}")
    for score in found.scores:
        show_line(_line(score))
    show_line("")
    for name, rank in found.first_ranks.items():
        show_line(f"{name:<32}{f'rank {rank}' if rank else 'not foretold':>16}")


def _line(score: Score) -> str:
    cells = [
        f"{value:.2f} ({low:.2f}–{high:.2f})"
        for value, (low, high) in zip(score.recall.values(), score.recall_interval.values(), strict=True)
    ]
    low, high = score.reciprocal_interval
    reciprocal = f"{score.reciprocal:.3f} ({low:.3f}–{high:.3f})"
    return f"{score.ranking:<16}{''.join(cell.rjust(20) for cell in cells)}{reciprocal:>24}"
