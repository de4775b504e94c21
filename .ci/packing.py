"""Packing refuses a work tree in which graph or browser side are not made: a wheel without them answers nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MADE = {
    "data/graph/cami.nq": "build",
    "data/graph/analysis.nq": "build",
    "data/graph/version.json": "build",
    "cami_graph/explore/web/out/app.js": "web",
}


class Packing(BuildHookInterface):
    """Looks before anything is packed; an editable install needs nothing made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (named by hatchling)
        """Stop where something is missing, and say which target of the Makefile makes it."""
        missing = {path: target for path, target in MADE.items() if not (Path(self.root) / path).is_file()}
        if version == "editable" or not missing:
            return
        targets = " ".join(sorted(set(missing.values())))
        raise FileNotFoundError(f"{', '.join(missing)}: not made yet. Run `make {targets}` first.")
