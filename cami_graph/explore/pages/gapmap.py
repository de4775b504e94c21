"""The gap maps: what neighbours share, and the threats they meet, by pair; a sign for each, and the same as a table.

A sign says what is recorded (joint work, a plan or framework, nothing), which of the two acts, and what readers found.
An empty cell has one meaning only: the two do not both hold it; in the map of threats, nothing is told on either side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from statistics import fmean

import yaml

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.judged import VERDICTS
from cami_graph.analyse.findings.links import Link
from cami_graph.analyse.findings.own_work import acts_on
from cami_graph.explore.address import pair_path
from cami_graph.explore.model import Label, Thing
from cami_graph.explore.record import Record, reading_order
from cami_graph.rdf import ID, VOCABULARY

FILE = Path(__file__).parents[1] / "regions.yaml"
JOINT, DOUBTFUL, PLANNED, AGREED, OPEN, APART = "joint", "doubtful", "planned", "agreed", "open", "apart"
ALONE = "alone"
STATES = (JOINT, DOUBTFUL, AGREED, PLANNED, OPEN, ALONE, APART)
JUDGED = (PLANNED, AGREED, OPEN)
MOST = 4
Codes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbours, in the order of their codes."""

    one: Thing
    two: Thing

    @property
    def codes(self) -> Codes:
        """Return their codes."""
        return _code(self.one.iri), _code(self.two.iri)

    @property
    def path(self) -> str:
        """Return where what the two share stands."""
        return pair_path(*self.codes)


@dataclass(frozen=True, slots=True)
class Sign:
    """How two neighbours stand on one thing.

    `count` is how many cooperations, plans or frameworks the state rests on; `acts` says of each side whether it is
    told to act on it; `verdict` is what more than half of its readers found (else `differ`; nothing where there is
    nothing to judge); `is_range` says that it is not known whether the two share animals of it.
    """

    pair: Pair
    thing: Thing
    state: str
    count: int = 0
    acts: tuple[bool, bool] = (False, False)
    verdict: str = ""
    is_range: bool = False

    @property
    def size(self) -> int:
        """Return how large joint work is drawn: its count, from one to four."""
        return min(MOST, self.count)

    @property
    def acting(self) -> tuple[Thing, ...]:
        """Return which of the two is told to act on it."""
        return tuple(one for one, acts in zip((self.pair.one, self.pair.two), self.acts, strict=True) if acts)


Row = tuple[Thing, tuple[Sign | None, ...]]


