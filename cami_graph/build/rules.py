"""Run the rules: each CONSTRUCT file of ``queries/rules/`` gives a graph of its own, with where it comes from."""

from __future__ import annotations

from pathlib import Path

import yaml
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from cami_graph.errors import BuildError, CamiError
from cami_graph.paths import show_path
from cami_graph.rdf import DATASET_DEFAULT, dataset_quads, graph_name, new_dataset
from cami_graph.store import open_store

HEAD = "#+"


def derive(dataset: Dataset, folder: Path) -> None:
    """Add what the rules derive from the dataset, in the order of their names; a later rule sees the earlier ones."""
    names = {URIRef(str(graph.identifier)) for graph in dataset.graphs() if len(graph)}
    stated = sorted(names - {DATASET_DEFAULT})
    store = open_store(dataset)
    for path in sorted(folder.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        name = graph_name(f"derived/{path.stem}")
        graph = dataset.graph(name)
        try:
            for triple in store.construct(text):
                graph.add(triple)
        except CamiError as error:
            raise BuildError(error.problem, where=show_path(path), remedy="Correct the rule.") from error
        addition = new_dataset()
        addition.graph(name).__iadd__(graph)
        store.engine.extend(dataset_quads(addition))
        _describe(dataset, name, text, path, stated)


def _describe(dataset: Dataset, name: URIRef, text: str, path: Path, stated: list[URIRef]) -> None:
    """State in the derived graph itself what it is called and what it was derived from."""
    head = read_head(text, path)
    graph = dataset.graph(name)
    graph.add((name, RDF.type, PROV.Entity))
    graph.add((name, DCTERMS.title, Literal(head["title"], lang="en")))
    graph.add((name, DCTERMS.title, Literal(head["title_ru"], lang="ru")))
    graph.add((name, DCTERMS.description, Literal(head["summary"], lang="en")))
    graph.add((name, DCTERMS.source, Literal(f"queries/rules/{path.name}")))
    for one in stated:
        graph.add((name, PROV.wasDerivedFrom, one))


def read_head(text: str, path: Path) -> dict[str, str]:
    """Return the head of a rule: the YAML in its first lines, each led by ``#+``."""
    lines = [line.removeprefix(HEAD).removeprefix(" ") for line in text.splitlines() if line.startswith(HEAD)]
    try:
        head = yaml.safe_load("\n".join(lines)) or {}
        return {name: str(head[name]) for name in ("title", "title_ru", "summary")}
    except (yaml.YAMLError, KeyError, TypeError) as error:
        remedy = "Give it title, title_ru and summary."
        raise BuildError(
            f"The head of the rule is not complete: {error}.", where=show_path(path), remedy=remedy
        ) from error
