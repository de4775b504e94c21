"""What no cell may hold: what programs leave in place of words, and letters that are not what they seem.

Each finding names the letter or the value; nothing is put right in silence, since nobody can know what stood there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

ERRORS = re.compile(
    r"#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|Н/Д|ИМЯ\?|ССЫЛКА!|ЗНАЧ!|ДЕЛ/0!|ЧИСЛО!|ПУСТО!)"
    r"|\bErr:\d{3}\b|#{4,}"
)
"""What a spreadsheet shows where it could not reckon, in English and Russian."""

NOTHING = frozenset(
    {"TRUE", "FALSE", "ИСТИНА", "ЛОЖЬ", "NULL", "null", "None", "NaN", "nan", "N/A", "n/a", "undefined"}
)
"""What programs write for a truth or for nothing; it is no word of a table."""

CODED = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|shy|[lr][sd]quo|ndash|mdash|hellip|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE
)
WRITTEN = re.compile(
    r"\\u[0-9a-fA-F]{4}|(?:%[0-9A-Fa-f]{2}){3}|\\\"|\"\"|^(?:<{7}|={7}|>{7}|\|{7})(?: |$)"
    r"|</?(?:b|i|u|p|br|em|strong|span|div|font|su[bp]|t[dr])(?: [^<>]*)?/?>"
)
"""Signs as programs write them for each other: numbers of letters, quotation marks twice, layout, quarrels of git."""
LED = re.compile(r"'(?=[^\W_])[^']*")
"""An apostrophe by which a spreadsheet is told that text follows, which has become part of the text."""
PICTURE = "\ufffc"
DASHES, MINUS = "-–—", "\u2212"
FORMULA = re.compile(r"[=@]\s*[\w('\"$]|[+-][A-Z]{1,3}\$?\d+\b|[+-][A-Za-z.]+\(")
DATE = re.compile(
    r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|0\d\.\d\d\.\d\d|\d\d\.0\d\.\d\d|(?:19|20)\d\d-\d\d-\d\d(?:[ T]00:00(?::00)?)?"
    r"|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|май|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
    r"(?:-\d{2,4})?",
    re.IGNORECASE,
)
SHORTENED = re.compile(r"-?\d(?:[.,]\d+)?E[+-]?\d+")
LOST = re.compile(r"\?{3,}|\ufffd|[^\W\d_]\?[^\W\d_]", re.IGNORECASE)
ADDRESS = re.compile(r"\w+://\S+")
WORD = re.compile(r"[^\W\d_]+")
UNUSUAL = re.compile(r"[^ -~А-яЁё–—«»…]")
TURNED = re.compile(r"\b[а-яё][А-ЯЁ]{2,}\b")
ACCENTED = re.compile(r"[À-ÿ]{4,}")
BOXES = re.compile(r"[\u2500-\u259f]")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
LONGEST_WORD = 60
LONG = re.compile(rf"[A-Za-z]{{{LONGEST_WORD + 1},}}")
INVISIBLE = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp", "Zs")
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL")
NEVER = ("GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL")


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with the letters of a cell, and what to do about it."""

    problem: str
    remedy: str


@lru_cache(maxsize=1 << 15)
def find_damage(text: str, dated: bool = False) -> Damage | None:
    """Return the first thing that is wrong with the letters of a cell; `dated` cells may hold a day."""
    if not text:
        return None
    return _find_leftover(text, dated) or _find_mojibake(text) or _find_odd_letter(text) or _find_odd_word(text)


def _find_leftover(text: str, dated: bool) -> Damage | None:
    """Find what a spreadsheet or another program left in place of words."""
    if error := ERRORS.search(text):
        return Damage(f'"{error[0]}" is what a spreadsheet shows instead of a value.', "Write the value itself.")
    if text in NOTHING:
        return Damage(f'"{text}" is what programs write for nothing or for a truth.', "Write the words, or nothing.")
    if coded := CODED.search(text):
        return Damage(f'"{coded[0]}" is how a web page writes a sign.', "Write the sign itself.")
    if written := WRITTEN.search(ADDRESS.sub("", text)):
        return Damage(f'"{visible(written[0])}" is how programs write for each other.', "Write the words alone.")
    if LED.fullmatch(text):
        return Damage(f'An apostrophe leads "{text[1:41]}": it told a spreadsheet that text follows.', "Delete it.")
    if FORMULA.match(text):
        return Damage(f'"{text[:40]}" is a formula.', "Write its result as text.")
    if text and not any(letter.isalnum() for letter in text):
        return Damage(f'"{visible(text)}" holds no letter and no digit.', "Write the words, or leave the cell empty.")
    if not dated and DATE.fullmatch(text):
        remedy = "A spreadsheet may have turned a code into it: format the column as text and write the code again."
        return Damage(f'"{text}" is a date.', remedy)
    if SHORTENED.fullmatch(text):
        return Damage(f'"{text}" is a number cut short.', "Format the column as text and write all digits.")
    return None


