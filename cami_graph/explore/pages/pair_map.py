"""The zoomed map of two countries: their outlines, the common border, and the landscapes that both hold.

A country is drawn the same on every map, in fiftieths of a degree, and each map looks at its own part: so the maps of a
single file repeat each other and take little room. The group that holds the outlines is narrowed by the cosine of the
middle latitude (equirectangular; Snyder 1987, chapter 12).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cami_graph.explore.datasets.maps import draw_shape, name_place
from cami_graph.explore.model import LANGUAGES, Thing
from cami_graph.explore.pages.borders import Point, common_runs, path_of, rings_of
from cami_graph.explore.pages.thinning import straighten
from cami_graph.explore.record import Record

UNIT = 50
NEAR, LEAST = 2.6, 3
WINDOW = (43.0, 20.0, 123.0, 57.0)
SEEN = (44.0, 22.0, 122.0, 56.0)
WIDEST, NARROWEST = 24.0, 7.0
MARGIN = 0.06
ROOM = 0.07
SHAPE = (1.25, 2.0)
LINE = 22.0
LONG, SIGN = 20, 0.31
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the map: of what, where it stands, in units of the view."""

    thing: Thing
    x: int
    y: int

    def lines(self, language: str) -> tuple[str, ...]:
        """Return the name as it is written: a long one in two lines.

        >>> from cami_graph.explore.model import Label
        >>> Name(Thing("", "landscape", "", Label("Gobi-Desert - Eastern Steppes")), 0, 0).lines("en")
        ('Gobi-Desert -', 'Eastern Steppes')
        """
        words = self.thing.name(language).split(" ")
        if len(" ".join(words)) <= LONG or len(words) == 1:
            return (" ".join(words),)
        cuts = range(1, len(words))
        at = min(cuts, key=lambda at: max(len(" ".join(words[:at])), len(" ".join(words[at:]))))
        return " ".join(words[:at]), " ".join(words[at:])

    @property
    def width(self) -> int:
        """Return how many signs its longest line has, in either language."""
        return max(len(line) for language in LANGUAGES for line in self.lines(language))


