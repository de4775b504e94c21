"""See that each claim says no more than its words: names, numbers and years are in the quote, or have a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from cami_graph.check.fitting import check_fit, check_species
from cami_graph.check.lookup import Claims, check_items
from cami_graph.check.plan import (
    TO_CONFIRM,
    check_landscape_state,
    check_link,
    check_priority,
    check_responsibility,
    check_scope,
)
from cami_graph.check.quotes import Words
from cami_graph.check.states import check_state
from cami_graph.errors import Fault
from cami_graph.tables import (
    Action,
    Cooperation,
    Participation,
    Recommendation,
    Row,
    Status,
)
from cami_graph.tables.plan import Continuation

MONEY = re.compile(r"(US\\?\$|[A-Z]{3}) ?(\d[\d,.]*) ?(million|billion)?")
DOLLAR = "$"
SCALES = {"": 1, "million": 10**6, "billion": 10**9}
FUNDING = re.compile(r"\bfund|\bgrant|\bfinanc|\bmoney|\bpaid|\bbudget", re.IGNORECASE)
PAID_BY = r"\b(?:funded|financed|supported|paid) (?:by|by a grant from|by grant from) "
GOVERNMENTS = re.compile(r"\bgovernments?\b", re.IGNORECASE)


def check_claims(words: Words, faults: Sequence[Fault]) -> Iterator[Fault]:
    """Find claims that go beyond their words; rows already at fault are passed over."""
    claims = Claims(words, faults)
    faulty = {(fault.file, fault.row) for fault in faults}
    for table in CHECKS:
        for row in words.tables.rows(table):
            if (row.ref.file, row.row) not in faulty:
                found = list(check_claim(claims, row))
                claims.misplaced.update((one.file, one.row) for one in found if one.column == "country_codes")
                yield from found


def check_claim(claims: Claims, row: Row) -> Iterator[Fault]:
    """Find where one claim goes beyond its words, or does not fit the action that it hangs on."""
    yield from _check_doubt(row)
    if hasattr(row, "threat_ids"):
        yield from _check_threats(row)
    if row.TABLE in CHECKS and not claims.words.hidden & {"corrections", *NEEDS[row.TABLE]}:
        yield from CHECKS[row.TABLE](claims, row)


def _check_doubt(row: Row) -> Iterator[Fault]:
    if getattr(row, "certainty", "") and not getattr(row, "reason", ""):
        remedy = "Say in one sentence why the reading is not sure."
        yield row.fault("A claim that is not sure has no reason.", "reason", remedy)


def check_confirmed(row: Row) -> Iterator[Fault]:
    """Find a claim that rests on words marked (tbc) and counts as sure."""
    if TO_CONFIRM.search(str(row.get("quote"))) and row.get("certainty") != "doubtful":
        yield row.fault("The report marks these words (tbc).", "certainty", "Write doubtful, with that reason.")


def _check_threats(row: Row) -> Iterator[Fault]:
    if getattr(row, "threat_certainty", "") and not getattr(row, "threat_reason", ""):
        remedy = "Say in one sentence why it is not sure that this is about the threat."
        yield row.fault("A threat that is not sure has no reason.", "threat_reason", remedy)
    if getattr(row, "threat_certainty", "") and not row.values("threat_ids"):
        yield row.fault("A doubt about no threat.", "threat_certainty", "Name the threat, or delete the doubt.")


def check_action(claims: Claims, row: Action) -> Iterator[Fault]:
    """Check names, letters, years and money of an action."""
    quote = claims.quote(row)
    parts = claims.parts.get(row.action_id, [])
    told = " ".join([quote, *(claims.quote(part) for part in parts)])
    yield from check_items(claims, row, row.activity_codes, row.items, "items")
    at_home = _countries_of(claims, row, parts)
    abroad = [code for code in row.country_codes if code not in at_home]
    yield from claims.unnamed(row, "country_codes", "countries", told, abroad)
    yield from claims.unnamed(row, "species_ids", "species", quote, row.species_ids)
    yield from claims.unnamed(row, "place_ids", "places", told, row.place_ids)
    yield from _check_years(row, told)
    yield from _check_budget(row, quote)
    yield from check_state(row, quote)
    yield from check_confirmed(row)
    yield from check_fit(claims, row)


def _countries_of(claims: Claims, row: Action, parts: Sequence[Participation]) -> set[str]:
    """Return the countries that the action's places lie in and its actors sit in: naming these names the country."""
    things = [("places", place) for place in row.place_ids] + [("actors", part.actor_id) for part in parts]
    found = [thing for table, name in things if (thing := claims.names.row(table, name))]
    return {
        code
        for thing in found
        for column in ("country_codes", "country_code")
        if hasattr(thing, column)
        for code in thing.values(column)
    }


