"""Bodies that the reference tables do not know: what the lists of parties hold beside known names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.lexicon import Lexicon, Mention, Thing
from cami_graph.draft.parties import home_of
from cami_graph.draft.seen import Seen, make_id, part, texts, touch
from cami_graph.draft.words import ITEM, find_countries
from cami_graph.source import Span

BREAKS = (
    r"(?-i:(?<=[A-Z]{3}) and )|(?-i:(?<=[A-Z]{2})/(?=[A-Z]{2}))|(?-i:(?<=[A-Z]{3}) (?=[A-Z]{3,}\b))"
    r"|\d+\.\d+\.\d+\b\.?|(?:^|(?<=\s))[a-k][.)](?=\s)|[,;:]|\s/\s|\band others\b|\(tbc\)|\(\?\)"
)
RUN_TOGETHER = (
    r"|(?-i:(?<=[A-Z]{4}) (?=[A-Z][a-z])(?!Group|Foundation|Fund|Society|Secretariat|Project|Programme|Network|Office))"
)
"""Where a name in capitals ends and another begins, in a column whose paragraphs may have run together."""

ACRONYM = re.compile(r"\s*\(([A-Z][\w&/-]*)\)$")
OFFICE = re.compile(
    r"(?:[A-Z]\w+ )?(?:Ministry|Department|Committee|Agency|Administration|Authority) (?:of|for|on) (?:the )?[A-Z]\w+"
    r"(?:(?:, [A-Z]\w+)*,? and [A-Z]\w+(?: [A-Z][a-z]\w+)*)?(?: [A-Z][a-z]\w+)*(?: of [A-Z]\w+)?"
)


def find_governments(desk: Desk) -> Iterator[Seen]:
    """Return the governments of countries that the document names and the reference tables have none for."""
    known = {one.countries for one in desk.lexicon.things if one.name.startswith("Government of ")}
    for row, code, column, span in texts(desk, 4, 5):
        for state, low, high in _governed(span.words, desk, row):
            if (state,) not in known:
                name = f"Government of {_country(desk, state)}"
                spellings = (name, *government_names(state, desk.lexicon))
                made = Thing("actor", make_id(name), name, name, "government", (state,))
                yield Seen(
                    replace(made, short=name, spellings=spellings, proposed=True), code, column, part(span, low, high)
                )


def government_names(code: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the ways in which words name the government of a country."""
    words = [one for names in (lexicon.countries, lexicon.adjectives) for one, known in names.items() if known == code]
    return tuple(f"{one} Government" for one in words)


def _governed(words: str, desk: Desk, row: PrintedRow) -> Iterator[tuple[str, int, int]]:
    if match := desk.cues.phrases("respective").search(words):
        told = [one for span in row.passages(4) for one in find_countries(span.words, desk.lexicon)]
        for code in dict.fromkeys(code for one in told for code in one.codes):
            yield code, match.start(), match.end()
    names = {**desk.lexicon.countries, **desk.lexicon.adjectives}
    for pattern in (desk.lexicon.country, desk.lexicon.adjective):
        for match in pattern.finditer(words):
            before = re.search(r"Governments? of (?:[\w ,]* and )?$", words[: match.start()], re.IGNORECASE)
            if before or re.match(r"(?:(?:,| and| &) [A-Z]\w+)* governments?\b", words[match.end() :], re.IGNORECASE):
                yield names[match[0]], match.start(), match.end()


def find_joined_bodies(desk: Desk) -> Iterator[Seen]:
    """Return bodies of one kind that words name for several countries at once, such as "customs of Iran and China"."""
    for _, code, column, span in texts(desk, 4, 5):
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
                yield Seen(thing, code, column, part(span, low, high))


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


