"""The small map of a brief: zoomed to its countries, their borders drawn by what is told, its landscapes named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from xml.sax.saxutils import escape

from cami_graph.analyse.findings.links import OPEN, TOGETHER
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.brief.label import Labels
from cami_graph.brief.matter import Matter
from cami_graph.brief.outlines import KILOMETRES, Point, Ring, find_border, read_outline, read_outlines, write_path

LAND, HOLDER, EDGE, SEA, PLACE, BORDER, INK = (
    *("#ece9e2", "#b9d0c9", "#ffffff", "#f7f9fa"),
    *("#c4622d", "#8c2f0f", "#20312d"),
)
WIDTH, HEIGHT = 360, 270
NARROWEST, AROUND, WIDEST, MARGIN = (*(length // KILOMETRES for length in (500, 1400, 2600)), 0.12)
"""How wide a map is at least, around a landscape of which one point is known, and how wide a country may be."""
WIDE = "RU"
"""The country that is left out where the whole region is shown: it would leave no room for the others."""
DASHES = {"solid": "", "dashed": "7 4", "dotted": "1.5 4"}


@dataclass(frozen=True)
class Scene:
    """What a map shows: countries in colour, borders by how they are drawn, landscapes; all names by key."""

    holders: tuple[str, ...]
    borders: Mapping[Pair, str]
    places: Mapping[str, tuple[Ring, ...]]
    names: Mapping[str, str]
    title: str = ""
    whole: bool = True
    outlines: Mapping[str, tuple[Ring, ...]] = field(default_factory=read_outlines)


@dataclass(frozen=True)
class Drawing:
    """A map, what it shows in words, and what is said under it."""

    scene: Scene
    told: str
    notes: tuple[str, ...]

    @cached_property
    def svg(self) -> str:
        """The map as SVG."""
        return draw(self.scene)

    @cached_property
    def sketch(self) -> str:
        """The map without outlines, which a script draws from those that the page has already."""
        return draw(self.scene, sketched=True)


def draw_matter(matter: Matter, title: str, outlines: Mapping[str, str]) -> Drawing:
    """Draw the map of a brief; `outlines` are those of landscapes as well-known text, by key."""
    words, holders = matter.words, matter.subject.states(matter.situation)
    keys = dict.fromkeys(one.resource for one in matter.shared if one.resource in outlines)
    if matter.subject.kind in ("landscape", "species"):
        keys = {key: None for key in matter.subject.keys if key in outlines}
    names = {code: matter.name(code) for code in matter.situation.countries} | {key: matter.name(key) for key in keys}
    told = words("map_told", title=title, countries=", ".join(names[code] for code in holders))
    drawn = f" {words('map_places', names=', '.join(map(matter.name, keys)))}" if keys else ""
    places = {key: read_outline(outlines[key]) for key in keys}
    borders = find_styles(matter)
    scene = Scene(holders, borders, places, names, told + drawn, matter.subject.kind != "landscape")
    notes = (words("map_lines") if borders else "", words("boundaries"))
    return Drawing(scene, told + drawn, tuple(note for note in notes if note))


def find_styles(matter: Matter) -> dict[Pair, str]:
    """Say how the borders are drawn: of countries by all that is told of the two, of a system by its own links."""
    if codes := set(matter.subject.codes):
        pairs = [one for one in matter.found.pairs if codes <= set(one.countries)]
        return {one.countries: style_of(one.group, one.countries in matter.found.work.doubted_ties) for one in pairs}
    styles = {}
    for one in matter.shared:
        for link in one.links if one.resource in matter.subject.keys else ():
            style = (
                "solid" if link.state == TOGETHER and not link.doubt else "dotted" if link.state == OPEN else "dashed"
            )
            styles[link.countries] = style
    return styles


def style_of(group: str, doubted: bool) -> str:
    """Return how the border of two countries is drawn, by the group that they stand in."""
    return {"together": "solid", "agreed": "dashed", "doubtful": "dashed"}.get(group, "dashed" if doubted else "dotted")


def draw(scene: Scene, *, sketched: bool = False) -> str:
    """Draw a scene as SVG: land, countries in colour, landscapes, borders, names; sketched, only its own names."""
    left, top, width, height = find_window(scene)
    unit = width / WIDTH
    box = (left, top, left + width, top + height)
    seen = [code for code in sorted(scene.outlines) if _touches(scene.outlines[code], box)]
    ground = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{SEA}"/>'
    drawn = "" if sketched else ground + "".join(_draw_outlines(scene, seen, unit))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" role="img" class="brief-map"'
    )
    named = [code for code in seen if code in scene.holders] if sketched else seen
    names = "".join(_draw_names(scene, named, box, unit))
    told = f"<title>{escape(scene.title)}</title>"
    return f"{head}{_say_scene(scene) if sketched else ''}>{told}{drawn}{names}</svg>"


def _draw_outlines(scene: Scene, seen: Sequence[str], unit: float) -> Iterator[str]:
    yield f'<g stroke="{EDGE}" stroke-width="{unit:.2f}" fill="{LAND}">'
    for code in seen:
        yield f'<path d="{write_path(scene.outlines[code])}"{_colour(scene, code)}/>'
    yield "</g>"
    yield from (_draw_place(rings, unit) for rings in scene.places.values())
    yield from _draw_borders(scene, unit)


def _say_scene(scene: Scene) -> str:
    """Return the attributes by which a script draws what is not drawn."""
    borders = " ".join(f"{'-'.join(pair)}:{style}" for pair, style in sorted(scene.borders.items()))
    said = {"holders": " ".join(scene.holders), "borders": borders, "places": " ".join(scene.places)}
    return "".join(f' data-{name}="{escape(value)}"' for name, value in said.items())


def _colour(scene: Scene, code: str) -> str:
    return f' fill="{HOLDER}"' if code in scene.holders else ""


def find_window(scene: Scene) -> tuple[int, int, int, int]:
    """Return the part of the plane that is shown: left, top, width and height, in its units."""
    region = (point for code, rings in scene.outlines.items() if code != WIDE for ring in rings for point in ring)
    points = list(_find_points(scene)) or list(region)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    width = max((right - left) * (1 + 2 * MARGIN), (bottom - top) * (1 + 2 * MARGIN) * WIDTH / HEIGHT, _least(scene))
    height = width * HEIGHT / WIDTH
    return (
        round((left + right - width) / 2),
        round((top + bottom - height) / 2),
        round(width),
        round(height),
    )


def _least(scene: Scene) -> int:
    """Return how wide the map must be: around a mere point, wide enough that one sees which countries lie there."""
    are_points = scene.places and all(len(ring) == 1 for rings in scene.places.values() for ring in rings)
    return AROUND if are_points and not scene.whole else NARROWEST


def _find_points(scene: Scene) -> Iterator[Point]:
    """Give the points that a map must show: landscapes and borders; beside one border, countries of no great width."""
    for rings in scene.places.values():
        yield from (point for ring in rings for point in ring)
    if scene.places and not scene.whole:
        return
    for one, two in scene.borders:
        yield from (point for run in find_border(scene.outlines[one], scene.outlines[two]) for point in run)
    if len(scene.borders) == 1 and len(scene.holders) == 2:
        return
    for code in scene.holders:
        ring = max(scene.outlines[code], key=len)
        across = max(x for x, _ in ring) - min(x for x, _ in ring)
        if across <= WIDEST or not scene.borders:
            yield from ring


def _touches(rings: Sequence[Ring], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    return min(xs) < right and max(xs) > left and min(ys) < bottom and max(ys) > top


def _draw_place(rings: Sequence[Ring], unit: float) -> str:
    """Draw a landscape: its outline, or a ring where only a point of it is known."""
    if len(rings) == 1 and len(rings[0]) == 1:
        ((x, y),) = rings[0]
        return f'<circle cx="{x}" cy="{y}" r="{8 * unit:.1f}" fill="{PLACE}" fill-opacity="0.55"/>'
    line = f'stroke="{PLACE}" stroke-width="{0.8 * unit:.2f}"'
    return f'<path d="{write_path(rings)}" fill="{PLACE}" fill-opacity="0.25" {line}/>'


def _draw_borders(scene: Scene, unit: float) -> Iterator[str]:
    for (one, two), style in sorted(scene.borders.items()):
        path = write_path(find_border(scene.outlines[one], scene.outlines[two]), closed=False)
        dashes = " ".join(f"{float(part) * unit:.1f}" for part in DASHES[style].split())
        drawn = f' stroke-dasharray="{dashes}"' if dashes else ""
        width = f'stroke-width="{2.4 * unit:.2f}" stroke-linecap="round" stroke-linejoin="round"'
        yield f'<path d="{path}" fill="none" stroke="{BORDER}" {width}{drawn}/>'


def _draw_names(
    scene: Scene, seen: Sequence[str], box: tuple[float, float, float, float], unit: float
) -> Iterator[str]:
    """Write the names of the countries in colour, of landscapes, then of others, where there is room."""
    labels = Labels(box, unit)
    for code in [*(one for one in scene.holders if one in seen), *(one for one in seen if one not in scene.holders)]:
        is_holder = code in scene.holders
        if spot := labels.place(scene.names.get(code, code), scene.outlines[code], 12 if is_holder else 10.5):
            yield _write_name(scene.names.get(code, code), *spot, INK if is_holder else "#5b6965", "")
        if is_holder and code == scene.holders[-1]:
            for key, rings in scene.places.items():
                if spot := labels.place(scene.names[key], rings, 10, roams=True):
                    yield _write_name(scene.names[key], *spot, BORDER, ' font-style="italic"')


def _write_name(name: str, x: float, y: float, size: float, colour: str, style: str) -> str:
    font = f'font-family="Libertinus Serif, Georgia, serif" font-size="{size:.1f}" fill="{colour}"{style}'
    halo = (
        f'text-anchor="middle" stroke="#fff" stroke-opacity="0.75" stroke-width="{size / 5:.1f}" paint-order="stroke"'
    )
    return f'<text x="{x:.0f}" y="{y:.0f}" {font} {halo}>{escape(name)}</text>'
