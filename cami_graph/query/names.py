"""Names as people write them, resolved against the graph: `AF`, `saiga`, `1.1.10`, `snow leopard`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cami_graph.errors import QueryError, suggest_names
from cami_graph.late import LateModule
from cami_graph.prefixes import CAMI, ID, PREFIXES, VOCABULARY, shorten
from cami_graph.query.types import read_iri

if TYPE_CHECKING:
    import rdflib
    from rdflib import URIRef
else:
    rdflib = LateModule("rdflib")

RANKS = {
    f"{PREFIXES['skos']}notation": 0,
    f"{CAMI}isoAlpha2": 0,
    f"{CAMI}factKey": 0,
    f"{PREFIXES['skos']}prefLabel": 1,
    f"{PREFIXES['dwc']}scientificName": 1,
}
LOWEST = 2


def slug_of(iri: str) -> str:
    """Return what the address of a thing ends with: `saiga` of `…/id/taxon/saiga`."""
    return iri.rstrip("/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Names:
    """All names of all things of one type; each name leads to the things it may mean, best known first."""

    type: str
    meanings: dict[str, dict[str, int]]
    spellings: dict[str, str]

    @classmethod
    def collect(cls, kind: str, rows: Iterable[tuple[str, str, str]]) -> Names:
        """Take rows of thing, naming property and name."""
        meanings: dict[str, dict[str, int]] = defaultdict(dict)
        spellings: dict[str, str] = {}
        for iri, naming, name in rows:
            for spelling, rank in ((name, RANKS.get(naming, LOWEST)), (slug_of(iri), 0), (iri, 0)):
                known = meanings[spelling.casefold()]
                known[iri] = min(rank, known.get(iri, LOWEST))
                if spelling != iri:
                    spellings.setdefault(spelling.casefold(), spelling)
        return cls(kind, dict(meanings), spellings)

    def find(self, value: str) -> URIRef:
        """Return the one thing that a value means, or say what it could mean or what is near."""
        found = self.meanings.get(self._spell(value), {})
        best = sorted(iri for iri, rank in found.items() if rank == min(found.values()))
        if len(best) == 1:
            return rdflib.URIRef(best[0])
        if best:
            remedy = f"Say which: {', '.join(shorten(iri) for iri in best)}."
            raise QueryError(f'"{value}" may mean {len(best)} things of the kind {self.type}.', remedy=remedy)
        remedy = suggest_names(value, self.spellings.values())
        raise QueryError(f'The graph knows no {self.type} "{value}".', remedy=remedy)

    def _spell(self, value: str) -> str:
        """Return the value as names are kept: an address in full, all else without regard to case.

        `country/KG` and `threat/roads` are short for addresses.
        """
        if ":" in value:
            with suppress(ValueError):
                value = str(read_iri(value))
        folded = value.strip().casefold()
        full = [f"{space}{folded}".casefold() for space in (ID, VOCABULARY)] if "/" in folded else []
        return next((address for address in full if address in self.meanings), folded)
