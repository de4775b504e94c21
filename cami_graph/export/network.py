"""A network of any question whose rows tie two things together, for Gephi, Cytoscape, R and others.

The columns `source` and `target` are the ends, or else the first two columns of things; what else a row says stays with
the tie. Each thing has its address as name, a label and its kind; each tie its `weight`, the first number that its row
counts or else 1, and under `rests_on` the claims that it rests on.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from cami_graph.errors import ExportError
from cami_graph.query import Result
from cami_graph.query.plain import Plain
from cami_graph.query.selects import find_selects
from cami_graph.query.table import show_plain
from cami_graph.rdf import ID

ENDS = ("source", "target")
RESERVED = ("id", "key", "source", "target", "type", "label", "start", "end", "spells", "viz", "interaction", "name")
"""Names that GraphML, GEXF, Cytoscape or NetworkX give a meaning of their own to."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
if TYPE_CHECKING:
    Network: TypeAlias = nx.MultiDiGraph[str]
    AnyNetwork: TypeAlias = nx.Graph[str]
else:
    Network, AnyNetwork = nx.MultiDiGraph, nx.Graph


def network_of(result: Result, language: str = "en", about: str | None = None, steps: int = 1) -> Network:
    """Return the network of a result; with `about`, only what lies within so many steps of that thing."""
    source, target = find_ends(result)
    labels = result.labels(language)
    network: Network = nx.MultiDiGraph()
    proven = zip(result.rows, result.support.claims, strict=True)
    ties = sorted(proven, key=lambda tie: [show_plain(tie[0][name]) for name in result.variables])
    ends = {str(row[name]) for row, _ in ties for name in (source, target) if row[name] is not None}
    for end in sorted(ends):
        network.add_node(end, label=clean(labels.get(end, end)), kind=kind_of(end))
    counted = count_column(result)
    for row, claims in ties:
        if row[source] is None or row[target] is None:
            continue
        said = {name: row[name] for name in result.variables if name not in (source, target) and row[name] is not None}
        shown = {
            rename(name, value): value
            if isinstance(value, int | float)
            else clean(labels.get(str(value), show_plain(value)))
            for name, value in said.items()
        }
        weight = shown.pop("weight", row[counted] if counted else 1)
        network.add_edge(str(row[source]), str(row[target]), **shown, weight=weight, rests_on=" ".join(claims))
    return network if about is None else cut_out(network, about, steps)


def find_ends(result: Result) -> tuple[str, str]:
    """Return the two columns whose things are tied together."""
    if set(ENDS) <= set(result.variables):
        return ENDS
    things = result.things()
    held = [name for name in result.variables if any(row[name] in things for row in result.rows)]
    if len(held) < len(ENDS):
        raise ExportError("The rows tie no two things together.", remedy="Ask a question with two columns of things.")
    return held[0], held[1]


def count_column(result: Result) -> str | None:
    """Return the first column that the question counts into."""
    counts = {name for one in find_selects(result.text) for name in one.numbers}
    numbers = [name for name in result.variables if name in counts]
    return next((name for name in numbers if all(isinstance(one, int) for one in result[name])), None)


def cut_out(network: Network, about: str, steps: int) -> Network:
    """Return the part of a network within so many steps of a thing, whichever way the ties point."""
    if about not in network:
        raise ExportError(f"{about} is not in this network.")
    near = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), about, cutoff=steps)
    part: Network = network.subgraph(sorted(near)).copy()
    return part


def kind_of(iri: str) -> str:
    """Return what kind of thing an address names: `country` for `…/id/country/KZ`."""
    return iri.removeprefix(str(ID)).split("/", 1)[0] if iri.startswith(str(ID)) else "concept"


def rename(column: str, value: Plain) -> str:
    """Return the name under which a column stands at a tie: with a line after it where programs would misread it."""
    misread = column in RESERVED or (column == "weight" and not isinstance(value, int | float))
    return f"{column}_" if misread else column


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return UNWRITABLE.sub("\ufffd", text)


def write_graphml(network: AnyNetwork) -> bytes:
    """Write GraphML, each tie under an id of its own: NetworkX counts them anew for every two things."""
    file = io.BytesIO()
    nx.write_graphml_xml(number_ties(network), file, encoding="utf-8")
    return file.getvalue() + b"\n"


def number_ties(network: AnyNetwork) -> AnyNetwork:
    """Return a network with the same things and ties, of which each has a key that no other has."""
    if not network.is_multigraph():
        return network
    numbered: AnyNetwork = nx.MultiDiGraph() if network.is_directed() else nx.MultiGraph()
    numbered.add_nodes_from(network.nodes(data=True))
    for number, (one, other, said) in enumerate(network.edges(data=True), 1):
        numbered.add_edge(one, other, key=f"tie{number}", **said)
    return numbered


def write_gexf(network: AnyNetwork) -> bytes:
    """Write GEXF, without the day on which it was written, so that the same network gives the same bytes."""
    file = io.BytesIO()
    nx.write_gexf(network, file, encoding="utf-8")
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", file.getvalue()) + b"\n"


def write_node_link(network: AnyNetwork) -> bytes:
    """Write the JSON of nodes and links that NetworkX and D3 read."""
    return (json.dumps(nx.node_link_data(network, edges="links"), ensure_ascii=False, indent=1) + "\n").encode()


def write_cytoscape(network: AnyNetwork) -> bytes:
    """Write the JSON that Cytoscape and Cytoscape.js read: elements, each with its `data`."""
    nodes = [{"data": {"id": name, "name": said["label"], **said}} for name, said in network.nodes(data=True)]
    edges = [
        {"data": {"id": f"tie{number}", "source": one, "target": other, **said}}
        for number, (one, other, said) in enumerate(network.edges(data=True), 1)
    ]
    content = {"data": {}, "elements": {"nodes": nodes, "edges": edges}}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


FORMS: dict[str, Callable[[AnyNetwork], bytes]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "json": write_node_link,
    "cyjs": write_cytoscape,
}


def write_network(network: AnyNetwork, form: str) -> bytes:
    """Return the network in the form of this name."""
    return FORMS[form](network)
