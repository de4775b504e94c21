"""See that the cells of one claim fit each other: a problem and its state, undertakings, the species that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cami_graph.check.lookup import Claims
from cami_graph.check.names import Names
from cami_graph.errors import Fault
from cami_graph.tables import Action, Recommendation, Row

UNDONE = ("done", "planned")
"""The states that nothing can have which is told as a problem."""


def check_fit(claims: Claims, row: Action) -> Iterator[Fault]:
    """Find an action whose cells do not go together."""
    if row.is_problem and row.status in UNDONE:
        yield row.fault(f"A problem is not {row.status}.", "is_problem", "Leave it empty, or correct the status.")
    yield from check_undertakings(row, claims.names)
    yield from check_species(claims, row)


def check_undertakings(row: Row, names: Names) -> Iterator[Fault]:
    """Find an undertaking whose name names countries, none of which is one of the row."""
    column = "initiative_ids" if hasattr(row, "initiative_ids") else "initiative_id"
    for one in row.values(column):
        undertaking = names.row("initiatives", one)
        name = "" if undertaking is None else str(undertaking.get("name"))
        at = {code for code in names.all("countries") if names.named("countries", code, name)}
        here = set(row.values("country_codes"))
        if at and here and not at & here:
            problem = f"{one} is an undertaking of {', '.join(sorted(at))}, the row tells of {', '.join(sorted(here))}."
            told = any(names.named("countries", code, str(row.get("quote"))) for code in at)
            wrong = "country_codes" if told else column
            yield row.fault(problem, wrong, "Correct the undertaking, or the countries.", one)


def check_species(claims: Claims, row: Action | Recommendation) -> Iterator[Fault]:
    """Find a species that the words of a row name among others, and that neither it nor a row of these words claims."""
    quote, names = claims.quote(row), claims.names
    if not row.species_ids or row.reason:
        return
    alike = [one for one in claims.words.tables.rows(row.TABLE) if isinstance(one, type(row)) and _overlap(one, row)]
    claimed = {name for one in (row, *alike) for name in one.species_ids}
    shared = {spelling.casefold() for name in claimed for spelling in names.spellings("species", name)}
    last = Counter(one.split()[-1].casefold() for name in names.all("species") for one in _first(names, name))
    for name in names.all("species"):
        own = [one for one in names.spellings("species", name) if one.casefold() not in shared]
        telling = [one for one in own if last[one.casefold().removesuffix("s")] < 2]
        if name not in claimed and any(names.says(one, quote) for one in telling):
            problem = f'The quote names "{name}" as well.'
            yield row.fault(problem, "species_ids", "Add it, or give the reason why it is not meant.", name)
            return


def _overlap(one: Action | Recommendation, other: Action | Recommendation) -> bool:
    return bool(set(one.activity_codes) & set(other.activity_codes)) and (
        one.quote in other.quote or other.quote in one.quote
    )


def _first(names: Names, identifier: str) -> tuple[str, ...]:
    return names.spellings("species", identifier)[:1]
