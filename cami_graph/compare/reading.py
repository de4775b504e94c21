"""What a comparison asks of the graph: each programme by itself, continuations and words over everything.

Only questions of the library are asked, so an endpoint answers as the embedded engine does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.reading import HOUSES, shorten_address
from cami_graph.compare.model import Cited, Part, Programme
from cami_graph.errors import QueryError, suggest_names
from cami_graph.graph import CamiGraph
from cami_graph.query.plain import Plain

Row = Mapping[str, Plain]
Cite = Callable[[Iterable[str]], tuple[Cited, ...]]
BATCH = 400
ACTIVITY, ITEM = "Activity", "SubActivity"


def code_of(address: Plain) -> str:
    """Return the last part of an address: `done` of `status/done`, `KZ` of `country/KZ`."""
    return str(address).rsplit("/", 1)[-1]


def address_of(key: str) -> str:
    """Return the full address of a thing that the analysis names by its key."""
    return f"{HOUSES[0]}{key}"


def find_programmes(graph: CamiGraph, first: str, second: str) -> tuple[Programme, Programme]:
    """Return two programmes, the earlier one first; an unknown name stops with the nearest, one name twice as well."""
    known = {one.code: one for one in _read_programmes(graph)}
    for name in (first, second):
        if name not in known:
            remedy = suggest_names(name, known) or f"There are: {', '.join(known) or 'none'}."
            raise QueryError(f'The record has no programme "{name}".', remedy=remedy)
    if first == second:
        others = ", ".join(code for code in known if code != first) or "none"
        raise QueryError(f'"{first}" is named twice.', remedy=f"Name another beside it: {others}.")
    earlier, later = sorted((known[first], known[second]), key=lambda one: (one.start_year, one.end_year))
    return earlier, later


def _read_programmes(graph: CamiGraph) -> list[Programme]:
    return [
        Programme(
            str(row["programme"]),
            str(row["code"]),
            Name(str(row["label"]), str(row["labelRu"] or "")),
            int(str(row["startYear"])),
            int(str(row["endYear"])),
        )
        for row in graph.query("which-programmes-are-there").rows
    ]


class Side:
    """One programme and the documents about it, as far as a comparison looks at them."""

    def __init__(self, graph: CamiGraph, programme: Programme) -> None:
        self.graph, self.programme = graph, programme

    @cached_property
    def situation(self) -> Situation:
        """What the analysis reads of this programme."""
        return self.graph.situation

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The activities and lettered items of this programme, by address, in the order of the plan."""
        rows = self.graph.query("page-plan").rows
        kinds = {str(row["element"]): str(row["class"]).rpartition("#")[2] for row in rows}
        wholes = {str(row["element"]): str(row["parent"]) for row in rows if kinds.get(str(row["parent"])) == ACTIVITY}
        wanted = [iri for iri, kind in kinds.items() if kind in (ACTIVITY, ITEM)]
        english, russian = (self.graph.runner.labels(wanted, language) for language in ("en", "ru"))
        parts = []
        for iri in wanted:
            whole = wholes.get(iri, "") if kinds[iri] == ITEM else ""
            code = f"{english[whole].code} {english[iri].code}" if whole else english[iri].code
            parts.append(Part(iri, code, Name(english[iri].text, russian[iri].text), whole))
        return {part.iri: part for part in sorted(parts, key=lambda part: part.place)}

    @cached_property
    def items(self) -> dict[str, tuple[Part, ...]]:
        """The lettered items of each activity."""
        found: dict[str, list[Part]] = defaultdict(list)
        for part in self.parts.values():
            if part.whole:
                found[part.whole].append(part)
        return {whole: tuple(items) for whole, items in found.items()}

    @cached_property
    def statuses(self) -> dict[str, list[Row]]:
        """What all documents tell of the state of each part."""
        return _group(self.graph.query("page-statuses").rows, "activity")

    @cached_property
    def priorities(self) -> dict[str, list[Row]]:
        """What is printed of the priority of each part, and each change asked for."""
        return _group(self.graph.query("page-priorities").rows, "activity")

    @cached_property
    def members(self) -> frozenset[str]:
        """The species, countries and landscapes of this programme, by key."""
        rows = self.graph.query("what-belongs-to-each-programme", programme=self.programme.code).rows
        return frozenset(shorten_address(str(row["member"])) for row in rows)

    def holds(self, key: str) -> bool:
        """Say whether something belongs to this programme; where no list of it is known, everything may."""
        kind = key.partition("/")[0]
        return key in self.members or not any(one.startswith(f"{kind}/") for one in self.members)


def _group(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row[name])].append(row)
    return found


@dataclass
class Citations:
    """The words of claims, asked for many at a time and kept."""

    graph: CamiGraph

    def __post_init__(self) -> None:
        self._known: dict[str, tuple[Cited, ...]] = {}

    def fetch(self, claims: Iterable[str]) -> None:
        """Ask for the words of claims that are not known yet."""
        missing = sorted(set(claims) - set(self._known))
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            self._known |= dict.fromkeys(batch, ())
            rows = self.graph.query("which-document-makes-a-claim", claim=batch).rows
            self._known |= {claim: _read_words(several) for claim, several in _group(rows, "claim").items()}

    def of(self, claims: Iterable[str]) -> tuple[Cited, ...]:
        """Return the words that claims rest on, each once."""
        wanted = list(dict.fromkeys(claims))
        self.fetch(wanted)
        return tuple(dict.fromkeys(words for claim in wanted for words in self._known[claim]))


def _read_words(rows: Iterable[Row]) -> tuple[Cited, ...]:
    """Return the words of one claim; a cell that several activities share is one place."""
    found: dict[str, Cited] = {}
    for row in rows:
        words = _cited(row)
        known = found.get(words.evidence, words)
        activities = tuple(dict.fromkeys((*known.activities, *words.activities)))
        found[words.evidence] = replace(known, activities=activities)
    return tuple(found.values())


def _cited(row: Row) -> Cited:
    return Cited(
        evidence=str(row["evidence"]),
        document=str(row["document"]),
        number=str(row["number"]),
        issued=str(row["issued"] or ""),
        activities=(str(row["activity"]),) if row["activity"] else (),
        column=int(str(row["column"])) if row["column"] is not None else None,
        start=int(str(row["start"])) if row["start"] is not None else None,
        locator=str(row["locator"] or ""),
        quote=" ".join(str(row["quote"] or "").split()),
        certainty=code_of(row["certainty"]) if row["certainty"] else "sure",
    )
