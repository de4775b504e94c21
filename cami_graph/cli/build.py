"""`cami build`: from the tables and the report's words to the graph, as sorted N-Quads and as Turtle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import show_bytes, show_line, show_note
from cami_graph.cli.gate import find_unsettled, known_faults, pass_gate, refuse_installation

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cami_graph.analyse.findings.analysis import Findings
    from cami_graph.build import Build
    from cami_graph.store import EmbeddedStore

HELP = """Build the graph from the tables.

Reads data/, ontology/ and queries/rules/, and writes cami.nq and cami.ttl, beside them what the analysis finds, and
where each thing stands when it is drawn: what has its place in that folder keeps it. The same tables give the same
bytes in any empty folder. All parts come into use together, as one version, by the change of one name; the last three
versions are kept under versions/, and `cami --graph VERSION …` asks one of them. When the check finds anything, all of
it is said and the previous version stays in use, as it does when a build is broken off or the disk is full;
--known-faults builds all the same what can be read, and says so on the graph of the reference data.

With --check, --validate and --gaps one run does what `cami check`, `cami validate` and `cami gaps` do after it, on the
graph that it has in hand; a graph that breaks a rule does not come into use.

\b
Example:
  cami build
  cami build --check --validate --gaps
  cami build --to /tmp/trial
"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a build is asked to do beside building."""

    unfinished: bool
    known: bool
    check: bool
    validate: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What a build made: its findings, and how many statements its graph and analysis have."""

    findings: Findings
    size: int


@click.command(help=HELP)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to.")
@click.option("--unfinished", is_flag=True, help="Let missing tables and titles pass, for a look while writing.")
@click.option("--check", is_flag=True, help="Tell all that `cami check` tells.")
@click.option("--validate", is_flag=True, help="Hold the graph to the shapes before it comes into use.")
@click.option("--gaps", is_flag=True, help="Show what the analysis found, as `cami gaps` does.")
@known_faults
def command(folder: Path | None, unfinished: bool, check: bool, validate: bool, gaps: bool, known_faults: bool) -> None:
    """Build, write, and say what was built."""
    from time import perf_counter

    from cami_graph.paths import DATA, GRAPH, show_path
    from cami_graph.publish.atomic import publish_version
    from cami_graph.store.kept import take_grounds
    from cami_graph.store.version import VERSIONS, list_versions

    if folder is None:
        refuse_installation("The graph", "Name a folder with --to, and ask it with `cami --graph FOLDER …`.")
    start = perf_counter()
    folder = folder or GRAPH
    wishes = Wishes(unfinished, known_faults, check, validate)
    grounds = take_grounds()
    build = build_checked(DATA, wishes)
    made: list[Made] = []

    def make(new: Path) -> None:
        made.append(write_parts(build, new, folder, grounds, start, wishes))

    version = publish_version(make, folder, lambda: show_note("another build is at work: waiting for it to end"))
    if unfinished:
        show_note("built from unfinished tables: not for release")
    shown, size = show_path(folder), made[0].size
    kept = len(list_versions(folder))
    show_line(f"version {version.name} of {size:,} statements is in use, {kept} are kept: {shown}/{VERSIONS}")
    if gaps:
        show_gaps(made[0].findings)


def write_parts(build: Build, new: Path, folder: Path, grounds: dict[str, str], start: float, wishes: Wishes) -> Made:
    """Write all parts of a version into its folder, keep its answers beside them, and say what was made."""
    from time import perf_counter

    from cami_graph.ask import renew_asker
    from cami_graph.build import write_graph
    from cami_graph.explore.datasets.network import write_layout
    from cami_graph.paths import GRAPH_ANALYSIS, GRAPH_LAYOUT, GRAPH_NQUADS, show_path
    from cami_graph.publish.analysis import write_analysis
    from cami_graph.publish.keep import keep_answers
    from cami_graph.query import Runner
    from cami_graph.store import open_quads
    from cami_graph.store.version import GRAPH_PARTS, earlier_version, find_current

    shown = show_path(folder)
    write_graph(build, new)
    quads = list(build.quads)
    seconds = perf_counter() - start
    show_line(f"built the tables in {seconds:.1f} s: {shown}/{GRAPH_NQUADS.name}")
    found, stated = write_analysis(new, quads=quads, store=build.store)
    seconds = perf_counter() - start - seconds
    show_line(f"found {len(found.gaps)} possible gaps in {seconds:.1f} s: {shown}/{GRAPH_ANALYSIS.name}")
    quads += stated
    store = open_quads(quads)
    if wishes.validate:
        grounds |= hold_to_shapes(build, quads, store, new)
    placed = write_layout(new, find_current(folder) / GRAPH_LAYOUT.name, store)
    show_line(f"placed {placed} things for drawing: {shown}/{GRAPH_LAYOUT.name}")
    keep_answers(new, quads, found, renew_asker(Runner(store), earlier_version(folder)), grounds)
    return Made(found, sum((new / part).read_bytes().count(b"\n") for part in GRAPH_PARTS))


def hold_to_shapes(build: Build, quads: list[ox.Quad], store: EmbeddedStore, new: Path) -> dict[str, str]:
    """Hold a graph to the shapes before it comes into use; return the ground of the verdict that it breaks none."""
    from cami_graph.cli.validate import find_in_build
    from cami_graph.errors import ValidationError
    from cami_graph.paths import DATA, SHAPES
    from cami_graph.store.kept import RULES
    from cami_graph.store.version import GRAPH_PARTS
    from cami_graph.validate import engine_note, format_findings, has_errors, is_sound

    if note := engine_note():
        show_note(note)
    rules = {RULES.name: RULES.digest()}
    statements = "".join((new / part).read_text("utf-8") for part in GRAPH_PARTS)
    if is_sound(statements, store):
        show_line("validated: nothing breaks a rule")
        return rules
    findings = find_in_build(replace(build, quads=quads), DATA, SHAPES)
    show_bytes(format_findings(findings).encode("utf-8"))
    if has_errors(findings):
        raise ValidationError("The graph breaks rules and does not come into use.", remedy="Mend the tables.")
    return {}


def show_gaps(found: Findings) -> None:
    """Print the findings as `cami gaps` does."""
    from cami_graph.cli.listing import show_chosen

    show_chosen(found, "system", found.findings, None, None, "en")


def build_checked(data: Path, wishes: Wishes) -> Build:
    """Build the graph of tables in which the check finds nothing, or mark it where its faults are known."""
    from cami_graph.build import Rooms, build_dataset, build_graph, mark_faults
    from cami_graph.check import check_data
    from cami_graph.cli.check import show_faults, tell_check
    from cami_graph.paths import VOCABULARIES

    if wishes.unfinished:
        return build_graph(Rooms(data=data), partial=True)
    checked = check_data(data, VOCABULARIES)
    faults = checked.refusals
    pass_gate(faults, known=wishes.known)
    if wishes.check:
        show_faults(checked.faults, "text")
        tell_check(checked)
    build = build_graph(Rooms(data=data)) if faults else build_dataset(checked.record, Rooms(data=data))
    unsettled = () if faults else find_unsettled(data, build)
    pass_gate(unsettled, known=wishes.known)
    return mark_faults(build, len(faults) + len(unsettled)) if faults or unsettled else build