@dataclass(frozen=True, slots=True)
class Land:
    """A country on the map, and whether it is one of the two."""

    thing: Thing
    outline: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A landscape of both: its outline, or the point where it lies."""

    thing: Thing
    outline: str
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class PairMap:
    """All that is drawn: what the view shows, how the outlines are narrowed, and how large a line of text is."""

    view: tuple[int, int, int, int]
    scale: float
    size: float
    lands: tuple[Land, ...]
    border: str
    areas: tuple[Area, ...]
    names: tuple[Name, ...]


def draw_pair(record: Record, countries: tuple[Thing, Thing], landscapes: Sequence[Thing]) -> PairMap | None:
    """Draw two countries with what they share; nothing where the record holds no outline of one of them."""
    rings = outlined(record)
    one, two = countries
    if one.iri not in rings or two.iri not in rings:
        return None
    border = common_runs(rings[one.iri], rings[two.iri])
    places = [_points(_shapes(record)[thing.iri]) for thing in landscapes if thing.iri in _shapes(record)]
    return draw_part(record, countries, landscapes, frame([rings[one.iri], rings[two.iri]], border, places), border)


def draw_part(
    record: Record, own: Sequence[Thing], landscapes: Sequence[Thing], box: Box, border: Sequence[Sequence[Point]] = ()
) -> PairMap:
    """Draw what lies in a box of longitudes and latitudes: countries, those meant by themselves, and landscapes."""
    shapes, rings = _shapes(record), outlined(record)
    places = [(thing, shapes[thing.iri]) for thing in landscapes if thing.iri in shapes]
    scale = round(math.cos(math.radians((box[1] + box[3]) / 2)), 3)
    view = _view(box, scale)
    near = [thing for thing in record.of_kind("country") if thing.iri in rings and _meets(rings[thing.iri], box)]
    lands = tuple(Land(thing, _outlines(record)[thing.iri], thing in own) for thing in near)
    size = view[2] / 640 * LINE
    areas = tuple(_area(thing, shape, scale) for thing, shape in places)
    names = _apart([*_names(record, near, own, box, scale), *_area_names(areas, shapes, scale, size)], size, view)
    return PairMap(view, scale, round(size, 1), lands, line_of(border), areas, names)


def line_of(border: Iterable[Sequence[Point]]) -> str:
    """Return a border as a path."""
    return "".join(path_of(spots) for run in border if len(spots := _thinned(run)) > 1)


@lru_cache(maxsize=4)
def outlined(record: Record) -> Mapping[str, tuple[tuple[Point, ...], ...]]:
    """Return the rings of every place that has an outline, once for each record."""
    return {iri: rings_of(shape) for iri, shape in _shapes(record).items() if shape["type"] != "Point"}


@lru_cache(maxsize=4)
def _shapes(record: Record) -> Mapping[str, Mapping[str, object]]:
    """Return the shapes of all places that have one, once for each record."""
    found = {str(row["place"]): draw_shape(str(row["wkt"])) for row in record.rows("page-places") if "wkt" in row}
    return {iri: shape for iri, shape in found.items() if shape}


@lru_cache(maxsize=4)
def _outlines(record: Record) -> Mapping[str, str]:
    """Return the outline of each place that has one, once for each record."""
    return {iri: _outline(rings) for iri, rings in outlined(record).items()}


def _outline(rings: Iterable[Sequence[Point]]) -> str:
    return "".join(f"{path_of(spots)}z" for ring in rings if len(spots := _thinned(ring)) > LEAST)


def _thinned(points: Sequence[Point]) -> list[tuple[int, int]]:
    """Return where points are drawn, those far outside at the edge of what is kept, without those that bend no line."""
    spots: list[tuple[int, int]] = []
    for longitude, latitude in points:
        x = round(min(max(longitude, WINDOW[0]), WINDOW[2]) * UNIT)
        y = -round(min(max(latitude, WINDOW[1]), WINDOW[3]) * UNIT)
        if not spots or (x, y) != spots[-1]:
            spots.append((x, y))
    return straighten(spots, NEAR)


def _points(shape: Mapping[str, object]) -> list[Point]:
    if shape["type"] == "Point":
        point: Sequence[float] = shape["coordinates"]  # type: ignore[assignment]
        return [(point[0], point[1])]
    return [point for ring in rings_of(shape) for point in ring]


# What the view shows


def frame(
    countries: Sequence[Sequence[Sequence[Point]]], border: Iterable[Iterable[Point]], places: Iterable[Iterable[Point]]
) -> Box:
    """Return west, south, east and north of the view: the border and the landscapes, and small countries whole."""
    points = [point for run in border for point in run]
    own = [_box(point for ring in rings for point in ring) for rings in countries]
    if points:
        boxes = [_box(points), *(_box(one) for one in places), *(one for one in own if one[2] - one[0] <= WIDEST)]
    else:
        boxes = [*own, *(_box(one) for one in places)]
    west, south, east, north = _clamped(_around(boxes))
    wide, high = max(NARROWEST, east - west), max(NARROWEST * 0.6, north - south)
    middle = ((west + east) / 2, (south + north) / 2)
    wide, high = wide * (1 + MARGIN), high * (1 + MARGIN)
    return middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2, middle[1] + high / 2


def _box(points: Iterable[Point]) -> Box:
    kept = list(points)
    east, north = zip(*kept, strict=True)
    return min(east), min(north), max(east), max(north)


def _around(boxes: Sequence[Box]) -> Box:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _clamped(box: Box) -> Box:
    return max(box[0], SEEN[0]), max(box[1], SEEN[1]), min(box[2], SEEN[2]), min(box[3], SEEN[3])


def _view(box: Box, scale: float) -> tuple[int, int, int, int]:
    """Return the view in units, no flatter and no taller than pages have room for."""
    x, y = box[0] * UNIT * scale, -box[3] * UNIT
    wide, high = (box[2] - box[0]) * UNIT * scale, (box[3] - box[1]) * UNIT
    wider, higher = max(wide, high * SHAPE[0]), max(high, wide / SHAPE[1])
    return round(x - (wider - wide) / 2), round(y - (higher - high) / 2), round(wider), round(higher)


def _meets(rings: Iterable[Iterable[Point]], box: Box) -> bool:
    """Say whether any point of a country, or the frame around it, lies in the view."""
    west, south, east, north = _box(point for ring in rings for point in ring)
    return west < box[2] and east > box[0] and south < box[3] and north > box[1]


# Landscapes and names


def _area(thing: Thing, shape: Mapping[str, object], scale: float) -> Area:
    if shape["type"] == "Point":
        ((longitude, latitude),) = _points(shape)
        return Area(thing, "", round(longitude * UNIT * scale), -round(latitude * UNIT))
    return Area(thing, _outline(rings_of(shape)))


@lru_cache(maxsize=4)
def _middles(record: Record) -> Mapping[str, Point]:
    """Return where the name of each country stands on a map of everything, once for each record."""
    shapes = _shapes(record)
    return {one.iri: _middle(shapes[one.iri]) for one in record.of_kind("country") if one.iri in shapes}


def _middle(shape: Mapping[str, object], box: Box = WINDOW) -> Point:
    longitude, latitude = name_place(dict(shape), box)
    return longitude, latitude


def _names(record: Record, countries: Iterable[Thing], own: Sequence[Thing], box: Box, scale: float) -> list[Name]:
    """Return the names of the two, in the part of each that is seen, and of others whose middle is in sight."""
    room = ((box[2] - box[0]) * ROOM, (box[3] - box[1]) * ROOM)
    inner = (box[0] + room[0], box[1] + room[1], box[2] - room[0], box[3] - room[1])
    places = {one: _middles(record)[one.iri] for one in countries}
    for one in own:
        if not _within(places[one], inner):
            places[one] = _middle(_shapes(record)[one.iri], inner)
    seen = [one for one in (*own, *(each for each in places if each not in own)) if _within(places[one], inner)]
    return [Name(one, round(places[one][0] * UNIT * scale), -round(places[one][1] * UNIT)) for one in seen]


def _within(point: Point, box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _area_names(
    areas: Iterable[Area], shapes: Mapping[str, Mapping[str, object]], scale: float, size: float
) -> list[Name]:
    found = []
    for one in areas:
        west, south, east, north = _box(_points(shapes[one.thing.iri]))
        x, y = round((west + east) / 2 * UNIT * scale), -round((south + north) / 2 * UNIT)
        found.append(Name(one.thing, x, y + (0 if one.outline else round(size * 1.6))))
    return found


def _apart(names: Sequence[Name], size: float, view: tuple[int, int, int, int]) -> tuple[Name, ...]:
    """Move names that would cover each other one line down, and all of them into sight."""
    left, top, wide, high = view
    placed: list[Name] = []
    for one in names:
        half = one.width * size * SIGN
        x = round(min(max(one.x, left + half), left + wide - half))
        y = round(min(max(one.y, top + size * 1.2), top + high - size * 1.4))
        while any(
            abs(y - other.y) < size * 1.1 and abs(x - other.x) < half + other.width * size * SIGN for other in placed
        ):
            y += round(size * 1.15)
        placed.append(Name(one.thing, x, y))
    return tuple(one for one in placed if one.y < top + high)