def _check_years(row: Action, told: str) -> Iterator[Fault]:
    printed = _years(told)
    if row.start_year and row.end_year and row.start_year > row.end_year:
        remedy = "Exchange or correct the years."
        name = "start_year" if row.end_year in printed and row.start_year not in printed else "end_year"
        yield row.fault(f"It ends in {row.end_year}, before it starts in {row.start_year}.", name, remedy)
        return
    for name in ("start_year", "end_year"):
        for year in row.values(name):
            if year not in printed and not row.reason:
                remedy = f"The quoted years are {', '.join(sorted(printed)) or 'none'}; correct it, or give the reason."
                yield row.fault(f"The quote does not name the year {year}.", name, remedy)


def _years(text: str) -> set[str]:
    """Return the years printed in full, and those cut short after another: 2013/14."""
    full = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))
    return full | {f"{year[:2]}{end}" for year, end in re.findall(r"((?:19|20)\d\d)[/–-](\d\d)(?!\d)", text)}


def _check_budget(row: Action, quote: str) -> Iterator[Fault]:
    if bool(row.budget_currency) != (row.budget_amount is not None):
        remedy = "Fill both, or neither."
        yield row.fault("An amount and its currency go together.", "budget_currency", remedy)
    elif row.budget_amount is not None and (row.budget_currency, row.budget_amount) not in (sums := _sums(quote)):
        shown = ", ".join(f"{currency} {amount}" for currency, amount in sorted(sums)) or "no sum"
        claimed = f"{row.budget_currency} {row.budget_amount}"
        remedy = f"The quote gives {shown} in whole units."
        name = "budget_currency" if row.budget_amount in {amount for _, amount in sums} else "budget_amount"
        yield row.fault(f"The quote does not give {claimed}.", name, remedy, claimed)


def _sums(quote: str) -> set[tuple[str, int]]:
    """Return the sums of money that words name: currency and whole units."""
    return {
        ("USD" if DOLLAR in currency else currency, _units(amount, scale))
        for currency, amount, scale in MONEY.findall(quote)
    }


def _units(amount: str, scale: str) -> int:
    return round(float(amount.rstrip(".,").replace(",", "")) * SCALES[scale.lower()])


def check_participation(claims: Claims, row: Participation) -> Iterator[Fault]:
    """Check that the quote names the actor, that a funder is called one, and that the countries are the action's."""
    quote, action = claims.quote(row), claims.actions.get(row.action_id)
    actor = claims.names.row("actors", row.actor_id)
    government = actor is not None and actor.get("actor_type") == "government" and GOVERNMENTS.search(quote)
    if not government:
        yield from claims.unnamed(row, "actor_id", "actors", quote, [row.actor_id])
    if row.role == "funding" and not row.reason and not FUNDING.search(quote):
        remedy = "Quote the words that say who pays, choose another role, or give the reason."
        yield row.fault(f'The quote does not call "{row.actor_id}" a funder.', "role", remedy)
    if row.role == "implementing" and not row.reason and (words := _funds(claims, row, quote)):
        problem = f'The words "{words}" call "{row.actor_id}" a funder.'
        yield row.fault(problem, "role", "Write funding or supporting, or give the reason.")
    if action is not None and not row.reason:
        yield from _check_within(claims, row, action, "acts")
        yield from _check_roles(claims, row)


def _check_roles(claims: Claims, row: Participation) -> Iterator[Fault]:
    """Find an actor with two roles in one action."""
    first = next((one for one in claims.parts.get(row.action_id, ()) if one.actor_id == row.actor_id), row)
    if first.row != row.row:
        problem = f"{row.actor_id} is {first.role} in row {first.row} already."
        yield row.fault(problem, "role", "Keep the row of the role that the words tell, or give the reason.")


def _funds(claims: Claims, row: Participation, quote: str) -> str:
    """Return the words that say of an actor that it paid or supported, if there are any."""
    for spelling in claims.names.spellings("actors", row.actor_id):
        if spelling not in quote:
            continue
        found = re.search(rf"{PAID_BY}(?:[^.,;:]*(?:\band\b|/) ?)?(?:the )?{re.escape(spelling)}(?!\w)", quote)
        if found:
            return found[0]
    return ""


