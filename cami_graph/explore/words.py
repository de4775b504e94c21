"""The words of the interface in both languages, from `words.yaml`: for templates, scripts, and parts of pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from cami_graph.explore.model import LANGUAGES

FILE = Path(__file__).parent / "words.yaml"


@cache
def read_words() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Read the words, room by room."""
    content = yaml.safe_load(FILE.read_text("utf-8"))
    return {
        room: {str(key): (str(pair[0]), str(pair[1])) for key, pair in words.items()} for room, words in content.items()
    }


def word(key: str, language: str, **values: object) -> str:
    """Return a word of the interface; a word that is missing stops the page rather than showing its key."""
    words = read_words()
    pair = words["pages"].get(key) or words["browser"][key]
    text = pair[LANGUAGES.index(language)]
    return text.format(**values) if values else text
