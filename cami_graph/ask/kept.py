"""What asking needs, kept beside a version: names, stems, phrasings and the weights of the regression.

All of it follows from the graph, the questions and their words; whoever misses it makes it anew, in some seconds.
"""

from __future__ import annotations

from typing import Any, cast

from cami_graph.ask.answer import Asker
from cami_graph.ask.match import Matcher
from cami_graph.ask.names import Gazetteer, Name
from cami_graph.ask.words import Meanings
from cami_graph.paths import GRAPH
from cami_graph.query import Runner
from cami_graph.store.frozen import freeze_value, thaw_value
from cami_graph.store.kept import ASKED, WORDS, kept_file
from cami_graph.store.version import Version, earlier_version

ROOMS = (
    "cami_graph.ask.match",
    "cami_graph.ask.names",
    "cami_graph.ask.phrasings",
    "cami_graph.ask.regression",
    "cami_graph.query.head",
    "cami_graph.query.library",
)


def freeze_asker(asker: Asker) -> bytes:
    """Return what an asker has read, as bytes."""
    return freeze_value((asker.matcher.state, asker.gazetteer.state, asker.names))


def thaw_asker(content: bytes, runner: Runner) -> Asker:
    """Return an asker that has read already; raises StoreError where the bytes are not of one."""
    matcher, gazetteer, names = cast("tuple[dict[str, Any], dict[str, Any], list[Name]]", thaw_value(content, ROOMS))
    asker, meanings = Asker(runner), Meanings.read()
    asker.matcher, asker.gazetteer = Matcher.of(matcher, meanings), Gazetteer.of(gazetteer, meanings.knows)
    asker.names = names
    return asker


def open_asker(runner: Runner, version: Version | None) -> Asker:
    """Return an asker about the whole of a version, with what its build kept, where that still fits.

    Without one, about any other graph, it takes over what still fits of the version in use.
    """
    if version is None:
        return renew_asker(runner, earlier_version(GRAPH))
    path = kept_file(version, ASKED, WORDS)
    return thaw_asker(path.read_bytes(), runner) if path else Asker(runner)


def renew_asker(runner: Runner, earlier: Version | None) -> Asker:
    """Return an asker about another graph, with as much as still fits of what an earlier version kept.

    Phrasings and weights rest on questions and words alone; what was read of names, on these names too.
    """
    asker = Asker(runner)
    known = open_asker(runner, earlier) if earlier else asker
    if "matcher" in vars(known):
        asker.matcher = known.matcher
        if known.names == asker.names:
            asker.gazetteer = known.gazetteer
    return asker
