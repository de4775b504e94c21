"""Names that the reference tables do not know: species, countries, bodies, places and undertakings, each proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cami_graph.draft.cues import Cues
from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.lexicon import Lexicon, Thing
from cami_graph.draft.words import ITEM, find_countries
from cami_graph.source import Span

LANDSCAPE = re.compile(r"(?:(?:^|(?<=\s))(?:[a-z]\) ?))?([A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*)*(?: shan)?) \(([^()]*)\)")
ACRONYM = re.compile(r"\s*\(([A-Z][\w&/-]*)\)$")
FRONT = r"(?:[A-Z][\w’'&/-]*[ -])"
OFFICE = re.compile(
    r"(?:[A-Z]\w+ )?(?:Ministry|Department|Committee|Agency|Administration|Authority) (?:of|for|on) (?:the )?[A-Z]\w+"
    r"(?:, [A-Z]\w+)*(?:,? and [A-Z]\w+(?: [A-Z]\w+)*)?(?: [A-Z]\w+)*(?: of [A-Z]\w+)?"
)
SETTLED = re.compile(r"\b(?:in|at) ([A-Z][a-z]{3,}(?:-[A-Z][a-z]+)?)(?= (?:in|on|with|and|for|since|by)\b|[,.;:)]|$)")
ROAD = re.compile(
    r"\b(?:road|railway|highway) ([A-Z][\w-]+ [-–] [A-Z][\w-]+)|((?:[A-Z][\w-]+ [-–] )+[A-Z][\w-]+) (?:railway|highway|road)"
)
STOPS = frozenset(["The", "A", "An", "In", "On", "At", "All", "Some", "Many", "Most", "One", "Two", "New", "First", "National", "Local", "Various", "Further"])


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that is not known: what it would be, where it stands, and whether claims rest on it."""

    thing: Thing
    code: str
    column: int
    span: Span


def find_unknown(desk: Desk) -> list[Seen]:
    """Return every unknown name with each place where it stands, in the order of the document."""
    seen: list[Seen] = []
    for find in (_countries, _species, _landscapes, _places, _bodies, _actors, _undertakings):
        found = list(find(desk))
        seen += found
        desk.lexicon = desk.lexicon.with_things(_unique(one.thing for one in found))
    return seen


def make_id(words: str) -> str:
    """Return words as an id: small letters and digits, parted by dashes."""
    plain = re.sub(r"(?<=s)['’]s\b|['’]", "", words).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("ü", "u").replace("é", "e")).strip("-")


def _unique(things: Iterable[Thing]) -> list[Thing]:
    return list({(thing.kind, thing.id): thing for thing in things}.values())


def _texts(desk: Desk, *columns: int) -> Iterator[tuple[PrintedRow, str, int, Span]]:
    """Return the words of cells, passage by passage, with the first activity they belong to."""
    for row in desk.rows:
        if 1 in columns:
            for code, cell in row.own.items():
                for span in (*((cell.subheading,) if cell.subheading else ()), *row.own_words(code)):
                    yield row, code, 1, span
        for column in (one for one in columns if one > 1):
            for span in row.passages(column):
                yield row, row.codes[0], column, span


def _headings(desk: Desk) -> Iterator[tuple[str, Span]]:
    for row in desk.rows:
        if row.section:
            yield row.codes[0], row.section


def _countries(desk: Desk) -> Iterator[Seen]:
    known = {code for thing in desk.lexicon.things if thing.kind == "country" for code in (thing.id,)}
    for _, code, column, span in _texts(desk, 1, 4, 5, 6):
        for match in desk.lexicon.country.finditer(span.words):
            iso = desk.lexicon.countries[match[0]]
            if iso not in known:
                thing = Thing("country", iso, iso, match[0], proposed=True)
                yield Seen(thing, code, column, _part(span, match.start(), match.end()))


def _species(desk: Desk) -> Iterator[Seen]:
    heads = desk.cues.phrases("species_head").pattern.replace(r"(?<![\w-])", "").replace(r"(?![\w])", "")
    pattern = re.compile(rf"\b((?:[A-Z][\w’'-]+ ){{1,2}}(?:{heads}))s?\b(?! [A-Z])", re.IGNORECASE)
    cells = [(code, column, span) for _, code, column, span in _texts(desk, 1, 4, 6)]
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
            yield Seen(thing, code, column, _part(span, start, match.end()))


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
    for _, code, _, span in _texts(desk, 1):
        here = []
        for match in LANDSCAPE.finditer(span.words):
            states = tuple(one for part in find_countries(match[2], desk.lexicon) for one in part.codes)
            if states and not desk.lexicon.find(match[1], "species"):
                here.append((code, match[1].strip(), states, _part(span, match.start(), match.end())))
        found.append(here)
    return [one for here in found if len(here) > 2 for one in here]


def _place(name: str, kind: str, states: tuple[str, ...] = ()) -> Thing:
    return Thing("place", make_id(name), name, name, kind, states, spellings=(name,), proposed=True)


