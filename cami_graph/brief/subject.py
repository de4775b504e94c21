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
BETWEEN = re.compile(r"\s*[|,;/+&–—-]\s*|\s+(?:and|и)\s+|\s+")
QUOTED = re.compile(r'"[^"]+"')
Resolve = Callable[[str, str], object]


@dataclass(frozen=True)
class Subject:
    """The kind and the keys of the subject: one thing, or two countries."""

    kind: str
    keys: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Return its short name: `KZ`, `ustyurt`, `TM-UZ`."""
        return "-".join(key.partition("/")[2] for key in self.keys)

    @property
    def path(self) -> str:
        """Return the path of its page: `taxon/saiga`, `pair/TM-UZ`."""
        return f"pair/{self.slug}" if self.kind == "pair" else self.keys[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the countries that the brief is about; none for a landscape or species."""
        return tuple(key.partition("/")[2] for key in self.keys if key.startswith("country/"))

    def covers(self, gap: Gap) -> bool:
        """Say whether a gap is about the subject."""
        if self.codes:
            return set(self.codes) <= set(gap.countries)
        return self.keys[0] in (gap.landscapes if self.kind == "landscape" else gap.species)

    def holders(self, situation: Situation) -> tuple[str, ...]:
        """Return the codes of the countries that the brief is for."""
        resource = situation.resources.get(self.keys[0])
        return self.codes or (tuple(resource.holdings) if resource else ())

    def states(self, situation: Situation) -> tuple[str, ...]:
        """Return the codes of the countries that it is about: of a landscape or species, its range states."""
        resource = situation.resources.get(self.keys[0])
        return self.codes or (resource.range_states if resource else ())


def find_subject(words: Sequence[str], resolve: Resolve) -> Subject:
    """Understand a name or code, or two countries in either order; unknown names stop with the nearest known."""
    text = " ".join(words).strip()
    for kind in KINDS:
        if key := _try(resolve, text, kind):
            return Subject(kind, (key,))
    parts = [part for part in BETWEEN.split(text) if part] if len(words) == 1 else list(words)
    if len(parts) == 2 and (pair := _find_pair(parts, text, resolve)):
        return pair
    near = dict.fromkeys(name for kind in KINDS for name in QUOTED.findall(_nearest(resolve, text, kind)))
    nearest = f"Nearest: {', '.join(near)}."
    raise QueryError(
        f'"{text}" is no landscape, country, species or pair of countries.',
        remedy=nearest if near else "Try a name such as Ustyurt, KZ, saiga, or two countries.",
    )


def _find_pair(parts: Sequence[str], text: str, resolve: Resolve) -> Subject | None:
    """Return a pair where both parts are countries; where only one is, the other one is a mistake."""
    keys = [_try(resolve, part, "country") for part in parts]
    if all(keys):
        return _pair(keys, text)
    if any(keys):
        wrong = next(part for part, key in zip(parts, keys, strict=True) if not key)
        raise QueryError(f'"{wrong}" is no country.', remedy=_nearest(resolve, wrong, "country"))
    return None


def _pair(keys: Sequence[str], text: str) -> Subject:
    first, second = keys
    if first == second:
        raise QueryError(f'"{text}" names one country twice.', remedy="Name two.")
    return Subject("pair", pair_of(first, second))


def read_subject(kind: str, name: str, resolve: Resolve) -> Subject:
    """Understand the parts of an address: a kind (`taxon` means species) and a name, or `pair` and `KZ-TM`."""
    kind = "species" if kind == "taxon" else kind
    if kind == "pair":
        codes = name.split("-")
        if len(codes) != 2:
            raise QueryError(f'"{name}" is no pair of countries.', remedy="Write two codes, such as KZ-TM.")
        return _pair([shorten_address(str(resolve(code, "country"))) for code in codes], name)
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
