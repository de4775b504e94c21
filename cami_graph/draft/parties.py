"""Who stands in column 5, and in column 4 beside a word such as "by": each body, what it did, its home."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cami_graph.draft.cues import Cues
from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.entries import CODE, Entry, has_items
from cami_graph.draft.lexicon import Lexicon, Mention, Thing
from cami_graph.draft.words import ITEM, find_countries
from cami_graph.source import Span

AT_HOME = ("government", "research", "ngo", "company", "generic")
BRACKETS = re.compile(r"\s*\(([^()]*)\)")
IN = re.compile(r"\bin ((?:[A-Z][\w-]+)(?:(?:,| and) [A-Z][\w-]+)*) (?:with|by|supported|funded)\b(?!.*\bin [A-Z])")
SUBJECT = re.compile(r"(?:/\w+)*(?: \([A-Z]+\))?(?: [a-z]|,| and |$)")
BESIDE = re.compile(r"(?:,? etc\.?)?\)?\s+")
EVERY = "respective"


@dataclass(frozen=True, slots=True)
class Party:
    """A body that takes part: its role, where it is at home, in which countries alone it acts by the words."""

    thing: Thing
    role: str
    span: Span
    column: int
    home: str = ""
    only: tuple[str, ...] = ()
    nowhere: bool = False
    doubt: str = ""
    confidence: float = 0.85
    why: str = "named in the column of those who did it"


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies that are printed together, as one paragraph or between semicolons."""

    parties: tuple[Party, ...]
    item: str
    codes: tuple[str, ...]
    span: Span

    @property
    def homes(self) -> frozenset[str]:
        """Return the countries in which its bodies are at home."""
        return frozenset(party.home for party in self.parties if party.home)


def home_of(thing: Thing, lexicon: Lexicon) -> str:
    """Return the country in which a body acts where nothing else is said: that of a national body."""
    region = {one.id for one in lexicon.things if one.kind == "country"}
    if thing.type == "programme" and thing.parent:
        parent = lexicon.by_id("actor", thing.parent)
        return home_of(parent, lexicon) if parent else ""
    if len(thing.countries) != 1 or thing.countries[0] not in region:
        return ""
    if thing.type in AT_HOME:
        return thing.countries[0]
    named = [lexicon.countries[one] for one in lexicon.country.findall(thing.name)]
    named += [lexicon.adjectives[one] for one in lexicon.adjective.findall(thing.name)]
    return thing.countries[0] if thing.type == "ingo" and thing.countries[0] in named else ""


def split_parties(desk: Desk, row: PrintedRow) -> list[Group]:
    """Return the bodies of column 5, group by group."""
    groups: list[Group] = []
    codes, item = row.codes, ""
    for span in row.passages(5):
        for piece in _pieces(span, desk, lettered=has_items(row)):
            if (match := CODE.match(piece.words)) and match[1] in row.codes:
                codes, item = (match[1],), ""
            if letter := ITEM.match(piece.words):
                item = letter[1] if has_items(row) else ""
            parties = tuple(find_parties(desk, piece))
            if parties:
                groups.append(Group(parties, item, codes, piece))
    return groups


def _pieces(span: Span, desk: Desk, *, lettered: bool) -> list[Span]:
    words = span.words
    cuts = {0, len(words)} | {match.start() for match in CODE.finditer(words)}
    cuts |= {match.end() for match in re.finditer(";", words)}
    if lettered:
        cuts |= {match.start() for match in ITEM.finditer(words)}
    cuts |= set(_abutting(words, desk))
    ordered = sorted(cuts)
    parts = [span.part(span.start + low, span.start + high) for low, high in pairwise(ordered)]
    return [part for part in map(_strip, parts) if part.words]


def _abutting(words: str, desk: Desk) -> list[int]:
    """Return where a name follows another with nothing between them: their lines ran together."""
    mentions = desk.lexicon.find(words, "actor")
    return [right.start for left, right in pairwise(mentions) if BESIDE.fullmatch(words, left.end, right.start)]


def _strip(span: Span) -> Span:
    words = span.words.strip(" ;")
    start = span.start + (span.words.index(words) if words else 0)
    return span.part(start, start + len(words))


def find_parties(desk: Desk, span: Span) -> list[Party]:
    """Return the bodies that words name, each with its role."""
    words = span.words
    marks = _marks(words, desk.cues)
    nobody = desk.cues.phrases("nobody")
    parties = []
    covered = [*_every(desk, span, marks), *_governments(desk, span, marks)]
    parties += [party for party, _ in covered]
    for mention in desk.lexicon.find(words, "actor"):
        if nobody.search(mention.words):
            _exempt(desk, span, mention)
            continue
        if any(start <= mention.start < end for _, (start, end) in covered):
            continue
        parties += _named(desk, span, mention, marks)
    bound = len([party for party in parties if party.only]) > 1
    return [replace(party, nowhere=bound and not party.only) for party in parties]


def _exempt(desk: Desk, span: Span, mention: Mention) -> None:
    """Propose to leave out words that name nobody, where nothing else is said."""
    if mention.words.strip() == span.words.strip():
        row = next((one for one in desk.rows if any(span.line == other.line for other in one.passages(5))), None)
        codes = "; ".join(row.codes) if row else ""
        desk.propose(
            "exceptions", [span], 0.8, "names no party", activity_codes=codes, column="5", reason="names no party"
        )


