"""Which part of the record a question is put to: everything, one document, or the documents about one programme.

Questions are written without GRAPH and see the default graph; a `Scope` chooses the named graphs that it is made of, by
their names and by what each document says it is about. See docs/decisions/0008.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from cami_graph.errors import QueryError, suggest_names
from cami_graph.prefixes import GRAPHS, ID, PREFIXES

ALWAYS = ("ontology", "vocabularies", "reference")
DOCUMENTS = ("report", "document")
BY_DOCUMENT = ("derived", "superseded")
ANALYSIS, PROGRAMME = "analysis", "programme"
ABOUT = f"{PREFIXES['dcterms']}subject"
About = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything where neither is named; else one document by its id, or one programme by its id."""

    report: str = ""
    programme: str = ""

    def __post_init__(self) -> None:
        if self.report and self.programme:
            raise QueryError(
                "A report and a programme are named.", remedy="Name one of them: a report has one programme."
            )

    def choose(self, graphs: Collection[str], about: About) -> frozenset[str]:
        """Return the graphs that this scope sees; `about` gives the programmes that each document speaks of.

        Graphs that are not ours belong to everything and to nothing else. An unknown id stops with the nearest ones.
        """
        ours = {name.removeprefix(GRAPHS): name for name in graphs if name.startswith(GRAPHS)}
        parts = frozenset(ours)
        chosen = self._parts(parts, about) if self.report or self.programme else _everything(parts)
        strangers = frozenset() if self.report or self.programme else frozenset(graphs) - frozenset(ours.values())
        return frozenset(ours[part] for part in chosen) | strangers

    def _parts(self, parts: frozenset[str], about: About) -> frozenset[str]:
        speakers = self._speakers(parts, about)
        programmes = {self.programme} if self.programme else set().union(*(about.get(one, ()) for one in speakers))
        kept = {part for part in parts if _belongs(part, speakers, programmes, bool(self.report))}
        return frozenset(kept | _analyses(parts, [self.report] if self.report else [], sorted(programmes)))

    def _speakers(self, parts: frozenset[str], about: About) -> frozenset[str]:
        """Return the documents that this scope hears; one that speaks of no programme belongs to each programme."""
        known = frozenset(
            part.partition("/")[2] for part in parts if part.startswith(tuple(f"{d}/" for d in DOCUMENTS))
        )
        if self.report:
            if self.report not in known:
                raise QueryError(f'The record has no document "{self.report}".', remedy=_near(self.report, known))
            return frozenset({self.report})
        programmes = frozenset(part.partition("/")[2] for part in parts if part.startswith(f"{PROGRAMME}/"))
        if self.programme not in programmes:
            raise QueryError(
                f'The record has no programme "{self.programme}".', remedy=_near(self.programme, programmes)
            )
        return frozenset(one for one in known if self.programme in about.get(one, {self.programme}))


EVERYTHING = Scope()


def _near(name: str, known: Collection[str]) -> str:
    return suggest_names(name, known) or f"There are: {', '.join(sorted(known)) or 'none'}."


def _everything(parts: frozenset[str]) -> frozenset[str]:
    """Return all parts but those that hold only for a narrower scope."""
    return frozenset(
        part
        for part in parts
        if not part.startswith("superseded/") and (not part.startswith(f"{ANALYSIS}/") or part.count("/") == 1)
    )


def _belongs(part: str, speakers: Collection[str], programmes: Collection[str], alone: bool) -> bool:
    """Say whether a part belongs to these documents: their graphs, their programmes', and what is derived of them."""
    room, _, rest = part.partition("/")
    owner, _, rule = rest.partition("/")
    if room in BY_DOCUMENT:
        shared = room == "derived" and not rule
        return shared or (bool(rule) and owner in speakers and (alone or room == "derived"))
    if room == PROGRAMME:
        return rest in programmes
    return part in ALWAYS or (room in DOCUMENTS and rest in speakers)


def _analyses(parts: frozenset[str], reports: Iterable[str], programmes: Iterable[str]) -> set[str]:
    """Return the analysis of the narrowest scope that has one of its own: report, programme, everything."""
    for owner in (*reports, *programmes):
        if found := {part for part in parts if part.startswith(f"{ANALYSIS}/{owner}/")}:
            return found
    return {part for part in parts if part.startswith(f"{ANALYSIS}/") and part.count("/") == 1}


def read_about(quads: Iterable[ox.Quad]) -> dict[str, frozenset[str]]:
    """Return the programmes that each document says it is about."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value == ABOUT and isinstance(quad.object, ox.NamedNode):
            subject, value = str(quad.subject.value), quad.object.value  # type: ignore[union-attr]
            if subject.startswith(GRAPHS) and value.startswith(f"{ID}{PROGRAMME}/"):
                found.setdefault(subject.rpartition("/")[2], set()).add(value.rpartition("/")[2])
    return {name: frozenset(programmes) for name, programmes in found.items()}


def narrow(quads: Collection[ox.Quad], scope: Scope = EVERYTHING) -> list[ox.Quad]:
    """Return the statements that a scope sees; what stands in no named graph belongs to everything."""
    names = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    chosen = scope.choose(names, read_about(quads))
    plain = scope == EVERYTHING
    return [
        quad
        for quad in quads
        if (quad.graph_name.value in chosen if isinstance(quad.graph_name, ox.NamedNode) else plain)
    ]
