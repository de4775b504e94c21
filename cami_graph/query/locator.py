"""Where in a document without tables words stand, said in another language than that of the data."""

from __future__ import annotations

import re

PARTS: tuple[tuple[str, str], ...] = (
    (r"paragraph (\d+)", r"абзац \1"),
    (r"paragraphs (\d+)-(\d+)", r"абзацы \1–\2"),
    (r"paragraph (\d+) and a caption", r"абзац \1 и подпись"),
    (r"first paragraph", "первый абзац"),
    (r"first paragraphs", "первые абзацы"),
    (r"first three paragraphs", "первые три абзаца"),
    (r"last paragraph", "последний абзац"),
    (r"last paragraph of the part read", "последний абзац прочитанной части"),
    (r"paragraph on collars", "абзац об ошейниках"),
    (r"paragraph on the state of the species", "абзац о состоянии вида"),
    (r"paragraph on the workshop", "абзац о семинаре"),
    (r"abstract", "аннотация"),
    (r"introduction", "введение"),
    (r"heading", "заголовок"),
    (r"column (\d+)", r"столбец \1"),
    (r"section (.+)", r"раздел «\1»"),
    (r"table of landscapes", "таблица ландшафтов"),
    (r"under (.+)", r"под заголовком «\1»"),
    (r"whole page", "вся страница"),
)


def say_locator(told: str, language: str) -> str:
    """Say a locator in a language; a part of it that has no words there stays as the data have it.

    >>> say_locator("abstract, paragraphs 2-3", "ru")
    'аннотация, абзацы 2–3'
    """
    return ", ".join(map(_said, told.split(", "))) if language == "ru" else told


def _said(part: str) -> str:
    found = ((re.fullmatch(pattern, part), said) for pattern, said in PARTS)
    return next((match.expand(said) for match, said in found if match), part)
