"""What was carried over: which parts of a programme continue which of the earlier one, by printed words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cami_graph.compare.model import Carried, Part
from cami_graph.compare.reading import Citations, Row, Side, code_of

NEW, MERGED = "new", "merged"
NOT_PRINTED_AGAIN, UNSAID, ELSEWHERE = "not-printed-again", "origin-not-printed", "from-another-programme"


@dataclass(frozen=True, slots=True)
class Continuation:
    """A later part continues an earlier one: how, how surely, and the pieces of evidence that say so."""

    kind: str
    later: str
    earlier: str
    certainty: str
    evidence: tuple[str, ...]


def read_continuations(rows: Iterable[Row]) -> list[Continuation]:
    """Read what is said of parts that go on, each link once, with all its words."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows:
        ends = str(row["later"]), str(row["earlier"] or "")
        key = (code_of(row["kind"]), *ends, code_of(row["certainty"]))
        found.setdefault(key, []).append(str(row["evidence"]))
    return [Continuation(*key, tuple(dict.fromkeys(evidence))) for key, evidence in found.items()]


def compare_parts(
    earlier: Side, later: Side, continuations: Iterable[Continuation], citations: Citations
) -> tuple[Carried, ...]:
    """List what was carried over and how, in the order of the later plan; then what no word is said about.

    A part of the earlier programme that nothing names is not printed again, which is neither dropped nor ended. A part
    of the later one that names nothing has an origin that is not printed, which is not the same as new.
    """
    links = [one for one in continuations if one.later in later.parts]
    citations.fetch(evidence for one in links for evidence in one.evidence)
    carried = [_carried(one, earlier.parts, later.parts, citations) for one in links]
    named = {one.earlier for one in links if one.earlier}
    rest = [Carried(NOT_PRINTED_AGAIN, part, None) for part in find_unnamed(earlier, named)]
    unsaid = [Carried(UNSAID, None, part) for part in find_unnamed(later, {one.later for one in links})]
    return (*sorted((*carried, *unsaid), key=_order), *rest)


def _carried(link: Continuation, then: Mapping[str, Part], now: Mapping[str, Part], citations: Citations) -> Carried:
    change = link.kind if link.earlier in then or link.kind == NEW else ELSEWHERE
    return Carried(change, then.get(link.earlier), now[link.later], link.certainty, citations.of(link.evidence))


def find_unnamed(side: Side, named: set[str]) -> Iterator[Part]:
    """Give the activities that are named neither whole nor in part; of one named in part, the items that are not."""
    for part in side.parts.values():
        items = [item for item in side.items.get(part.whole or part.iri, ()) if item.iri in named]
        if part.iri in named or part.whole in named:
            continue
        if _stands_out(part, items) if part.whole else not items:
            yield part


def _stands_out(item: Part, named: list[Part]) -> bool:
    """Say whether an item is left out beside named ones: `a` beside `b`, `c-ii` beside `c-i`, not `c-i` beside `b`."""
    letter = item.code.partition("-")[0]
    inner = any(one.code.startswith(f"{letter}-") for one in named)
    nested = item.code != letter
    return inner and all(one.code != letter for one in named) if nested else bool(named) and not inner


def _order(row: Carried) -> tuple[object, ...]:
    return tuple(part.place if part else ((), "") for part in (row.later, row.earlier))


def pairs_of(rows: Iterable[Carried]) -> Iterator[tuple[Carried, Part, Part]]:
    """Give each row in which a part was carried over, with both parts."""
    for row in rows:
        if row.earlier and row.later:
            yield row, row.earlier, row.later