def _check_within(claims: Claims, row: Participation | Cooperation, action: Action, verb: str) -> Iterator[Fault]:
    if (action.ref.file, action.row) in claims.misplaced:
        return
    for code in (one for one in row.country_codes if one not in action.country_codes):
        if _is_misplaced(claims, row, action, code):
            remedy = f"Add {code}, or correct row {row.row} of {row.TABLE}.csv, where it {verb}."
            yield action.fault(f"{code} {verb} in it and is not among them.", "country_codes", remedy, code)
            return
        remedy = f"The action is in {', '.join(action.country_codes) or 'no country'}; correct one of the two rows."
        yield row.fault(f"{code} {verb} here but is no country of {action.action_id}.", "country_codes", remedy, code)


def _is_misplaced(claims: Claims, row: Participation | Cooperation, action: Action, code: str) -> bool:
    """Say whether the action is wrong, whose words name none of its countries, rather than who takes part in it."""
    quote = claims.quote(action)
    actor = claims.names.row("actors", getattr(row, "actor_id", ""))
    seat = "" if actor is None else actor.get("country_code")
    told = claims.names.named("countries", code, quote) or seat == code
    return told and not any(claims.names.named("countries", one, quote) for one in action.country_codes)


def check_cooperation(claims: Claims, row: Cooperation) -> Iterator[Fault]:
    """Check that two or more countries act together and that the quote, or the reason, names each of them."""
    yield from check_confirmed(row)
    if len(row.country_codes) < 2:
        remedy = "Name all countries that act together, or delete the row."
        yield row.fault("A cooperation of one country.", "country_codes", remedy)
    told = f"{claims.quote(row)} {row.reason}"
    for missing in claims.names.missing("countries", row.country_codes, told):
        remedy = "Quote the words that name it, or name it in the reason."
        yield row.fault(f"Neither the quote nor the reason names {missing}.", "country_codes", remedy, missing)
        return
    action = claims.actions.get(row.action_id)
    if action is not None:
        yield from _check_within(claims, row, action, "cooperates")


def check_recommendation(claims: Claims, row: Recommendation) -> Iterator[Fault]:
    """Check names and letters of a recommendation."""
    quote = claims.quote(row)
    yield from check_items(claims, row, row.activity_codes, row.items, "items")
    yield from claims.unnamed(row, "country_codes", "countries", quote, row.country_codes)
    yield from claims.unnamed(row, "species_ids", "species", quote, row.species_ids)
    yield from claims.unnamed(row, "place_ids", "places", quote, row.place_ids)
    yield from claims.unnamed(row, "addressee_ids", "actors", quote, row.addressee_ids)
    yield from check_species(claims, row)


def check_status(claims: Claims, row: Status) -> Iterator[Fault]:
    """Check the letter, and that the status is told by the words."""
    yield from check_items(claims, row, [row.activity_code], row.values("item"), "item")
    yield from check_state(row, claims.quote(row))


def check_continuation(claims: Claims, row: Continuation) -> Iterator[Fault]:
    """Check the letter; what it continues is looked up in the plan of the other programme."""
    yield from check_items(claims, row, [row.activity_code], row.values("item"), "item")


CHECKS: Mapping[str, Callable[..., Iterator[Fault]]] = {
    "scopes": check_scope,
    "priorities": check_priority,
    "responsibilities": check_responsibility,
    "links": check_link,
    "continuations": check_continuation,
    "statuses": check_status,
    "landscape_states": check_landscape_state,
    "actions": check_action,
    "participations": check_participation,
    "cooperations": check_cooperation,
    "recommendations": check_recommendation,
}

NEEDS: Mapping[str, tuple[str, ...]] = {
    "scopes": ("species", "places", "countries"),
    "priorities": ("subactivities",),
    "responsibilities": ("subactivities",),
    "links": ("activities", "sections"),
    "continuations": ("subactivities",),
    "statuses": ("subactivities",),
    "landscape_states": (),
    "actions": ("subactivities", "places", "species", "actors", "initiatives", "participations"),
    "participations": ("actions", "actors"),
    "cooperations": ("actions",),
    "recommendations": ("subactivities", "species"),
}
"""The tables that each check looks into: where one of them could not be read whole, it would blame sound rows."""
