"""The graph as Python users meet it: open it, ask it by name, take a data frame, follow the citations."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cami_graph.errors import QueryError, StoreError
from cami_graph.prefixes import ID
from cami_graph.query import Given, Library, Result, Runner
from cami_graph.store import EVERYTHING, EmbeddedStore, Scope, Store, open_store
from cami_graph.store.kept import ANALYSIS, FINDINGS, kept_file
from cami_graph.store.version import Version

if TYPE_CHECKING:  # the analysis and its libraries take longer to load than a question to answer
    import networkx as nx
    from rdflib import Dataset

    from cami_graph.analyse.findings.analysis import Findings, Settings
    from cami_graph.analyse.findings.listing import GapList
    from cami_graph.analyse.situation.model import Situation
    from cami_graph.ask import Answer, Asker
    from cami_graph.query.named import Questions


LANGUAGES = ("en", "ru")


class QueryWarning(UserWarning):
    """Something in SPARQL of one's own cannot be meant: an address that the graph does not hold, a loose variable."""


class CamiGraph:
    """A graph that answers questions, embedded or on another machine.

    It may be used in `with`, and pickled where it was opened from a file or an address: then it is opened anew.
    """

    def __init__(self, store: Store, library: Library | None = None, language: str = "en") -> None:
        self.store, self._library = store, library
        self.runner = Runner(store, library, language)
        self._analyses: dict[Settings, Findings] = {}

    @cached_property
    def library(self) -> Library:
        """The questions that the graph can be asked by name."""
        return self.runner.library

    @cached_property
    def questions(self) -> Questions:
        """The same questions as methods, which editors complete: `graph.questions.who_funds_what(actor="GEF")`."""
        from cami_graph.query.named import Questions

        return Questions(self.runner)

    def query(self, name: str, **values: Given) -> Result:
        """Answer a question of the library: `graph.query("what-is-done-in-a-country", country="KZ")`.

        A value is a name in either language, a code (`KZ`, `KAZ`, 398), an address, or several of these; years are
        whole numbers. `help(graph.questions.what_is_done_in_a_country)` tells the parameters. Raises QueryError for a
        question, a parameter or a name that is not known, with the nearest; StoreError where the graph does not answer.
        """
        return self.runner.query(name, values)

    def ask_text(self, text: str, **values: Given) -> Result:
        """Answer SPARQL of your own; our prefixes need no declaration, and what cannot be meant is warned of.

        A value fills its `VALUES ?name { UNDEF }`: `graph.ask_text("SELECT ?a { VALUES ?country { UNDEF } ?a
        cami:inCountry ?country }", country="KZ")`. A variable called like a kind (country, species, landscape, actor)
        takes a name or code of such a thing, any other one text.
        """
        result = self.runner.ask_text(text, values)
        for doubt in result.doubts:
            warnings.warn(doubt, QueryWarning, stacklevel=2)
        return result

    @cached_property
    def asker(self) -> Asker:
        """Whoever understands questions in plain words; it reads the names of all things when first asked."""
        from cami_graph.ask import open_asker

        return open_asker(self.runner, self._whole_version)

    def ask(self, text: str, *, top: int = 3) -> Answer:
        """Answer a question in your own words, English or Russian: `graph.ask("who works in Mongolia?").result`.

        `result` is None where nothing was understood; `told` says what was, or what is near, `candidates` what else
        may be meant.
        """
        return self.asker.ask(text, top=top)

    def as_rdflib(self) -> Dataset:
        """Return an rdflib dataset over the embedded engine, for work with rdflib's API."""
        if isinstance(self.store, EmbeddedStore):
            return self.store.as_rdflib()
        raise StoreError("A remote graph cannot be taken as an rdflib dataset.", remedy="Open a file of it instead.")

    @cached_property
    def situation(self) -> Situation:
        """What the record says of who shares what and who works with whom, as plain values."""
        from cami_graph.analyse.situation.reading import read_situation

        return read_situation(lambda name, values: self.runner.query(name, values).rows)

    def find_gaps(self, settings: Settings | None = None) -> Findings:
        """Analyse the graph: findings, pairs, gaps, the situation they rest on; made once for the same settings."""
        from cami_graph.analyse.findings.analysis import Settings, analyse

        settings = settings or Settings()
        if settings not in self._analyses:
            kept = self._read_kept()
            if kept is not None:
                self._analyses.setdefault(kept.settings, kept)
        if settings not in self._analyses:
            self._analyses[settings] = analyse(self.situation, settings)
        return self._analyses[settings]

    def _read_kept(self) -> Findings | None:
        """Return what the build of this version found, where it was kept and still fits what is asked."""
        return read_findings(self._whole_version) if self._whole_version else None

    @property
    def _whole_version(self) -> Version | None:
        """The version that is asked, where all of it is, by our own questions."""
        if not isinstance(self.store, EmbeddedStore) or self._library is not None or self.store.source is None:
            return None
        return self.store.version if self.store.source[1] == EVERYTHING else None

    def gaps(
        self,
        *,
        by: str = "link",
        kind: str | None = None,
        group: str | Sequence[str] = (),
        verdict: str | Sequence[str] = (),
        country: str | Sequence[str] | None = (),
        landscape: str | None = None,
        species: str | None = None,
        threat: str | None = None,
        as_of: str = "",
        top: int | None = None,
        recommendations: bool = True,
    ) -> GapList:
        """Return the possible gaps (`by="link"`), findings (`"system"`) or pairs (`"pair"`), in order of rank.

        `graph.gaps(country=["KZ", "UZ"], top=5)`; `graph.gaps(by="pair", as_of="2019").df()` as a data frame.
        Raises QueryError where a value is not of its type or is unknown; None and nothing given are the same.
        """
        from cami_graph.analyse.findings.analysis import Settings
        from cami_graph.analyse.findings.listing import GapList
        from cami_graph.analyse.findings.select import Wanted, choose

        def many(value: str | Sequence[str] | None) -> Sequence[str]:
            return [value] if isinstance(value, str) else () if value is None else value

        said = {"kind": kind, "landscape": landscape, "species": species, "threat": threat}
        _refuse_other(said | {"by": by, "as_of": as_of}, (str, type(None)), "one text")
        _refuse_other({"country": country, "group": group, "verdict": verdict}, (str, Sequence, type(None)), "texts")
        _refuse_other({"top": top}, (int, type(None)), "a number of gaps")
        if isinstance(top, bool) or (top is not None and top < 0):
            raise QueryError(f"top: {top!r} is not a number of gaps.", remedy="Give a whole number from 0 on, or None.")
        wanted = Wanted.read(
            *(self.runner.resolve, [kind] if kind else (), many(country), landscape, species, threat),
            many(group),
            many(verdict),
        )
        found = self.find_gaps(Settings(as_of=as_of, recommendations=recommendations))
        return GapList(found, by, choose(found, by, wanted, top))

    def network(self, name: str) -> nx.Graph[str]:
        """Return a network of NetworkX: `graph.network("country-species")`.

        Its names: country-species, country-landscape, country-threat, country-country, actor-country, actor-actor,
        activity-activity, threat-landscape. Each edge has `weight` and `claims`, as text; `networkx.write_graphml` and
        `write_gexf` save it.
        """
        from cami_graph.analyse.situation.network import make_network

        network = make_network(self.situation, name)
        labels = self.runner.labels(f"{ID}{node}" for node in network) if self.runner.language != "en" else {}
        for node, said in network.nodes(data=True):
            if (label := labels.get(f"{ID}{node}")) is not None:
                said["label"] = label.text
        return network

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        """Nothing is held open."""

    def __len__(self) -> int:
        return self.store.quads_count()

    @property
    def version(self) -> str:
        """The name of the version that was opened; nothing where the graph is not one that `cami build` made."""
        return self.runner.version

    def __repr__(self) -> str:
        named = f", version {self.version}" if self.version else ""
        return f"<CamiGraph of {len(self)} statements{named}>"