def _named(desk: Desk, span: Span, mention: Mention, marks: Sequence[tuple[int, int, str]]) -> list[Party]:
    words = span.words
    things = _all_named(mention)
    brackets = BRACKETS.match(words, mention.end)
    inside = find_countries(brackets[1], desk.lexicon) if brackets else []
    only = tuple(code for one in inside for code in one.codes)
    before = IN.search(words[: mention.start])
    if not only and before and (named := find_countries(before[1], desk.lexicon)):
        only = named[-1].codes
    role = _role(marks, mention.start)
    own = [thing for thing in things if only and set(thing.countries) & set(only)]
    chosen = own[:1] if own and len(things) > 1 and not _joins(mention.words) else things
    return [Party(thing, role, span, 5, home_of(thing, desk.lexicon), only) for thing in chosen]


def _all_named(mention: Mention) -> list[Thing]:
    things = list(mention.things)
    if len(things) > 1 and not _joins(mention.words):
        own = [
            one
            for one in things
            if mention.words.casefold() in (one.name.casefold(), one.short.casefold(), one.title.casefold())
        ]
        return own[:1] or things[:1]
    return things


def _joins(words: str) -> bool:
    return bool(re.search(r" and | & |, |/", words))


def _marks(words: str, cues: Cues) -> list[tuple[int, int, str]]:
    found = [(m.start(), m.end(), cue.value) for cue in cues.of("role") for m in cue.words.pattern.finditer(words)]
    return sorted(found)


def _role(marks: Sequence[tuple[int, int, str]], at: int) -> str:
    return next((role for start, _, role in reversed(marks) if start < at), "implementing")


def _government(desk: Desk, code: str) -> Thing | None:
    return next(
        (
            one
            for one in desk.lexicon.things
            if one.kind == "actor" and one.countries == (code,) and one.name.startswith("Government of")
        ),
        None,
    )


_Covered = tuple[Party, tuple[int, int]]


def _every(desk: Desk, span: Span, marks: Sequence[tuple[int, int, str]]) -> list[_Covered]:
    match = desk.cues.phrases("respective").search(span.words)
    if not match:
        return []
    part = span.part(span.start + match.start(), span.start + match.end())
    party = Party(Thing("actor", EVERY, EVERY, EVERY), _role(marks, match.start()), part, 5)
    return [(party, (match.start(), match.end()))]


def _governments(desk: Desk, span: Span, marks: Sequence[tuple[int, int, str]]) -> list[_Covered]:
    found = _governments_behind(desk, span, marks)
    for match in desk.cues.phrases("governments").finditer(span.words):
        named = next(
            (
                one
                for one in find_countries(span.words, desk.lexicon)
                if one.start in range(match.end(), match.end() + 3)
            ),
            None,
        )
        for code in named.codes if named and len(named.codes) > 1 else ():
            if thing := _government(desk, code):
                party = Party(thing, _role(marks, match.start()), span, 5, code)
                found.append((party, (match.start(), named.end if named else match.end())))
    return found


def _governments_behind(desk: Desk, span: Span, marks: Sequence[tuple[int, int, str]]) -> list[_Covered]:
    """Return the governments of a list such as "China and Russian governments"."""
    names = {**desk.lexicon.countries, **desk.lexicon.adjectives}
    one = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    found: list[_Covered] = []
    for match in re.finditer(rf"((?:{one})(?:(?:, | and | & )(?:{one}))+) [Gg]overnments", span.words):
        for name in re.findall(one, match[1]):
            if thing := _government(desk, names[name]):
                party = Party(thing, _role(marks, match.start()), span, 5, names[name])
                found.append((party, (match.start(), match.end())))
    return found


def expand(desk: Desk, party: Party, countries: Sequence[str]) -> list[Party]:
    """Return the governments of these countries where a party is "the respective governments", else the party."""
    if party.thing.id == "government" and len(countries) == 1 and (thing := _government(desk, countries[0])):
        return [replace(party, thing=thing, home=countries[0])]
    if party.thing.id != EVERY:
        return [party]
    things = [(code, _government(desk, code)) for code in countries]
    return [replace(party, thing=thing, home=code, nowhere=False) for code, thing in things if thing]


def find_acting(desk: Desk, entry: Entry) -> list[Party]:
    """Return the bodies that the action column itself says took part: behind "by" or "with", or as its subject."""
    span, words = entry.span, entry.span.words
    offset = len(words) - len(entry.body) if words.endswith(entry.body) else 0
    found: list[Party] = []
    behind = re.compile(rf"(?:{desk.cues.phrases('acting').pattern})(?: the)?$", re.IGNORECASE)
    last = -1
    nobody = desk.cues.phrases("nobody")
    for mention in desk.lexicon.find(words, "actor"):
        if nobody.fullmatch(mention.words):
            continue
        before = words[: mention.start].rstrip()
        subject = mention.words[:1].isupper() and mention.start - offset <= 1 and SUBJECT.match(words[mention.end :])
        listed = last >= 0 and re.fullmatch(r"\s*(?:,|and|/|, and|, the)\s*", words[last : mention.start])
        bracket = _in_bracket(desk, words, mention)
        if subject or listed or bracket or behind.search(before):
            last = mention.end
            role = _role(_marks(words, desk.cues), mention.start)
            if not subject and any(one.kind == "initiative" for one in desk.lexicon.meaning(mention.words)):
                continue
            for thing in _all_named(mention):
                why = "named in the action column as one who acts"
                home = home_of(thing, desk.lexicon)
                found.append(Party(thing, role, span, 4, home, bracket, confidence=0.6, why=why))
    return found


def _in_bracket(desk: Desk, words: str, mention: Mention) -> tuple[str, ...]:
    """Return the country before a body that stands alone in brackets, as in "Kazakhstan (ACBK)"."""
    if words[mention.start - 1 : mention.start] != "(" or words[mention.end : mention.end + 1] != ")":
        return ()
    near = [one for one in find_countries(words, desk.lexicon) if one.end == mention.start - 2]
    return near[0].codes[-1:] if near else ()
