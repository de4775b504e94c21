"""The countries and their common borders, each drawn by what is recorded between the two: together, agreed, nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cami_graph.explore.address import pair_path
from cami_graph.explore.datasets.maps import code_of, draw_shape, name_place
from cami_graph.explore.model import Claim, Thing
from cami_graph.explore.pages.gapmap import JOINT, PLANNED, threat_map
from cami_graph.explore.record import Record, reading_order

WIDTH, HEIGHT, EDGE = 640, 440, 60
MIDDLE = (80.0, 42.0)
SEEN = ((46, 27), (48, 51), (75, 55), (112, 52), (121, 46), (110, 24), (75, 22))
WIDE, HIGH = 66, 15
STEP, LEAST = 4, 3
OFF = "off"
Point = tuple[float, float]
Edge = frozenset[Point]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Land:
    """A country: its outline, and where its name stands."""

    thing: Thing
    outline: str
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Border:
    """Where two countries meet, what is recorded of the two (`joint`, `planned`, `open`), over all and on each threat.

    `planned` is work that is planned, or a framework that both are in, while no document tells of work done together.
    On a threat it is work that is planned, and `open` says that work of one or both is told, none of it joint.
    """

    one: Thing
    two: Thing
    line: str
    state: str
    species: tuple[Thing, ...]
    threats: tuple[tuple[Thing, str], ...]

    @property
    def path(self) -> str:
        """Return where what the two share stands."""
        return pair_path(code_of(self.one.iri), code_of(self.two.iri))

    def against(self, state: str) -> tuple[Thing, ...]:
        """Return the threats on which the two stand so."""
        return tuple(one for one, found in self.threats if found == state)

    def state_for(self, chosen: Thing | None = None) -> str:
        """Return the state of the pair over all, or on a threat; `off` where a species or threat is none of both."""
        if chosen and chosen.kind == "threat":
            return dict(self.threats).get(chosen, OFF)
        return self.state if not chosen or chosen in self.species else OFF


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn: countries, borders, and what may be chosen: species of both sides, threats that are met."""

    lands: tuple[Land, ...] = ()
    borders: tuple[Border, ...] = ()
    species: tuple[Thing, ...] = ()
    threats: tuple[Thing, ...] = ()

    def counts(self, chosen: Thing | None = None) -> tuple[int, int]:
        """Return of how many pairs no work together is recorded, and of how many in all, or with what is chosen."""
        states = [one.state_for(chosen) for one in self.borders]
        return sum(state in ("open", "planned") for state in states), sum(state != OFF for state in states)


def draw_borders(record: Record, species: Sequence[Thing]) -> Picture:
    """Draw the countries and the borders between them; nothing where the record holds no outlines or no neighbours."""
    outlines = {str(row["place"]): str(row["wkt"]) for row in record.rows("page-places") if "wkt" in row}
    shapes = {one.iri: draw_shape(outlines.get(one.iri, "")) for one in record.of_kind("country")}
    rings = {iri: rings_of(shape) for iri, shape in shapes.items() if shape}
    rows = record.rows("which-countries-are-neighbours")
    pairs = sorted({ordered(str(row["country"]), str(row["neighbour"])) for row in rows})
    states, ranges, threats = states_of(record), sure_ranges(record), _threats(record)
    borders = tuple(
        Border(
            record.thing(one),
            record.thing(two),
            _line(rings[one], rings[two]),
            states.over_all((one, two)),
            tuple(each for each in species if {one, two} <= ranges.get(each.iri, set())),
            threats.get((one, two), ()),
        )
        for one, two in pairs
        if one in rings and two in rings
    )
    shared = tuple(one for one in species if any(one in border.species for border in borders))
    places = _apart({iri: _projected(*name_place(shape)) for iri, shape in shapes.items() if shape})
    lands = tuple(Land(record.thing(iri), _outline(found), places[iri]) for iri, found in rings.items())
    met = tuple(sorted({threat for border in borders for threat, _ in border.threats}, key=reading_order))
    return Picture(lands, borders, shared, met) if borders else Picture()


def ordered(one: str, two: str) -> Pair:
    """Return two countries in the order in which pairs name them."""
    return (one, two) if one < two else (two, one)


def sure_ranges(record: Record) -> dict[str, set[str]]:
    """Return the range states of each species, without those in doubt."""
    found: dict[str, set[str]] = {}
    for row in record.rows("which-countries-share-each-species"):
        if not str(row["certainty"]).endswith("/doubtful"):
            found.setdefault(str(row["species"]), set()).add(str(row["country"]))
    return found


def _threats(record: Record) -> dict[Pair, tuple[tuple[Thing, str], ...]]:
    """Return how each pair stands on the threats that no wider one holds, as the map of threats says."""
    narrower = {str(row["thing"]) for row in record.rows("page-concepts") if str(row["field"]) == "broader"}
    found: dict[Pair, tuple[tuple[Thing, str], ...]] = {}
    for sign in threat_map(record).signs:
        if sign.thing.iri not in narrower:
            pair = ordered(sign.pair.one.iri, sign.pair.two.iri)
            state = sign.state if sign.state in (JOINT, PLANNED) else "open"
            found[pair] = (*found.get(pair, ()), (sign.thing, state))
    return found


