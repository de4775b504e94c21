"""The pages as plain files for any web host, under any path: one folder per language, assets beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import zstandard

from cami_graph.describe import WELL_KNOWN, describe_graph
from cami_graph.errors import ExploreError
from cami_graph.explore.bundle import read_bundle
from cami_graph.explore.datasets import DATASETS, dataset_text
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import BriefPage, Page, all_pages
from cami_graph.explore.published import CRATE, list_documents, list_maps, write_crate
from cami_graph.explore.record import Record
from cami_graph.explore.render import Place, Renderer
from cami_graph.explore.trig import to_trig
from cami_graph.query import Runner
from cami_graph.rdf import nquads_text
from cami_graph.store import EmbeddedStore, Store
from cami_graph.terms import FILES, ontology_bytes

LEVEL = 12
LIST = ".cami-site"
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


Progress = Callable[[int, int], None]


def write_site(
    record: Record,
    quads: bytes,
    folder: Path,
    progress: Progress | None = None,
    address: str = "",
    briefs: Sequence[BriefPage] = (),
) -> int:
    """Write every page and brief in both languages, assets, graph and description; return how many pages there are."""
    pages = list(all_pages(record, briefs))
    written = []
    maps = list_maps(address.rstrip("/"), [page.path for page in pages]) if address else ()
    for name, content in chain(list_files(record, quads, pages, progress), maps):
        write_file(folder / name, content)
        written.append(name)
    take_away(folder, written)
    return len(pages)


def list_files(
    record: Record, quads: bytes, pages: Sequence[Page], progress: Progress | None
) -> Iterator[tuple[str, bytes]]:
    """Give every file of the site, by its path in the folder."""
    renderer = Renderer(Place("site", briefs=frozenset(one.about for one in pages if isinstance(one, BriefPage))))
    for count, page in enumerate(pages, start=1):
        for language in LANGUAGES:
            yield f"{language}/{page.path}.html", renderer.page(page, language).encode()
        if progress:
            progress(count, len(pages))
    for name, content in assets(record, quads).items():
        yield f"assets/{name}", content
    runner = Runner(record.store, record.library)
    described = describe_graph(runner)
    yield WELL_KNOWN, described
    yield from list_documents(described, record.store, [page.path for page in pages])
    yield CRATE, write_crate(runner)
    yield "index.html", DOOR.encode()


def take_away(folder: Path, written: Sequence[str]) -> None:
    """Take away what an earlier run wrote and this one did not, by the list kept beside; nothing else is touched."""
    kept = folder / LIST
    before = kept.read_text("utf-8").splitlines() if kept.is_file() else []
    for name in sorted(set(before) - set(written)):
        path = folder / name
        if path.resolve().is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
    write_file(kept, "".join(f"{name}\n" for name in sorted(written)).encode())


def assets(record: Record, quads: bytes) -> dict[str, bytes]:
    """Return what pages load: scripts, style, the store and its graph, the files of the ontology, the data sets."""
    found = read_bundle()
    found["graph.zst"] = zstandard.ZstdCompressor(level=LEVEL).compress(to_trig(quads))
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
