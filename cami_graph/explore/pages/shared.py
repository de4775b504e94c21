"""What two countries share, row by row: what they do on it together, each alone, and of what nothing is told.

The states are those of the analysis; where two countries are no neighbours, the same measures are taken of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.links import AGREED, OPEN, PLACE, PLANNED, TOGETHER, UNKNOWN, Link, find_frameworks
from cami_graph.analyse.findings.wider_work import BOTH
from cami_graph.analyse.situation.channels import Framework
from cami_graph.explore.address import kind_of
from cami_graph.explore.dates import say_day
from cami_graph.explore.model import Doubt, Label, Quote, Thing
from cami_graph.explore.pages.gap import GapPage, find_gap
from cami_graph.explore.record import Record, reading_order
from cami_graph.rdf import ID, VOCABULARY

THREAT = "threat"
SURE, NO_DAY = Doubt(), Label("")
Codes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a row: what is told, in which state (`agreed` for a framework), since when, by which words.

    `partners` are the other countries with which it is told to be done.
    """

    label: Label
    path: str
    status: str
    quotes: tuple[Quote, ...]
    doubt: Doubt = SURE
    day: Label = NO_DAY
    partners: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of both countries.

    `standing` is `herd`, `place`, `unknown` (of both, and not known to be shared) or `threat`; `state` is that of the
    link. `alone` has one tuple for each country, in their order; a country that acts on it in no told way stands in
    `silent`. `covering` is joint work that may take it in without naming it. `named` are those of the two that a
    heading of the programme names for it, and no source as a range state.
    """

    thing: Thing
    standing: str
    state: str
    herds: tuple[Label, ...]
    sites: tuple[Thing, ...]
    together: tuple[Told, ...]
    agreed: tuple[Told, ...]
    covering: tuple[Told, ...]
    alone: tuple[tuple[Told, ...], tuple[Told, ...]]
    silent: tuple[Thing, ...]
    callers: tuple[str, ...]
    gap: GapPage | None
    named: tuple[Thing, ...] = ()

    @property
    def is_known(self) -> bool:
        """Say whether it is known that the two share it: a herd of both, or a place."""
        return self.standing in ("herd", "place")


def share_rows(record: Record, codes: Codes) -> tuple[Row, ...]:
    """Return a row for each herd, landscape and range of two countries, as the analysis links them, then threats."""
    reader = _Reader(record, record.findings, codes)
    return (*sorted(reader.links(), key=_order), *sorted(reader.threats(), key=_order))


def _order(row: Row) -> tuple[int, int, object]:
    """Put herds first, then landscapes, ranges and threats; in each what is done together first."""
    states = (TOGETHER, PLANNED, AGREED, OPEN)
    return ("herd", "place", "unknown", THREAT).index(row.standing), states.index(row.state), reading_order(row.thing)


@dataclass(frozen=True)
class _Reader:
    """Reads the rows of one pair."""

    record: Record
    found: Findings
    codes: Codes

    def links(self) -> Iterator[Row]:
        """Give the rows of what both hold."""
        own = {one.resource: one for one in self.found.links if one.countries == self.codes}
        if self.codes in self.found.situation.neighbours:
            yield from (self._of_link(one) for one in own.values())
            return
        for key, resource in self.found.situation.resources.items():
            if set(self.codes) <= set(resource.holdings):
                standing = PLACE if resource.kind == "landscape" else UNKNOWN
                yield self._row(key, standing, (), find_frameworks(self.found.situation, self.codes, resource))

    def _of_link(self, link: Link) -> Row:
        frameworks = [self.found.situation.channels.frameworks[key] for key in link.frameworks]
        row = self._row(link.resource, link.standing, link.herds, frameworks, link.callers)
        known = {one.path for one in row.agreed}
        concerns = self.found.situation.concerns
        told = [key for key in link.covering if not key.startswith("framework/")]
        told.sort(key=lambda key: link.covering[key] != BOTH or link.resource not in concerns.get(key, ()))
        covering = self.tell(told)
        return replace(row, covering=tuple(one for one in covering if one.path not in known))

    def _row(
        self,
        key: str,
        standing: str,
        herds: Sequence[str],
        frameworks: Sequence[Framework],
        callers: tuple[str, ...] = (),
    ) -> Row:
        """Make the row of something both hold; its state is decided as `list_links` decides it."""
        work, triangle = self.found.work, (*self.codes, key)
        joint = work.joint.get(triangle, ()) or work.doubted.get(triangle, ())
        planned = work.planned.get(triangle, ())
        acting = [work.acting.get((code, key), ()) for code in self.codes]
        state = TOGETHER if joint else AGREED if frameworks else PLANNED if planned else OPEN
        return Row(
            thing=self._thing(key),
            standing=standing,
            state=state,
            herds=tuple(self._label(one) for one in herds),
            sites=self._sites(key),
            together=self.tell((*joint, *planned)),
            agreed=tuple(self._agreed(one) for one in frameworks),
            covering=(),
            alone=self._alone(acting, (*work.of_both(self.codes), *planned)),
            silent=tuple(
                self._thing(f"country/{code}") for code, own in zip(self.codes, acting, strict=True) if not own
            ),
            callers=callers,
            named=tuple(
                self._thing(f"country/{code}")
                for code in self.codes
                if code in self.found.situation.resources[key].also_named
            ),
            gap=find_gap(self.record, f"{ID}gap/shared-{'-'.join(self.codes)}-{key.split('/', 1)[-1]}"),
        )

    def threats(self) -> Iterator[Row]:
        """Give the rows of threats that both act against, or against which they work together."""
        situation = self.found.situation
        against: dict[str, tuple[set[str], set[str]]] = {}
        for key, action in situation.actions.items():
            for threat in action.threats if action.is_worked else ():
                for at, code in enumerate(self.codes):
                    if code in action.countries:
                        against.setdefault(threat, (set(), set()))[at].add(key)
        both = {threat: sides for threat, sides in against.items() if all(sides)}
        wider = {self._wider(threat) for threat, sides in both.items() if sides == both.get(self._wider(threat))}
        for threat in both.keys() - wider:
            yield self._of_threat(threat, [sorted(side) for side in both[threat]])

    def _wider(self, threat: str) -> str:
        """Return the threat over a threat, or nothing."""
        rows = self.record.rows_of("page-concepts", "thing", f"{VOCABULARY}{threat}")
        found = (str(row["value"]).removeprefix(str(VOCABULARY)) for row in rows if str(row["field"]) == "broader")
        return next(found, "")

    def _of_threat(self, threat: str, sides: list[list[str]]) -> Row:
        situation, work = self.found.situation, self.found.work
        ties = (*work.ties.get(self.codes, ()), *work.doubted_ties.get(self.codes, ()))
        joint = tuple(key for key in ties if threat in situation.actions[situation.cooperations[key].action].threats)
        return Row(
            thing=self.record.thing(f"{VOCABULARY}{threat}"),
            standing=THREAT,
            state=TOGETHER if joint else OPEN,
            herds=(),
            sites=(),
            together=self.tell(joint),
            agreed=(),
            covering=(),
            alone=self._alone(sides, joint),
            silent=(),
            callers=(),
            gap=None,
        )

    def _alone(
        self, acting: Sequence[Iterable[str]], joint: Iterable[str]
    ) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
        """Return what each country tells of, without what the two do or plan together."""
        cooperations = self.found.situation.cooperations
        through = {cooperations[key].action if key in cooperations else key for key in joint}
        one, two = (self.tell(key for key in own if key not in through) for own in acting)
        return one, two

    def tell(self, keys: Iterable[str]) -> tuple[Told, ...]:
        """Return claims as lines, each action once; a cooperation is told by its action, with the words of both."""
        lines: dict[str, Told] = {}
        for key in keys:
            if (event := key.removeprefix("cooperation/")).startswith("event/"):
                lines.setdefault(event, self._happened(event))
                continue
            claim = self.record.claims[f"{ID}{key}"]
            through = next((one for one in claim.fields.get("through", ()) if isinstance(one, Thing)), None)
            action = self.record.claims[through.iri] if through else claim
            quotes = tuple(dict.fromkeys((*action.quotes, *claim.quotes)))
            doubt = claim.doubt if claim.doubt != Doubt() else action.doubt
            told = Told(action.label, action.path, action.status, quotes, doubt, partners=self._partners(action.iri))
            lines.setdefault(action.iri, told)
        return tuple(lines.values())

    def _happened(self, key: str) -> Told:
        """Return a dated event before the latest report as a line: the analysis takes it for work that is told."""
        thing, event = self._thing(key), f"{ID}{key}"
        rows = self.record.rows_of("page-events", "event", event)
        day = next((say_day(str(row["value"])) for row in rows if str(row["field"]) == "day"), NO_DAY)
        return Told(thing.label, thing.path, "reported", self.record.words(event), self.record.doubt(event), day)

    def _partners(self, action: str) -> tuple[Thing, ...]:
        """Return the countries outside the pair that are told to work together through an action."""
        cooperations = self.found.situation.cooperations.values()
        joined = {code for one in cooperations if f"{ID}{one.action}" == action for code in one.countries}
        return tuple(self._thing(f"country/{code}") for code in sorted(joined - set(self.codes)))

    def _agreed(self, one: Framework) -> Told:
        """Return a framework as a line, with the day since which both are parties and the words of their joining."""
        claims = dict.fromkeys(one.parties[code].claim for code in self.codes)
        quotes = tuple(dict.fromkeys(quote for key in claims for quote in self.record.words(f"{ID}{key}")))
        thing = self._thing(one.key)
        return Told(thing.label, thing.path, "agreed", quotes, day=say_day(one.since(self.codes)))

    def _sites(self, key: str) -> tuple[Thing, ...]:
        """Return the sites of the two countries that lie in a landscape."""
        own = {f"{ID}country/{code}" for code in self.codes}
        places = (str(row["place"]) for row in self.record.rows_of("page-places", "within", f"{ID}{key}"))
        sites = {one for one in places if kind_of(one) == "site" and own & self._around(one)}
        return tuple(sorted(map(self.record.thing, sites), key=reading_order))

    def _around(self, place: str) -> set[str]:
        return {str(row["within"]) for row in self.record.rows_of("page-places", "place", place) if "within" in row}

    def _thing(self, key: str) -> Thing:
        return self.record.thing(f"{ID}{key}")

    def _label(self, key: str) -> Label:
        name = self.found.situation.name(key)
        return Label(name.en, name.say("ru"))


def tell_ties(record: Record, codes: Codes, rows: Iterable[Row]) -> tuple[Told, ...]:
    """Return what two countries do together that stands in none of the rows: on other things, or on nothing named."""
    work = record.findings.work
    reader = _Reader(record, record.findings, codes)
    told = {one.path for row in rows for one in row.together}
    ties = reader.tell((*work.ties.get(codes, ()), *work.doubted_ties.get(codes, ())))
    return tuple(one for one in ties if one.path not in told)
