"""Decisions follow a thing that was joined or renamed: what a reader decided about its claims goes on to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from cami_graph.review.decisions import ROOM, SETTLED, Decision, Log, read_log, read_logs
from cami_graph.review.folder import Claim, Folder, Values, name_claim, open_folder

Rename = Callable[[str, Values], Values]
"""From the cells of a row of a table to the same cells under the new name."""


def follow_names(report: Path, rename: Rename) -> dict[str, bytes]:
    """Return the files of decisions of a report that must change, by their place in its folder, with their content.

    To be asked before the tables change. Raises TableError where the tables or the decisions cannot be read.
    """
    if not (report / ROOM).is_dir():
        return {}
    logs = [*read_logs(report), read_log(report, SETTLED)]
    names = dict(_names(open_folder(report), logs, rename))
    told = [Log(log.path, [_follow(one, names, rename) for one in log.decisions]) for log in logs]
    pairs = zip(logs, told, strict=True)
    return {f"{ROOM}/{log.path.name}": new.content for log, new in pairs if new.decisions != log.decisions}


def _names(folder: Folder, logs: list[Log], rename: Rename) -> Iterator[tuple[str, Claim]]:
    """Yield each claim under its new name, by the checksum under which decisions mean it now."""
    known = [(claim.table, claim.cells) for claim in (*folder.claims, *folder.exceptions)]
    made = [one for log in logs for one in log.decisions]
    known += [(one.table, cells) for one in made for cells in (one.was, one.now) if cells]
    for table, cells in known:
        yield name_claim(table, cells), Claim(table, 0, rename(table, cells))


def _follow(one: Decision, names: Mapping[str, Claim], rename: Rename) -> Decision:
    claim = names.get(one.claim)
    if claim is None:
        return one
    was, now = (rename(one.table, cells) if cells else cells for cells in (one.was, one.now))
    return replace(one, claim=claim.id, row=claim.name, was=was, now=now)
