"""Names that the reference tables do not know: species, countries, bodies, places and undertakings, each proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from cami_graph.draft.cues import Cues
from cami_graph.draft.desk import Desk
from cami_graph.draft.lexicon import Lexicon, Thing
from cami_graph.draft.new_bodies import find_bodies, find_governments, find_joined_bodies
from cami_graph.draft.seen import Seen, make_id, part, texts, touch
from cami_graph.draft.words import find_countries
from cami_graph.source import Span

LANDSCAPE = re.compile(r"(?:(?:^|(?<=\s))(?:[a-z]\) ?))?([A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*)*(?: shan)?) \(([^()]*)\)")
FRONT = r"(?:[A-Z][\w’'&/-]*[ -])"
SETTLED = re.compile(r"\b(?:in|at) ([A-Z][a-z]{3,}(?:-[A-Z][a-z]+)?)(?= (?:in|on|with|and|for|since|by)\b|[,.;:)]|$)")
LITTLE = (
    r"(?:of|in|on|to|for|by|with|and|or|under|from|the|a|an|is|are|was|were|has|have|into|via|at|as|been|being"
    r"|new|no|several|existing|ongoing)\b"
)
"""Words in small letters that no name holds before its last."""

OPENERS = frozenset(["The", "A", "An", "In", "No", "Several", "of", "the", "a", "an", "and", "under", "new"])
ROAD = re.compile(
    r"\b(?:road|railway|highway) ([A-Z][\w-]+ [-–] [A-Z][\w-]+)"
    r"|((?:[A-Z][\w-]+ [-–] )+[A-Z][\w-]+) (?:railway|highway|road)"
)
STOPS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "All",
        "Some",
        "Many",
        "Most",
        "One",
        "Two",
        "New",
        "First",
        "National",
        "Local",
        "Various",
        "Further",
    ]
)


def find_unknown(desk: Desk) -> list[Seen]:
    """Return every unknown name with each place where it stands, in the order of the document."""
    seen: list[Seen] = []
    for find in (
        _countries,
        _species,
        _landscapes,
        _places,
        find_governments,
        find_joined_bodies,
        find_bodies,
        _undertakings,
        _frames,
    ):
        found = list(find(desk))
        seen += found
        desk.lexicon = desk.lexicon.with_things(_unique(one.thing for one in found))
    return seen


def _unique(things: Iterable[Thing]) -> list[Thing]:
    return list({(thing.kind, thing.id): thing for thing in things}.values())


def _headings(desk: Desk) -> Iterator[tuple[str, Span]]:
    for row in desk.rows:
        if row.section:
            yield row.codes[0], row.section


def _countries(desk: Desk) -> Iterator[Seen]:
    known = {code for thing in desk.lexicon.things if thing.kind == "country" for code in (thing.id,)}
    for _, code, column, span in texts(desk, 1, 4, 5, 6):
        for match in desk.lexicon.country.finditer(span.words):
            iso = desk.lexicon.countries[match[0]]
            if iso not in known:
                thing = Thing("country", iso, iso, match[0], proposed=True)
                yield Seen(thing, code, column, part(span, match.start(), match.end()))


def _species(desk: Desk) -> Iterator[Seen]:
    heads = desk.cues.phrases("species_head").pattern.replace(r"(?<![\w-])", "").replace(r"(?![\w])", "")
    pattern = re.compile(rf"\b((?:[A-Z][\w’'-]+ ){{1,2}}(?:{heads}))s?\b(?! [A-Z])", re.IGNORECASE)
    cells = [(code, column, span) for _, code, column, span in texts(desk, 1, 4, 6)]
    cells += [(code, 0, span) for code, span in _headings(desk)]
    for code, column, span in cells:
        taken = desk.lexicon.find(span.words, "species", "actor", "initiative")
        for match in pattern.finditer(span.words):
            name = _capitalised(match[1])
            if not name or any(one.start < match.end() and match.start() < one.end for one in taken if one.things):
                continue
            start = match.end() - len(match[0]) + match[0].index(name)
            aside = re.match(r" \(([A-Z][a-z]+)\)", span.words[match.end() :])
            spellings = (name, *((aside[1], f"{name} {aside[0].strip()}") if aside else ()))
            thing = Thing("species", make_id(name), make_id(name), name, "species", spellings=spellings, proposed=True)
            yield Seen(thing, code, column, part(span, start, match.end()))


def _capitalised(words: str) -> str:
    """Return the words from the first capital on that no stop word is; nothing where the last is in small letters."""
    parts = words.split()
    while parts and (parts[0] in STOPS or not parts[0][0].isupper()):
        parts.pop(0)
    return " ".join(parts) if len(parts) > 1 and all(part[0].isupper() for part in parts) else ""


def _landscapes(desk: Desk) -> Iterator[Seen]:
    """Return the landscapes of the activity that lists them with their countries."""
    known = {name.casefold() for name in desk.lexicon.names("place")}
    for code, name, states, span in list_landscapes(desk):
        if name.casefold() not in known:
            yield Seen(_place(name, "priority-landscape", states), code, 1, span)


def list_landscapes(desk: Desk) -> list[tuple[str, str, tuple[str, ...], Span]]:
    """Return the landscapes that an activity lists, each with its range states in brackets."""
    found = []
    for _, code, _, span in texts(desk, 1):
        here = []
        for match in LANDSCAPE.finditer(span.words):
            states = tuple(one for part in find_countries(match[2], desk.lexicon) for one in part.codes)
            if states and not desk.lexicon.find(match[1], "species"):
                here.append((code, match[1].strip(), states, part(span, match.start(), match.end())))
        found.append(here)
    return [one for here in found if len(here) > 2 for one in here]


def _place(name: str, kind: str, states: tuple[str, ...] = ()) -> Thing:
    return Thing("place", make_id(name), name, name, kind, states, spellings=(name,), proposed=True)


def _places(desk: Desk) -> Iterator[Seen]:
    for _, code, column, span in texts(desk, 1, 4, 6):
        for name, kind, start in _named_places(span.words, desk.cues, desk.lexicon.countries):
            end = start + len(name)
            if not _is_taken(span.words, start, end, desk.lexicon):
                lead = find_countries(span.words.partition(":")[0], desk.lexicon) if ":" in span.words else []
                states = lead[0].codes if lead and len(lead[0].codes) == 1 and kind != "infrastructure" else ()
                yield Seen(_place(name, kind, states), code, column, part(span, start, end))


def _opens_sentence(words: str, start: int, name: str) -> bool:
    """Say whether the only capital of a name is that of a sentence."""
    before = words[:start].rstrip()
    return bool(re.match(r"[A-Z][a-z]+ [a-z]", name)) and (not before or before[-1] in ".:;")


def _is_taken(words: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether words are part of a known name; a longer name that opens with words of its own is another place."""
    for one in lexicon.find(words, "place", "actor", "species"):
        inside = start < one.start and one.end < end and all(thing.kind == "place" for thing in one.things)
        if one.start < end and start < one.end and not inside:
            return True
    return False


