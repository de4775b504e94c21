"""The record as pages read it: rows of the page queries, run once each, and names, quotes and claims made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from rdflib import Literal

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.explore.address import kind_of, page_path, slug_of
from cami_graph.explore.model import LANGUAGES, NOWHERE, Claim, Doubt, Label, Quote, Take, Thing, anchor_of
from cami_graph.explore.voices import Voices
from cami_graph.explore.words import read_words
from cami_graph.graph import CamiGraph
from cami_graph.query.document import Document, read_documents
from cami_graph.query.library import Library
from cami_graph.query.locator import say_locator
from cami_graph.query.programme import Programme, mark_elements, read_programmes
from cami_graph.source import without_marks
from cami_graph.store import Rows, Store

Row = Mapping[str, str]
CONTEXT = 110
WITHOUT_CELL: tuple[str, int, tuple[Thing, ...]] = ("", 0, ())


class Record:
    """Everything the pages show. Each query runs once without its parameter; a page takes the rows of its thing."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store, self.library = store, library
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._groups: dict[tuple[str, str], Mapping[str, tuple[Row, ...]]] = {}

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return all rows of a query of the library; unbound cells are left out of their row."""
        if name not in self._rows:
            answer: Rows = self.store.select(self.library.find(name).bind({}))
            self._rows[name] = tuple({key: value for key, value in row.items() if value is not None} for row in answer)
        return self._rows[name]

    def rows_of(self, name: str, column: str, value: str) -> tuple[Row, ...]:
        """Return the rows of a query where one column says this: what the query gives for that parameter."""
        if (name, column) not in self._groups:
            groups: dict[str, list[Row]] = defaultdict(list)
            for row in self.rows(name):
                if column in row:
                    groups[str(row[column])].append(row)
            self._groups[name, column] = {key: tuple(found) for key, found in groups.items()}
        return self._groups[name, column].get(str(value), ())

    def title(self, name: str) -> tuple[Label, Label]:
        """Return what a part of a page that shows this query is called, and the question it answers."""
        head = self.library.find(name).head
        said = read_words()["parts"].get(name)
        if said:
            return Label(*map(str, said)), Label(head.summary, head.summary_ru)
        return Label(head.title, head.title_ru), Label(head.summary, head.summary_ru)

    @cached_property
    def findings(self) -> Findings:
        """What the analysis finds, as the command line and the briefs tell it."""
        return CamiGraph(self.store, self.library).find_gaps()

    # Names

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Every thing with a name, by IRI."""
        found: dict[str, Thing] = {}
        for row in self.rows("page-names"):
            iri = str(row["thing"])
            label = Label(str(row["en"]), str(row.get("ru", "")))
            mark = self._marks.get(iri, "")
            found.setdefault(iri, Thing(iri, kind_of(iri), page_path(iri), label, str(row.get("code", "")), mark))
        for iri, one in self.documents.items():
            label = Label(one.say_title("en") or one.number, one.say_title("ru"))
            found.setdefault(iri, Thing(iri, kind_of(iri), page_path(iri), label))
        return found

    def thing(self, iri: str) -> Thing:
        """Return a thing; one without a name is called by the end of its IRI."""
        known = self.things.get(str(iri))
        return known or Thing(
            str(iri), kind_of(iri), page_path(iri), Label(str(iri).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1])
        )

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes, the latest first."""
        return read_programmes(self.rows("page-programmes"))

    @cached_property
    def _marks(self) -> Mapping[str, str]:
        """Which programme each part of a plan is of; nothing where there is one programme."""
        return mark_elements(self.programmes, self.rows("page-plan"))

    def of_kind(self, *kinds: str) -> tuple[Thing, ...]:
        """Return all things of these kinds, in the order of their codes and names."""
        return tuple(sorted((one for one in self.things.values() if one.kind in kinds), key=reading_order))

    def other_names(self, iri: str) -> tuple[str, ...]:
        """Return the other names of a thing, without those that only repeat its label."""
        own = {self.thing(iri).label.en, self.thing(iri).label.ru}
        names = [str(row["name"]) for row in self.rows_of("page-other-names", "thing", iri)]
        return tuple(name for name in dict.fromkeys(names) if name not in own)

    # Words

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Every document by its IRI, the oldest first."""
        return {one.address: one for one in read_documents(self.rows("page-reports"))}

    @cached_property
    def voices(self) -> Voices:
        """Whose word stands behind claims."""
        return Voices(self)

    @cached_property
    def cells(self) -> Mapping[str, tuple[str, int, tuple[Thing, ...]]]:
        """Every cell of the reports: its text, its column, and its activities."""
        found: dict[str, tuple[str, int, tuple[Thing, ...]]] = {}
        for row in self.rows("page-cells"):
            text, column, activities = found.get(
                row["cell"], (without_marks(str(row["printed"])), int(row["column"]), ())
            )
            found[str(row["cell"])] = (text, column, (*activities, self.thing(row["activity"])))
        return found

    @cached_property
    def quotes(self) -> Mapping[str, Quote]:
        """Every piece of evidence as a quote, by its IRI; one with a locator in both languages has two rows."""
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows("page-evidence"):
            groups[str(row["evidence"])].append(row)
        return {iri: self._quote(rows) for iri, rows in groups.items()}

    def _quote(self, rows: Sequence[Row]) -> Quote:
        """Set the words back into their cell."""
        row = rows[0]
        text, column, activities = self.cells.get(str(row.get("cell", "")), WITHOUT_CELL)
        exact = without_marks(str(row.get("exact", "")))
        place = text.find(exact) if exact else -1
        before = text[max(0, place - CONTEXT) : place] if place >= 0 else ""
        after = text[place + len(exact) : place + len(exact) + CONTEXT] if place >= 0 else ""
        return Quote(
            str(row["evidence"]),
            exact,
            int(row.get("start", 0)),
            int(row.get("end", 0)),
            _from_word(before),
            _to_word(after),
            column,
            activities,
            self.documents.get(str(row["report"]), NOWHERE),
            _place(spoken(one["locator"] for one in rows if "locator" in one)),
        )

    def words(self, claim: str) -> tuple[Quote, ...]:
        """Return the quotes a claim rests on, in the order of the documents."""
        found = dict.fromkeys(str(row["evidence"]) for row in self.rows_of("page-words", "claim", claim))
        return tuple(sorted((self.quotes[iri] for iri in found), key=lambda quote: quote.order))

    def doubt(self, claim: str) -> Doubt:
        """Return how sure a claim is."""
        for row in self.rows_of("page-doubts", "claim", claim):
            return Doubt(self.thing(row["certainty"]).iri.rsplit("/", 1)[-1], str(row.get("reason", "")))
        return Doubt()

    # Claims

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every reported action, cooperation and recommendation, by IRI."""
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows("page-claims"):
            groups[str(row["claim"])].append(row)
        return told_apart({iri: self._claim(iri, rows) for iri, rows in groups.items()})

    def _claim(self, iri: str, rows: Sequence[Row]) -> Claim:
        """Make a claim of its rows, one per field and value."""
        fields: dict[str, list[Thing | str]] = defaultdict(list)
        status = ""
        for row in rows:
            value = row["value"]
            if str(row["field"]) == "status":
                status = str(value).rsplit("/", 1)[-1]
            else:
                fields[str(row["field"])].append(str(value) if isinstance(value, Literal) else self.thing(value))
        kind, slug = str(rows[0]["kind"]), slug_of(iri)
        fields = {name: sorted(values, key=value_order) for name, values in fields.items()}
        path = self._claim_path(kind, slug, fields)
        if "through" in fields:
            fields["through"] = [self._standing(one, path) for one in fields["through"]]
        takes = self._takes(iri) if kind == "action" else ()
        tuples = {name: tuple(values) for name, values in fields.items()}
        label = self.things[iri].label if iri in self.things else joint_label(fields)
        return Claim(iri, kind, slug, path, label, status, tuples, takes, self.words(iri), self.doubt(iri))

    def _standing(self, action: Thing | str, path: str) -> Thing | str:
        """Give an action the address where it stands, on the same page as the cooperation that goes through it."""
        if isinstance(action, str):
            return action
        return replace(action, path=f"{path.split('#', 1)[0]}#{anchor_of('action', slug_of(action.iri))}")

    def _claim_path(self, kind: str, slug: str, fields: Mapping[str, Sequence[Thing | str]]) -> str:
        """Return where a claim stands: on the page of its first activity, or of the action it goes through."""
        activities = [one for one in fields.get("activity", ()) if isinstance(one, Thing)]
        if not activities:
            through = [one for one in fields.get("through", ()) if isinstance(one, Thing)]
            rows = self.rows_of("page-claims", "claim", through[0].iri) if through else ()
            activities = [self.thing(row["value"]) for row in rows if str(row["field"]) == "activity"]
        return f"{min(activities, key=reading_order).path}#{anchor_of(kind, slug)}" if activities else ""

    def _takes(self, action: str) -> tuple[Take, ...]:
        """Return who takes part in an action."""
        found: dict[str, tuple[Row, list[Thing]]] = {}
        for row in self.rows_of("page-participations", "action", action):
            countries = found.setdefault(str(row["participation"]), (row, []))[1]
            countries += [self.thing(row["country"])] if "country" in row else []
        return tuple(
            Take(
                self.thing(row["actor"]),
                str(row["role"]).rsplit("/", 1)[-1],
                tuple(countries),
                self.words(iri),
                self.doubt(iri),
            )
            for iri, (row, countries) in found.items()
        )


def joint_label(fields: Mapping[str, Sequence[Thing | str]]) -> Label:
    """Name joint work, which has no title of its own, by its countries and the action that it goes through."""
    named = {key: [one for one in fields.get(key, ()) if isinstance(one, Thing)] for key in ("country", "through")}

    def say(language: str) -> str:
        countries = " – ".join(one.label.say(language) for one in named["country"])
        return ": ".join([countries, *(one.label.say(language) for one in named["through"])])

    return Label(*map(say, LANGUAGES))


def told_apart(claims: Mapping[str, Claim]) -> Mapping[str, Claim]:
    """Return claims, those of one kind that are called alike with the code of their activity behind."""
    counts = Counter((one.kind, language, one.label.say(language)) for one in claims.values() for language in LANGUAGES)

    def name(one: Claim) -> Label:
        code = one.path.partition("#")[0].rpartition("/")[2]
        is_alike = code and any(counts[one.kind, language, one.label.say(language)] > 1 for language in LANGUAGES)
        return Label(*(f"{one.label.say(language)} ({code})" for language in LANGUAGES)) if is_alike else one.label

    return {iri: replace(one, label=name(one)) for iri, one in claims.items()}


def spoken(values: Iterable[str]) -> Label:
    """Return texts of two languages as one label; a text without a language is for both."""
    by_language: Mapping[str | None, str] = {getattr(one, "language", None): str(one) for one in values}
    return Label(by_language.get("en", by_language.get(None, "")), by_language.get("ru", ""))


def _place(locator: Label) -> Label:
    """Return where words stand in both languages, where the data have it in one."""
    return Label(locator.en, locator.ru or say_locator(locator.en, "ru"))


def _from_word(text: str) -> str:
    """Cut a text so that it begins with a whole word."""
    return "…" + text.split(" ", 1)[-1] if len(text) == CONTEXT else text


def _to_word(text: str) -> str:
    """Cut a text so that it ends with a whole word."""
    return text.rsplit(" ", 1)[0] + "…" if len(text) == CONTEXT else text


def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that puts 1.1.2 before 1.1.10, letters after numbers, and so each programme by itself."""
    parts = code.replace("-", ".").replace("/", ".").split(".")
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def reading_order(thing: Thing) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Return a key that sorts things as a reader expects: by code, then by name."""
    coded = thing.kind in {"activity", "subactivity", "section", "objective", "heading", "action", "recommendation"}
    return (code_order(slug_of(thing.iri)) if coded else (), thing.label.en.casefold())


def value_order(value: Thing | str) -> tuple[bool, tuple[tuple[tuple[int, int, str], ...], str]]:
    """Return a key for a list of values: plain texts first, then things in reading order."""
    return (True, reading_order(value)) if isinstance(value, Thing) else (False, ((), value))
