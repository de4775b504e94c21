"""Small matters of wording that all sentences share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cami_graph.query.document import Document

FEW = 3


def join_names(names: Sequence[str], word: str = "and") -> str:
    """Join names as a sentence does.

    >>> join_names(["Bhutan", "India", "Nepal"])
    'Bhutan, India and Nepal'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}" if names else ""


def list_names(names: Sequence[str]) -> str:
    """List names after a colon."""
    return ", ".join(names)


def name_documents(documents: Iterable[Document], language: str = "en", beside: int = 0) -> str:
    """Name the documents that were analysed, as stands after "in" and "в"; where they are many, say how many.

    Of those `beside` them only the number is told.

    >>> name_documents([Document("", "Doc.1", "2001"), Document("", "Doc.2", "2008")])
    'Doc.1 and Doc.2'
    """
    numbers = [one.number for one in sorted(documents, key=lambda one: one.order)]
    if not numbers:
        return "the record" if language == "en" else "записях"
    if len(numbers) > FEW:
        many = ("the {} documents analysed", "рассмотренных документах ({})")[language == "ru"]
        return many.format(len(numbers) + beside)
    one, several = ("one other document", "другом документе"), ("{} other documents", "других документах ({})")
    more = several if beside > 1 else one
    others = [more[language == "ru"].format(beside)] if beside else []
    return join_names([*numbers, *others], "and" if language == "en" else "и")
