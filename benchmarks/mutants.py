"""How many mistakes the shapes find that a program makes: one of each kind at each property and class of the data.

    PYTHONPATH=tests python benchmarks/mutants.py SEED

A statement is taken away, exchanged for another of its property, given a second value or bent in its letters; a thing
is lost, or copied under another name. Many are planted into one graph at a time. A mistake counts as found where a
finding names its thing; those left are planted again without the others, and count where one names what they touch.
What is never found is printed: read it, for most of it is as possible as what was there.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from cami_graph.store.version import find_version
from cami_graph.validate import read_shapes
from cami_graph.validate.engine import run_engine

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
AGAIN = 70
TOGETHER = 150


@dataclass(frozen=True, slots=True)
class Mutant:
    """A mistake: its kind, the property or class, the thing, and the statements taken away and added."""

    kind: str
    term: str
    thing: str
    removed: tuple[ox.Triple, ...] = ()
    added: tuple[ox.Triple, ...] = ()

    def touches(self) -> set[str]:
        """Return the addresses of everything in its statements."""
        nodes = (node for one in self.removed + self.added for node in (one.subject, one.object))
        return {self.thing} | {node.value for node in nodes if isinstance(node, ox.NamedNode)}


def bend(word: ox.Literal, draw: random.Random) -> ox.Literal:
    """Return a literal in the other language, a few years away, counted wrong, denied, or with letters exchanged."""
    text, kind = word.value, word.datatype.value.rpartition("#")[2]
    if word.language:
        return ox.Literal(text, language="ru" if word.language == "en" else "en")
    if kind in {"gYear", "gYearMonth", "date"}:
        text = f"{int(text[:4]) + draw.choice((-4, -1, 2, 5))}{text[4:]}"
    elif kind in {"integer", "nonNegativeInteger"}:
        text = str(int(text) + draw.choice((1, -1, 3)))
    elif kind == "boolean":
        text = "false" if text == "true" else "true"
    else:
        at = draw.randrange(max(1, len(text) - 1))
        text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    return ox.Literal(text, datatype=word.datatype)


def mutate_statements(statements: Sequence[ox.Triple], draw: random.Random) -> Iterator[Mutant]:
    """Give the mistakes of one property."""
    term = statements[0].predicate.value
    for kind in ("taken away", "another", "a second", "bent"):
        one = draw.choice(statements)
        if kind == "taken away":
            yield Mutant(kind, term, one.subject.value, (one,))
        elif kind == "bent" and isinstance(one.object, ox.Literal):
            changed = ox.Triple(one.subject, one.predicate, bend(one.object, draw))
            yield Mutant(kind, term, one.subject.value, (one,), (changed,))
        elif kind in {"another", "a second"}:
            language = getattr(one.object, "language", None)
            likes = [it.object for it in statements if getattr(it.object, "language", None) == language]
            changed = ox.Triple(one.subject, one.predicate, draw.choice(likes))
            if changed not in statements:
                yield Mutant(kind, term, one.subject.value, (one,) if kind == "another" else (), (changed,))


def mutate_things(
    term: str, things: Sequence[ox.NamedNode], data: Sequence[ox.Triple], draw: random.Random
) -> Iterator[Mutant]:
    """Give a thing of a class that is lost, and one that is copied."""
    lost, copied = draw.choice(things), draw.choice(things)
    yield Mutant("lost", term, lost.value, tuple(one for one in data if one.subject == lost))
    name = ox.NamedNode(f"{copied.value}-copy")
    told = tuple(ox.Triple(name, one.predicate, one.object) for one in data if one.subject == copied)
    yield Mutant("copied", term, copied.value, added=told)


def make_mutants(data: Sequence[ox.Triple], draw: random.Random) -> list[Mutant]:
    """Return the mistakes of every property and class, in an order that keeps those of one apart."""
    by_property, by_class = defaultdict(list), defaultdict(list)
    for one in data:
        if one.predicate != TYPE:
            by_property[one.predicate.value].append(one)
        elif isinstance(one.subject, ox.NamedNode):
            by_class[one.object.value].append(one.subject)
    mutants = [it for _, told in sorted(by_property.items()) for it in mutate_statements(told, draw)]
    mutants += [it for term, told in sorted(by_class.items()) for it in mutate_things(term, told, data, draw)]
    return draw.sample(mutants, len(mutants))


def find(statements: Sequence[ox.Triple], mutants: Sequence[Mutant], size: int, whole: bool) -> set[Mutant]:
    """Plant mistakes, so many at a time, and return those that a finding names."""
    shapes, found = read_shapes().serialize(format="nt"), set[Mutant]()
    batches = -(-len(mutants) // size)
    for batch in (mutants[at::batches] for at in range(batches)):
        gone = {one for it in batch for one in it.removed}
        kept = dict.fromkeys([one for one in statements if one not in gone] + [one for it in batch for one in it.added])
        named = {
            name for one in run_engine("".join(f"{one} .\n" for one in kept), shapes) for name in (one.focus, one.value)
        }
        found |= {it for it in batch if named & (it.touches() if whole else {it.thing})}
    return found


def main(seed: int) -> None:
    """Print how many are found of each kind, and those that are not."""
    quads = list(find_version().read())
    statements = list(dict.fromkeys(one.triple for one in quads))
    terms = {one.triple for one in quads if one.graph_name.value.endswith("/graph/ontology")}
    mutants = make_mutants([one for one in statements if one not in terms], random.Random(seed))
    found = find(statements, mutants, TOGETHER, whole=False)
    found |= find(statements, [one for one in mutants if one not in found], AGAIN, whole=True)
    planted, caught = Counter(one.kind for one in mutants), Counter(one.kind for one in found)
    for kind, count in sorted(planted.items()):
        print(f"{kind}: {caught[kind]} of {count}")
    print(f"all: {len(found)} of {len(mutants)}")
    for one in sorted(set(mutants) - found, key=lambda it: (it.term, it.kind)):
        print(one.kind, *map(str, one.removed[:1]), "->", *map(str, one.added[:1]), sep="\t")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["1"])[0]))
