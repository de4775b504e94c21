"""A module of the ontology as a drawing that needs no script: classes left and right, the links between them.

Every link stands once, in the middle, as a name of its own, so that no name lies on a line. A class that links begin at
and lead to stands on both sides. Takes what `cami_graph.terms` says a drawing shows; gives shapes and curves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from cami_graph.terms import Arrow, Box

GLYPH, LINE, PAD, GAP, BEND = 7.3, 17, 10, 12, 84
SWEEPS = 8
KIND_OF = "is a "


@dataclass(frozen=True, slots=True)
class Shape:
    """A class (`own` or `other`), a link, or the word for being a kind of: where it stands and what it says."""

    kind: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def baselines(self) -> tuple[tuple[float, str], ...]:
        """Return each line with the height at which it is written."""
        return tuple((self.y + PAD / 2 + LINE * (at + 0.75), line) for at, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Curve:
    """A line from a class to a link's name, or on from there to a class, where it ends in an arrow."""

    path: str
    is_arrow: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, and the space it takes."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    curves: tuple[Curve, ...]


def lay_out(boxes: Sequence[Box], arrows: Sequence[Arrow], kind_of: str = "kind of") -> Drawing:
    """Place classes and links in three columns; `kind_of` is the word for being a kind of a class.

    >>> drawing = lay_out((Box("Cat", ("Animal",), ("name",)),), ())
    >>> [(one.kind, one.lines) for one in drawing.shapes]
    [('own', ('Cat', 'name')), ('kind', ('kind of',)), ('other', ('Animal',))]
    """
    hops = [Arrow(_short(one.origin), one.name, _short(one.target)) for one in arrows]
    hops += [Arrow(box.name, KIND_OF + _short(above), _short(above)) for box in boxes for above in box.above]
    own = {box.name: box.values for box in boxes}
    begin, names, end = _order(_columns(own, hops), hops)
    written = (
        [(name, "own" if name in own else "other", (name, *own.get(name, ()))) for name in begin],
        [(name, "kind", (kind_of,)) if name.startswith(KIND_OF) else (name, "link", (name,)) for name in names],
        [(name, "own" if name in own else "other", (name,)) for name in end],
    )
    height = max(sum(_tall(lines) + GAP for _, _, lines in column) - GAP for column in written)
    left = _stack(written[0], 0, height)
    middle = _stack(written[1], _edge(left.values()), height)
    right = _stack(written[2], _edge(middle.values()), height)
    starts = dict.fromkeys((hop.origin, hop.name) for hop in hops)
    ends = dict.fromkeys((hop.name, hop.target) for hop in hops)
    curves = (
        *(_curve(left[origin], middle[name], is_arrow=False) for origin, name in starts),
        *(_curve(middle[name], right[target], is_arrow=True) for name, target in ends),
    )
    shapes = (*left.values(), *middle.values(), *right.values())
    return Drawing(max(one.x + one.width for one in shapes), height, shapes, curves)


def _short(name: str) -> str:
    """Leave out our own prefix."""
    return name.removeprefix("cami:")


def _columns(own: Mapping[str, Sequence[str]], hops: Sequence[Arrow]) -> tuple[list[str], list[str], list[str]]:
    """Return what stands left, in the middle and right; a class of its own that no link touches stands left."""
    begin, end = {hop.origin for hop in hops}, {hop.target for hop in hops}
    begin |= {name for name, values in own.items() if values or name not in end}
    return sorted(begin), sorted({hop.name for hop in hops}), sorted(end)


def _order(
    columns: tuple[list[str], list[str], list[str]], hops: Sequence[Arrow]
) -> tuple[list[str], list[str], list[str]]:
    """Bring what is joined to like heights, so that few lines cross: each to the mean of its neighbours, again."""
    begin, names, end = columns
    for _ in range(SWEEPS):
        names = _settle(names, [(hop.name, _share(begin, hop.origin) + _share(end, hop.target)) for hop in hops])
        begin = _settle(begin, [(hop.origin, _share(names, hop.name)) for hop in hops])
        end = _settle(end, [(hop.target, _share(names, hop.name)) for hop in hops])
    return begin, names, end


def _share(column: Sequence[str], name: str) -> float:
    """Return how far down its column something stands, from 0 to 1."""
    return (column.index(name) + 0.5) / len(column)


def _settle(column: Sequence[str], pulls: Sequence[tuple[str, float]]) -> list[str]:
    """Sort a column by the mean of what pulls at each; what nothing pulls at goes to the end."""
    pulled = {name: [pull for one, pull in pulls if one == name] for name in column}
    return sorted(column, key=lambda name: fmean(pulled[name]) if pulled[name] else 2.0)


def _tall(lines: Sequence[str]) -> float:
    """Return the height of a shape."""
    return len(lines) * LINE + PAD


def _wide(lines: Sequence[str]) -> int:
    """Return the width of a shape."""
    return round(max(map(len, lines)) * GLYPH + 2 * PAD)


def _edge(shapes: Collection[Shape]) -> float:
    """Return where the next column begins."""
    return max((one.x + one.width for one in shapes), default=0) + BEND


def _stack(column: Sequence[tuple[str, str, tuple[str, ...]]], x: float, height: float) -> dict[str, Shape]:
    """Place a column from top to bottom, spread over the whole height; boxes are of one width, names of links not."""
    width = max((_wide(lines) for _, _, lines in column), default=0)
    spare = height - sum(_tall(lines) for _, _, lines in column)
    is_full = spare < (len(column) + 1) * GAP
    space = spare / max(len(column) - 1, 1) if is_full else spare / (len(column) + 1)
    y = 0.0 if is_full else space
    placed = {}
    for name, kind, lines in column:
        taken = _wide(lines) if kind in ("link", "kind") else width
        placed[name] = Shape(kind, lines, x + (width - taken) / 2, round(y, 1), taken, _tall(lines))
        y += _tall(lines) + space
    return placed


def _curve(start: Shape, end: Shape, *, is_arrow: bool) -> Curve:
    """Join the right side of one shape to the left side of another."""
    x, y = start.x + start.width, round(start.y + start.height / 2, 1)
    to_x, to_y = end.x, round(end.y + end.height / 2, 1)
    half = round((x + to_x) / 2, 1)
    return Curve(f"M{x:g} {y:g}C{half:g} {y:g} {half:g} {to_y:g} {to_x:g} {to_y:g}", is_arrow)
