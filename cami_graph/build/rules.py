"""Run the rules: each CONSTRUCT file of ``queries/rules/`` gives a graph for what all share and one for each document.

A rule sees the ontology, the vocabularies, the reference data and the programmes, and of one document at a time its own
graph; so a derived graph holds what its document supports and nothing else. Where a rule has the tag `latest`, only the
latest document says something of a thing; what earlier ones say of it stands in ``superseded/<document>/<rule>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import yaml
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from cami_graph.build.statements import Voice
from cami_graph.errors import BuildError
from cami_graph.paths import show_path
from cami_graph.rdf import GRAPHS, Term, concept, graph_name, to_engine

HEAD = "#+"
SHARED = ("ontology", "vocabularies", "reference", "programme/")
SILENCE = ox.NamedNode(str(concept("status", "not-reported")))
Triple = ox.Triple


@dataclass(frozen=True, slots=True)
class Speaker:
    """A document as the rules see it: its short name, its graph, and when it was issued."""

    id: str
    graph: URIRef
    issued: str

    @classmethod
    def of(cls, voice: Voice) -> Speaker:
        """Return the document that speaks with this voice."""
        return cls(voice.id, URIRef(str(voice.graph.identifier)), voice.issued)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its file, what its head says, and its SPARQL."""

    name: str
    path: Path
    text: str
    head: Mapping[str, str]
    latest: bool


@dataclass
class Derivation:
    """The engine that the rules ask, and what they have derived so far, graph by graph."""

    engine: ox.Store
    derived: dict[str, dict[str, list[Triple]]] = field(default_factory=dict)

    def run(self, rule: Rule, graphs: Iterable[str]) -> list[Triple]:
        """Return what a rule derives from these graphs, each triple once."""
        chosen: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(name) for name in graphs]
        try:
            answer = self.engine.query(rule.text, default_graph=chosen)
            return list(dict.fromkeys(answer)) if isinstance(answer, ox.QueryTriples) else []
        except (SyntaxError, OSError, RuntimeError, ValueError) as error:
            raise BuildError(str(error), where=show_path(rule.path), remedy="Correct the rule.") from error

    def keep(self, speaker: str, rule: Rule, triples: list[Triple]) -> str:
        """Keep what a rule derived for a document, so that later rules see it; return the name of its graph."""
        name = str(graph_name(f"derived/{speaker}/{rule.name}" if speaker else f"derived/{rule.name}"))
        self.derived.setdefault(speaker, {})[rule.name] = triples
        self.engine.extend([ox.Quad(*_parts(triple), ox.NamedNode(name)) for triple in triples])
        return name


def derive(stated: Sequence[ox.Quad], folder: Path, speakers: Sequence[Speaker]) -> list[ox.Quad]:
    """Return statements, and what the rules derive from them; a later rule, by its name, sees the earlier ones."""
    engine, quads = ox.Store(), list(stated)
    engine.bulk_extend(quads)
    names = sorted(str(name.value) for name in engine.named_graphs())
    shared = [name for name in names if name.removeprefix(str(GRAPHS)).startswith(SHARED)]
    rules, derivation = read_rules(folder), Derivation(engine)
    base = list(shared)
    for rule in rules:
        base.append(derivation.keep("", rule, derivation.run(rule, base)))
    for speaker in speakers:
        seen = [*base, str(speaker.graph)]
        for rule in rules:
            known = set(derivation.derived[""][rule.name])
            found = [triple for triple in derivation.run(rule, seen) if triple not in known]
            seen.append(derivation.keep(speaker.id, rule, found))
    common = [URIRef(name) for name in shared]
    sources = {"": common} | {one.id: [*common, one.graph] for one in speakers}
    for name, rule, owner, triples in _graphs(rules, derivation, speakers):
        quads += _state(name, rule, sources[owner], triples)
    return quads


def _graphs(
    rules: Sequence[Rule], derivation: Derivation, speakers: Sequence[Speaker]
) -> Iterator[tuple[URIRef, Rule, str, list[Triple]]]:
    """Give each derived graph that holds anything: its name, its rule, its document, its triples."""
    for rule in rules:
        said = {one.id: derivation.derived[one.id][rule.name] for one in speakers}
        last = _last_speakers(said, speakers) if rule.latest else {}
        for speaker, triples in {"": derivation.derived[""][rule.name], **said}.items():
            current = [triple for triple in triples if last.get(triple.subject, speaker) == speaker]
            earlier = [triple for triple in triples if last.get(triple.subject, speaker) != speaker]
            for room, chosen in (("derived", current), ("superseded", earlier)):
                if chosen:
                    yield graph_name("/".join(filter(None, (room, speaker, rule.name)))), rule, speaker, chosen


def _last_speakers(said: Mapping[str, list[Triple]], speakers: Sequence[Speaker]) -> dict[object, str]:
    """Return for each thing the document that spoke of it last; one that is silent is heard where no other speaks."""
    ordered = sorted(speakers, key=lambda one: (one.issued, one.id))
    told = [(triple, one.id) for one in ordered for triple in said[one.id]]
    last: dict[object, str] = {triple.subject: speaker for triple, speaker in told if triple.object == SILENCE}
    last.update((triple.subject, speaker) for triple, speaker in told if triple.object != SILENCE)
    return last


def _state(name: URIRef, rule: Rule, sources: Sequence[URIRef], triples: Iterable[Triple]) -> Iterator[ox.Quad]:
    """State a derived graph, and in it its name and what it was derived from."""
    place = ox.NamedNode(str(name))
    for triple in triples:
        yield ox.Quad(*_parts(triple), place)
    said: list[tuple[URIRef, Term]] = [
        (RDF.type, PROV.Entity),
        (DCTERMS.title, Literal(rule.head["title"], lang="en")),
        (DCTERMS.title, Literal(rule.head["title_ru"], lang="ru")),
        (DCTERMS.description, Literal(rule.head["summary"], lang="en")),
        (DCTERMS.source, Literal(f"queries/rules/{rule.path.name}")),
        *((PROV.wasDerivedFrom, source) for source in sources),
    ]
    for link, value in said:
        yield ox.Quad(place, ox.NamedNode(str(link)), to_engine(value), place)


def _parts(triple: Triple) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]:
    """Return the three parts of a triple of ours, in which no blank node stands."""
    if not isinstance(triple.subject, ox.NamedNode) or not isinstance(triple.object, ox.NamedNode | ox.Literal):
        raise BuildError(f"A rule derives {triple}, which names a thing without an address.")
    return triple.subject, triple.predicate, triple.object


def read_rules(folder: Path) -> list[Rule]:
    """Read every rule of a folder, in the order of their names."""
    return [_read_rule(path) for path in sorted(folder.glob("*.rq"))]


def _read_rule(path: Path) -> Rule:
    """Read one rule with its head: the YAML in its first lines, each led by ``#+``."""
    text = path.read_text(encoding="utf-8")
    lines = [line.removeprefix(HEAD).removeprefix(" ") for line in text.splitlines() if line.startswith(HEAD)]
    try:
        head = yaml.safe_load("\n".join(lines)) or {}
        said = {name: str(head[name]) for name in ("title", "title_ru", "summary")}
        return Rule(path.stem, path, text, said, "latest" in (head.get("tags") or []))
    except (yaml.YAMLError, KeyError, TypeError) as error:
        remedy = "Give it title, title_ru and summary."
        raise BuildError(
            f"The head of the rule is not complete: {error}.", where=show_path(path), remedy=remedy
        ) from error