def find_bodies(desk: Desk) -> Iterator[Seen]:
    """Return the bodies that no name covers; a short name in brackets goes with its long one."""
    shorts: dict[str, str] = {}
    found: list[tuple[str, int, Span, str]] = []
    for _, code, column, span in texts(desk, 2, 4, 5):
        cut = acting_pieces if column == 4 else unknown_pieces
        for start, end in [*cut(span.words, desk, column), *find_branches(span.words, desk)]:
            words = span.words[start:end]
            if match := ACRONYM.search(words):
                shorts[words[: match.start()]] = match[1]
            found.append((code, column, part(span, start, end), words))
    for code, column, span, words in found:
        name = ACRONYM.sub("", words)
        long = next((one for one, short in shorts.items() if short == name), name)
        yield Seen(_actor(long, shorts.get(long, ""), words, desk.lexicon), code, column, span)


def find_branches(words: str, desk: Desk) -> list[tuple[int, int]]:
    """Return names such as "WWF Mongolia": a body at home in no country, and the country in which its branch is."""
    found = []
    for mention in desk.lexicon.find(words, "actor"):
        country = (
            desk.lexicon.country.match(words, mention.end + 1) if words[mention.end : mention.end + 1] == " " else None
        )
        thing = mention.things[0]
        if country and thing.type == "ingo" and mention.words.isupper() and not home_of(thing, desk.lexicon):
            found.append((mention.start, country.end()))
    return found


def acting_pieces(words: str, desk: Desk, column: int) -> list[tuple[int, int]]:
    """Return kinds of bodies in small letters that the action column tells to have taken part."""
    del column
    heads = rf"(?:[a-z-]+ ){{0,2}}?{desk.cues.phrases('body_head').pattern}"
    pattern = re.compile(rf"(?:{desk.cues.phrases('involving').pattern}) (?:the )?({heads})(?: and ({heads}))?")
    covered = [(one.start, one.end) for one in desk.lexicon.find(words, "actor")]
    found = [match.span(group) for match in pattern.finditer(words) for group in (1, 2) if match[group]]
    return [one for one in found if not touch(*one, covered)]


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
    mentions = desk.lexicon.find(words, "actor", "initiative")
    covered = [(one.start, one.end) for one in mentions]
    longer = [(m.start(), m.end()) for m in OFFICE.finditer(words) if _outgrows(m.start(), m.end(), covered)]
    kinds = [one for one in mentions if one.things[0].type == "generic"]
    longer += [piece for one in kinds if (piece := _kind_of(words, one, desk))]
    if column == 2:
        longer += [one for one in _longer_names(words, mentions, desk) if not touch(*one, longer)]
    covered = [one for one in covered if not touch(*one, longer)]
    offices = [(m.start(), m.end()) for m in OFFICE.finditer(words) if not touch(m.start(), m.end(), covered + longer)]
    offices += longer
    cut = re.compile(
        rf"{BREAKS}{RUN_TOGETHER if column == 5 else ''}|{desk.cues.phrases('role').pattern}",
        re.IGNORECASE,
    )
    found = list(offices)
    at = 0
    marks = [(m.start(), m.end()) for m in cut.finditer(words)] + covered + offices
    lands = [m for m in desk.lexicon.country.finditer(words) if not words[: m.start()].endswith((" of ", " of the "))]
    marks += [(m.start(), m.end()) for m in lands if not touch(m.start(), m.end(), marks)]
    for start, end in [*sorted(marks), (len(words), len(words))]:
        if start > at and (piece := _piece(words, at, start, desk, column)):
            found.append(piece)
        at = max(at, end)
    return sorted(found)


def _outgrows(start: int, end: int, covered: list[tuple[int, int]]) -> bool:
    """Say whether the name of an office begins with one that is known and goes on."""
    inside = [one for one in covered if touch(start, end, [one])]
    return len(inside) == 1 and inside[0][0] == start and inside[0][1] < end


