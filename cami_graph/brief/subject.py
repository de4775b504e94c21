"""What a brief is about: a landscape, a country, a species, or a pair of countries."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.gaps import Gap
from cami_graph.analyse.measures.sharing import pair_of
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.reading import shorten_address
from cami_graph.errors import QueryError, suggest_names

KINDS = ("country", "landscape", "species")
BETWEEN = re.compile(r"\s*(?:[|,;/+&]| and | и |(?<=^[A-Z]{2})[-–](?=[A-Z]{2}$))\s*")
Resolve = Callable[[str, str], object]


@dataclass(frozen=True)
class Subject:
    """The kind and the keys of the subject: one thing, or two countries."""

    kind: str
    keys: tuple[str, ...]

    def covers(self, gap: Gap) -> bool:
        """Say whether a gap is about the subject."""
        if self.kind in ("country", "pair"):
            return {key.partition("/")[2] for key in self.keys} <= set(gap.countries)
        return self.keys[0] in (gap.landscapes if self.kind == "landscape" else gap.species)

    def holders(self, situation: Situation) -> tuple[str, ...]:
        """Return the codes of the countries that the brief is for."""
        if self.kind in ("country", "pair"):
            return tuple(key.partition("/")[2] for key in self.keys)
        resource = situation.resources.get(self.keys[0])
        return tuple(resource.holdings) if resource else ()

    def resources(self, situation: Situation) -> tuple[str, ...]:
        """Return what the brief looks at: the thing itself, or what its countries hold in common with others."""
        if self.kind in ("landscape", "species"):
            return self.keys
        codes = {key.partition("/")[2] for key in self.keys}
        shared = (key for key, one in situation.resources.items() if codes <= set(one.holdings))
        return tuple(shared)


def find_subject(words: Sequence[str], resolve: Resolve) -> Subject:
    """Understand a name or code, or two countries; unknown names stop with the nearest known."""
    text = " ".join(words).strip()
    parts = [part for part in BETWEEN.split(text) if part] if len(words) == 1 else list(words)
    if len(parts) == 2 and all(_try(resolve, part, "country") for part in parts):
        first, second = (_try(resolve, part, "country") for part in parts)
        if first == second:
            raise QueryError(f'"{text}" names one country twice.', remedy="Name two.")
        return Subject("pair", pair_of(first, second))
    for kind in KINDS:
        if key := _try(resolve, text, kind):
            return Subject(kind, (key,))
    remedies = [remedy for kind in KINDS if (remedy := _nearest(resolve, text, kind))]
    raise QueryError(
        f'"{text}" is no landscape, country, species or pair of countries.',
        remedy=" ".join(remedies) or "Try a name such as Ustyurt, KZ, saiga, or two countries.",
    )


def read_subject(kind: str, name: str, resolve: Resolve) -> Subject:
    """Understand the parts of an address: a kind (`taxon` means species) and a name, or `pair` and `KZ-TM`."""
    kind = "species" if kind == "taxon" else kind
    if kind == "pair":
        codes = name.split("-")
        if len(codes) != 2:
            raise QueryError(f'"{name}" is no pair of countries.', remedy="Write two codes, such as KZ-TM.")
        first, second = (shorten_address(str(resolve(code, "country"))) for code in codes)
        if first == second:
            raise QueryError(f'"{name}" names one country twice.', remedy="Name two.")
        return Subject("pair", pair_of(first, second))
    if kind not in KINDS:
        remedy = suggest_names(kind, (*KINDS, "pair")) or f"There are: {', '.join(KINDS)}, pair."
        raise QueryError(f'There is no brief of a "{kind}".', remedy=remedy)
    return Subject(kind, (shorten_address(str(resolve(name, kind))),))


def _try(resolve: Resolve, text: str, kind: str) -> str:
    """Return the key that a name means, or nothing."""
    try:
        return shorten_address(str(resolve(text, kind)))
    except QueryError:
        return ""


def _nearest(resolve: Resolve, text: str, kind: str) -> str:
    """Return the hint that the graph gives for an unknown name."""
    try:
        resolve(text, kind)
    except QueryError as error:
        return error.remedy
    return ""