def _named_places(words: str, cues: Cues, countries: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    for match in ROAD.finditer(words):
        yield match[0], "infrastructure", match.start()
    for cue in cues.of("place_head"):
        heads = cue.words.pattern.pattern.replace(r"(?<![\w-])", "").replace(r"(?![\w])", "")
        for match in re.finditer(rf"\b(?:trans-)?{FRONT}+(?:[a-z]+ )?(?i:{heads})\b", words):
            first = match[0].split()[0]
            start = match.start() + (len(first) + 1 if first in STOPS or first in countries else 0)
            name = words[start : match.end()]
            opens = cues.phrases("no_name").fullmatch(name.split()[0]) or _opens_sentence(words, start, name)
            if " " in name and re.match(r"[A-Z]|trans-", name) and not opens:
                yield name, cue.value, start
    compass = cues.phrases("compass").pattern
    land = "|".join(map(re.escape, sorted(countries, key=len, reverse=True)))
    for match in re.finditer(rf"(?i:{compass})[ -](?:{land})\b", words):
        yield match[0], "region", match.start()
    months = cues.phrases("month")
    for match in SETTLED.finditer(words):
        if not months.search(match[1]) and match[1] not in countries:
            yield match[1], "settlement", match.start(1)


def _undertakings(desk: Desk) -> Iterator[Seen]:
    for _, code, column, span in texts(desk, 4, 5):
        known = desk.lexicon.find(span.words, "initiative", "actor", "place")
        taken = [(one.start, one.end) for one in known if one.things[0].kind == "initiative"]
        for start, end, kind in _named_undertakings(span.words, desk):
            bare = any(_only_adds_head(span.words[start:end], one.start - start, one.end - start) for one in known)
            if not touch(start, end, taken) and not bare:
                taken.append((start, end))
                name = span.words[start:end]
                yield Seen(_undertaking(name, kind), code, column, part(span, start, end))


def _frames(desk: Desk) -> Iterator[Seen]:
    """Return short names in capitals of what something is done under, such as a programme that only they name."""
    before = desk.cues.phrases("undertaking_before").pattern
    for _, code, column, span in texts(desk, 4):
        for match in re.finditer(rf"(?:{before}) (?:the )?([A-Z]{{4,8}})(?![\w-])", span.words):
            if not desk.lexicon.find(match[1]):
                found = part(span, match.start(1), match.end(1))
                yield Seen(_undertaking(match[1], "programme"), code, column, found)


def _only_adds_head(words: str, low: int, high: int) -> bool:
    """Say whether words meet a known name and say little more: its project, a piece of it."""
    if high <= 0 or low >= len(words):
        return False
    return low < 0 or high > len(words) or len(f"{words[:low]} {words[high:]}".split()) < 2


def _undertaking(name: str, kind: str) -> Thing:
    single = re.sub(r"(plan|programme|project|guideline|law)s$", r"\1", name)
    title = single[0].upper() + single[1:]
    return Thing("initiative", make_id(single), single, title, kind, spellings=(name, single), proposed=True)


def _named_undertakings(words: str, desk: Desk) -> Iterator[tuple[int, int, str]]:
    land = "|".join(map(re.escape, desk.lexicon.countries))
    fronts = "|".join(one.strip() for cue in desk.cues.of("undertaking_front") for one in cue.words.words.split(";"))
    for cue in desk.cues.of("undertaking"):
        heads = "|".join(re.escape(one.strip()) for one in cue.words.words.split(";"))
        title = rf"[A-Z][\w’'-]+(?:(?: (?:the|of|on|and|for|in(?! (?:{land})\b)))* [A-Z][\w’'-]+)*"
        tail = rf"(?: (?:for|on|of|to) (?:the )?{title})?"
        open_ = rf"(?:{fronts}) (?:[\w’'-]+ ){{0,2}}?(?:{heads})s?\b{tail}"
        loud = rf"(?:[a-z]+-based )?(?:{FRONT})+(?:(?!{LITTLE})[a-z][\w-]* ){{0,2}}(?:(?i:{heads}))s?\b{tail}"
        told = r"(?= (?:amended|adopted|signed|approved|drafted|contains|on|in|was|is)\b)"
        on = rf"(?:{heads}) (?:on|for) (?:[a-z]+ )??[a-z]+{told}|(?:{heads}) (?:on|for) {title}"
        quiet = rf"(?:[a-z]+ )?[a-z]+ (?:{heads})\b" if cue.value == "law" else r"(?!)"
        for pattern in (loud, open_, on, quiet):
            for match in re.finditer(rf"(?<![\w-]){pattern}", words):
                start = match.start()
                while words[start:].split(" ", 1)[0] in OPENERS:
                    start += len(words[start:].split(" ", 1)[0]) + 1
                if start < match.end() and _is_name(words[start : match.end()], desk.cues.phrases("undertaking")):
                    yield start, match.end(), cue.value


def _is_name(words: str, heads: re.Pattern[str]) -> bool:
    """Say whether words name one undertaking, rather than undertakings of a kind."""
    parts = words.split()
    plural = parts[-1].endswith("s") and heads.fullmatch(parts[-1][:-1])
    several = plural and (len(parts) == 2 or not re.search(r"[A-Z]", words[1:]))
    return len(parts) > 1 and parts[0].casefold() not in ("this", "that", "these", "each", "every") and not several
