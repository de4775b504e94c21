"""The pages as plain files for any web host, under any path: one folder per language, assets beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import zstandard

from cami_graph.addresses import BASE, FORMS, MAPPINGS, TABLE, read_published, write_published
from cami_graph.describe import FILES as DUMPS
from cami_graph.describe import WELL_KNOWN, describe_dataset, describe_for_search, write_description
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
CRATE = "ro-crate-metadata.json"
CRATE_RULES = "https://w3id.org/ro/crate/1.1"
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


def write_site(record: Record, quads: bytes, folder: Path, progress: Progress | None = None, address: str = "") -> int:
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
    write_file(folder / CRATE, write_crate(Runner(record.store, record.library)))
    if address:
        write_map(folder, address.rstrip("/"), [page.path for page in pages])
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


def write_crate(runner: Runner) -> bytes:
    """Return the RO-Crate 1.1 of the folder: the data set and its files."""
    files = [
        {"@id": f"dataset/{name}", "@type": "File", "name": f"The whole graph, {name}", "encodingFormat": media}
        for name, media in DUMPS.items()
    ]
    files.append({"@id": "ontology.ttl", "@type": "File", "name": "The ontology", "encodingFormat": "text/turtle"})
    root = describe_for_search(runner, "./") | {"hasPart": [{"@id": one["@id"]} for one in files]}
    root["creator"], creator = {"@id": root["creator"]["@id"]}, root["creator"]
    licence = {"@id": root["license"], "@type": "CreativeWork", "name": "CC BY 4.0"}
    root["license"] = {"@id": licence["@id"]}
    del root["distribution"]
    places = [{"@id": f"#place-{number}", **one} for number, one in enumerate(root["spatialCoverage"])]
    root["spatialCoverage"] = [{"@id": one["@id"]} for one in places]
    about = {"@id": CRATE, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": CRATE_RULES}}
    graph = {"@context": f"{CRATE_RULES}/context", "@graph": [about, root, creator, licence, *places, *files]}
    return (json.dumps(graph, ensure_ascii=False, indent=2) + "\n").encode()


def write_map(folder: Path, address: str, paths: Sequence[str]) -> None:
    """Write the site map for search engines, with the address at which the site will stand."""
    lines = [
        f"<url><loc>{escape(f'{address}/{language}/{path}.html')}</loc></url>"
        for path in paths
        for language in LANGUAGES
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    write_file(folder / "sitemap.xml", "\n".join([head, *lines, "</urlset>", ""]).encode())
    write_file(folder / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address}/sitemap.xml\n".encode())


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
