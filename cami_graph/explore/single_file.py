"""One file that holds everything: pages, data, store, workbench. It works by double click, with the network off.

Parts are embedded as zstd, spelled with seven bits a sign. The long window of zstd matters: pages repeat each other
over megabytes, and gzip looks back over 32 kB only. Seven bits a sign take a sixteenth less room than base 85.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import struct
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import zstandard

from cami_graph.explore.bundle import read_bundle
from cami_graph.explore.datasets import DATASETS, dataset_text
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import BriefPage, Page, all_pages
from cami_graph.explore.record import Record
from cami_graph.explore.render import Place, Renderer
from cami_graph.explore.shorthand import shorten
from cami_graph.explore.site import Progress

PACKING = zstandard.ZstdCompressionParameters(
    window_log=25,
    chain_log=25,
    hash_log=23,
    search_log=5,
    min_match=4,
    target_length=256,
    strategy=zstandard.STRATEGY_BTOPT,
    enable_ldm=True,
    ldm_min_match=32,
    ldm_hash_log=24,
    ldm_hash_rate_log=4,
    write_content_size=True,
)
"""A window as long as the browser's decoder takes, and a close look at long matches: what level 22 packs for a fiftieth
less, this packs in a quarter of the time."""
ISLANDS = ("graph", "map", "workbench", "store-worker", "archive-worker")
HOME = "en/index"
SIGN = 7
MOVED = {ord(sign): ord(sign) + 128 for sign in "\0\r<"}
"""Browsers read a zero and a carriage return as other signs; the last begins a tag."""


def compress(content: bytes) -> bytes:
    """Return zstd, packed as the file is."""
    return zstandard.ZstdCompressor(compression_params=PACKING).compress(content)


def spell(content: bytes) -> str:
    r"""Return bytes as signs of seven bits each; those that a browser would change stand 128 places further on.

    >>> spell(bytes([255, 0]))
    '\x7f@\x80'
    """
    bits = np.unpackbits(np.frombuffer(content, np.uint8))
    signs = np.packbits(np.pad(bits, (0, -len(bits) % SIGN)).reshape(-1, SIGN), axis=1) >> 1
    return signs.tobytes().decode("latin-1").translate(MOVED)


def archive(entries: Mapping[str, tuple[str, str]]) -> bytes:
    """Return pages as one block: the length of an index, the index as JSON, the pages one after the other.

    >>> archive({"en/a": ("T", "xy")})[4:]
    b'[["en/a","T",2]]xy'
    """
    bodies = [main.encode() for _, main in entries.values()]
    index = [(path, title, len(body)) for (path, (title, _)), body in zip(entries.items(), bodies, strict=True)]
    head = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    return struct.pack(">I", len(head)) + head + b"".join(bodies)


def single_file(
    record: Record,
    quads: bytes,
    progress: Progress | None = None,
    briefs: Sequence[BriefPage] = (),
) -> bytes:
    """Return the whole explorer as one HTML document, with the briefs that are handed in."""
    renderer = Renderer(Place("file", {"home": HOME}, frozenset(one.about for one in briefs)))
    pages = list(all_pages(record, briefs))
    entries = dict(_entries(renderer, pages, progress))
    bundle = read_bundle()
    scripts = {name: bundle[f"{name}.js"].decode() for name in ISLANDS}
    parts = {
        "pages": archive(entries),
        "scripts": json.dumps(scripts, ensure_ascii=False, separators=(",", ":")).encode(),
        "wasm": bundle["oxigraph.wasm"],
        "data": shorten(quads),
        **{name: dataset_text(record, name).encode() for name in DATASETS},
    }
    with ThreadPoolExecutor() as threads:
        packed = dict(zip(parts, threads.map(compress, parts.values()), strict=True))
    return _document(renderer, pages[0], bundle, packed).encode()


def _entries(renderer: Renderer, pages: list[Page], progress: Progress | None) -> list[tuple[str, tuple[str, str]]]:
    """Render every page; both languages of a page stand together, since they share their quotes."""
    found: list[tuple[str, tuple[str, str]]] = []
    for count, page in enumerate(pages, start=1):
        found += [
            (f"{one}/{page.path}", (f"{page.title.say(one)} · CAMI Graph", renderer.main(page, one)))
            for one in LANGUAGES
        ]
        if progress:
            progress(count, len(pages))
    for language in LANGUAGES:
        found += [
            (f"{language}/_{part}", ("", renderer.frame(part, pages[0], language))) for part in ("header", "footer")
        ]
    return found


def digest(text: str) -> str:
    """Return what a content policy calls a script or style by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(script: str, style: str) -> str:
    """Return the policy of the file: nothing from anywhere, except what it carries itself."""
    return (
        f"default-src 'none'; script-src {digest(script)} blob: 'wasm-unsafe-eval'; style-src {digest(style)}; "
        "img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'"
    )


def _document(renderer: Renderer, home: Page, bundle: Mapping[str, bytes], parts: Mapping[str, bytes]) -> str:
    """Put the home page, the script, the style and the packed parts into one document."""
    script, style = bundle["app.js"].decode().strip(), bundle["app.css"].decode().strip()
    if "</script" in script.lower():
        script = script.replace("</script", "<\\/script")
    page = renderer.page(home, "en")
    head = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy(script, style))}">'
    page = page.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{head}', 1)
    page = page.replace('<link rel="stylesheet" href="assets/app.css">', f"<style>{style}</style>", 1)
    page = page.replace('<script src="assets/app.js" defer></script>', "", 1)
    packed = "".join(
        f'<script type="text/plain" id="cami-part-{name}">{spell(content)}</script>\n'
        for name, content in parts.items()
    )
    packed += f'<script type="application/json" id="cami-licences">{_licences(bundle["licences.json"])}</script>\n'
    return page.replace("</body>", f"{packed}<script>{script}</script>\n</body>", 1)


def _licences(listed: bytes) -> str:
    """Return the licences of the libraries in the file as JSON, each text once with the packages that it is of."""
    packages: dict[str, list[str]] = {}
    for one in json.loads(listed):
        packages.setdefault(one["text"], []).append(f"{one['name']} {one['version']} ({one['licence']})")
    told = [{"packages": names, "text": text} for text, names in packages.items()]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