def _find_odd_letter(text: str) -> Damage | None:
    """Find signs that nobody sees, and letters and digits of scripts that do not belong here."""
    for odd in UNUSUAL.finditer(text):
        at, letter = odd.start(), odd[0]
        kind = unicodedata.category(letter)
        if kind in INVISIBLE and letter not in "\n\r\t":
            problem = f"An invisible sign stands {_after(text, at)}: {_name(letter)}."
            return Damage(problem, "Delete it, or write a blank in its place.")
        if kind[0] == "M" or letter in (PICTURE, MINUS) or (kind == "Pd" and letter not in DASHES):
            what = "dash that is none of ours" if kind in ("Pd", "Sm") else "sign over a letter, or for a picture,"
            return Damage(f"A {what} stands {_after(text, at)}: {_name(letter)}.", "Write the plain sign, or nothing.")
        if unicodedata.decomposition(letter).startswith("<compat>") and kind[0] in "LN":
            return Damage(f"Letters joined in one sign {_after(text, at)}: {_name(letter)}.", "Write each letter.")
        if kind == "Nd":
            return Damage(f"A digit of another script stands {_after(text, at)}: {_name(letter)}.", "Write 0 to 9.")
        if kind[0] == "L" and _script(letter) in NEVER:
            remedy = "Write it in Latin or Cyrillic letters."
            return Damage(f"A letter of another script stands {_after(text, at)}: {_name(letter)}.", remedy)
    if "  " in text:
        at = text.index("  ")
        return Damage(f"Two blanks stand {_after(text, at)}.", "Write one.")
    if not unicodedata.is_normalized("NFC", text):
        return Damage("Letters are written as two signs each (NFD).", "Write the cell again, or normalise it to NFC.")
    return None


def _find_odd_word(text: str) -> Damage | None:
    """Find a word of two scripts, whose odd letters look like those around them; and a word that is none."""
    for word in LONG.findall(text) if text.isascii() else WORD.findall(text):
        scripts = [_script(letter) for letter in word]
        if {"LATIN", "CYRILLIC"} <= set(scripts):
            rare = min(("LATIN", "CYRILLIC"), key=scripts.count)
            odd = word[scripts.index(rare)]
            return Damage(f'In "{word}" stands {_name(odd)} among letters of another script.', "Write the word again.")
        if len(word) > LONGEST_WORD:
            return Damage(f'"{word[:20]}…" has {len(word)} letters and is no word.', "Write the words again.")
    return None


def _find_mojibake(text: str) -> Damage | None:
    """Find words that were read in another encoding than the one they were written in."""
    remedy = "The file was opened in another encoding: take the cell from an earlier copy."
    if "?" in text and "://" in text:
        text = ADDRESS.sub("", text)
    if lost := LOST.search(text):
        return Damage(f'"{visible(lost[0])}" stands where letters were lost.', remedy)
    for run in FOREIGN.findall(text):
        if meant := _meant(run):
            return Damage(f'"{run[:20]}" is "{meant[:20]}" read in another encoding.', remedy)
    for odd in (TURNED, ACCENTED, BOXES):
        if found := odd.search(text):
            return Damage(f'"{found[0][:20]}" reads like letters of another encoding.', remedy)
    return None


def _meant(run: str) -> str:
    """Return what a run of letters says when its bytes are UTF-8; nothing where they are not."""
    for encoding in ("windows-1252", "latin-1", "windows-1251"):
        try:
            return run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return _meant_in_parts(run)


def _meant_in_parts(run: str) -> str:
    """Return the same for windows-1252 with the five bytes that it leaves without a letter."""
    data = b""
    for letter in run:
        try:
            data += letter.encode("windows-1252")
        except UnicodeEncodeError:
            if ord(letter) > 255:
                return ""
            data += bytes([ord(letter)])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def _script(letter: str) -> str:
    """Return the script of a letter, as far as scripts are told apart here."""
    name = unicodedata.name(letter, "")
    return next((script for script in SCRIPTS if name.startswith(script)), "")


def _name(letter: str) -> str:
    shown = f'"{letter}", ' if letter.isprintable() and not letter.isspace() else ""
    return f"{shown}U+{ord(letter):04X} {unicodedata.name(letter, 'CONTROL CHARACTER')}"


def _after(text: str, at: int) -> str:
    before = visible(text[max(0, at - 12) : at])
    return f'after "{before}"' if before else "at the beginning"


def visible(text: str) -> str:
    """Return a text in which what nobody sees, or what a terminal would obey, is written out."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
