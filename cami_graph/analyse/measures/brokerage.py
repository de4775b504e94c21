"""Who bridges: positions of actors, the smallest set of actors at both ends of all gaps, critical ties and actors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite, nan
from typing import TYPE_CHECKING

from cami_graph.analyse.measures.sharing import Pair
from cami_graph.errors import AnalysisError
from cami_graph.late import LateModule

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
else:
    nx = LateModule("networkx")
    np = LateModule("numpy")

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Position:
    """Where an actor stands in the network of actors; NaN where a measure says nothing about it."""

    actor: str
    betweenness: float
    constraint: float
    effective_size: float


def measure_positions(network: nx.Graph[str]) -> tuple[Position, ...]:
    """Measure bridging and structural holes of each actor, by the library's own measures, most between first.

    Betweenness: the share of shortest paths between others that run through the actor. Constraint: how far the actor's
    partners are partners of each other (low: it spans a hole). Effective size: partners less their mutual redundancy.
    Formula: c(v) = Σ_w (p(v,w) + Σ_u p(v,u)·p(u,w))²; e(v) = n - 2t/n. An actor with no partner has betweenness 0 and
    NaN for the other two: it spans nothing, which is not the same as spanning no hole. Burt 1992, Structural Holes;
    Freeman 1977, 10.2307/3033543.

    >>> first = measure_positions(nx.path_graph(["ACBK", "CMS", "WWF"]))[0]
    >>> first.actor, first.betweenness, first.constraint, first.effective_size
    ('CMS', 1.0, 0.5, 2.0)
    """
    if not network:
        return ()
    between = nx.betweenness_centrality(network)
    constraint = nx.constraint(network)
    size = nx.effective_size(network)
    found = [
        Position(str(node), float(between[node]), _or_nan(constraint[node]), _or_nan(size[node])) for node in network
    ]
    return tuple(sorted(found, key=lambda one: (-one.betweenness, one.actor)))


def _or_nan(value: float) -> float:
    """Return the number, or NaN where it is none."""
    return float(value) if isfinite(value) else nan


@dataclass(frozen=True)
class BridgingSet:
    """The smallest set of actors that touches both ends of all gaps that anyone touches, and the gaps nobody does."""

    actors: tuple[str, ...]
    covered: tuple[Pair, ...]
    uncovered: tuple[Pair, ...]


def find_bridging_set(pairs: Iterable[Pair], active: Mapping[str, Collection[str]]) -> BridgingSet:
    """Find the fewest actors such that each pair of countries has one among them that acts in both.

    A minimum set cover, solved exactly as an integer programme; among sets of the same size the first in the order of
    the alphabet is taken, so the answer is one. Formula: min Σ x(o) with Σ_{o acts in i and j} x(o) >= 1 for each gap.
    Pairs that no actor touches at both ends are listed as uncovered. A country in no gap asks for nobody. Burt 1992;
    Karp 1972 for the problem.

    >>> find_bridging_set([("KZ", "UZ"), ("KG", "KZ")], {"A": ["KZ", "UZ"], "B": ["KG", "KZ", "UZ"]}).actors
    ('B',)
    """
    wanted = sorted(set(pairs))
    touches = {
        actor: frozenset(pair for pair in wanted if set(pair) <= set(countries))
        for actor, countries in sorted(active.items())
    }
    useful = {actor: gaps for actor, gaps in touches.items() if gaps}
    covered = tuple(pair for pair in wanted if any(pair in gaps for gaps in useful.values()))
    uncovered = tuple(pair for pair in wanted if pair not in covered)
    names = tuple(useful)
    chosen = _cover_exactly(names, [[name for name in names if pair in useful[name]] for pair in covered])
    return BridgingSet(chosen, covered, uncovered)


def _cover_exactly(names: tuple[str, ...], needs: list[list[str]]) -> tuple[str, ...]:
    """Return the smallest set of names that meets each need, the first in the alphabet among equals."""
    if not needs:
        return ()
    from scipy.sparse import csr_array  # takes longer to load than most questions need

    place = {name: index for index, name in enumerate(names)}
    rows = np.repeat(np.arange(len(needs)), [len(need) for need in needs])
    columns = np.array([place[name] for need in needs for name in need])
    matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(needs), len(names)))
    low, high = np.zeros(len(names)), np.ones(len(names))
    size = _solve(matrix, low, high)
    for index in range(len(names)):  # take each name that some smallest set still allows
        if int(low.sum()) == size:
            break
        low[index] = 1.0
        if _solve(matrix, low, high) > size:
            low[index] = high[index] = 0.0
    return tuple(name for name, taken in zip(names, low, strict=True) if taken)


def _solve(matrix: csr_array, low: np.ndarray, high: np.ndarray) -> int:
    """Return the size of the smallest cover within these bounds."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    answer = milp(
        np.ones(matrix.shape[1]),
        integrality=np.ones(matrix.shape[1]),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(matrix, lb=1.0),
    )
    if answer.x is None:
        return int(matrix.shape[1]) + 1
    if answer.status != 0:
        raise AnalysisError(f"The smallest bridging set could not be found: {answer.message}")
    return round(float(answer.fun))


