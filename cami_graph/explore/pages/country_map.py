"""The map of one country: its borders drawn by what is recorded with each neighbour, and the landscapes it holds."""

from __future__ import annotations

from dataclasses import dataclass

from cami_graph.explore.model import Thing
from cami_graph.explore.pages.base import pair_thing
from cami_graph.explore.pages.borders import common_runs, ordered, states_of
from cami_graph.explore.pages.pair_map import PairMap, draw_part, frame, line_of, outlined
from cami_graph.explore.record import Record


@dataclass(frozen=True, slots=True)
class Border:
    """A border of the country: the two, what is recorded of them (`joint`, `planned`, `open`), and its line."""

    pair: Thing
    state: str
    line: str

    @property
    def drawn(self) -> tuple[str, str]:
        """Return what is drawn: the state and the line."""
        return self.state, self.line


@dataclass(frozen=True, slots=True)
class CountryMap:
    """The part of the world that is seen, and the borders on it."""

    part: PairMap
    borders: tuple[Border, ...]


def draw_country(record: Record, country: Thing) -> CountryMap | None:
    """Draw a country as a whole; nothing where the record holds no outline of it."""
    rings = outlined(record)
    if country.iri not in rings:
        return None
    rows = record.rows_of("page-neighbours", "country", country.iri)
    neighbours = [one for one in dict.fromkeys(record.thing(row["neighbour"]) for row in rows) if one.iri in rings]
    held = [record.thing(row["thing"]) for row in record.rows_of("page-range-states", "country", country.iri)]
    landscapes = [one for one in dict.fromkeys(held) if one.kind == "landscape" and one.iri in rings]
    borders = tuple(
        Border(
            pair_thing(country, one),
            states_of(record).over_all(ordered(country.iri, one.iri)),
            line_of(common_runs(rings[country.iri], rings[one.iri])),
        )
        for one in neighbours
    )
    return CountryMap(draw_part(record, (country,), landscapes, frame([rings[country.iri]], (), ())), borders)
