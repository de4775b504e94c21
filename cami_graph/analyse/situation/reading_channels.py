"""From query rows to what joins countries beside the work that reports tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from cami_graph.analyse.measures.sharing import Pair, pair_of
from cami_graph.analyse.situation.channels import Channels, Event, Framework, Party, Population, Verdict
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.resources import Rows

Find = Callable[[str], Rows]


def read_channels(find: Find, names: Mapping[str, Name], countries: frozenset[str]) -> Channels:
    """Read the herds, frameworks, events and verdicts; countries outside the programmes are no end of a tie."""
    populations, apart = read_populations(find("which-populations-cross-borders"), names)
    return Channels(
        populations,
        apart,
        read_frameworks(find("what-frameworks-bind"), names, countries),
        read_events(find("what-events-concern"), names, countries),
        read_verdicts(find("how-readers-judged")),
    )


def code_of(key: str) -> str:
    """Return the last part of a key: the country code, the code of a concept."""
    return key.rsplit("/", 1)[-1]


def read_pair(text: str) -> Pair:
    """Return the pair that two codes with a hyphen name.

    >>> read_pair("UZ-KZ")
    ('KZ', 'UZ')
    """
    first, _, second = text.partition("-")
    return pair_of(first, second)


def read_populations(rows: Rows, names: Mapping[str, Name]) -> tuple[dict[str, Population], dict[str, frozenset[Pair]]]:
    """Return the herds, and for each taxon the pairs of neighbours that are told to share none."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row["population"]][row["field"]].add(row["value"])
    herds: dict[str, Population] = {}
    apart: dict[str, set[Pair]] = defaultdict(set)
    for key, fields in sorted(found.items()):
        taxon = min(fields["taxon"])
        pairs = frozenset(map(read_pair, fields["crosses"]))
        if fields["apart"]:
            apart[taxon] |= set(map(read_pair, fields["apart"]))
        if pairs:
            herds[key] = Population(
                key,
                names.get(key, Name(code_of(key))),
                taxon,
                frozenset(map(code_of, fields["country"])),
                pairs,
                code_of(min(fields["standing"], default="")),
                code_of(min(fields["certainty"], default="sure")),
                min(fields["source"], default=""),
                min(fields["attested"], default=""),
                frozenset(fields["place"]),
            )
    return herds, {taxon: frozenset(pairs) for taxon, pairs in apart.items()}


def read_frameworks(rows: Rows, names: Mapping[str, Name], countries: frozenset[str]) -> dict[str, Framework]:
    """Return the frameworks; where several claims tell of a party, the earliest day counts."""
    parties: dict[str, dict[str, Party]] = defaultdict(dict)
    subjects: dict[str, set[str]] = defaultdict(set)
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        key, code = row["framework"], code_of(row["country"])
        first.setdefault(key, row)
        subjects[key] |= {row["subject"]} - {""}
        party = Party(row["since"], row["until"], row["membership"], code_of(row["certainty"]) or "sure")
        known = parties[key].get(code)
        if code in countries and (known is None or party.since < known.since):
            parties[key][code] = party
    return {
        key: Framework(
            key,
            names.get(key, Name(code_of(key))),
            code_of(row["form"]),
            dict(sorted(parties[key].items())),
            frozenset(subjects[key]),
            row["keeper"],
        )
        for key, row in sorted(first.items())
    }


def read_events(rows: Rows, names: Mapping[str, Name], countries: frozenset[str]) -> dict[str, Event]:
    """Return the events."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row["event"]][row["kind"]].add(row["thing"])
    return {
        key: Event(
            key,
            names.get(key, Name(code_of(key))),
            code_of(min(kinds["form"])),
            code_of(min(kinds["status"])),
            min(kinds["day"]),
            frozenset(map(code_of, kinds["country"])) & countries,
            frozenset(kinds["subject"]),
            min(kinds["framework"], default=""),
            frozenset(kinds["initiative"]),
            code_of(min(kinds["certainty"], default="sure")),
        )
        for key, kinds in sorted(found.items())
    }


def read_verdicts(rows: Rows) -> dict[str, tuple[Verdict, ...]]:
    """Return what readers judged, by the key of what they judged, the oldest first."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for row in rows:
        found[row["about"]].append(
            Verdict(
                row["about"],
                code_of(row["judgement"]),
                Name(row["reason"], row["reasonRu"]),
                row["reader"],
                row["day"],
                row["wording"],
            )
        )
    return {key: tuple(sorted(all_, key=lambda one: (one.day, one.reader))) for key, all_ in sorted(found.items())}