@dataclass(frozen=True)
class Loss:
    """What is lost when one tie or one actor goes: closed triangles, and whether the network falls apart."""

    what: tuple[str, ...]
    triangles_lost: int
    falls_apart: bool


def find_critical_ties(network: nx.Graph[str], closed_by_tie: Mapping[Pair, int]) -> tuple[Loss, ...]:
    """Rank the ties between countries by what goes with them.

    `closed_by_tie` gives for each pair how many shared resources it works on. A tie is critical where it is a bridge of
    the network (without it some countries can no longer reach each other), or by the triangles that it closes.
    Formula: loss(i,j) = Σ_r X[i,r]·X[j,r]·A[i,j,r]; bridges by Tarjan 1974. A country with no partner has no tie to
    lose. Bodin & Tengö 2012 for the motifs.

    >>> find_critical_ties(nx.Graph([("KZ", "UZ")]), {("KZ", "UZ"): 2})
    (Loss(what=('KZ', 'UZ'), triangles_lost=2, falls_apart=True),)
    """
    bridges = {frozenset(map(str, edge)) for edge in nx.bridges(network)}
    found = [
        Loss(pair, closed_by_tie.get(pair, 0), frozenset(pair) in bridges)
        for pair in sorted({(min(edge), max(edge)) for edge in network.edges})
    ]
    return tuple(sorted(found, key=lambda one: (-one.triangles_lost, not one.falls_apart, one.what)))


def find_critical_actors(network: nx.Graph[str], bridges: Mapping[str, Collection[str]]) -> tuple[Loss, ...]:
    """Rank actors by the bridged gaps that only they bridge, and by whether the network of actors needs them to hold.

    `bridges` gives for each gap the actors that act at both ends. An articulation point is an actor without whom the
    network falls into more parts. Formula: loss(o) = |{gap : bridges(gap) = {o}}|. An actor without partner is never
    one. Hopcroft & Tarjan 1973, 10.1145/362248.362272.

    >>> find_critical_actors(nx.path_graph(["A", "B", "C"]), {"gap": ["B"]})[0]
    Loss(what=('B',), triangles_lost=1, falls_apart=True)
    """
    points = set(nx.articulation_points(network))
    alone: dict[str, int] = {}
    for actors in bridges.values():
        if len(actors) == 1:
            (only,) = actors
            alone[only] = alone.get(only, 0) + 1
    found = [Loss((actor,), alone.get(actor, 0), actor in points) for actor in sorted({*points, *alone})]
    return tuple(sorted(found, key=lambda one: (-one.triangles_lost, not one.falls_apart, one.what)))
