"""Which bodies of column 5 belong to which entry of column 4: by letter, by line, by where they are at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.parties import EVERY, Group, expand, find_acting, split_parties
from cami_graph.draft.told import Told

SHARED = "printed once, beside several actions"
"""Why it is a guess that a body took part in each of them."""

SAME_LINE, AT_HOME, AWAY, IN_ORDER, SKIPPED = 3.0, 3.0, -4.0, 1.0, -0.5
SILENT = ("not-done", "planned", "suspended")


def align(desk: Desk, row: PrintedRow, told: Sequence[Told]) -> None:
    """Give each entry its bodies; the order of both columns is kept."""
    groups = split_parties(desk, row)
    _by_name(desk, groups, told)
    _by_order(desk, row, [one for one in groups if not one.item], told)
    _keep_where_said(told)
    for one in told:
        known = {party.thing.id for party in one.parties}
        one.parties += [party for party in find_acting(desk, one.entry) if party.thing.id not in known]


def _keep_where_said(told: Sequence[Told]) -> None:
    """Leave a body that acts in some countries alone, by the words, with the actions there, where there are any."""
    there = {party.thing.id for one in told for party in one.parties if set(party.only) & set(one.countries)}
    for one in told:
        one.parties = [
            party
            for party in one.parties
            if not party.only or party.thing.id not in there or set(party.only) & set(one.countries)
        ]


def _by_name(desk: Desk, groups: Sequence[Group], told: Sequence[Told]) -> None:
    for group in groups:
        if group.item:
            for one in told:
                if one.entry.item == group.item:
                    _give(desk, one, group)
                    break


def _by_order(desk: Desk, row: PrintedRow, groups: Sequence[Group], told: Sequence[Told]) -> None:
    for codes in dict.fromkeys(group.codes for group in groups):
        mine = [group for group in groups if group.codes == codes]
        entries = [one for one in told if set(one.entry.codes or row.codes) & set(codes)]
        if not entries:
            continue
        if len(mine) == 1:
            _give_all(desk, mine[0], entries)
        else:
            pairs = _match(mine, entries)
            for group, entry in pairs:
                _give(desk, entries[entry], group)
            _carry_on(desk, mine, entries)
            _give_rest(desk, [one for one in mine if all(one is not group for group, _ in pairs)], entries[-1])


def _give(desk: Desk, told: Told, group: Group) -> None:
    for party in group.parties:
        told.parties += expand(desk, party, told.countries)


def _give_all(desk: Desk, group: Group, entries: Sequence[Told]) -> None:
    """Give the only group of a cell to the entry beside it, or to all entries where the cell stands for them all."""
    told = [one for one in entries if one.status != "not-done"] or list(entries[:1])
    if not any(party.only or party.thing.id == EVERY for party in group.parties):
        told = [one for one in told if group.homes & set(one.countries)] or told
    group = _tied_to_none(group, {code for one in told for code in one.countries})
    beside = [one for one in told if one.entry.span.line == group.span.line]
    several = len({one.entry.span.line for one in entries}) > 1
    first = beside[:1] if beside and several and group.span.line != entries[0].entry.span.line else told
    for one in first:
        _give(desk, one, _shared(group) if len(first) > 1 else group)


def _shared(group: Group) -> Group:
    """Doubt that bodies took part wherever their group is given, but for those whom the words or their home place."""
    sure = [bool(one.home or one.only or one.thing.id == EVERY) for one in group.parties]
    parties = zip(group.parties, sure, strict=True)
    return replace(group, parties=tuple(one if known else replace(one, doubt=SHARED) for one, known in parties))


def _tied_to_none(group: Group, countries: set[str]) -> Group:
    """Tie generic parties that are printed once for more than two countries to none of them."""
    loose = len(countries) > 2
    return replace(
        group,
        parties=tuple(
            replace(one, nowhere=one.nowhere or (loose and one.thing.type == "generic")) for one in group.parties
        ),
    )


def _give_rest(desk: Desk, rest: Sequence[Group], told: Told) -> None:
    """Give bodies that found no entry of their own to the last one; abroad they act in no country that is said."""
    for group in rest:
        parties = tuple(replace(one, nowhere=one.home not in told.countries) for one in group.parties)
        _give(desk, told, replace(group, parties=parties))


def _match(groups: Sequence[Group], entries: Sequence[Told]) -> list[tuple[Group, int]]:
    """Return the best pairing of groups and entries that crosses nowhere (dynamic programming over both orders)."""
    rows, columns = len(groups), len(entries)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = _score(groups[i], entries[j], i, j) + best[i + 1][j + 1]
            best[i][j] = max(pair, best[i][j + 1] + SKIPPED * 0.1, best[i + 1][j] + SKIPPED * 4)
    pairs: list[tuple[Group, int]] = []
    i = j = 0
    while i < rows and j < columns:
        pair = _score(groups[i], entries[j], i, j) + best[i + 1][j + 1]
        if pair >= best[i][j]:
            pairs.append((groups[i], j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1] + SKIPPED * 0.1:
            j += 1
        else:
            i += 1
    return pairs


def _score(group: Group, told: Told, i: int, j: int) -> float:
    score = IN_ORDER if i == j else 0.2
    if group.span.line == told.entry.span.line:
        score += SAME_LINE
    homes = group.homes
    if homes and told.countries:
        score += AT_HOME if homes & set(told.countries) else AWAY
    if told.status in SILENT:
        score -= 0.5
    return score


def _carry_on(desk: Desk, groups: Sequence[Group], entries: Sequence[Told]) -> None:
    """Let bodies that are at home nowhere go on acting in the next entry, where that has none and another follows."""
    for above, here, below in zip(entries, entries[1:], entries[2:], strict=False):
        free = above.parties and not any(party.home for party in above.parties)
        if free and not here.parties and below.parties and here.status not in SILENT:
            for group in groups:
                if any(party in above.parties for party in group.parties):
                    _give(desk, here, _shared(group))
