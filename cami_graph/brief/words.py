"""The fixed words of a brief in English and Russian, from `words.yaml`, and how names, days and documents are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from cami_graph.analyse.findings.wording import join_names
from cami_graph.plurals import agree, spell_day
from cami_graph.query.document import Document

FILE = Path(__file__).with_suffix(".yaml")
LANGUAGES = ("en", "ru")
Text = str | Mapping[str, str]


@cache
def read_words() -> Mapping[str, tuple[Text, Text]]:
    """Read the words; one that goes with a number has a form for each plural category of CLDR."""
    return {key: (pair[0], pair[1]) for key, pair in yaml.safe_load(FILE.read_text("utf-8")).items()}


@dataclass(frozen=True)
class Words:
    """The words of a language: `words("cut", count=3, address="…")`; a key that is missing is a KeyError."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its values, in the form that its `count` asks for where it has forms."""
        text = read_words()[key][LANGUAGES.index(self.language)]
        if not isinstance(text, str):
            text = agree(text, int(str(values["count"])), self.language)
        return text.format(**values)

    def join(self, names: Sequence[str]) -> str:
        """Return names as a sentence joins them."""
        return join_names(names, self("and"))

    def day(self, day: str, *, since: bool = False) -> str:
        """Return a year, month or day of ISO 8601 as people say it, alone or behind *since*.

        >>> Words("en").day("2023-05"), Words("ru").day("2023-05"), Words("ru").day("2023-05", since=True)
        ('May 2023', 'май 2023 г.', 'мая 2023 г.')
        """
        ending = " г." if self.language == "ru" else ""
        return spell_day(day, self.language, since=since) + ending

    def tell(self, key: str, documents: Sequence[Document], **values: object) -> str:
        """Say a sentence that begins with the documents that tell of work, and their verb."""
        tells = self(("tells_none", "tells_one", "tells_many")[min(len(documents), 2)])
        return self(key, report=self._report(documents), tells=tells, **values)

    def _report(self, documents: Sequence[Document]) -> str:
        if not documents:
            return self("documents_none")
        years = sorted({one.date[:4] for one in documents if one.date})
        spelled = "–".join(dict.fromkeys((years[0], years[-1]))) if years else documents[0].number
        if len(documents) > 1:
            return self("documents_many", count=len(documents), years=spelled)
        return self("report_one" if documents[0].path.startswith("report/") else "document_one", years=spelled)
