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


def name_documents(documents: Iterable[Document], language: str = "en", beside: Iterable[Document] = ()) -> str:
    """Name the documents that were analysed and those beside them, as stands after "in" and "в".

    Where they are many, say how many.

    >>> name_documents([Document("", "Doc.1", "2001")], beside=[Document("", "a page")])
    'Doc.1 and a page'
    """
    numbers = [one.number for one in sorted(documents, key=lambda one: one.order)]
    others = [one.number for one in beside]
    if not numbers:
        return "the record" if language == "en" else "записях"
    if len(numbers) > FEW:
        many = ("the {} documents analysed", "рассмотренных документах ({})")[language == "ru"]
        return many.format(len(numbers) + len(others))
    if len(others) >= FEW:
        others = [("{} other documents", "других документах ({})")[language == "ru"].format(len(others))]
    return join_names([*numbers, *others], "and" if language == "en" else "и")
