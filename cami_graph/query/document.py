"""A document of the record, as everything that shows words cites it: its number, its date, its titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

THINGS = "https://w3id.org/cami/id/"


@dataclass(frozen=True, slots=True)
class Document:
    """A report, a letter or anything else that tells something; one without a number goes by its title."""

    address: str
    number: str
    date: str = ""
    title: str = ""
    title_ru: str = ""
    citation: str = ""
    issuer: str = ""
    url: str = ""

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Document:
        """Read a row that names a document as `page-reports` and `citations` do."""

        def read(name: str) -> str:
            value = row.get(name)
            return "" if value is None else str(value)

        address = read("report")
        number = read("number") or read("title") or address.rsplit("/", 1)[-1]
        rest = map(read, ("date", "title", "titleRu", "citation", "issuer", "url"))
        return cls(address, number, *rest)

    @property
    def slug(self) -> str:
        """Return what tells it from other documents in addresses."""
        return self.path.partition("/")[2]

    @property
    def path(self) -> str:
        """Return what follows the common start of all addresses: its kind and its short name."""
        return self.address.removeprefix(THINGS)

    @property
    def dated(self) -> str:
        """Return its number and the year it is of, where that is known."""
        return f"{self.number}, {self.date[:4]}" if self.date else self.number

    @property
    def order(self) -> tuple[str, str, str]:
        """Return a key that puts the older document first."""
        return (self.date, self.number, self.address)

    def say_title(self, language: str) -> str:
        """Return its title in a language, or in the other where there is none."""
        return (self.title_ru or self.title) if language == "ru" else (self.title or self.title_ru)


def read_documents(rows: Iterable[Mapping[str, object]]) -> tuple[Document, ...]:
    """Return the documents that rows name, each once, the oldest first."""
    found: dict[str, Document] = {}
    for row in rows:
        found.setdefault(str(row["report"]), Document.of(row))
    return tuple(sorted(found.values(), key=lambda one: one.order))
