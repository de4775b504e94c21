"""The words of the interface in both languages, from `words.yaml`: for templates, scripts, and parts of pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from cami_graph.explore.model import LANGUAGES
from cami_graph.plurals import agree

FILE = Path(__file__).parent / "words.yaml"


Text = str | Mapping[str, str]


@cache
def read_words() -> Mapping[str, Mapping[str, tuple[Text, Text]]]:
    """Read the words, room by room; one that goes with a number has a form for each plural category of CLDR."""
    content = yaml.safe_load(FILE.read_text("utf-8"))
    return {room: {str(key): _pair(pair) for key, pair in words.items()} for room, words in content.items()}


def _pair(pair: list[object]) -> tuple[Text, Text]:
    """Return a word in both languages."""
    one, two = (dict(text) if isinstance(text, dict) else str(text) for text in pair)
    return one, two


def word(key: str, language: str, **values: object) -> str:
    """Return a word of the interface, in the form that its `count` asks for where it has forms.

    A word that is missing, or a counted one without its `count`, stops the page rather than showing its key.
    """
    words = read_words()
    pair = words["pages"].get(key) or words["browser"][key]
    text = pair[LANGUAGES.index(language)]
    if not isinstance(text, str):
        text = agree(text, int(str(values["count"])), language)
    return text.format(**values) if values else text
