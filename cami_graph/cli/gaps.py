"""`cami gaps`: where joint work could be missing, by shared system, pair of neighbours or link."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from cami_graph.cli.context import Context, pass_context, show_bytes, show_line, write_file
from cami_graph.cli.gate import refuse_installation
from cami_graph.cli.listing import FORMS, SHOWN, form_of, give, show_chosen, show_listing, write_lines
from cami_graph.errors import QueryError

if TYPE_CHECKING:
    from cami_graph.analyse.findings.analysis import Findings, Settings
    from cami_graph.analyse.findings.select import Wanted

TOLD = ("table", "json", "markdown")
HELP = """Show where joint work could be missing.

A finding is a shared system, a herd that crosses borders or a landscape, with its links between neighbours on which no
joint work is told. It stands in one of three groups: agreed (a framework names it, nothing is told), extend (they work
together on something near), no-channel. Silence of a report is no proof that nothing was done: read the evidence, with
--explain. Ranks count a checklist of five: border, the programme asks, both act, joint work elsewhere, a framework.

\b
Example:
  cami gaps
  cami gaps --by pair --country KZ
  cami gaps --by link --country KZ --country UZ --format json
  cami gaps --explain ustyurt
  cami gaps --as-of 2021 --by pair --to pairs.xlsx
