"""The pages as plain files for any web host, under any path: one folder per language, assets beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import zstandard

from cami_graph.addresses import BASE, FORMS, MAPPINGS, TABLE, read_published, write_published
from cami_graph.describe import FILES as DUMPS
from cami_graph.describe import WELL_KNOWN, describe_dataset, write_description
from cami_graph.errors import ExploreError
from cami_graph.explore.address import page_path
from cami_graph.explore.bundle import read_bundle
from cami_graph.explore.datasets import DATASETS, dataset_text
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import all_pages
from cami_graph.explore.record import Record
from cami_graph.explore.render import Place, Renderer
from cami_graph.query import Runner
from cami_graph.rdf import nquads_text, turtle_text
from cami_graph.store import EmbeddedStore, Store
from cami_graph.terms import FILES, ontology_bytes

LEVEL = 12
DOOR = """<!doctype html>
<html lang="en" data-root="./" data-mode="site" data-door="yes">
<head><meta charset="utf-8"><title>CAMI Graph</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="assets/app.css"><script src="assets/app.js" defer></script></head>
<body><main id="main"><h1>CAMI Graph</h1>
<p><a href="en/index.html" lang="en">English</a> · <a href="ru/index.html" lang="ru">Русский</a></p></main></body>
</html>
"""
LEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>CAMI Graph</title>
<meta http-equiv="refresh" content="0; url={to}"></head><body><p><a href="{to}">CAMI Graph</a></p></body></html>
"""


Progress = Callable[[int, int], None]


def write_site(record: Record, quads: bytes, folder: Path, progress: Progress | None = None) -> int:
    """Write every page in both languages, assets, graph and its description; return how many pages there are."""
    renderer = Renderer(Place("site"))
    pages = list(all_pages(record))
    for count, page in enumerate(pages, start=1):
        for language in LANGUAGES:
            write_file(folder / language / f"{page.path}.html", renderer.page(page, language).encode())
        if progress:
            progress(count, len(pages))
    for name, content in assets(record, quads).items():
        write_file(folder / "assets" / name, content)
    described = write_description(describe_dataset(Runner(record.store, record.library)))
    write_file(folder / WELL_KNOWN, described)
    write_documents(folder, described, record.store)
    write_file(folder / "index.html", DOOR.encode())
    return len(pages)


def write_documents(folder: Path, described: bytes, store: Store) -> None:
    """Write what stands at our other addresses: ontology, rules, data set; for a person a door to the page."""
    for path in read_published():
        for form in FORMS:
            write_file(folder / f"{path}.{form}", write_published(path, form))
        write_file(folder / path / "index.html", _lead(path))
    write_file(folder / f"{MAPPINGS}.tsv", TABLE.read_bytes())
    write_file(folder / "dataset.ttl", described)
    write_file(folder / "dataset" / "index.html", _lead("dataset"))
    for name in DUMPS:
        write_file(folder / "dataset" / name, dump_bytes(store, name))


def _lead(path: str) -> bytes:
    """Return a page that leads from an address to the page that shows what stands there."""
    page, _, anchor = page_path(BASE + path).partition("#")
    up = "../" * (path.count("/") + 1)
    return LEAD.format(to=f"{up}en/{page}.html" + (f"#{anchor}" if anchor else "")).encode()


def dump_bytes(store: Store, name: str) -> bytes:
    """Return the whole graph as one file, N-Quads or Turtle by its name."""
    if not isinstance(store, EmbeddedStore):
        raise ExploreError("Only a graph of this machine can be given as a file.", remedy="Leave out --endpoint.")
    return nquads_text(store.engine) if name.endswith(".nq") else turtle_text(iter(store.engine))


def assets(record: Record, quads: bytes) -> dict[str, bytes]:
    """Return what pages load: scripts, style, the store and its graph, the files of the ontology, the data sets."""
    found = read_bundle()
    found["graph.nq.zst"] = zstandard.ZstdCompressor(level=LEVEL).compress(quads)
    found |= {name: ontology_bytes(form) for name, form in FILES.items()}
    return found | {f"{name}.json": dataset_text(record, name).encode() for name in DATASETS}


def write_file(path: Path, content: bytes) -> None:
    """Write a file unless it already says the same."""
    if not (path.is_file() and path.read_bytes() == content):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def quads_of(store: Store) -> bytes:
    """Return everything an embedded store holds as sorted N-Quads, for the store inside the pages."""
    if not isinstance(store, EmbeddedStore):
        raise ExploreError("Pages that answer by themselves need the graph itself.", remedy="Leave out --endpoint.")
    return nquads_text(store.engine)
