"""Where names stand on a map: inside what they name, as far from its edges as can be, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cami_graph.brief.outlines import Ring

COLUMNS, ROWS = 24, 18
LETTER = 0.52
"""How wide a letter is on the average, as a part of its size."""
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Numbers = npt.NDArray[np.float64]


@dataclass
class Labels:
    """Finds places for names in a box, in map units; `unit` is how many of them go into one unit of type."""

    box: Box
    unit: float
    taken: list[Box] = field(default_factory=list)

    def place(
        self, name: str, rings: Sequence[Ring], size: float, *, roams: bool = False
    ) -> tuple[float, float, float] | None:
        """Return middle, base line and size of a name; nothing where it would stand on another or cross the edge.

        A name that `roams` may stand above or below what it names.
        """
        height = size * self.unit
        wide = len(name) * LETTER * height / 2
        for x, y in self._spots(rings, height, wide if roams else 0):
            box = (x - wide, y - height, x + wide, y + height * 0.3)
            if self._is_free(box):
                self.taken.append(box)
                return x, y, height
        return None

    def _spots(self, rings: Sequence[Ring], height: float, roaming: float) -> list[tuple[float, float]]:
        """Return the spots to try: inside by their distance from the edges, then as far beside as a name may roam."""
        is_point = all(len(ring) == 1 for ring in rings)
        inside = () if is_point else find_inside(self.box, tuple(rings))
        if not inside and roaming:
            points = [point for ring in rings for point in ring]
            inside = ((sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)),)
        steps = [(aside, down) for aside in (0, -1, 1) for down in (1.3, -1.3, 2.4, -2.4)] if roaming else []
        around = [(x + aside * roaming, y + down * height) for x, y in inside[:1] for aside, down in steps]
        return [(x, y + 0.35 * height) for x, y in (*(() if is_point else inside), *around)]

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = self.box
        inside = left <= box[0] and box[2] <= right and top <= box[1] and box[3] <= bottom
        return inside and not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self.taken
        )


@lru_cache(maxsize=256)
def find_inside(box: Box, rings: tuple[Ring, ...]) -> tuple[Point, ...]:
    """Return the points of a grid over a box that lie inside rings, those farthest from their lines first.

    Maps in two languages show the same rings in the same box.
    """
    left, top, right, bottom = box
    across, down = np.meshgrid(np.linspace(left, right, COLUMNS + 2)[1:-1], np.linspace(top, bottom, ROWS + 2)[1:-1])
    points = np.column_stack([across.ravel(), down.ravel()])
    areas = [np.asarray(ring, dtype=float) for ring in rings if len(ring) > 3 and _is_seen(ring, box)]
    odd = np.zeros(len(points), dtype=int)
    for area in areas:
        odd += _crossings(points, area)
    kept = points[odd % 2 == 1]
    if not len(kept):  # also where no area is seen
        return ()
    lines = np.concatenate(areas)
    aside, below = kept[:, None, 0] - lines[None, :, 0], kept[:, None, 1] - lines[None, :, 1]
    distance = np.sqrt((aside**2 + below**2).min(axis=1))
    edges = np.minimum.reduce(
        [kept[:, 0] - left, right - kept[:, 0], (kept[:, 1] - top) * 2, (bottom - kept[:, 1]) * 2]
    )
    order = np.argsort(-np.minimum(distance, edges * 0.6), kind="stable")
    return tuple((float(x), float(y)) for x, y in kept[order])


def _is_seen(ring: Ring, box: Box) -> bool:
    left, top, right, bottom = box
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) < right and max(xs) > left and min(ys) < bottom and max(ys) > top


def _crossings(points: Numbers, area: Numbers) -> npt.NDArray[np.int_]:
    """Count how often a line from each point to the east crosses an area's edge: odd means inside."""
    x, y = points[:, :1], points[:, 1:]
    a, b = area, np.roll(area, -1, axis=0)
    above = (a[:, 1] > y) != (b[:, 1] > y)
    rise = np.where(b[:, 1] == a[:, 1], 1.0, b[:, 1] - a[:, 1])
    at = a[:, 0] + (y - a[:, 1]) / rise * (b[:, 0] - a[:, 0])
    return np.asarray((above & (x < at)).sum(axis=1), dtype=np.int_)