"""


@click.command(help=HELP)
@click.option("--by", "unit", default=None, metavar="UNIT", help="system (the default), pair, or link.")
@click.option(
    "--group", "groups", multiple=True, metavar="GROUP", help="Only agreed, extend, no-channel (pairs: together)."
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only links or other gaps of this kind or state.")
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    metavar="VERDICT",
    help="Only holds, silence, likely-artefact, differ, not-read.",
)
@click.option(
    "--country", "countries", multiple=True, metavar="NAME", help="Only those of this country; repeat for pairs."
)
@click.option("--landscape", metavar="NAME", help="Only those on this landscape.")
@click.option("--species", metavar="NAME", help="Only those on this species.")
@click.option("--threat", metavar="NAME", help="Only those on which this threat bears.")
@click.option("--as-of", "as_of", metavar="DATE", help="As known then: 2019, 2019-03 or 2019-03-04.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the first N.")
@click.option("--first", "first", is_flag=True, help="Only the findings of the first page.")
@click.option("--format", "form", type=click.Choice(FORMS), help="table on a terminal; json, csv, tsv, xlsx, markdown.")
@click.option("-o", "--to", "to", type=click.Path(path_type=Path), help="Write here; the suffix tells the form.")
@click.option("--explain", "about", metavar="ID", help="Tell everything about one finding, pair (KZ-UZ) or link.")
@click.option("--without-recommendations", is_flag=True, help="Leave out what the experts ask for; it ranks nothing.")
@click.option("--seed", type=click.IntRange(0), metavar="N", help="Begin the random draws of --measures elsewhere.")
@click.option("--measures", is_flag=True, help="The measures of the whole network instead, as JSON.")
@click.option("--write", "write", is_flag=True, help="Write the analysis beside the graph, as `cami build` does.")
@pass_context
def command(context: Context, /, **options: object) -> None:
    """Print what the build listed, where nothing else is asked; else analyse, choose, print."""
    asked = Asked(**cast("dict[str, Any]", options))
    if asked.is_plain and show_kept(context, asked):
        return
    if asked.write:
        refuse_beside("--write", asked.chooses or asked.form or asked.to or asked.about or asked.measures)
        write_graph(asked.read_settings())
        return
    refuse_beside("--measures", asked.measures and (asked.chooses or asked.form or asked.about))
    refuse_beside("--explain", asked.about and asked.chooses)
    if asked.first and asked.unit == "pair":
        raise click.UsageError("--first is of findings, not of pairs: leave out one of the two.")
    wanted = asked.read_wanted(context)
    found = find_gaps(context, asked.read_settings())
    if asked.measures:
        show_measures(found, asked.to)
    elif asked.about:
        show_one(found, read_about(context, found, asked.about), context.language, asked.form, asked.to)
    else:
        show_wanted(found, wanted, asked, context.language)


@dataclass(frozen=True)
class Asked:
    """What was asked: the options of the command, by their names."""

    unit: str | None
    groups: tuple[str, ...]
    kinds: tuple[str, ...]
    verdicts: tuple[str, ...]
    countries: tuple[str, ...]
    landscape: str | None
    species: str | None
    threat: str | None
    as_of: str | None
    top: int | None
    first: bool
    form: str | None
    to: Path | None
    about: str | None
    without_recommendations: bool
    seed: int | None
    measures: bool
    write: bool

    @property
    def filters(self) -> tuple[object, ...]:
        """Return what narrows a list."""
        return (*self.things, self.groups, self.verdicts)

    @property
    def things(self) -> tuple[tuple[str, ...], tuple[str, ...], str | None, str | None, str | None]:
        """Return the kinds and the things that a list is narrowed to."""
        return self.kinds, self.countries, self.landscape, self.species, self.threat

    @property
    def chooses(self) -> bool:
        """Say whether a part of the list is asked for."""
        return any((self.unit, *self.filters, self.top, self.first))

    @property
    def is_plain(self) -> bool:
        """Say whether what the build listed may be an answer."""
        other = self.as_of or self.without_recommendations or self.seed is not None or self.measures or self.write
        return not (other or any(self.filters))

    def read_settings(self) -> Settings:
        """Return how the record is analysed. Raises click.BadParameter for a day that is none."""
        from cami_graph.analyse.findings.analysis import Settings

        chosen = Settings(as_of=read_day(self.as_of or ""), recommendations=not self.without_recommendations)
        return chosen if self.seed is None else replace(chosen, seed=self.seed)

    def read_wanted(self, context: Context) -> Wanted:
        """Return what a list is narrowed to, names as addresses. Raises QueryError for a name that is unknown."""
        from cami_graph.analyse.findings.select import Wanted

        def resolve(name: str, kind: str) -> str:
            return context.open(briefly=True).runner.resolve(name, kind)

        return Wanted.read(resolve, *self.things, self.groups, self.verdicts)


def show_kept(context: Context, asked: Asked) -> bool:
    """Show what the build listed, where it was kept and holds all that is asked; say whether it was shown."""
    from cami_graph.analyse.findings.listed import name_list, name_told, read_listing, read_told

    form = form_of(asked.to, TOLD if asked.about else FORMS, asked.form)
    if form == "json" or (asked.about and (form != "table" or asked.chooses)):
        return False
    path = find_file(context, (name_told if asked.about else name_list)(context.language))
    if path is None or asked.unit not in (None, *SHOWN):
        return False
    if not asked.about:
        unit = asked.unit or "system"
        listing = read_listing(path.read_bytes(), unit).choose(first=asked.first, top=asked.top)
        show_listing(listing, unit, form, asked.to)
        return True
    told = read_told(path.read_bytes(), asked.about)
    if told is not None:
        give("".join(f"{line}\n" for line in told).encode(), asked.to)
    return told is not None


def show_wanted(found: Findings, wanted: Wanted, asked: Asked, language: str) -> None:
    """Print or write a list, narrowed to what is wanted."""
    from cami_graph.analyse.findings.select import choose

    by = asked.unit or ("link" if asked.kinds else "system")
    rows = choose(found, by, wanted)
    if asked.first:
        rows = tuple(one for one in rows if getattr(one, "is_first", True))  # type: ignore[assignment]
    show_chosen(found, by, rows[: asked.top], asked.form, asked.to, language)


def find_file(context: Context, name: str) -> Path | None:
    """Return what the build of the graph that is asked kept of its analysis under a name, where it still fits."""
    from cami_graph.store.kept import ANALYSIS, kept_of

    narrow = context.endpoint or context.report or context.programme
    return None if narrow else kept_of(Path(context.path) if context.path else None, name, ANALYSIS)


def find_gaps(context: Context, settings: Settings) -> Findings:
    """Return what the build of the graph found, where it was kept with these settings; else analyse the graph."""
    from cami_graph.analyse.findings.frozen import thaw
    from cami_graph.store.kept import FINDINGS

    path = find_file(context, FINDINGS)
    found = thaw(path.read_bytes()) if path else None
    if found is not None and found.settings == settings:
        return found
    return context.open().find_gaps(settings)


def read_day(text: str) -> str:
    """Return a year, month or day, or say how one is written."""
    if text and not re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise click.BadParameter(f'"{text}" is no date; write 2019, 2019-03 or 2019-03-04.', param_hint="--as-of")
    return text


def refuse_beside(option: str, others: object) -> None:
    """Refuse options that another one leaves nothing to do."""
    if others:
        raise click.UsageError(f"{option} takes no choice of gaps or form beside it.")


def write_graph(settings: Settings) -> None:
    """Write the analysis of the built graph, and say so."""
    from cami_graph.paths import GRAPH_ANALYSIS, GRAPH_LAYOUT, GRAPH_NQUADS, GRAPH_TURTLE, show_path
    from cami_graph.publish.analysis import write_analysis
    from cami_graph.publish.atomic import publish_version, share_parts
    from cami_graph.store.version import find_version

    refuse_installation("The analysis", "Write it beside a graph of your own, with `cami build --to FOLDER`.")
    before = find_version()
    before.check()

    def make(new: Path) -> None:
        share_parts(before, new, (GRAPH_NQUADS.name, GRAPH_TURTLE.name, GRAPH_LAYOUT.name))
        found, _ = write_analysis(new, settings)
        show_line(f"found {len(found.gaps)} possible gaps: {show_path(GRAPH_ANALYSIS.parent)}/{GRAPH_ANALYSIS.name}")

    show_line(f"version {publish_version(make).name} is in use")


def show_measures(found: Findings, to: Path | None) -> None:
    """Print the measures of the network as JSON."""
    import json

    from cami_graph.analyse.proof.network import measure_all

    content = (json.dumps(measure_all(found), ensure_ascii=False, indent=2) + "\n").encode()
    write_file(to, content) if to else show_bytes(content)


def read_about(context: Context, found: Findings, name: str) -> str:
    """Return the short name of what is meant: two countries in any order, or a thing, may be written as people do."""
    from cami_graph.analyse.findings.select import has_name
    from cami_graph.brief import find_subject

    if has_name(found, name):
        return name
    try:
        meant = find_subject([name], context.open(briefly=True).runner.resolve).slug
    except QueryError:
        return name
    return meant if has_name(found, meant) else name


def show_one(found: Findings, name: str, language: str, form: str | None, to: Path | None) -> None:
    """Tell everything about one finding, pair or gap, as text or as JSON; of one that stands no more, why."""
    import json

    from cami_graph.analyse.findings.former import find_former
    from cami_graph.analyse.findings.forms import write_chosen
    from cami_graph.analyse.findings.gaps import Gap
    from cami_graph.analyse.findings.select import find_anything, has_name
    from cami_graph.analyse.findings.systems import Finding
    from cami_graph.analyse.findings.telling import explain

    form = form_of(to, TOLD, form)
    if form not in TOLD:
        raise click.UsageError(f"One gap is told as text, json or markdown, not as {form}.")
    if not has_name(found, name) and (former := find_former(found, name)):
        as_json = json.dumps(former.to_json(), ensure_ascii=False, indent=2)
        give(f"{as_json}\n".encode() if form == "json" else write_lines(former.tell(), form), to)
        return
    one = find_anything(found, name)
    if form == "json":
        unit = "link" if isinstance(one, Gap) else "system" if isinstance(one, Finding) else "pair"
        give(write_chosen(found, unit, (one,), form, language), to)  # type: ignore[arg-type]
        return
    give(write_lines(explain(found, one, language), form), to)