def _places(desk: Desk) -> Iterator[Seen]:
    for _, code, column, span in _texts(desk, 1, 4, 6):
        for name, kind, start in _named_places(span.words, desk.cues, desk.lexicon.countries):
            end = start + len(name)
            taken = desk.lexicon.find(span.words, "place", "actor")
            if not any(one.start < end and start < one.end for one in taken):
                lead = find_countries(span.words.partition(":")[0], desk.lexicon) if ":" in span.words else []
                states = lead[0].codes if lead and len(lead[0].codes) == 1 and kind != "infrastructure" else ()
                yield Seen(_place(name, kind, states), code, column, _part(span, start, end))


def _named_places(words: str, cues: Cues, countries: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    for match in ROAD.finditer(words):
        name = match[0] if match[2] else match[0]
        yield name, "infrastructure", match.start()
    for cue in cues.of("place_head"):
        heads = cue.words.pattern.pattern.replace(r"(?<![\w-])", "").replace(r"(?![\w])", "")
        for match in re.finditer(rf"\b{FRONT}+(?:{heads})\b", words):
            first = match[0].split()[0]
            start = match.start() + (len(first) + 1 if first in STOPS else 0)
            name = words[start : match.end()]
            if " " in name and name[0].isupper():
                yield name, cue.value, start
    months = cues.phrases("month")
    for match in SETTLED.finditer(words):
        if not months.search(match[1]) and match[1] not in countries:
            yield match[1], "settlement", match.start(1)


def _bodies(desk: Desk) -> Iterator[Seen]:
    """Return bodies of one kind that words name for several countries at once, such as "customs of Iran and China"."""
    for _, code, column, span in _texts(desk, 4, 5):
        for title, low, high, states in _joined(span.words, desk):
            words = span.words[low:high]
            names = {state: f"{title} {_country(desk, state)}" for state in states}
            known = {state: next(iter(_actors_named(desk, name)), None) for state, name in names.items()}
            old = [replace(one, spellings=(*one.spellings, words)) for one in known.values() if one]
            ids = {one.id for one in old}
            others = tuple(one for one in desk.lexicon.things if one.kind != "actor" or one.id not in ids)
            desk.lexicon = Lexicon((*others, *old), desk.lexicon.countries, desk.lexicon.adjectives)
            for state in (one for one in states if not known[one]):
                kind = "government" if "Railways" not in title else "company"
                made = Thing("actor", make_id(names[state]), names[state], names[state], kind, (state,))
                thing = replace(made, short=names[state], spellings=(names[state], words), proposed=True)
                yield Seen(thing, code, column, _part(span, low, high))


def _joined(words: str, desk: Desk) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    lists = [one for one in find_countries(words, desk.lexicon) if len(one.codes) > 1]
    for one in lists:
        for cue in desk.cues.of("bodies"):
            if match := re.search(rf"(?:{cue.words.pattern.pattern}) $", words[: one.start], re.IGNORECASE):
                yield cue.value, match.start(), one.end, one.codes
        for cue in desk.cues.of("bodies_behind"):
            if match := cue.words.pattern.match(words, one.end + 1):
                yield cue.value, one.start, match.end(), one.codes


def _actors_named(desk: Desk, name: str) -> list[Thing]:
    return [thing for thing in desk.lexicon.meaning(name) if thing.kind == "actor"]


def _country(desk: Desk, code: str) -> str:
    return next(name for name, known in desk.lexicon.countries.items() if known == code)


def _actors(desk: Desk) -> Iterator[Seen]:
    shorts: dict[str, str] = {}
    found: list[tuple[str, int, Span, str]] = []
    for row, code, column, span in _texts(desk, 2, 5):
        del row
        for start, end in unknown_pieces(span.words, desk, column):
            words = span.words[start:end]
            if match := ACRONYM.search(words):
                shorts[words[: match.start()]] = match[1]
            found.append((code, column, _part(span, start, end), words))
    for code, column, span, words in found:
        name = ACRONYM.sub("", words)
        long = next((one for one, short in shorts.items() if short == name), name)
        yield Seen(_actor(long, shorts.get(long, ""), words, desk.lexicon), code, column, span)


def _actor(name: str, short: str, words: str, lexicon: Lexicon) -> Thing:
    key = short or re.sub(r"^the ", "", name)
    kind = "generic" if name[0].islower() else "ngo"
    if re.search(r"University|Institute|Academy|Laboratory|Centre for Research", name):
        kind = "research"
    elif re.search(r"Ministry|Department|Committee|Agency|Government|Customs", name):
        kind = "government"
    states = tuple(dict.fromkeys(lexicon.countries[one[0]] for one in lexicon.country.finditer(name)))
    states += tuple(lexicon.adjectives[one[0]] for one in lexicon.adjective.finditer(name))
    spellings = tuple(dict.fromkeys(one for one in (name, short, words, key) if one))
    key = key[0].upper() + key[1:]
    return Thing("actor", make_id(key), key, name, kind, states[:1], "", key, spellings, True)


def unknown_pieces(words: str, desk: Desk, column: int) -> list[tuple[int, int]]:
    """Return the pieces of a list of parties that no name covers."""
    covered = [(one.start, one.end) for one in desk.lexicon.find(words, "actor", "initiative")]
    offices = [(m.start(), m.end()) for m in OFFICE.finditer(words) if not _touch(m.start(), m.end(), covered)]
    cut = re.compile(
        rf"\d+\.\d+\.\d+\b\.?|(?:^|(?<=\s))[a-k][.)](?=\s)|[,;:]|\s/\s|{desk.cues.phrases('role').pattern}|\band others\b|\(tbc\)|\(\?\)",
        re.IGNORECASE,
    )
    found = list(offices)
    at = 0
    marks = [(m.start(), m.end()) for m in cut.finditer(words)] + covered + offices
    for start, end in sorted(marks) + [(len(words), len(words))]:
        if start > at and (piece := _piece(words, at, start, desk, column)):
            found.append(piece)
        at = max(at, end)
    return sorted(found)


def _piece(words: str, start: int, end: int, desk: Desk, column: int) -> tuple[int, int] | None:
    """Trim what lies between two marks to a name, if it holds one."""
    text = words[start:end]
    lead = re.match(r"(?:\W|\b(?:and|by|with|in|of|the|from|for|also|some|activities|well|as)\b)*", text, re.IGNORECASE)
    start += len(lead[0]) if lead else 0
    text = words[start:end].rstrip(" .&-–)" if text.count("(") < text.count(")") else " .&-–")
    text = re.sub(r"\s(?:and|with|by|in|of|the)$", "", text)
    if column == 5 and not re.search(r"[A-Z]", text):
        return None
    if find_countries(text, desk.lexicon) and not re.search(r"[A-Z]", desk.lexicon.country.sub("", text)):
        return None
    if len(text) < 3 or len(text) > 90 or ITEM.match(text) or re.fullmatch(r"[\d.\s()-]+", text):
        return None
    return start, start + len(text)


def _touch(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(low < end and start < high for low, high in spans)


def _undertakings(desk: Desk) -> Iterator[Seen]:
    for _, code, column, span in _texts(desk, 4, 5):
        taken = [(one.start, one.end) for one in desk.lexicon.find(span.words, "initiative", "actor", "place")]
        for start, end, kind in _named_undertakings(span.words, desk):
            if not _touch(start, end, taken):
                taken.append((start, end))
                name = span.words[start:end]
                yield Seen(_undertaking(name, kind), code, column, _part(span, start, end))


def _undertaking(name: str, kind: str) -> Thing:
    single = re.sub(r"(plan|programme|project|guideline|law)s$", r"\1", name)
    title = single[0].upper() + single[1:]
    return Thing("initiative", make_id(single), single, title, kind, spellings=(name, single), proposed=True)


def _named_undertakings(words: str, desk: Desk) -> Iterator[tuple[int, int, str]]:
    fronts = "|".join(one.strip() for cue in desk.cues.of("undertaking_front") for one in cue.words.words.split(";"))
    for cue in desk.cues.of("undertaking"):
        heads = "|".join(re.escape(one.strip()) for one in cue.words.words.split(";"))
        tail = r"(?: (?:for|on|of|to) (?:the )?(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*)?"
        open_ = rf"(?:{fronts}) (?:[\w’'-]+ ){{0,2}}?(?:{heads})s?\b{tail}"
        loud = rf"(?:{FRONT})+(?:(?i:{heads}))s?\b{tail}"
        on = rf"(?:{heads}) on (?:[a-z]+ )??[a-z]+(?= (?:amended|adopted|signed|approved|drafted|on|in|was|is)\b)"
        quiet = rf"(?:[a-z]+ )?[a-z]+ (?:{heads})\b" if cue.value == "law" else r"(?!)"
        for pattern in (open_, loud, on, quiet):
            for match in re.finditer(rf"(?<![\w-]){pattern}", words):
                start = match.start()
                while match and words[start:].split(" ", 1)[0] in (
                    "The",
                    "A",
                    "An",
                    "In",
                    "of",
                    "the",
                    "a",
                    "an",
                    "and",
                    "under",
                    "new",
                ):
                    start += len(words[start:].split(" ", 1)[0]) + 1
                if start < match.end() and _is_name(words[start : match.end()]):
                    yield start, match.end(), cue.value


def _is_name(words: str) -> bool:
    """Say whether words name one undertaking, rather than undertakings of a kind."""
    parts = words.split()
    several = parts[-1].endswith("s") and (len(parts) == 2 or not re.search(r"[A-Z]", words[1:]))
    return len(parts) > 1 and parts[0].casefold() not in ("this", "that", "these", "each", "every") and not several


def _part(span: Span, start: int, end: int) -> Span:
    return span.part(span.start + start, span.start + end)
