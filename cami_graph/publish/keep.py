"""Keep beside a version what its readers would otherwise compute: the engine's own folder, and what was found.

It is no part of the version: the same version may be kept anew by another program, and read without.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.frozen import freeze
from cami_graph.analyse.findings.telling import write_listed
from cami_graph.ask import Asker, freeze_asker
from cami_graph.publish.verdict import write_list
from cami_graph.store import narrow
from cami_graph.store.kept import ASKED, ENGINE, FINDINGS, FOLDER, Kept
from cami_graph.store.version import GRAPH_PARTS, checksum

UNPROVED = ("LOCK", "LOG")
"""Files of the engine's folder that hold no statement."""


def keep_answers(
    folder: Path, quads: Iterable[ox.Quad], findings: Findings, asker: Asker, grounds: Mapping[str, str]
) -> None:
    """Keep in the folder of a new version the engine's own folder with these statements, and what was found in them.

    `asker` has read their names, or reads them now. `grounds` are the checksums of what all rests on, taken before
    anything of it was read.
    """
    kept = folder / FOLDER
    kept.mkdir()
    seen = narrow(list(quads))
    if len({quad.triple for quad in seen}) == len(seen):  # else a reader must make the merge of its graphs first
        engine = ox.Store(str(kept / ENGINE))
        engine.bulk_extend(seen)
        engine.flush()
        del engine  # it holds its folder until it is gone
    for name, content in _contents(findings, asker).items():
        (kept / name).write_bytes(content)
    paths = (path for path in sorted(kept.rglob("*")) if path.is_file() and not path.name.startswith(UNPROVED))
    files = {path.relative_to(kept).as_posix(): checksum(path) for path in paths}
    write_list(Kept(kept, grounds, files), {part: checksum(folder / part) for part in GRAPH_PARTS})


def _contents(findings: Findings, asker: Asker) -> dict[str, bytes]:
    return {FINDINGS: freeze(findings), **write_listed(findings), ASKED: freeze_asker(asker)}


def renew_kept(new: Path, place: Path) -> None:
    """Take over what was kept anew of a version that is there already; who reads meanwhile computes."""
    if (new / FOLDER).is_dir():
        with suppress(OSError):
            if (place / FOLDER).exists():
                (place / FOLDER).rename(new / f"{FOLDER}-{secrets.token_hex(6)}")
            (new / FOLDER).rename(place / FOLDER)
    shutil.rmtree(new, ignore_errors=True)
