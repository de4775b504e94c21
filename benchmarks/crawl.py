"""Ask `cami explore` for every address of the data and of VoID, and for every link of the pages to which they lead.

    PYTHONPATH=tests python benchmarks/crawl.py [EVERY]
    PYTHONPATH=tests python benchmarks/crawl.py site

Each address is asked for as a page and in one of the four forms of RDF, in turn; with a number, only one
address of so many. A link of a page is followed within the site until nothing new is found. What does not answer 200
with the right type is printed; a server that is too busy is asked again later. The tests ask one address in eighty.
With `site`, the links of every page that `cami site` writes are held against its files; that the redirects of w3id lead
each address to one of them in all five forms, `tests/test_addresses.py` says.
"""

from __future__ import annotations

import mimetypes
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

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
BUSY, ATTEMPTS, PAUSE = {429, 503, 504}, 6, 20.0
LINK = re.compile(r'(?:href|src)="([^"]+)"')


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
    answer = get_patiently(client, path, media)
    if answer.status_code == 200 and answer.headers["content-type"].startswith(media):
        return answer
    print(path, "as", media, answer.status_code, answer.headers.get("content-type"), flush=True)
    return None


def get_patiently(client: httpx.Client, path: str, media: str = "*/*") -> httpx.Response:
    """Ask, and ask again after a while where the server is busy."""
    for _ in range(ATTEMPTS):
        answer = client.get(path, headers={"accept": media}, follow_redirects=True)
        if answer.status_code not in BUSY:
            break
        time.sleep(PAUSE)
    return answer


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
        answer = get_patiently(client, path)
        kind = answer.headers.get("content-type", "")
        if answer.status_code != 200 or not is_of_its_type(path, kind):
            print(path, answer.status_code, kind, flush=True)
            wrong += 1
        elif kind.startswith(PAGE):
            new = set(list_links(client, answer)) - seen
            waiting += sorted(new)
            seen |= new
    return len(seen), wrong


def is_of_its_type(path: str, kind: str) -> bool:
    """Tell whether a file that is named like one of the web's is of that type."""
    wanted = mimetypes.guess_type(path.partition("?")[0])[0]
    return wanted is None or kind.startswith((wanted, "text/javascript")) or path.endswith((".nt", ".nq"))


def list_links(client: httpx.Client, answer: httpx.Response) -> Iterator[str]:
    """Give the links of a page that stay within the site."""
    home = str(client.base_url).rstrip("/")
    for one in LINK.findall(answer.text):
        link = urldefrag(urljoin(str(answer.url), one.replace("&amp;", "&")))[0]
        if link.startswith(home + "/"):
            yield link.removeprefix(home)


def crawl_site(folder: Path) -> tuple[int, int]:
    """Hold each link of the pages of a folder against its files; return how many there are, how many lead nowhere."""
    count, wrong = 0, set[tuple[str, str]]()
    for page in folder.rglob("*.html"):
        for one in LINK.findall(page.read_text(encoding="utf-8")):
            path = unquote(one.partition("#")[0].partition("?")[0])
            if path and not re.match(r"[a-z]+:|//", path):
                count += 1
                target = folder / path.lstrip("/") if path.startswith("/") else page.parent / path
                if not (target.is_file() or (target / "index.html").is_file()):
                    wrong.add((str(page.relative_to(folder)), one))
    for page_name, one in sorted(wrong):
        print(page_name, "leads to", one)
    return count, len(wrong)


def ask_server(every: int) -> int:
    """Crawl `cami explore`, print the figures, and return 1 where something is wrong."""
    start, paths = time.perf_counter(), list_addresses()[::every]
    with start_explorer(None) as address, httpx.Client(base_url=address, trust_env=False, timeout=300) as client:
        pages, wrong = crawl_addresses(client, paths)
        print(f"{len(paths)} addresses in two forms, {wrong} wrong, {time.perf_counter() - start:.0f} s", flush=True)
        count, broken = crawl_pages(client, pages)
    print(f"{count} pages and files by their links, {broken} wrong, {time.perf_counter() - start:.0f} s")
    return int(wrong + broken > 0)


def read_site() -> int:
    """Write the site into a folder of its own, print the figures, and return 1 where a link leads nowhere."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "cami_graph", "site", "--to", folder], check=True)
        count, wrong = crawl_site(Path(folder))
    print(f"{count} links of the pages of the site, {wrong} lead nowhere")
    return int(wrong > 0)


if __name__ == "__main__":
    given = (sys.argv[1:] or ["1"])[0]
    sys.exit(read_site() if given == "site" else ask_server(int(given)))
