"""`cami build`: from the tables and the report's words to the graph, as sorted N-Quads and as Turtle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import show_line, show_note
from cami_graph.cli.gate import find_faults, find_unsettled, known_faults, pass_gate, refuse_installation

if TYPE_CHECKING:
    from cami_graph.build import Build

HELP = """Build the graph from the tables.

Reads data/, ontology/ and queries/rules/, and writes cami.nq and cami.ttl, beside them what the analysis finds, and
where each thing stands when it is drawn: what has its place in that folder keeps it. The same tables give the same
bytes in any empty folder. All parts come into use together, as one version, by the change of one name; the last three
versions are kept under versions/, and `cami --graph VERSION …` asks one of them. When the check finds anything, all of
it is said and the previous version stays in use, as it does when a build is broken off or the disk is full;
--known-faults builds all the same what can be read, and says so on the graph of the reference data.

\b
Example:
  cami build
  cami build --to /tmp/trial
"""


@click.command(help=HELP)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to.")
@click.option("--unfinished", is_flag=True, help="Let missing tables and titles pass, for a look while writing.")
@known_faults
def command(folder: Path | None, unfinished: bool, known_faults: bool) -> None:
    """Build, write, and say what was built."""
    from time import perf_counter

    from cami_graph.build import write_graph
    from cami_graph.explore.datasets.network import write_layout
    from cami_graph.paths import DATA, GRAPH, GRAPH_ANALYSIS, GRAPH_LAYOUT, GRAPH_NQUADS, show_path
    from cami_graph.publish.analysis import write_analysis
    from cami_graph.publish.version import publish_version
    from cami_graph.store import open_store
    from cami_graph.store.version import VERSIONS, find_current, list_versions

    if folder is None:
        refuse_installation("The graph", "Name a folder with --to, and ask it with `cami --graph FOLDER …`.")
    start = perf_counter()
    folder = folder or GRAPH
    build = build_checked(DATA, unfinished=unfinished, known=known_faults)
    shown = show_path(folder)

    def make(new: Path) -> None:
        write_graph(build, new)
        seconds = perf_counter() - start
        show_line(f"built the tables in {seconds:.1f} s: {shown}/{GRAPH_NQUADS.name}")
        count = write_analysis(new)
        seconds = perf_counter() - start - seconds
        show_line(f"found {count} possible gaps in {seconds:.1f} s: {shown}/{GRAPH_ANALYSIS.name}")
        placed = write_layout(new, find_current(folder) / GRAPH_LAYOUT.name)
        show_line(f"placed {placed} things for drawing: {shown}/{GRAPH_LAYOUT.name}")

    version = publish_version(make, folder, lambda: show_note("another build is at work: waiting for it to end"))
    if unfinished:
        show_note("built from unfinished tables: not for release")
    size, kept = open_store(version.folder).quads_count(), len(list_versions(folder))
    show_line(f"version {version.name} of {size:,} statements is in use, {kept} are kept: {shown}/{VERSIONS}")


def build_checked(data: Path, *, unfinished: bool, known: bool) -> Build:
    """Build the graph of tables in which the check finds nothing, or mark it where its faults are known."""
    from cami_graph.build import Rooms, build_graph, mark_faults

    if unfinished:
        return build_graph(Rooms(data=data), partial=True)
    faults = find_faults(data)
    pass_gate(faults, known=known)
    build = build_graph(Rooms(data=data))
    unsettled = () if faults else find_unsettled(data, build.dataset)
    pass_gate(unsettled, known=known)
    if faults or unsettled:
        mark_faults(build, len(faults) + len(unsettled))
    return build
