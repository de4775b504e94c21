"""What stands at our other addresses, as files for a plain host: ontology, rules, data set, RO-Crate, site map."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from xml.sax.saxutils import escape

import pyoxigraph as ox

from cami_graph.addresses import BASE, FORMS, MAPPINGS, TABLE, read_published, write_published
from cami_graph.describe import FILES, describe_for_search
from cami_graph.errors import ExploreError
from cami_graph.explore.address import page_path
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.unpaged import find_homes, list_former, list_kinds
from cami_graph.query import Runner
from cami_graph.rdf import PREFIXES, nquads_text, turtle_text
from cami_graph.store import EmbeddedStore, Store

CRATE = "ro-crate-metadata.json"
CRATE_RULES = "https://w3id.org/ro/crate/1.1"
LEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>CAMI Graph</title>
<meta http-equiv="refresh" content="0; url={to}"></head><body><p><a href="{to}">CAMI Graph</a></p></body></html>
"""


def list_documents(described: bytes, store: Store, pages: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Give the files of our other addresses, by their path; for a person each has a door to its page."""
    quads = list(engine_of(store))
    yield from list_kinds(quads, find_homes(quads, pages))
    yield from list_former(quads, pages)
    for path in read_published():
        for form in FORMS:
            yield f"{path}.{form}", write_published(path, form)
        yield f"{path}/index.html", _lead(path)
    yield f"{MAPPINGS}.tsv", TABLE.read_bytes()
    triples = list(ox.parse(described, ox.RdfFormat.TURTLE))
    for form, media in FORMS.items():
        yield f"dataset.{form}", ox.serialize((one.triple for one in triples), format=media, prefixes=PREFIXES) or b""
    yield "dataset/index.html", _lead("dataset")
    for name in FILES:
        yield f"dataset/{name}", dump_bytes(store, name)


def write_crate(runner: Runner) -> bytes:
    """Return the RO-Crate 1.1 of the folder: the data set and its files."""
    files = [
        {"@id": f"dataset/{name}", "@type": "File", "name": f"The whole graph, {name}", "encodingFormat": media}
        for name, media in FILES.items()
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


def list_maps(address: str, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Give the site map for search engines, with the address at which the site will stand."""
    lines = [
        f"<url><loc>{escape(f'{address}/{language}/{path}.html')}</loc></url>"
        for path in paths
        for language in LANGUAGES
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    yield "sitemap.xml", "\n".join([head, *lines, "</urlset>", ""]).encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address}/sitemap.xml\n".encode()


def _lead(path: str) -> bytes:
    """Return a page that leads from an address to the page that shows what stands there."""
    page, _, anchor = page_path(BASE + path).partition("#")
    up = "../" * (path.count("/") + 1)
    return LEAD.format(to=f"{up}en/{page}.html" + (f"#{anchor}" if anchor else "")).encode()


def dump_bytes(store: Store, name: str) -> bytes:
    """Return the whole graph as one file, N-Quads or Turtle by its name."""
    return nquads_text(engine_of(store)) if name.endswith(".nq") else turtle_text(iter(engine_of(store)))


def engine_of(store: Store) -> ox.Store:
    """Return the engine that holds the graph on this machine."""
    if not isinstance(store, EmbeddedStore):
        raise ExploreError("Only a graph of this machine can be given as a file.", remedy="Leave out --endpoint.")
    return store.engine
