"""What is wrong with a text that the engine takes for no query, in words for whoever wrote it."""

from __future__ import annotations

import re
import unicodedata

from cami_graph.errors import QueryError, nearest_names
from cami_graph.paths import VOCABULARIES
from cami_graph.prefixes import PREFIXES, VOCABULARY

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
SILENT = re.compile(
    r"<[^<>\"{}|^`\s]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|#[^\n]*", re.DOTALL
)
PROLOGUE = re.compile(r"\s*(?:PREFIX\s+[\w.-]*:|BASE)\s*", re.IGNORECASE)
DECLARED = re.compile(r"PREFIX\s+([\w.-]*):", re.IGNORECASE)
USED = re.compile(r"(?<![\w?$:.-])([A-Za-z][\w.-]*)?:(?=[\w%])")
PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
UPDATE_AFTER = re.compile(rf";\s*(?:{'|'.join(UPDATES)})\s+[A-Z{{]", re.IGNORECASE)
PLAIN = {'"': "“”„«»", "'": "‘’‚", "-": "–—−", "a blank": "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000"}
"""The plain signs in whose place word processors put others."""

STRANGE = re.compile(f"[{''.join(PLAIN.values())}\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u2060\ufeff]")
LONGEST = 120


def silence(text: str) -> str:
    """Return the text with strings, addresses and comments blanked, every other letter at its place."""
    return SILENT.sub(lambda found: re.sub(r"\S", " ", found[0]), text)


def first_word(text: str) -> str:
    """Return the word with which a text begins to say what it wants, in capitals."""
    rest = silence(text)
    while found := PROLOGUE.match(rest):
        rest = rest[found.end() :]
    word = re.match(r"\s*(\w+)", rest)
    return word[1].upper() if word else ""


def explain_mistake(text: str, error: SyntaxError) -> QueryError:
    """Return the error to show in place of what the engine says of its grammar."""
    word, said = first_word(text), str(error)
    if word in UPDATES or UPDATE_AFTER.search(silence(text)):
        return QueryError("The graph is read-only: this is an update.", remedy="Change the tables and build again.")
    if "Prefix not found" in said and (prefix := find_undeclared(text)) is not None:
        return QueryError(f"The prefix {prefix}: is not declared.", remedy=declare(prefix))
    if word not in FORMS:
        shown, near = (f'with "{word}"', nearest_names(word, FORMS, 1)) if word else ("here", ())
        remedy = f'Nearest: "{near[0]}".' if near else f"It begins with one of {', '.join(FORMS)}."
        return QueryError(f"The query is not SPARQL: no query begins {shown}.", remedy=remedy)
    return find_strange(text) or QueryError(f"The query is not SPARQL: {locate(text, said)}")


def find_strange(text: str) -> QueryError | None:
    """Return what is wrong with the first sign that word processors put in and no query may hold outside strings."""
    found = STRANGE.search(silence(text))
    if not found:
        return None
    sign, before = found[0], text[: found.start()]
    line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
    shown = f"U+{ord(sign):04X} {unicodedata.name(sign, 'a control character')}"
    wanted = next((plain for plain, signs in PLAIN.items() if sign in signs), "")
    remedy = f"Write {wanted} in its place." if wanted else "Take it out."
    return QueryError(f"The query is not SPARQL: at {line}:{column} (line and column) stands {shown}.", remedy=remedy)


def find_undeclared(text: str) -> str | None:
    """Return the first prefix that is used and neither declared nor ours, for ours are known everywhere."""
    spoken = silence(text)
    known = {*DECLARED.findall(spoken), *PREFIXES}
    return next((one for one in USED.findall(DECLARED.sub("", spoken)) if one not in known), None)


def declare(prefix: str) -> str:
    """Return the line that declares one of our closed lists, or how such a line looks."""
    if (VOCABULARIES / f"{prefix}.ttl").is_file():
        return f"Put this before the query: PREFIX {prefix}: <{VOCABULARY}{prefix}/>"
    near = nearest_names(prefix, PREFIXES, 1)
    hint = f' Nearest of ours: "{near[0]}:".' if near else ""
    return f"Put a line before the query: PREFIX {prefix}: <http://…>{hint}"


def locate(text: str, said: str) -> str:
    """Return where the engine stopped, and what it waited for where that is short enough to help."""
    found = PLACE.match(said)
    if not found:
        return said[:LONGEST]
    line, column, wanted = int(found[1]), int(found[2]), " ".join(found[3].split())
    lines = text.splitlines()
    rest = lines[line - 1][column - 1 :].strip()[:30] if line <= len(lines) else ""
    stopped = f'not understood from "{rest}"' if rest else "something is missing before the end"
    return f"at {line}:{column} (line and column) {stopped}{f'; {wanted}' if len(wanted) <= LONGEST else ''}."