@dataclass(frozen=True)
class GapMap:
    """A map: pairs gathered by area across, blocks of rows down, a sign or nothing in each cell."""

    name: str
    areas: tuple[tuple[Label, tuple[Pair, ...]], ...]
    blocks: tuple[tuple[str, tuple[Row, ...]], ...]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Return the pairs in the order of their columns."""
        return tuple(pair for _, pairs in self.areas for pair in pairs)

    @cached_property
    def starts(self) -> frozenset[Pair]:
        """Return the first pair of each area."""
        return frozenset(pairs[0] for _, pairs in self.areas)

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """Return the signs, pair by pair in the order of the columns: the map as a list."""
        found = [sign for _, rows in self.blocks for _, cells in rows for sign in cells if sign]
        return tuple(sorted(found, key=lambda one: self.pairs.index(one.pair)))

    @cached_property
    def states(self) -> tuple[tuple[str, int], ...]:
        """Return how many signs there are of each state, for the legend."""
        found = Counter(sign.state for sign in self.signs)
        return tuple((state, found[state]) for state in STATES if found[state])

    @cached_property
    def verdicts(self) -> tuple[tuple[str, int], ...]:
        """Return how many signs there are of each verdict, for the legend."""
        found = Counter(sign.verdict for sign in self.signs)
        return tuple((verdict, found[verdict]) for verdict in VERDICTS if found[verdict])

    @property
    def ranges(self) -> int:
        """Return of how many signs it is not known whether the two share animals."""
        return sum(sign.is_range for sign in self.signs)


def gap_maps(record: Record) -> tuple[GapMap, ...]:
    """Make the map of what is shared and the map of threats; a map without a sign is left out."""
    found = record.findings
    pairs = {codes: _pair(record, codes) for codes in sorted(found.situation.neighbours)}
    maps = (_shared_map(record, found, pairs), threat_map(record))
    return tuple(one for one in maps if one.blocks)


def _shared_map(record: Record, found: Findings, pairs: Mapping[Codes, Pair]) -> GapMap:
    """Make the map of shared herds, ranges and landscapes."""
    verdicts = {gap.slug: gap.verdict for gap in found.gaps}
    signs = [_link_sign(record, found, pairs[link.countries], link, verdicts) for link in found.links]
    signs += _apart(record, found, pairs)
    areas = gather_pairs({one.pair for one in signs})
    order = [pair for _, members in areas for pair in members]
    rows = _rows(signs, order)
    places = sorted((row for row in rows if row[0].kind == "landscape"), key=_middle)
    species = [row for row in rows if row[0].kind != "landscape"]
    blocks = (("landscape", tuple(places)), ("taxon", tuple(species)))
    return GapMap("gap-map", areas, tuple(block for block in blocks if block[1]))


def _link_sign(record: Record, found: Findings, pair: Pair, link: Link, verdicts: Mapping[str, str]) -> Sign:
    """Return the sign of a link of the analysis."""
    state = (DOUBTFUL if link.doubt else JOINT) if link.state == "together" else link.state
    behind = {JOINT: link.joint, DOUBTFUL: link.joint, PLANNED: link.planned, AGREED: link.frameworks}
    resource = found.situation.resources[link.resource]
    acts = [acts_on(found.situation, found.work, code, resource, link.herds) for code in link.countries]
    verdict = verdicts[link.slug] if state in JUDGED else ""
    thing = record.thing(f"{ID}{link.resource}")
    return Sign(pair, thing, state, len(behind.get(state, ())), (acts[0], acts[1]), verdict, link.standing == "unknown")


def _apart(record: Record, found: Findings, pairs: Mapping[Codes, Pair]) -> Iterator[Sign]:
    """Give the pairs that both hold something and of which a source tells that they share no herd of it."""
    linked = {(link.countries, link.resource) for link in found.links}
    for key, resource in found.situation.resources.items():
        for codes, pair in pairs.items():
            if set(codes) <= resource.holdings.keys() and (codes, key) not in linked:
                yield Sign(pair, record.thing(f"{ID}{key}"), APART)


@lru_cache(maxsize=4)
def threat_map(record: Record) -> GapMap:
    """Make the map of threats: joint work against each that is told or planned, and which side acts on it."""
    found = record.findings
    pairs = {codes: _pair(record, codes) for codes in sorted(found.situation.neighbours)}
    problems = {str(row["claim"]) for row in record.rows("page-problems-about")}
    work = {key: one for key, one in found.situation.actions.items() if f"{ID}{key}" not in problems}
    acting = {
        (threat, code) for one in work.values() if one.is_worked for threat in one.threats for code in one.countries
    }
    joint: dict[tuple[str, Codes, str], int] = defaultdict(int)
    for cooperation in found.situation.cooperations.values():
        action = work.get(cooperation.action)
        for threat in action.threats if action else ():
            for codes in cooperation.pairs:
                joint[threat, codes, JOINT if action and action.is_worked else PLANNED] += 1
    signs = []
    for threat in sorted({threat for one in work.values() for threat in one.threats}):
        for codes, pair in pairs.items():
            state = next((one for one in (JOINT, PLANNED) if joint[threat, codes, one]), ALONE)
            acts = ((threat, codes[0]) in acting, (threat, codes[1]) in acting)
            if state != ALONE or any(acts):
                thing = record.thing(f"{VOCABULARY}{threat}")
                signs.append(Sign(pair, thing, state, joint[threat, codes, state], acts))
    areas = gather_pairs({one.pair for one in signs})
    rows = _rows(signs, [pair for _, members in areas for pair in members])
    return GapMap("threat-map", areas, (("threat", tuple(rows)),) if rows else ())


def _rows(signs: Iterable[Sign], order: Sequence[Pair]) -> list[Row]:
    """Return one row for each thing, in reading order, with its sign or nothing for each pair."""
    found: dict[Thing, dict[Pair, Sign]] = defaultdict(dict)
    for sign in signs:
        found[sign.thing][sign.pair] = sign
    return [(thing, tuple(found[thing].get(pair) for pair in order)) for thing in sorted(found, key=reading_order)]


def _middle(row: Row) -> tuple[float, str]:
    """Return where in the order of columns the signs of a row stand on the mean."""
    return fmean(at for at, sign in enumerate(row[1]) if sign), row[0].label.en


# Areas


@cache
def read_regions() -> Mapping[str, tuple[str, Label]]:
    """Return the area of each country, by its code: its key and its name."""
    content = yaml.safe_load(FILE.read_text("utf-8"))
    return {code: (key, Label(*one["name"])) for key, one in content.items() for code in one["countries"]}


def gather_pairs(pairs: Iterable[Pair]) -> tuple[tuple[Label, tuple[Pair, ...]], ...]:
    """Return pairs by the areas that they lie in or join, going round: each area, then what joins it to the next."""
    regions = read_regions()
    ring = list(dict.fromkeys(key for key, _ in regions.values()))
    found: dict[tuple[int, ...], list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda one: one.codes):
        areas = {regions[code][0] for code in pair.codes if code in regions}
        found[tuple(sorted(ring.index(area) for area in areas))].append(pair)
    names = {ring.index(key): label for key, label in regions.values()}
    gathered = sorted(found.items(), key=lambda one: _turn(one[0], len(ring)))
    return tuple((_area_name([names[at] for at in key]), tuple(members)) for key, members in gathered)


def _turn(areas: Sequence[int], count: int) -> float:
    """Return where on the ring of areas a pair of them stands: half-way between neighbours, countries of none last."""
    if not areas:
        return count
    return areas[0] if len(areas) == 1 else count - 0.5 if areas[1] - areas[0] > 1 else areas[0] + 0.5


def _area_name(names: Sequence[Label]) -> Label:
    """Join the names of areas; pairs of countries of no area have none."""
    return Label(*(" – ".join(one.say(language) for one in names) for language in ("en", "ru")))


def _pair(record: Record, codes: Codes) -> Pair:
    return Pair(*(record.thing(f"{ID}country/{code}") for code in codes))


def _code(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
