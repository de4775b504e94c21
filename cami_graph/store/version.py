"""One version of all that is built: where it lies, which it is, and whether it is whole.

A folder of builds holds `versions/<name>/`, one folder for each version that is kept, and `current`, which names the
one in use: a link, or a file of one line where a system has no links. A version holds its parts and `version.json`,
with the checksum of each; its name is that of its content. A wheel carries one version, flat.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from cami_graph.errors import StoreError
from cami_graph.paths import GRAPH, GRAPH_ANALYSIS, GRAPH_LAYOUT, GRAPH_NQUADS, GRAPH_TURTLE, show_path

if TYPE_CHECKING:
    import pyoxigraph as ox

MANIFEST, CURRENT, VERSIONS = "version.json", "current", "versions"
GRAPH_PARTS = (GRAPH_NQUADS.name, GRAPH_ANALYSIS.name)
PARTS = (GRAPH_NQUADS.name, GRAPH_TURTLE.name, GRAPH_ANALYSIS.name, GRAPH_LAYOUT.name)
NAME = re.compile(r"[0-9a-f]{4,64}")
LENGTH = 12
REBUILD = "Run `cami build`."


@dataclass(frozen=True, slots=True)
class Version:
    """A version in its folder: its name, and the checksum (SHA-256) of each of its parts."""

    folder: Path
    name: str
    sums: Mapping[str, str]

    @property
    def layout(self) -> Path:
        """Where the places of its drawing stand."""
        return self.folder / GRAPH_LAYOUT.name

    def read(self) -> Iterator[ox.Quad]:
        """Read what was built from the tables, and what the analysis found in it; both must be of this version."""
        from cami_graph.rdf import read_quads  # it loads rdflib, which who only asks for a version need not wait for

        self.check(GRAPH_PARTS)
        return chain.from_iterable(read_quads(self.folder / part) for part in GRAPH_PARTS)

    def check(self, parts: tuple[str, ...] = PARTS) -> None:
        """Stop where a part is missing, damaged, or of another version."""
        for part in parts:
            path = self.folder / part
            if not path.is_file():
                raise StoreError(f"It is missing from version {self.name}.", where=show_path(path), remedy=REBUILD)
            if checksum(path) != self.sums.get(part):
                problem = f"It is not of version {self.name}: graph and analysis would not fit together."
                raise StoreError(problem, where=show_path(path), remedy=REBUILD)


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def name_content(sums: Mapping[str, str]) -> str:
    """Return the name of the version with these checksums: the same content has the same name everywhere."""
    return hashlib.sha256(json.dumps(sums, sort_keys=True).encode()).hexdigest()[:LENGTH]


def read_parts(folder: Path) -> Iterator[ox.Quad]:
    """Read the statements of a folder, whatever version they are of."""
    from cami_graph.rdf import read_quads  # it loads rdflib, which who only asks for a version need not wait for

    paths = (folder / part for part in GRAPH_PARTS)
    return chain.from_iterable(read_quads(path) for path in paths if path.exists())


def find_version(folder: Path = GRAPH) -> Version:
    """Return the version in use in a folder of builds; a folder of one version is that version."""
    place = find_current(folder)
    if not (place / MANIFEST).is_file():
        where = show_path(folder) + f"/{GRAPH_NQUADS.name}"
        if (place / GRAPH_NQUADS.name).exists():
            raise StoreError("The graph says of no version that it is whole.", where=where, remedy=REBUILD)
        raise StoreError("There is no graph.", where=where, remedy="Run `cami build` first.")
    return read_manifest(place)


def earlier_version(folder: Path) -> Version | None:
    """Return the version in use in a folder of builds; None where there is none, or none that can be believed."""
    try:
        return find_version(folder)
    except StoreError:
        return None


def find_current(folder: Path) -> Path:
    """Return the folder of the version in use, each time by one look: whoever publishes changes one name."""
    current = folder / CURRENT
    if current.is_symlink():
        return folder / current.readlink()
    if current.is_file():
        return folder / current.read_text("utf-8").strip()
    return current if current.is_dir() else folder


def read_manifest(place: Path) -> Version:
    """Read what a version says of itself."""
    path = place / MANIFEST
    try:
        said = json.loads(path.read_text("utf-8"))
        version = Version(place, str(said["version"]), {str(part): str(sum_) for part, sum_ in said["files"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError("It cannot be read.", where=show_path(path), remedy=REBUILD) from error
    if version.name != name_content(version.sums):
        raise StoreError("Its name is not that of its content.", where=show_path(path), remedy=REBUILD)
    return version


def is_build(path: Path) -> bool:
    """Say whether a folder holds versions, or is one."""
    return any((path / name).exists() for name in (MANIFEST, CURRENT))


def list_versions(folder: Path = GRAPH) -> list[str]:
    """Return the names of the versions that are kept, the newest first."""
    kept = [path for path in (folder / VERSIONS).glob("[!.]*") if (path / MANIFEST).is_file()]
    return [path.name for path in sorted(kept, key=lambda path: (-path.stat().st_mtime_ns, path.name))]


def named_version(text: str, folder: Path = GRAPH) -> Version | None:
    """Return the version that is kept under a name, or under the beginning of one; None where the text is no name."""
    if not NAME.fullmatch(text):
        return None
    found = [name for name in list_versions(folder) if name.startswith(text)]
    return read_manifest(folder / VERSIONS / found[0]) if len(found) == 1 else None


def resolve_version(source: Path | None) -> Version | None:
    """Return the version that a source means: the one in use, a folder of builds, or a name; None for other files."""
    if source is None:
        return find_version()
    if source.is_dir():
        return find_version(source) if is_build(source) else None
    return None if source.exists() else named_version(str(source))


def read_source(source: Path | None) -> Iterator[ox.Quad]:
    """Read the statements of a version, or of a file of RDF."""
    from cami_graph.rdf import read_quads

    version = resolve_version(source)
    if version is not None:
        return version.read()
    if source is None or not source.exists():
        raise StoreError("There is no graph.", where=str(source), remedy=suggest_versions(str(source)))
    return read_quads(source)


def suggest_versions(text: str) -> str:
    """Say what may be meant by a name that is no file: which versions are kept, where it looks like one."""
    kept = list_versions()
    if NAME.fullmatch(text) and kept:
        return f"Kept are the versions {', '.join(kept)}."
    return "Check the spelling of the path."