def _longer_names(words: str, mentions: Sequence[Mention], desk: Desk) -> list[tuple[int, int]]:
    """Return names between two commas that hold a known one and more, such as a group or a branch of a known body."""
    found = []
    cut = re.compile(rf"{BREAKS}|{desk.cues.phrases('role').pattern}| and | & |/", re.IGNORECASE)
    marks = [0, *(at for m in cut.finditer(words) for at in m.span()), len(words)]
    for low, high in zip(marks[::2], marks[1::2], strict=True):
        inside = [one for one in mentions if low <= one.start and one.end <= high]
        if len(inside) != 1:
            continue
        before, after = words[low : inside[0].start], words[inside[0].end : high]
        generic = inside[0].things[0].type == "generic"
        if _goes_on(before.lstrip(), after.rstrip(" ."), generic=generic, countries=desk.lexicon.countries):
            start = inside[0].start - len(before.lstrip())
            found.append((start, inside[0].end + len(after.rstrip(" ."))))
    return found


def _kind_of(words: str, mention: Mention, desk: Desk) -> tuple[int, int] | None:
    """Return a kind of bodies that a list names more narrowly than the known one, such as "mining companies"."""
    item = re.split(BREAKS, words[: mention.start])[-1].lstrip()
    before = item.strip()
    narrower = re.fullmatch(r"[A-Za-z][\w-]+(?: (?:and )?[a-z-]+){0,2} ", item)
    if not narrower or desk.lexicon.find(before, "actor") or _is_no_name(before, desk):
        return None
    return mention.start - len(item), mention.end


def _goes_on(before: str, after: str, *, generic: bool, countries: Mapping[str, str]) -> bool:
    """Say whether the words around a known name are part of a longer one."""
    if (not before and not after) or (before or after).strip() in countries:
        return False
    if generic:
        return bool(re.fullmatch(r"(?:(?:National|International|Local|Private|Regional) )?", before)) and not after
    front = re.fullmatch(r"(?:[A-Z][\w'’-]+ ){0,2}", before)
    behind = re.fullmatch(r"(?:[ -](?:[A-Z][\w'’-]*|of|for)){0,5}", after)
    return bool(front and behind)


def _piece(words: str, start: int, end: int, desk: Desk, column: int) -> tuple[int, int] | None:
    """Trim what lies between two marks to a name, if it holds one."""
    text = words[start:end]
    lead = re.match(
        r"(?:\W|\b(?:partners|and|by|with|in|of|the|from|for|also|some|plus|all|e\.g|i\.e|activities|well|as)\b)*",
        text,
        re.IGNORECASE,
    )
    start += len(lead[0]) if lead else 0
    text = words[start:end].rstrip(" (").rstrip(" .&-–)" if text.count("(") < text.count(")") else " .&-–")
    text = re.sub(r"\s(?:and|with|by|in|of|the)$", "", text)
    text = re.sub(r"\s(?:grants?|funds?)(?: \((?:19|20)\d\d\b[^()]*\)?)?$", "", text)
    headed = desk.cues.phrases("body_head").search(text)
    if column == 5 and not re.search(r"[A-Z]", text) and not headed:
        return None
    if find_countries(text, desk.lexicon) and not re.search(r"[A-Z]", desk.lexicon.country.sub("", text)):
        return None
    if column == 2 and text and not headed and (text[0].islower() and (" " not in text or text.startswith("a "))):
        return None
    if len(text) < 3 or len(text) > 90 or ITEM.match(text) or re.fullmatch(r"[\d.\s()-]+", text):
        return None
    if _is_no_name(text, desk):
        return None
    return start, start + len(text)


def _is_no_name(words: str, desk: Desk) -> bool:
    """Say whether words are but an adjective, a species, the beginning of a name, or tell that nothing was done."""
    if re.search(r"\b(?:of|is|for|and|the)$", words) or desk.cues.first("whole", words):
        return True
    rest = [one for one in words.split() if one not in ("and", "or")]
    alone = all(one in desk.lexicon.adjectives or desk.cues.phrases("no_name").fullmatch(one) for one in rest)
    return alone or any(one.words == words for one in desk.lexicon.find(words, "species"))