def read_findings(version: Version) -> Findings | None:
    """Return what the build of a version found in it, where that is kept and still rests on the same program."""
    from cami_graph.analyse.findings.frozen import thaw

    path = kept_file(version, FINDINGS, ANALYSIS)
    return thaw(path.read_bytes()) if path else None


def open_graph(
    path: Path | str | None = None,
    endpoint: str | None = None,
    *,
    credentials: tuple[str, str] | None = None,
    graphs: Sequence[str] = (),
    timeout: int = 60,
    language: str = "en",
    report: str = "",
    programme: str = "",
    briefly: bool = False,
) -> CamiGraph:
    """Open the built graph, a version of it, a file or folder of your own, or the graph behind a SPARQL endpoint.

    `report` names one document, `programme` the documents about one programme; without them everything is asked.
    `briefly` is for programs that ask a few questions and end: a version is opened where it lies on the disk, at once,
    and not read into memory, where questions are answered sooner.

    >>> graph = open_graph()
    >>> graph = open_graph(report="cami2-doc3")
    >>> graph = open_graph(endpoint="http://127.0.0.1:8890/sparql")
    """
    if language not in LANGUAGES:
        raise QueryError(f'"{language}" is no language of the labels.', remedy=f"Choose one of {', '.join(LANGUAGES)}.")
    scope = Scope(report, programme)
    if endpoint:
        if path is not None:
            raise StoreError("A graph is opened from a path or from an endpoint, not from both.")
        from cami_graph.store import open_endpoint

        store: Store = open_endpoint(endpoint, timeout=timeout, credentials=credentials, graphs=graphs, scope=scope)
    else:
        store = open_store(Path(path) if path is not None else None, scope, briefly=briefly)
    return CamiGraph(store, language=language)


def _refuse_other(values: Mapping[str, object], types: tuple[type, ...], wanted: str) -> None:
    """Refuse values that are of no such type, by the name of their parameter."""
    for name, value in values.items():
        if not isinstance(value, types):
            raise QueryError(f"{name}: {value!r} is not {wanted}.", remedy=f"Give {wanted}, as in help(graph.gaps).")
