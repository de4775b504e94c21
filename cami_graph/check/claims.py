"""See that each claim says no more than its words: names, numbers and years are in the quote, or have a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from cami_graph.check.names import Names
from cami_graph.check.states import check_state
from cami_graph.check.words import Words
from cami_graph.errors import Fault, suggest_names
from cami_graph.tables import (
    Action,
    Cooperation,
    LandscapeState,
    Link,
    Participation,
    Priority,
    Recommendation,
    Responsibility,
    Row,
    Scope,
    Status,
)

MONEY = re.compile(r"(US\\?\$|[A-Z]{3}) ?(\d[\d,.]*) ?(million|billion)?")
DOLLAR = "$"
SCALES = {"": 1, "million": 10**6, "billion": 10**9}
FUNDING = re.compile(r"\bfund|\bgrant|\bfinanc|\bmoney|\bpaid|\bbudget", re.IGNORECASE)
TO_CONFIRM = re.compile(r"\(tbc\)", re.IGNORECASE)
GOVERNMENTS = re.compile(r"\bgovernments?\b", re.IGNORECASE)
PRINTED = re.compile(r"(?<![\w.])\(?([a-hj-uw-z])((?:i{1,3}|iv|v)?)[.)]")
"""A printed letter of an item; i and v are as often the numbers of parts."""

SCOPE_TABLES = {"species": "species", "place": "places", "country": "countries"}


class Claims:
    """What the checks of single claims need to look up."""

    def __init__(self, words: Words, faults: Sequence[Fault]) -> None:
        self.words = words
        self.misplaced = {(fault.file, fault.row) for fault in faults if fault.column == "country_codes"}
        self.names = Names(words.tables)
        self.actions = {row.action_id: row for row in words.tables.actions}
        self.items = {(row.activity_code, row.item) for row in words.tables.subactivities}
        self.parts: dict[str, list[Participation]] = {}
        for part in words.tables.participations:
            self.parts.setdefault(part.action_id, []).append(part)

    def unnamed(self, row: Row, name: str, table: str, quote: str, identifiers: Sequence[str]) -> Iterator[Fault]:
        """Find things that a row claims and its words do not name, unless the row gives a reason."""
        if getattr(row, "reason", ""):
            return
        for missing in self.names.missing(table, identifiers, quote):
            known = ", ".join(f'"{one}"' for one in self.names.spellings(table, missing)[:4])
            remedy = f"Quote the words that name it ({known}), or give the reason."
            yield row.fault(f'The quote does not name "{missing}".', name, remedy, missing)

    def quote(self, row: Row) -> str:
        """Return the row's quote as it reads after the repairs."""
        return self.words.read(str(row.get("quote")))


def check_claims(words: Words, faults: Sequence[Fault]) -> Iterator[Fault]:
    """Find claims that go beyond their words; rows already at fault are passed over."""
    claims = Claims(words, faults)
    faulty = {(fault.file, fault.row) for fault in faults}
    for table, check in CHECKS.items():
        if words.hidden & {"corrections", *NEEDS[table]}:
            continue
        for row in words.tables.rows(table):
            if (row.ref.file, row.row) not in faulty:
                found = [
                    *_check_doubt(row),
                    *(_check_threats(row) if hasattr(row, "threat_ids") else ()),
                    *check(claims, row),
                ]
                claims.misplaced.update((one.file, one.row) for one in found if one.column == "country_codes")
                yield from found


def _check_doubt(row: Row) -> Iterator[Fault]:
    if getattr(row, "certainty", "") and not getattr(row, "reason", ""):
        remedy = "Say in one sentence why the reading is not sure."
        yield row.fault("A claim that is not sure has no reason.", "reason", remedy)


def _check_threats(row: Row) -> Iterator[Fault]:
    if getattr(row, "threat_certainty", "") and not getattr(row, "threat_reason", ""):
        remedy = "Say in one sentence why it is not sure that this is about the threat."
        yield row.fault("A threat that is not sure has no reason.", "threat_reason", remedy)
    if getattr(row, "threat_certainty", "") and not row.values("threat_ids"):
        yield row.fault("A doubt about no threat.", "threat_certainty", "Name the threat, or delete the doubt.")


def _check_items(claims: Claims, row: Row, codes: Sequence[str], items: Sequence[str], name: str) -> Iterator[Fault]:
    for item in items:
        if not any((code, item) in claims.items for code in codes):
            letters = {letter for code, letter in claims.items if code in codes}
            remedy = f"Its letters are {', '.join(sorted(letters))}." if letters else "It has no lettered items."
            yield row.fault(f'{", ".join(codes)} has no item "{item}".', name, remedy, item)
            return
    yield from _check_letter(row, items, name)


def _check_letter(row: Row, items: Sequence[str], name: str) -> Iterator[Fault]:
    """Find items whose letter is not among those printed at the beginning of the quote."""
    quote = str(row.get("quote"))
    if not items or not PRINTED.match(quote):
        return
    printed = {f"{letter}-{number}" if number else letter for letter, number in PRINTED.findall(quote)}
    for item in items:
        if item not in printed and not getattr(row, "reason", ""):
            remedy = f"The quote begins with {', '.join(sorted(printed))}: correct the letter, or give the reason."
            yield row.fault(f'The quote is not that of item "{item}".', name, remedy, item)


