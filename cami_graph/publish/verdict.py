"""Keep beside a version that nothing in it breaks a rule, and the list of all that is kept there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from cami_graph.files import write_aside
from cami_graph.store.kept import LIST, RULES, Kept, find_kept
from cami_graph.store.version import GRAPH_PARTS, Version


def keep_verdict(version: Version) -> None:
    """Keep that nothing in a version breaks a rule, where its folder can be written to."""
    kept = find_kept(version)
    if kept is not None:
        with suppress(OSError):
            grounds = {**kept.grounds, RULES.name: RULES.digest()}
            write_list(replace(kept, grounds=grounds), {part: version.sums[part] for part in GRAPH_PARTS})


def write_list(kept: Kept, graph: Mapping[str, str]) -> None:
    """Write down of which graph the answers are, what they rest on, and the checksum of each file."""
    content = {"graph": dict(graph), "grounds": dict(kept.grounds), "files": dict(kept.files)}
    write_aside(kept.folder / LIST, (json.dumps(content, indent=1) + "\n").encode())
