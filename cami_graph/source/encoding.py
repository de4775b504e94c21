"""From the bytes of a table to its text: what lost nothing is read, what lost something is named with its cell."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from itertools import pairwise

from cami_graph.errors import HidingFault

MARKS: Mapping[bytes, str] = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""How a file begins that says how its letters are written; the longer marks stand before the shorter ones."""

PACKED: Mapping[bytes, str] = {
    b"PK\x03\x04": "a workbook (XLSX or ODS)",
    b"\xd0\xcf\x11\xe0": "an old workbook (XLS)",
    b"%PDF": "a PDF",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"\x1f\x8b": "a packed file",
}
SAVE = "Save it as UTF-8 CSV."
OLD = ("windows-1251", "windows-1252")
CYRILLIC = range(0x0400, 0x0500)


def read_text(data: bytes, file: str) -> tuple[str, list[HidingFault]]:
    """Return the text of a table; UTF-8 and UTF-16 with a mark lose nothing, everything else is a fault."""
    if not data.strip():
        return "", [HidingFault(f"The table is empty: {len(data)} bytes.", file, None, "", "", "Put its rows back.")]
    for start, form in PACKED.items():
        if data.startswith(start):
            problem = f"It is {form} under the name of a table."
            return "", [HidingFault(problem, file, None, "", "", "Open it and save the sheet as UTF-8 CSV.")]
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and data.count(0) > len(data) / 10:
        return "", [HidingFault("Every other byte is zero: UTF-16 without its mark.", file, None, "", "", SAVE)]
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        return "", [_explain(data, error, file)]


def _explain(data: bytes, error: UnicodeDecodeError, file: str) -> HidingFault:
    """Say where the first byte stands that is no letter, and how it would read in the encodings of old spreadsheets."""
    if error.encoding != "utf-8":
        return HidingFault(f"It says {error.encoding} and breaks off: {error.reason}.", file, None, "", "", SAVE)
    row = len(data[: error.start].splitlines()) or 1
    line = data.splitlines()[row - 1]
    cyrillic = _is_cyrillic(data)
    old = OLD[0] if cyrillic else OLD[1]
    shown = line.decode(old, errors="replace").strip()[:60]
    problem = f'Byte {error.start} is not UTF-8: row {row} would read "{shown}" in {old}, but letters may be lost.'
    remedy = f"{SAVE} It was written in another encoding."
    return HidingFault(problem, file, None, "", "", remedy)


def _is_cyrillic(data: bytes) -> bool:
    """Say whether the bytes beyond ASCII read as Russian words rather than as single accents."""
    high = bytes(byte for byte in data if byte > 127)
    letters = high.decode("windows-1251", errors="replace")
    inside = sum(ord(letter) in CYRILLIC for letter in letters)
    runs = sum(1 for one, other in pairwise(data) if one > 127 and other > 127)
    return bool(high) and inside > 0.8 * len(high) and runs > 0.3 * len(high)