def check_action(claims: Claims, row: Action) -> Iterator[Fault]:
    """Check names, letters, years and money of an action."""
    quote = claims.quote(row)
    parts = claims.parts.get(row.action_id, [])
    told = " ".join([quote, *(claims.quote(part) for part in parts)])
    yield from _check_items(claims, row, row.activity_codes, row.items, "items")
    at_home = _countries_of(claims, row, parts)
    abroad = [code for code in row.country_codes if code not in at_home]
    yield from claims.unnamed(row, "country_codes", "countries", told, abroad)
    yield from claims.unnamed(row, "species_ids", "species", quote, row.species_ids)
    yield from claims.unnamed(row, "place_ids", "places", told, row.place_ids)
    yield from _check_years(row, told)
    yield from _check_budget(row, quote)
    yield from check_state(row, quote)


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
    if row.start_year and row.end_year and row.start_year > row.end_year:
        remedy = "Exchange or correct the years."
        yield row.fault(f"It ends in {row.end_year}, before it starts in {row.start_year}.", "end_year", remedy)
        return
    printed = _years(told)
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
        yield row.fault(f"The quote does not give {claimed}.", "budget_amount", remedy, claimed)


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
    if action is not None and not row.reason:
        yield from _check_within(claims, row, action, "acts")


def _check_within(claims: Claims, row: Participation | Cooperation, action: Action, verb: str) -> Iterator[Fault]:
    if (action.ref.file, action.row) in claims.misplaced:
        return
    for code in row.country_codes:
        if code not in action.country_codes:
            remedy = f"The action is in {', '.join(action.country_codes) or 'no country'}; correct one of the two rows."
            yield row.fault(
                f"{code} {verb} here but is no country of {action.action_id}.", "country_codes", remedy, code
            )


def check_cooperation(claims: Claims, row: Cooperation) -> Iterator[Fault]:
    """Check that two or more countries act together and that the quote, or the reason, names each of them."""
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
    yield from _check_items(claims, row, row.activity_codes, row.items, "items")
    yield from claims.unnamed(row, "country_codes", "countries", quote, row.country_codes)
    yield from claims.unnamed(row, "species_ids", "species", quote, row.species_ids)
    yield from claims.unnamed(row, "place_ids", "places", quote, row.place_ids)
    yield from claims.unnamed(row, "addressee_ids", "actors", quote, row.addressee_ids)


def check_responsibility(claims: Claims, row: Responsibility) -> Iterator[Fault]:
    """Check that the quote names the party, and that a party to be confirmed is doubtful."""
    yield from _check_items(claims, row, [row.activity_code], row.values("item"), "item")
    yield from claims.unnamed(row, "actor_id", "actors", claims.quote(row), [row.actor_id])
    if TO_CONFIRM.search(row.quote) and row.certainty != "doubtful":
        yield row.fault("The report marks the party (tbc).", "certainty", "Write doubtful, with that reason.")


def check_priority(claims: Claims, row: Priority) -> Iterator[Fault]:
    """Check that the level is the one printed."""
    quote = claims.quote(row)
    yield from _check_items(claims, row, [row.activity_code], row.values("item"), "item")
    printed = "-".join(level for level in ("high", "medium", "low") if re.search(level, quote, re.IGNORECASE))
    if row.level not in ("other", printed) and not row.reason:
        remedy = f'The quoted words say "{printed or "other"}".'
        yield row.fault(f'The quote does not say "{row.level}".', "level", remedy)


def check_status(claims: Claims, row: Status) -> Iterator[Fault]:
    """Check the letter, and that the status is told by the words."""
    yield from _check_items(claims, row, [row.activity_code], row.values("item"), "item")
    yield from check_state(row, claims.quote(row))


def check_scope(claims: Claims, row: Scope) -> Iterator[Fault]:
    """Check that the value exists and that the quote names it."""
    table = SCOPE_TABLES.get(row.kind)
    if table is None:
        return
    known = {str(one.get(one.KEY[0])) for one in claims.words.tables.rows(table)}
    if row.value not in known:
        remedy = f"{suggest_names(row.value, known)} Correct the value, or add it there.".strip()
        yield row.fault(f'"{row.value}" is not in {table}.csv.', "value", remedy)
        return
    yield from claims.unnamed(row, "value", table, claims.quote(row), [row.value])


def check_landscape_state(claims: Claims, row: LandscapeState) -> Iterator[Fault]:
    """Check that the quote names landscape and country."""
    quote = claims.quote(row)
    yield from claims.unnamed(row, "landscape_id", "places", quote, [row.landscape_id])
    yield from claims.unnamed(row, "country_code", "countries", quote, [row.country_code])


def check_link(claims: Claims, row: Link) -> Iterator[Fault]:
    """Check that the target exists and is printed."""
    tables = claims.words.tables
    known = {one.activity_code for one in tables.activities} | {one.section_code for one in tables.sections}
    if row.target_code not in known:
        remedy = f"{suggest_names(row.target_code, known)} Correct the code.".strip()
        yield row.fault(f"The programme has no {row.target_code}.", "target_code", remedy)
    elif not re.search(rf"(?<![\d.]){re.escape(row.target_code)}(?!\.?\d)", row.quote):
        yield row.fault(
            f"The quote does not refer to {row.target_code}.", "target_code", "Correct the code or the quote."
        )


CHECKS: Mapping[str, Callable[..., Iterator[Fault]]] = {
    "scopes": check_scope,
    "priorities": check_priority,
    "responsibilities": check_responsibility,
    "links": check_link,
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
    "statuses": ("subactivities",),
    "landscape_states": (),
    "actions": ("subactivities", "places", "actors", "participations"),
    "participations": ("actions", "actors"),
    "cooperations": ("actions",),
    "recommendations": ("subactivities",),
}
"""The tables that each check looks into: where one of them could not be read whole, it would blame sound rows."""
