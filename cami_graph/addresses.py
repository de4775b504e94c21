"""Which of our files answers at which address: ontology, modules, versions, mappings, rules.

`https://w3id.org/cami/ontology` is every term, `…/ontology/plan` one module, and either has an address of its version;
`…/shape` is every rule, `…/shape/sparql/plan` one file of them, `…/shape/span-gives-its-quote` one rule; `…/claims` is
the module that other conventions can take, `…/claims/shapes` its rules.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib.namespace import OWL, RDF

from cami_graph.errors import ExportError, suggest_names
from cami_graph.paths import CLAIMS, MODULES, ONTOLOGY, SHAPES
from cami_graph.rdf import PREFIXES, SH, read_quads, reading_order

BASE = "https://w3id.org/cami/"
MAPPINGS = "ontology/mappings"
TABLE = ONTOLOGY / "mappings.sssom.tsv"
FORMS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "nt": ox.RdfFormat.N_TRIPLES,
}
TYPE = ox.NamedNode(str(RDF.type))
IS_ONTOLOGY = ox.NamedNode(str(OWL.Ontology))
VERSION = ox.NamedNode(str(OWL.versionIRI))
MESSAGE, DESCRIPTION, SPARQL, SEVERITY = (
    ox.NamedNode(str(SH[one])) for one in ("message", "description", "sparql", "severity")
)
RULES = frozenset(ox.NamedNode(str(SH[kind])) for kind in ("NodeShape", "PropertyShape"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as people read it: its name, the file it stands in, what it says, what to do, and how grave it is."""

    name: str
    file: str
    message: str
    remedy: str
    severity: str


@cache
def read_published() -> Mapping[str, tuple[ox.Triple, ...]]:
    """Return what stands at each address, by its path below `https://w3id.org/cami/`; the files are read once."""
    found: dict[str, tuple[ox.Triple, ...]] = {}
    parts = [ONTOLOGY / "foreign.ttl", *sorted(MODULES.glob("*.ttl"))]
    files = [_read(path) for path in (ONTOLOGY / "cami.ttl", *parts, ONTOLOGY / "alignments.ttl")]
    found |= _versioned("ontology", tuple(triple for part in files[:-1] for triple in part))
    for part in files[1:]:
        found |= _versioned(_name_of(part), part)
    found[MAPPINGS] = tuple(_mappings())
    claims = [_read(CLAIMS / name) for name in ("claims.ttl", "cami.ttl", "shapes/claims.ttl")]
    for part in claims:
        found |= _versioned(_name_of(part), part)
    rules = [_read(path) for path in sorted(SHAPES.rglob("*.ttl"))]
    found["shape"] = tuple(triple for part in rules for triple in part)
    for part in rules:
        found[_name_of(part)] = part
        found |= {_path(one): tuple(_reach(part, one)) for one in _rules_in(part)}
    return found


def read_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of files and names."""
    found = []
    for path in sorted(SHAPES.rglob("*.ttl")):
        triples = _read(path)
        for one in sorted(_rules_in(triples), key=str):
            told = {triple.predicate: triple.object for triple in triples if triple.subject == one}
            within = {triple.predicate: triple.object for triple in triples if triple.subject == told.get(SPARQL)}
            texts = [_text((told | within).get(link)) for link in (MESSAGE, DESCRIPTION, SEVERITY)]
            name = _path(one).removeprefix("shape/")
            file = path.relative_to(SHAPES).with_suffix("").as_posix()
            found.append(Rule(name, file, texts[0], texts[1], texts[2].rsplit("#", 1)[-1].lower()))
    return tuple(found)


def write_published(path: str, form: str) -> bytes:
    """Return what stands at an address in a form: `ttl`, `jsonld`, `rdf`, `nt`.

    Raises `ExportError` where nothing stands there, with the nearest addresses.
    """
    known = read_published()
    if path not in known:
        remedy = suggest_names(path, known) or "See https://w3id.org/cami/ontology."
        raise ExportError(f"Nothing stands at {BASE}{path}.", remedy=remedy)
    triples = sorted(set(known[path]), key=reading_order)
    return ox.serialize(triples, format=FORMS[form], prefixes=PREFIXES) or b""


def _versioned(path: str, triples: tuple[ox.Triple, ...]) -> dict[str, tuple[ox.Triple, ...]]:
    """Return what stands at an address and at that of its version."""
    own = ox.NamedNode(BASE + path)
    versions = [one.object for one in triples if one.predicate == VERSION and one.subject == own]
    return {path: triples} | {_path(one): triples for one in versions}


def _read(path: Path) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in read_quads(path))


def _name_of(triples: Iterable[ox.Triple]) -> str:
    """Return the address at which a file says that it stands."""
    return next(_path(one.subject) for one in triples if one.predicate == TYPE and one.object == IS_ONTOLOGY)


def _path(node: object) -> str:
    return str(getattr(node, "value", "")).removeprefix(BASE)


def _text(node: object) -> str:
    return str(getattr(node, "value", ""))


def _rules_in(triples: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    kinds = (one.subject for one in triples if one.predicate == TYPE and one.object in RULES)
    return {one for one in kinds if isinstance(one, ox.NamedNode)}


def _reach(triples: tuple[ox.Triple, ...], start: ox.NamedNode) -> Iterator[ox.Triple]:
    """Give what is said of a rule, and of what has no address of its own inside it."""
    todo: list[object] = [start]
    while todo:
        node = todo.pop()
        for one in triples:
            if one.subject == node:
                yield one
                todo += [one.object] if isinstance(one.object, ox.BlankNode) else []


def _mappings() -> Iterator[ox.Triple]:
    """Give the mappings of the SSSOM table as the triples that its rows say."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        spaces = _spaces()
        for row in rows:
            names = (row["subject_id"], row["predicate_id"], row["object_id"])
            subject, link, goal = (_expand(name, spaces) for name in names)
            yield ox.Triple(subject, link, goal)


def _spaces() -> dict[str, str]:
    """Return the prefixes that the head of the table declares."""
    declared = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        key, colon, value = line.removeprefix("#").strip().partition(": ")
        if line.startswith("#") and colon and value.strip('"').startswith("http"):
            declared[key] = value.strip('"')
    return {**PREFIXES, **declared}


def _expand(name: str, spaces: Mapping[str, str]) -> ox.NamedNode:
    prefix, _, rest = name.partition(":")
    return ox.NamedNode(spaces[prefix] + rest if prefix in spaces else name)
