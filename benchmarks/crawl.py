"""Ask `cami explore` for every address of the data and of VoID, and for every link of the pages to which they lead.

    PYTHONPATH=tests python benchmarks/crawl.py [EVERY]

Each address is asked for as a page and in one of the four forms of RDF, in turn; with a number, only one
address of so many. A link of a page is followed within the site until nothing new is found. What does not answer 200
with the right type is printed. The tests ask one address in eighty.
"""

from __future__ import annotations

import re
import sys
import time
from itertools import cycle
from urllib.parse import urldefrag, urljoin

import httpx
import pyoxigraph as ox
from served import start_explorer

from cami_graph.addresses import BASE, FORMS, read_published
from cami_graph.describe import describe_graph
from cami_graph.graph import CamiGraph
from cami_graph.store import open_store
from cami_graph.store.version import find_version

PAGE = "text/html"
MEDIA = ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")
DUMPS = "dataset/cami."


def list_addresses() -> list[str]:
    """Return every address of ours in the data and in its description, without what stands behind a hash."""
    graph = CamiGraph(open_store())
    told = ox.parse(describe_graph(graph.runner, "https://example.org/sparql"), FORMS["ttl"])
    nodes = {node for one in told for node in (one.subject, one.predicate, one.object)}
    for quad in find_version().read():
        nodes |= {quad.subject, quad.predicate, quad.object, quad.graph_name}
    named = {node.value.partition("#")[0] for node in nodes if isinstance(node, ox.NamedNode)}
    return sorted({one.removeprefix(BASE) for one in named if one.startswith(BASE)} | set(read_published()))


def ask(client: httpx.Client, path: str, media: str) -> httpx.Response | None:
    """Return the answer, or nothing after it was printed that it is not of the right type."""
    answer = client.get(path, headers={"accept": media}, follow_redirects=True)
    if answer.status_code == 200 and answer.headers["content-type"].startswith(media):
        return answer
    print(path, "as", media, answer.status_code, answer.headers.get("content-type"), flush=True)
    return None


def crawl_addresses(client: httpx.Client, paths: list[str]) -> tuple[set[str], int]:
    """Ask for each address in two forms, and return the pages that they lead to and how many are wrong."""
    pages, wrong = {"/"}, 0
    for path, media in zip(paths, cycle(MEDIA), strict=False):
        if path.startswith(DUMPS):
            continue
        page = ask(client, f"/{path}", PAGE)
        wrong += (page is None) + (ask(client, f"/{path}", media) is None)
        pages |= {page.url.path} if page else set()
    return pages, wrong


def crawl_pages(client: httpx.Client, pages: set[str]) -> tuple[int, int]:
    """Follow the links of pages within the site, and return how many were asked for and how many are wrong."""
    waiting, seen, wrong = sorted(pages), set(pages), 0
    while waiting:
        path = waiting.pop()
        answer = client.get(path, follow_redirects=True)
        if answer.status_code != 200:
            print(path, answer.status_code, flush=True)
            wrong += 1
        elif answer.headers["content-type"].startswith(PAGE):
            links = (urldefrag(urljoin(str(answer.url), one))[0] for one in re.findall(r'href="([^"]+)"', answer.text))
            new = {
                one.removeprefix(str(client.base_url).rstrip("/"))
                for one in links
                if one.startswith(str(client.base_url))
            }
            waiting += sorted(new - seen)
            seen |= new
    return len(seen), wrong


def main(every: int) -> int:
    """Crawl both, print the figures, and return 1 where something is wrong."""
    start, paths = time.perf_counter(), list_addresses()[::every]
    with start_explorer(None) as address, httpx.Client(base_url=address, trust_env=False, timeout=120) as client:
        pages, wrong = crawl_addresses(client, paths)
        print(f"{len(paths)} addresses in two forms, {wrong} wrong, {time.perf_counter() - start:.0f} s", flush=True)
        count, broken = crawl_pages(client, pages)
    print(f"{count} pages and files by their links, {broken} wrong, {time.perf_counter() - start:.0f} s")
    return int(wrong + broken > 0)


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or ["1"])[0])))
