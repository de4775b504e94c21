"""See that identifiers and ranks fit what a second source says: words of the same row, other rows, lists of the world.

Two identifiers that are exchanged between rows are each as good as before; only a second source can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from babel import Locale

from cami_graph.errors import Fault
from cami_graph.tables import Country, Species
from cami_graph.tables.record import Reference

SIS = re.compile(r"\bSIS (\d+)|\be\.T(\d+)A")
APPENDICES = {
    "cms_appendix_2019": re.compile(r"\bcms\.int species page \(App\. (I{1,3})\b|\(CMS App\. (I{1,3})\b"),
    "cites_appendix_2019": re.compile(r"\(CITES (I{1,3})\)"),
}
CHANGE = re.compile(r"\b(CR|EN|VU|NT|LC|DD) to (CR|EN|VU|NT|LC|DD)\b")
NAMED = re.compile(r"\b(CR|EN|VU|NT|LC|DD) since\b|\bcurrent value for [^:]+: (CR|EN|VU|NT|LC|DD)\b")
UNCHANGED = re.compile(r"\bno (?:later )?change\b")
LONG_FORMS = {"Near Threatened": "NT", "Vulnerable": "VU", "Endangered": "EN", "Least Concern": "LC"}
BINOMIAL = re.compile(r"[A-Z][a-z]+(?: [a-z]+(?:-[a-z]+)?){1,2}")
CLDR = {"name": "en", "name_ru": "ru"}


def check_registers(reference: Reference) -> Iterator[Fault]:
    """Find identifiers, ranks and names that a second source gives to another thing."""
    for species in reference.species:
        yield from _check_cited(species)
        yield from _check_category(species)
        if not BINOMIAL.fullmatch(species.scientific_name):
            remedy = "Write genus, species and subspecies, the genus alone with a capital."
            yield species.fault("It is no scientific name.", "scientific_name", remedy)
    yield from _check_orders(reference.species)
    for country in reference.countries:
        yield from _check_name(country)


def _check_cited(row: Species) -> Iterator[Fault]:
    """Hold the number in the Red List, and the appendices, against those that the sources of the row cite."""
    cited = {one or two for one, two in SIS.findall(f"{row.source} {row.red_list_latest_basis}")}
    if cited and row.iucn_sis_id and row.iucn_sis_id not in cited:
        problem = f"The sources of the row cite {', '.join(sorted(cited))}."
        yield row.fault(problem, "iucn_sis_id", "Correct it, or the source.")
    for column, words in APPENDICES.items():
        told = {one for found in words.finditer(row.source) for one in found.groups() if one}
        if told and not any(re.match(rf"{one}\b", str(row.get(column))) for one in told):
            problem = f"A source of the row says Appendix {', '.join(sorted(told))}."
            yield row.fault(problem, column, "Correct it, or the source.")


def _check_category(row: Species) -> Iterator[Fault]:
    """Hold the categories of the Red List against the words on which the latest rests."""
    basis, now, then = row.red_list_latest_basis, row.red_list_latest_code, row.red_list_2019_code
    if change := CHANGE.search(basis):
        wanted = {"red_list_2019_code": change[1], "red_list_latest_code": change[2]}
    else:
        long = next((code for words, code in LONG_FORMS.items() if words in basis), "")
        told = [one or two for one, two in NAMED.findall(basis)] or [long]
        wanted = {"red_list_latest_code": told[-1]} if told[-1] else {}
    for column, code in wanted.items():
        if row.get(column) and row.get(column) != code:
            yield row.fault(f'The basis of the row says "{basis}".', column, f"Write {code}, or correct the basis.")
    if UNCHANGED.search(basis) and not wanted and now and now != then:
        problem = f"By its basis nothing changed since {then}."
        yield row.fault(problem, "red_list_latest_code", "Correct one of the two, or the basis.")


def _check_orders(rows: Sequence[Species]) -> Iterator[Fault]:
    """Find a family or a genus that other rows put elsewhere; the fewer rows are blamed."""
    ranks = (("genus", "family_name"), ("family_name", "order_name"))
    for below, above in ranks:
        told: dict[str, Counter[str]] = {}
        for row in rows:
            told.setdefault(_rank(row, below), Counter())[_rank(row, above)] += 1
        for row in rows:
            counts = told[_rank(row, below)]
            usual, most = counts.most_common(1)[0]
            if counts[_rank(row, above)] < most:
                yield row.fault(f"{_rank(row, below)} belongs to {usual} in other rows.", above, f"Write {usual}.")


def _rank(row: Species, name: str) -> str:
    return row.scientific_name.partition(" ")[0] if name == "genus" else str(row.get(name))


def _check_name(row: Country) -> Iterator[Fault]:
    """Find a name that the Unicode list of countries gives to another one."""
    for column, language in CLDR.items():
        names = {name: code for code, name in Locale(language).territories.items()}
        owner = names.get(str(row.get(column)), row.country_code)
        if owner != row.country_code:
            yield row.fault(f"It is the name of {owner}.", column, "Correct it.")