class States:
    """What is recorded between two countries: work told, work planned or a framework agreed, or nothing."""

    def __init__(self, record: Record) -> None:
        never = record.rows("which-neighbours-never-act-together")
        self.never = {ordered(str(row["country"]), str(row["partner"])) for row in never}
        self.work = [one for one in record.claims.values() if one.kind == "cooperation"]
        self.parties: dict[str, set[str]] = {}
        for row in record.rows("which-frameworks-join-which-countries"):
            self.parties.setdefault(str(row["framework"]), set()).add(str(row["party"]))

    def over_all(self, pair: Pair) -> str:
        """Return the state of a pair, whatever the work is on."""
        if pair not in self.never:
            return "joint"
        is_agreed = any(set(pair) <= parties for parties in self.parties.values())
        return "planned" if is_agreed or any(set(pair) <= _countries(one) for one in self.work) else "open"


@lru_cache(maxsize=4)
def states_of(record: Record) -> States:
    """Return what is recorded between neighbours, once for each record."""
    return States(record)


def _countries(work: Claim) -> set[str]:
    return {one.iri for one in work.fields.get("country", ()) if isinstance(one, Thing)}


# Drawing


def rings_of(shape: Mapping[str, object]) -> tuple[tuple[Point, ...], ...]:
    """Return the rings of an outline as points of longitude and latitude."""
    polygons: Iterable = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]  # type: ignore[type-arg, assignment]
    return tuple(tuple((point[0], point[1]) for point in ring) for polygon in polygons for ring in polygon)


def _edges(rings: Iterable[Sequence[Point]]) -> set[Edge]:
    return {frozenset(edge) for ring in rings for edge in zip(ring, [*ring[1:], ring[0]], strict=True)}


def common_runs(one: Sequence[Sequence[Point]], two: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """Return the border of two countries as lines: the edges of the one that are edges of the other too."""
    common = _edges(two)
    runs: list[list[Point]] = []
    for ring in one:
        for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
            if frozenset((start, end)) in common:
                if not runs or runs[-1][-1] != start:
                    runs.append([start])
                runs[-1].append(end)
    return runs


def _line(one: Sequence[Sequence[Point]], two: Sequence[Sequence[Point]]) -> str:
    """Return the border of two countries as a path."""
    return "".join(path_of(spots) for run in common_runs(one, two) if len(spots := _thinned(run)) > 1)


def _outline(rings: Iterable[Sequence[Point]]) -> str:
    """Return the outline of a country as a path; rings that are nothing at this size are left out."""
    drawn = (_thinned(ring) for ring in rings)
    return "".join(f"{path_of(spots)}z" for spots in drawn if len(spots) > LEAST)


def path_of(spots: Sequence[tuple[int, int]]) -> str:
    """Return a line as short as SVG writes it: where it begins, and each step from there.

    >>> path_of([(10, 20), (13, 18), (14, 25)])
    'M10 20l3-2 1 7'
    """
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(spots))
    return f"M{spots[0][0]} {spots[0][1]}l{' '.join(steps)}".replace(" -", "-")


def _thinned(points: Sequence[Point]) -> list[tuple[int, int]]:
    """Return where points are drawn, without those close to the one before; the last one stays."""
    kept: list[tuple[int, int]] = []
    for at, point in enumerate(points):
        x, y = _spot(point)
        is_last = at == len(points) - 1
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= STEP or (is_last and (x, y) != kept[-1]):
            kept.append((x, y))
    return kept


def _spot(point: Point) -> tuple[int, int]:
    """Return where a point is drawn, to one unit; what lies far outside is drawn at the edge of what is kept."""
    x, y = _projected(*point)
    return min(max(x, -EDGE), WIDTH + EDGE), min(max(y, -EDGE), HEIGHT + EDGE)


def _projected(longitude: float, latitude: float) -> tuple[int, int]:
    """Return a place on the drawing, by Lambert's azimuthal projection of equal areas."""
    x, y = _plane(longitude, latitude)
    return round((x - LEFT) * SCALE), round((TOP - y) * SCALE)


def _plane(longitude: float, latitude: float) -> Point:
    """Return a place on the plane that touches the globe in the middle (Snyder 1987, equations 24-2 to 24-4)."""
    turn, up, centre = math.radians(longitude - MIDDLE[0]), math.radians(latitude), math.radians(MIDDLE[1])
    near = math.sin(centre) * math.sin(up) + math.cos(centre) * math.cos(up) * math.cos(turn)
    factor = math.sqrt(2 / (1 + near))
    x = factor * math.cos(up) * math.sin(turn)
    return x, factor * (math.cos(centre) * math.sin(up) - math.sin(centre) * math.cos(up) * math.cos(turn))


_CORNERS = [_plane(*place) for place in SEEN]
LEFT, TOP = min(x for x, _ in _CORNERS), max(y for _, y in _CORNERS)
SCALE = min(WIDTH / (max(x for x, _ in _CORNERS) - LEFT), HEIGHT / (TOP - min(y for _, y in _CORNERS)))


def _apart(places: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Move names that would cover each other apart, one line down, and into sight."""
    found: dict[str, tuple[int, int]] = {}
    for iri, (left, down) in sorted(places.items(), key=lambda pair: pair[1][1]):
        x, y = min(max(left, 40), WIDTH - 40), min(max(down, 16), HEIGHT - 10)
        while any(abs(x - a) < WIDE and abs(y - b) < HIGH for a, b in found.values()):
            y += HIGH
        found[iri] = (x, y)
    return found
