"""What each row of an answer rests on: the words that it names itself, the claims in it, and those behind its numbers.

A question of the library says in its head, under `rests_on`, which variables of its pattern are the claims that its
numbers rest on; of SPARQL of one's own every variable of the pattern is followed. Nothing is cited that does not
support the row: of a count never the words of the thing that is counted for. See docs/decisions/0013.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cami_graph.errors import CamiError
from cami_graph.query.citation import Citation
from cami_graph.query.selects import Select, ask_behind, find_selects
from cami_graph.store import Rows
from cami_graph.store.rows import ADDRESS

if TYPE_CHECKING:
    from cami_graph.query.result import Result

FRESH = "behind0"
TRUTH = "A yes or no rests on no single claim."
NONE = "No words: the record rests these rows on no claim of a document."
UNBOUND = "No words can be derived: the pattern binds no claim. Bind one, such as ?action a cami:ReportedAction."
LEFT_OUT = "Some words cannot be derived: an inner SELECT leaves out rows by LIMIT or by what the outermost hides."


@dataclass(frozen=True, slots=True)
class Support:
    """For each row the words that it rests on; `why` says why some rows have none."""

    rows: tuple[tuple[Citation, ...], ...]
    why: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All words, each once, in the order of the source."""
        held: dict[str, Citation] = {}
        for one in (citation for row in self.rows for citation in row):
            held[one.evidence] = held[one.evidence].join(one) if one.evidence in held else one
        return tuple(sorted(held.values(), key=lambda one: one.order))

    @property
    def numbered(self) -> list[list[int]]:
        """For each row the numbers of its words among `citations`, from 1."""
        places = {one.evidence: number for number, one in enumerate(self.citations, 1)}
        return [sorted(places[one.evidence] for one in row) for row in self.rows]

    @property
    def claims(self) -> list[list[str]]:
        """For each row the addresses of its claims."""
        return [sorted({claim for one in row for claim in one.claims}) for row in self.rows]


def find_support(result: Result, cite: Callable[[Collection[str]], Sequence[Citation]]) -> Support:
    """Return what the rows of a result rest on; `cite` gives the words of things."""
    if isinstance(result.answer, bool):
        return Support(((),), TRUTH)
    names = None if result.query is None else result.query.head.rests_on
    behind, whole = _behind(result, names)
    shown = [{part.text for part in row if part and part.kind == ADDRESS} for row in result.terms.parts]
    words: dict[str, list[Citation]] = {}
    for one in cite(set().union(*shown, *behind)):
        for thing in one.things:
            words.setdefault(thing, []).append(one)
    counts = any(one.groups for one in find_selects(result.text)) if result.text else False
    rows = tuple(_row(*these, words, counts) for these in zip(shown, behind, strict=True))
    why = "" if all(rows) else UNBOUND if names is None else NONE
    return Support(rows, why if whole else LEFT_OUT)


def _row(
    shown: set[str], behind: set[str], words: Mapping[str, Sequence[Citation]], counts: bool
) -> tuple[Citation, ...]:
    """Return the words of a row: those that it names, else of its claims, else of parts of a plan; and those behind."""
    named = {thing for thing in shown if any(one.evidence == thing for one in words.get(thing, ()))}
    claims = {thing for thing in shown if any(thing in one.claims for one in words.get(thing, ()))}
    hidden = {thing for thing in behind if any({thing} & {one.evidence, *one.claims} for one in words.get(thing, ()))}
    rests = (named or claims or (set() if hidden or counts else shown)) | hidden
    held: dict[str, Citation] = {}
    for one in (citation for thing in sorted(rests) for citation in words.get(thing, ())):
        held[one.evidence] = one.only(rests if one.evidence not in rests else {*rests, *one.claims})
    return tuple(sorted(held.values(), key=lambda one: one.order))


def _behind(result: Result, names: Sequence[str] | None) -> tuple[list[set[str]], bool]:
    """Return for each row the things that the variables of its pattern stand for, and whether that is all."""
    found: list[set[str]] = [set() for _ in range(len(result))]
    whole = True
    if not isinstance(result.answer, Rows) or not result.text:
        return found, whole
    selects = find_selects(result.text)
    for number, one in enumerate(selects):
        wanted = [name for name in one.variables if name not in result.variables and (names is None or name in names)]
        for name in wanted:
            asked = ask_behind(result.text, number, name, FRESH)
            whole = whole and asked is not None
            if asked:
                _add(found, result, asked, _numbers(selects, number))
    return found, whole


def _numbers(selects: Sequence[Select], number: int) -> set[str]:
    """Return the columns of the outermost SELECT that come from the numbers of one inside it."""
    found: set[str] = set()
    for place in (number, *reversed(selects[number].around)):
        found = selects[place].follows(found | selects[place].numbers.keys())
    return found


def _add(found: list[set[str]], result: Result, asked: str, numbers: set[str]) -> None:
    """Add to each row the things with which its plain columns come back."""
    try:
        answer = result.select(asked)
    except CamiError:
        if result.query is not None:
            raise
        return
    keys = [name for name in result.variables if name in answer.variables and name not in numbers]
    rows: dict[tuple[Hashable, ...], list[int]] = {}
    for place, key in enumerate(_columns(result.terms, keys)):
        rows.setdefault(key, []).append(place)
    fresh = answer.variables.index(FRESH)
    for key, parts in zip(_columns(answer, keys), answer.parts, strict=True):
        part = parts[fresh]
        if part and part.kind == ADDRESS:
            for place in rows.get(key, ()):
                found[place].add(part.text)


def _columns(rows: Rows, names: Sequence[str]) -> Iterator[tuple[Hashable, ...]]:
    """Give of each row what stands in some columns."""
    places = [rows.variables.index(name) for name in names]
    return (tuple(row[place] for place in places) for row in rows.held)
