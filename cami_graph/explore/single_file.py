"""One file that holds everything: pages, data, store, workbench. It works by double click, with the network off."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from cami_graph.explore.bundle import read_bundle, read_packed_engine
from cami_graph.explore.datasets import DATASETS, dataset_text
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.packing import QUICKLY, archive, compress, spell
from cami_graph.explore.pages import BriefPage, Page, all_pages
from cami_graph.explore.record import Record
from cami_graph.explore.render import Place, Renderer
from cami_graph.explore.site import Progress
from cami_graph.explore.trig import to_trig

ISLANDS = ("graph", "map", "workbench", "store-worker")
HOME = "en/index"


def single_file(
    record: Record,
    quads: bytes,
    progress: Progress | None = None,
    briefs: Sequence[BriefPage] = (),
) -> bytes:
    """Return the whole explorer as one HTML document, with the briefs that are handed in."""
    bundle = read_bundle()
    parts = {
        "data": to_trig(quads),
        **{f"script-{name}": bundle[f"{name}.js"] for name in ISLANDS},
        **{name: dataset_text(record, name).encode() for name in DATASETS},
    }
    renderer = Renderer(Place("file", {"home": HOME}, frozenset(one.about for one in briefs)))
    with ThreadPoolExecutor() as threads:
        packing = threads.map(compress, parts.values())
        pages = list(all_pages(record, briefs))
        entries = dict(_entries(renderer, pages, progress))
        packed = {"pages": compress(archive(entries), QUICKLY), "wasm": read_packed_engine()}
        packed |= zip(parts, packing, strict=True)
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
    told = {"licences": _licences(bundle["licences.json"]), "archive-worker": bundle["archive-worker.js"].decode()}
    packed += "".join(
        f'<script type="application/json" id="cami-{name}">{_as_json(content)}</script>\n'
        for name, content in told.items()
    )
    return page.replace("</body>", f"{packed}<script>{script}</script>\n</body>", 1)


def _licences(listed: bytes) -> list[object]:
    """Return the licences of the libraries in the file, each text once with the packages that it is of."""
    packages: dict[str, list[str]] = {}
    for one in json.loads(listed):
        packages.setdefault(one["text"], []).append(f"{one['name']} {one['version']} ({one['licence']})")
    return [{"packages": names, "text": text} for text, names in packages.items()]


def _as_json(content: object) -> str:
    """Return a value as JSON that cannot end its own element."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
