"""The graph as TriG, for the store in the pages: a quarter of the bytes of N-Quads, read by the engine as it stands.

The first line says where a triple stands in several graphs: the engine's own union would count it for each of them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from string import ascii_lowercase

import pyoxigraph as ox

OVERLAPS = b"# overlaps\n"
NAMESPACE = re.compile(r"<([^<>\s]*[/#])")
SHORTS = [*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2))][:99]


def to_trig(nquads: bytes) -> bytes:
    r"""Return N-Quads as TriG, graph by graph, with a short prefix for what addresses often begin with.

    >>> to_trig(b"<n:/x> <n:/is> <n:/y> .\n<n:/x> <n:/is> <n:/y> <n:/g> .\n")
    b'# overlaps\n@prefix a: <n:/> .\na:g {\n\ta:x a:is a:y .\n}\na:x a:is a:y .\n'
    """
    quads = sorted(ox.parse(nquads, format=ox.RdfFormat.N_QUADS), key=lambda quad: str(quad.graph_name))
    prefixes = dict(zip(SHORTS, _often(nquads.decode()), strict=False))
    text = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b""
    said = text.split(b"\n", len(prefixes))[-1]  # the engine puts prefixes in another order each time
    head = "".join(f"@prefix {short}: <{part}> .\n" for short, part in prefixes.items()).encode()
    overlaps = len({quad.triple for quad in quads}) < len(quads)
    return OVERLAPS * overlaps + head + said


def _often(text: str) -> list[str]:
    """Return what addresses begin with, that first which takes most room."""
    found = Counter(NAMESPACE.findall(text))
    return sorted(filter(_is_address, found), key=lambda part: (-found[part] * len(part), part))


def _is_address(part: str) -> bool:
    """Say whether the engine takes this as an address: a text may hold what only begins like one."""
    try:
        return bool(ox.NamedNode(part))
    except ValueError:
        return False
