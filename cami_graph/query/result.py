"""What a question gives back: rows as plain Python values, as a data frame, as a table with labels; its citations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, overload

from cami_graph.errors import ExportError, QueryError, suggest_names
from cami_graph.files import write_aside
from cami_graph.prefixes import shorten
from cami_graph.query.citation import Citation
from cami_graph.query.geojson import feature_collection
from cami_graph.query.label import Label
from cami_graph.query.plain import Plain, is_whole, read_part
from cami_graph.store.rows import ADDRESS, Rows, part_of

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    from rdflib import Graph

    from cami_graph.query.library import Query
    from cami_graph.query.support import Support
    from cami_graph.store.rows import Answer, Cell

NOTEBOOK_ROWS = 50
ADDRESSES = {"evidence", "start", "end"}


class Speaker(Protocol):
    """What a result needs of the graph it came from."""

    @property
    def version(self) -> str:
        """The name of its version, nothing where it has none."""
        ...

    def labels(self, things: Iterable[str], language: str | None = None) -> dict[str, Label]:
        """Return what things are called."""
        ...

    def citations(self, things: Iterable[str]) -> tuple[Citation, ...]:
        """Return the words that things rest on."""
        ...

    def select(self, text: str) -> Rows:
        """Answer a SELECT."""
        ...

    def outlines(self, things: Iterable[str]) -> dict[str, str]:
        """Return the outline of each thing that is a place with one, as well-known text."""
        ...


class Result:
    """The answer to one question. Iterate over it, take its `.rows`, or turn it into what you work with."""

    def __init__(
        self, answer: Answer, speaker: Speaker, query: Query | None, text: str = "", doubts: tuple[str, ...] = ()
    ) -> None:
        self.answer, self.query, self.text, self.doubts = answer, query, text, doubts
        self._speaker = speaker

    @cached_property
    def terms(self) -> Rows:
        """The rows as RDF terms; a graph gives its statements, a truth a single cell."""
        if isinstance(self.answer, Rows):
            return self.answer
        if not isinstance(self.answer, bool):
            return Rows(("subject", "predicate", "object"), tuple(sorted(self.answer)))  # type: ignore[arg-type]
        from rdflib import Literal

        return Rows(("answer",), ((Literal(self.answer),),))

    @property
    def version(self) -> str:
        """The name of the version of the graph that answered, nothing where it has none."""
        return self._speaker.version

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.terms.variables

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that tell a reader something: no label of a thing shown by its label, no address of a quote."""
        names = self.variables
        beside = {name for name in names if name.endswith("Label") and name.removesuffix("Label") in names}
        return tuple(name for name in names if name not in (beside | ADDRESSES if "quote" in names else beside))

    @cached_property
    def rows(self) -> list[dict[str, Plain]]:
        """The rows, each a dictionary of plain Python values."""
        return [dict(zip(self.variables, map(read_part, row), strict=True)) for row in self.terms.parts]

    @property
    def graph(self) -> Graph:
        """The graph that a CONSTRUCT gave."""
        if not isinstance(self.answer, Rows | bool):
            return self.answer
        raise ExportError("The query gives no graph.", remedy="Only CONSTRUCT and DESCRIBE do.")

    def __len__(self) -> int:
        return len(self.terms)

    def __bool__(self) -> bool:
        """Say what an ASK says; of rows and statements, whether there are any."""
        return self.answer if isinstance(self.answer, bool) else bool(len(self))

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        return iter(self.rows)

    @overload
    def __getitem__(self, key: int) -> dict[str, Plain]: ...
    @overload
    def __getitem__(self, key: slice) -> list[dict[str, Plain]]: ...
    @overload
    def __getitem__(self, key: str) -> list[Plain]: ...
    def __getitem__(self, key: int | slice | str) -> dict[str, Plain] | list[dict[str, Plain]] | list[Plain]:
        """Return a row by its place, rows by a slice, or a column by its name."""
        if not isinstance(key, str):
            return self.rows[key]
        if key not in self.variables:
            remedy = suggest_names(key, self.variables) or f"There are: {', '.join(self.variables)}."
            raise QueryError(f'The result has no column "{key}".', remedy=remedy)
        return [row[key] for row in self.rows]

    def __repr__(self) -> str:
        name = self.query.name if self.query else "query"
        return f"<{name}: {len(self)} rows of {', '.join(self.variables)}>"

    def things(self) -> set[str]:
        """Return the addresses of all things in the rows."""
        return {part.text for row in self.terms.parts for part in row if part and part.kind == ADDRESS}

    def labels(self, language: str | None = None) -> dict[str, str]:
        """Return what each thing in the rows is called, ready to show."""
        found = self._speaker.labels(self.things(), language)
        return {iri: found[iri].show(iri) if iri in found else shorten(iri) for iri in self.things()}

    @cached_property
    def support(self) -> Support:
        """What each row rests on, also behind a count or a group; and why some rows rest on no words."""
        from cami_graph.query.support import find_support

        return find_support(self, self._speaker.citations)

    def citations(self) -> tuple[Citation, ...]:
        """Return the words of the source that the rows rest on, each once, in the order of the source."""
        return self.support.citations

    def bibtex(self) -> str:
        """Return the graph and the documents that the rows rest on as BibTeX."""
        from cami_graph.query.bibliography import list_entries, write_bibtex

        return write_bibtex(list_entries(self)).decode()

    def csl(self) -> list[dict[str, Any]]:
        """Return the graph and the documents that the rows rest on as CSL-JSON."""
        from cami_graph.query.bibliography import list_entries, write_csl

        found: list[dict[str, Any]] = json.loads(write_csl(list_entries(self)))
        return found

    def select(self, text: str) -> Rows:
        """Ask the graph that gave this answer for more."""
        return self._speaker.select(text)

    def outlines(self) -> dict[str, str]:
        """Return the outline of each place in the rows that has one, as well-known text."""
        return self._speaker.outlines(self.things())

    def labelled(self, language: str | None = None) -> list[dict[str, Plain]]:
        """Return the rows with a label in the place of each address."""
        labels = self.labels(language)
        return [
            {name: labels.get(value, value) if isinstance(value, str) else value for name, value in row.items()}
            for row in self.rows
        ]

    def table(
        self, *, labels: bool = False, cite: bool = False, language: str | None = None
    ) -> tuple[list[str], list[list[Plain]]]:
        """Return columns and rows; with labels, each column of addresses is followed by one of labels.

        A label that the question itself gives beside the address would stand there twice, and is left out. With
        `cite`, two more columns name the claims that each row rests on, and their words with document and place.
        """
        found = self.labels(language) if labels else {}
        places = [place for place, _ in enumerate(self.variables) if found and self._holds_things(place)]
        spoken = {f"{self.variables[place]}Label" for place in places}
        kept = [(place, name) for place, name in enumerate(self.variables) if name not in spoken]
        columns = [one for place, name in kept for one in ([name, f"{name}_label"] if place in places else [name])]
        rows: list[list[Plain]] = []
        for row in self.rows:
            cells: list[Plain] = []
            for place, name in kept:
                value = row[name]
                cells += [value, None if value is None else found.get(str(value), "")] if place in places else [value]
            rows.append(cells)
        if cite:
            columns += ["rests_on", "words"]
            for cells, claims, words in zip(rows, self.support.claims, self.support.rows, strict=True):
                cells += [" ".join(claims), " | ".join(map(str, words))]
        return columns, rows

    def _holds_things(self, place: int) -> bool:
        return any((part := row[place]) and part.kind == ADDRESS for row in self.terms.parts)

    def df(self, *, labels: bool = False, cite: bool = False, language: str | None = None) -> pd.DataFrame:
        """Return the rows as a pandas data frame, its columns in the order of the query.

        With labels, each column of addresses is followed by one that says what they are called (`actor_label`). With
        `cite`, two more columns name the claims and the words of each row. Whole numbers and years are `Int64`, which
        may be missing.
        """
        import pandas as pd

        columns, rows = self.table(labels=labels, cite=cite, language=language)
        frame = pd.DataFrame(rows, columns=columns)
        whole = [name for place, name in enumerate(columns) if is_whole([row[place] for row in rows])]
        return frame.astype(dict.fromkeys(whole, "Int64"))

    def to_polars(self, *, labels: bool = False, cite: bool = False, language: str | None = None) -> pl.DataFrame:
        """Return the rows as a polars data frame, where polars is installed, with the columns that `df` gives."""
        try:
            import polars as pl
        except ImportError as error:
            raise ExportError("polars is not installed.", remedy="pip install 'cami-graph[polars]'") from error
        names, rows = self.table(labels=labels, cite=cite, language=language)
        return pl.DataFrame({name: [row[place] for row in rows] for place, name in enumerate(names)}, strict=False)

    def to_parquet(self, path: Path | str, *, labels: bool = True) -> None:
        """Write the rows as a Parquet file, where polars is installed."""
        self._write(path, "parquet", labels=labels)

    def to_sqlite(self, path: Path | str, *, labels: bool = True) -> None:
        """Write the rows as the table of a new SQLite database, named after the question."""
        self._write(path, "sqlite", labels=labels)

    def _write(self, path: Path | str, form: str, *, labels: bool) -> None:
        from cami_graph.query.formats import write_result
        from cami_graph.query.table import Options

        write_aside(Path(path), write_result(self, form, Options(labels=labels, cite=True)))

    def geojson(self, language: str | None = None) -> dict[str, Any]:
        """Return the places in the rows as a feature collection of GeoJSON; a map takes it as it is."""
        return feature_collection(self.terms.rows, self.labelled(language), self.outlines())

    def _repr_html_(self) -> str:
        """Show a table in a notebook: labels linked to addresses; a long result is cut, and says so."""
        labels = self.labels()
        head = "".join(f"<th>{escape(name)}</th>" for name in self.shown)
        kept = islice(self.terms, NOTEBOOK_ROWS)
        cells = ["".join(f"<td>{_html_cell(row[name], labels)}</td>" for name in self.shown) for row in kept]
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        title = f"<caption>{escape(self.query.head.title)}</caption>" if self.query else ""
        more = len(self) - NOTEBOOK_ROWS
        cut = f"<p>… and {more} more rows; <code>.df(labels=True)</code> has all.</p>" if more > 0 else ""
        return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{cut}{self._html_sources()}"

    def _html_sources(self) -> str:
        """Return the words that the rows rest on, folded; many are cut, and why there are none is said."""
        found = self.citations()
        items = "".join(f"<li>{escape(str(one))}</li>" for one in found[:NOTEBOOK_ROWS])
        more = (
            f"<p>… and {len(found) - NOTEBOOK_ROWS} more; .citations() has all.</p>"
            if len(found) > NOTEBOOK_ROWS
            else ""
        )
        why = f"<p>{escape(self.support.why)}</p>" if self.support.why and len(self) else ""
        folded = f"<details><summary>Rests on {len(found)} passages</summary><ol>{items}</ol>{more}</details>"
        return (folded if found else "") + why


def _html_cell(term: Cell, labels: Mapping[str, str]) -> str:
    """Return one cell as HTML in which nothing of the data can become markup."""
    part = part_of(term)
    if part and part.kind == ADDRESS:
        text = escape(labels.get(str(term), str(term)))
        safe = str(term).startswith(("http://", "https://"))
        return f'<a href="{escape(str(term))}" rel="noreferrer">{text}</a>' if safe else text
    return "" if term is None else escape(str(term))
