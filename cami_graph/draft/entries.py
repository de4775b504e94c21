"""What the action cell tells, entry by entry: one country's news, one lettered item, one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from cami_graph.draft.cues import Cues
from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.lexicon import Lexicon
from cami_graph.draft.words import ITEM, find_countries
from cami_graph.source import Span

LEAD = re.compile(
    r"((?:[A-Z][\w’'-]+|Iran \(Islamic Republic of\))"
    r"(?:(?:,? and |, | & |\s?/\s?| [-–] | )(?:[A-Z][\w’'-]+))*(?: railway)?)\s?: ?"
)
CODE = re.compile(r"(?:^|(?<=\s))(\d+\.\d+\.\d+)(?:-(\d+\.\d+\.\d+))?\b\.? ")
SENTENCE = re.compile(r"(?<=[a-z\d)][a-z\d)])\. +(?=[A-Z])")
FRESH = re.compile(r"(?<=[a-z\d)%]) (?=[A-Z][a-z]+ (?:[a-z]|of |in |for |on |by ))")
WORD = re.compile(r"\w")
LONG, SHORT = 90, 45
LINKS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "by",
        "and",
        "or",
        "the",
        "a",
        "an",
        "for",
        "to",
        "with",
        "from",
        "under",
        "between",
        "into",
        "via",
        "as",
        "near",
        "along",
        "per",
        "within",
        "across",
        "its",
        "their",
        "including",
        "than",
        "called",
        "named",
        "e.g",
        "i.e",
        "part",
        "new",
        "other",
        "most",
        "many",
        "all",
        "some",
    ]
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of the action cell: its words, the item or activity it names, and the countries that lead it."""

    span: Span
    item: str = ""
    codes: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    body: str = ""
    after: bool = False
    also: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return its words as a title, with the countries that lead it, without its code or letter."""
        return make_title(_without_mark(self.span.words, self.item))


def make_title(words: str) -> str:
    """Return words as a title: from a capital letter on, without the stops at its end."""
    text = " ".join(words.split()).strip(" .;,")
    return (text[:1].upper() + text[1:])[:160]


def split_entries(desk: Desk, row: PrintedRow, column: int = 4) -> list[Entry]:
    """Return the entries of a cell in the order they are printed."""
    entries = []
    lettered = has_items(row)
    codes, item = row.codes, ""
    bare: list[str] = []
    for span in row.passages(column):
        lost = desk.source.paragraphs == "lost" or len(span.words) > (SHORT if column == 6 else LONG)
        for piece in _pieces(span, desk, row, lettered=lettered, lost=lost):
            if found := CODE.match(piece.words):
                named = _range(found, row.codes)
                codes = named or codes
                item = ""
            if lettered and (letter := _letter(piece.words)):
                item = letter
                if not WORD.search(ITEM.sub("", f"{piece.words} ")):
                    bare.append(letter)
                    continue
            held = codes if codes != row.codes else belonging(piece.words, row)
            entries.append(replace(_entry(piece, desk.lexicon, item, held), also=tuple(bare)))
            bare = []
    return [part for entry in entries for part in _except(entry, desk.cues)]


def belonging(words: str, row: PrintedRow) -> tuple[str, ...]:
    """Return the activity of a row that words plainly belong to: the one that shares most words with them, else all."""
    if len(row.codes) == 1:
        return row.codes
    stems = {code: _stems(" ".join(span.words for span in row.own_words(code))) for code in row.codes}
    said = _stems(words)
    common = set.intersection(*stems.values())
    scores = {code: len((said & stems[code]) - common) for code in row.codes}
    best = max(scores.values())
    return tuple(code for code in row.codes if scores[code] == best)


def _stems(words: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{4,}", words.casefold()) if word not in LINKS}


def has_items(row: PrintedRow) -> bool:
    """Say whether the activities of a row list lettered items."""
    words = " ".join(cell.text for cell in row.own.values())
    return len(set(ITEM.findall(words))) > 1 or bool(re.search(r"\ba\).*\bb\)", words))


def _range(found: re.Match[str], codes: tuple[str, ...]) -> tuple[str, ...]:
    if not found[2]:
        return (found[1],) if found[1] in codes else ()
    first, last = (int(one.rpartition(".")[2]) for one in (found[1], found[2]))
    return tuple(code for code in codes if first <= int(code.rpartition(".")[2]) <= last)


def _letter(words: str) -> str:
    match = ITEM.match(f"{words} ")
    return match[1] if match else ""


def _pieces(span: Span, desk: Desk, row: PrintedRow, *, lettered: bool, lost: bool) -> list[Span]:
    """Cut a passage where a new entry begins."""
    words = span.words
    cuts = {0, len(words)}
    cuts |= {match.start() for match in CODE.finditer(words) if _range(match, row.codes)}
    cuts |= {match.end() for match in SENTENCE.finditer(words)}
    if lettered:
        cuts |= {match.start() for match in ITEM.finditer(words)}
    cuts |= set(_leads(words, desk))
    if lost:
        cuts |= set(_fresh(words, desk))
    ordered = sorted(cuts)
    parts = [span.part(span.start + low, span.start + high) for low, high in pairwise(ordered)]
    return [kept for part in parts if (kept := _strip(part))]


def _leads(words: str, desk: Desk) -> list[int]:
    """Return where words such as "Iran and China:" open an entry."""
    found = []
    for match in LEAD.finditer(words):
        start = match.start()
        for one in find_countries(match[1], desk.lexicon):
            if one.end == len(match[1]) or match[1][one.end :].strip() in ("railway", ")"):
                start = match.start() + one.start
        before = words[:start].rstrip()
        if (ITEM.search(f"{before[-3:]} ") and len(before.split()[-1]) == 2) or CODE.search(f"{before[-8:]} "):
            continue
        if (
            not before
            or start != match.start()
            or before[-1] in ".;:)"
            or not re.search(r"\b(?:of|in|the|and)$|,$", before)
        ):
            found.append(start)
    return found


def _fresh(words: str, desk: Desk) -> list[int]:
    """Return where a capital letter opens a sentence though no stop parts it from the one before."""
    names = [(one.start, one.end) for one in desk.lexicon.find(words)]
    found = []
    for match in FRESH.finditer(words):
        at = match.end()
        last = re.search(r"([\w%)]+)$", words[: match.start()])
        if last and last[1][0].isupper() and not last[1].endswith(")"):
            continue
        if last and (last[1].casefold() in LINKS or CODE.fullmatch(words[: match.end()].rsplit(" ", 2)[-2] + " ")):
            continue
        if any(start <= at < end or start < match.start() < end for start, end in names):
            continue
        if words[: match.start()].count("(") > words[: match.start()].count(")"):
            continue
        found.append(at)
    return found


def _strip(span: Span) -> Span | None:
    words = span.words.strip().rstrip(";").rstrip()
    start = span.start + len(span.words) - len(span.words.lstrip())
    return span.part(start, start + len(words)) if words.strip(" .;,") else None


def _entry(span: Span, lexicon: Lexicon, item: str, codes: tuple[str, ...]) -> Entry:
    words = _without_mark(span.words, item)
    lead: tuple[str, ...] = ()
    body = words
    if match := LEAD.match(words):
        lead = tuple(code for one in find_countries(match[1], lexicon) for code in one.codes)
        body = words[match.end() :]
    return Entry(span, item, codes, lead, body)


def _without_mark(words: str, item: str) -> str:
    words = CODE.sub("", words, count=1) if CODE.match(words) else words
    return words[2:].lstrip(" ,") if item and _letter(words) else words


def _except(entry: Entry, cues: Cues) -> list[Entry]:
    """Tell what is excepted apart from what it is excepted from."""
    match = cues.phrases("except").search(entry.span.words)
    if not match or not match.start():
        return [entry]
    first = _strip(entry.span.part(entry.span.start, entry.span.start + match.start()))
    second = _strip(entry.span.part(entry.span.start + match.start(), entry.span.end))
    if not first or not second:
        return [entry]
    return [
        Entry(
            _comma(first), entry.item, entry.codes, entry.lead, first.words[len(entry.span.words) - len(entry.body) :]
        ),
        Entry(second, entry.item, entry.codes, (), _after(second.words, cues), after=True),
    ]


def _after(words: str, cues: Cues) -> str:
    """Return what stands behind the word that excepts it."""
    match = cues.phrases("except").match(words)
    return words[match.end() :].strip() if match else words


def _comma(span: Span) -> Span:
    words = span.words.rstrip(", ")
    return span.part(span.start, span.start + len(words))
