"""A network as one page made by pyvis: everything in it, positions fixed, physics off, no request to anywhere.

As pyvis writes them, pages ask other machines for styles and scripts, and the network moves for minutes. Here places
are computed once, with a fixed seed, and whatever points elsewhere is taken out; a page that still does is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from textwrap import shorten

import networkx as nx
from pyvis.network import Network as Canvas

from cami_graph.errors import ExportError
from cami_graph.export.network import AnyNetwork

SEED = 20140
SPREAD = 110
LABEL_LENGTH = 40
COLOURS = ("#0b6e4f", "#b5541c", "#2f5d8a", "#8a2f5d", "#6b6b1e", "#4b4b4b", "#7a4fb5", "#1e7a7a")
SHAPES = ("dot", "square", "triangle", "diamond", "star", "triangleDown")
OUTWARD = re.compile(
    r"<link\b[^>]*\bhref=[\"']https?:[^>]*>|<script\b[^>]*\bsrc=[\"'](?:https?:|lib/)[^>]*>\s*</script>", re.IGNORECASE
)
SOURCE_MAP = re.compile(r"[#@] sourceMappingURL=[^\s<*]+")
OTHER = re.compile(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//[^\"'\s>]+")
TEXTS = re.compile(r'"(?:label|title)": "(?:\\.|[^"\\])*"')
"""What things are called stands in the page as text, whatever it looks like."""
POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:\">"
)


def draw_page(network: AnyNetwork, title: str) -> bytes:
    """Return the page."""
    if not network:
        raise ExportError("The network is empty.", remedy="Ask a question that gives rows.")
    canvas = Canvas(height="92vh", width="100%", directed=network.is_directed(), cdn_resources="in_line", heading="")
    canvas.toggle_physics(False)
    places: Mapping[str, Iterable[float]] = nx.spring_layout(nx.Graph(network), seed=SEED, iterations=60)
    spread = SPREAD * len(network) ** 0.5
    for name, said in network.nodes(data=True):
        x, y = (float(round(value * spread, 1)) for value in places[name])
        canvas.add_node(
            name,
            label=shorten(said["label"], LABEL_LENGTH, placeholder=" …"),
            title=escape(f"{said['label']} ({said['kind']})"),
            x=x,
            y=y,
            physics=False,
            **look_of(said["kind"]),
        )
    for start, end, said in network.edges(data=True):
        canvas.add_edge(
            start,
            end,
            title=escape("; ".join(f"{name}: {value}" for name, value in said.items() if name != "rests_on")),
        )
    return seal(canvas.generate_html(notebook=False), title).encode()


def look_of(kind: str) -> dict[str, str]:
    """Return colour and shape of a kind of thing, the same on every page."""
    number = int(sha256(kind.encode()).hexdigest(), 16)
    return {"color": COLOURS[number % len(COLOURS)], "shape": SHAPES[number // len(COLOURS) % len(SHAPES)]}


def seal(html: str, title: str) -> str:
    """Take out all that asks other machines, and forbid the rest."""
    html = SOURCE_MAP.sub("", OUTWARD.sub("", html))
    if left := OTHER.search(TEXTS.sub("", html)):
        raise ExportError(f"The page would ask another machine: {left[0][:120]}")
    return html.replace("<head>", f"<head>{POLICY}<title>{escape(title)}</title>", 1)
