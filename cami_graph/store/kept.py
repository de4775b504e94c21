"""What is kept beside a version so that nobody waits for it twice, believed only where it still fits.

A version's folder may hold `kept/`: answers, and `kept.json` with the checksum of each file and of each *ground*, what
an answer rests on beside the version itself: tables, program, questions, shapes. It is made by `cami_graph.publish`;
whoever misses it, or finds that it does not fit, computes the answer.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cami_graph import paths
from cami_graph.store.version import GRAPH_PARTS, Version, checksum, resolve_version

FOLDER, LIST = "kept", "kept.json"
ENGINE = "store"
FINDINGS = "findings.pickle"
ASKED = "asked.pickle"
PROGRAMS = (".py", ".rq", ".ttl")
UNREAD = frozenset({"graph", "draft"})
"""Folders among the tables that no build reads."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer rests on beside the version: files of the program and of the project, libraries, or tables."""

    name: str
    program: tuple[str, ...]
    folders: tuple[Path, ...] = ()
    libraries: tuple[str, ...] = ()
    reads_tables: bool = False

    def digest(self, data: Path = paths.DATA) -> str:
        """Return one checksum of all of it."""
        total = hashlib.sha256(repr((sys.version_info[:2], *map(_version_of, self.libraries))).encode())
        for root, files in self._files(data):
            for path in files:
                total.update(f"{path.relative_to(root).as_posix()}\0".encode())
                total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def _files(self, data: Path) -> Iterator[tuple[Path, list[Path]]]:
        program = (paths.PACKAGE / one for one in self.program)
        yield paths.PACKAGE, sorted(one for path in program for one in _sources(path))
        for folder in self.folders:
            yield folder, sorted(_sources(folder))
        if self.reads_tables:
            yield data, sorted(_tables(data))


BUILD = ("build", "source", "tables", "rdf.py", "prefixes.py")
ASKING = ("store", "query", "rdf.py", "prefixes.py")
TABLES = Ground("tables", BUILD, (paths.ONTOLOGY, paths.RULES), ("rdflib", "pyoxigraph"), reads_tables=True)
ANALYSIS = Ground("analysis", (*ASKING, "analyse", "graph.py"), (paths.QUERIES / "analysis",), ("pyoxigraph",))
SPOKEN = (
    paths.QUERIES / "competency",
    paths.QUERIES / "pages" / "names.rq",
    *(paths.QUERIES / f"{one}.csv" for one in ("phrasings", "words", "spoken_names")),
)
RULES = Ground("rules", (*ASKING, "validate"), (paths.SHAPES, paths.HYGIENE), ("pyoxigraph", "shacl"))
STORE = Ground("store", (), (), ("pyoxigraph",))
ANSWERS = Ground("answers", ("store",), (), ("pyoxigraph",))
WORDS = Ground("words", (*ASKING, "ask"), SPOKEN, ("numpy", "scipy", "snowballstemmer"))
GROUNDS = (TABLES, ANALYSIS, STORE, WORDS)


def take_grounds() -> dict[str, str]:
    """Return the checksum of each ground of a build; taken before anything is read, so that no change is missed."""
    return {one.name: one.digest() for one in GROUNDS}


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept beside a version: its folder, the checksums of its grounds and of its files."""

    folder: Path
    grounds: Mapping[str, str]
    files: Mapping[str, str]

    def fits(self, ground: Ground, data: Path = paths.DATA) -> bool:
        """Say whether an answer still rests on what it was computed from."""
        return self.grounds.get(ground.name) == ground.digest(data)

    def find(self, name: str, ground: Ground) -> Path | None:
        """Return a file, or a folder of files, that is kept, fits and is whole; None where it must be computed."""
        inside = self.lists(name)
        if not inside or not self.fits(ground):
            return None
        return self.folder / name if all(self._is_whole(part) for part in inside) else None

    def lists(self, name: str) -> list[str]:
        """Return the files that are kept under a name, be it that of a folder."""
        return [part for part in self.files if part == name or part.startswith(f"{name}/")]

    def _is_whole(self, part: str) -> bool:
        try:
            return checksum(self.folder / part) == self.files[part]
        except OSError:
            return False


def find_kept(of: Version) -> Kept | None:
    """Return what is kept beside a version; None where there is nothing, or where it is of another one."""
    folder = of.folder / FOLDER
    try:
        said = json.loads((folder / LIST).read_text("utf-8"))
        kept = Kept(folder, dict(said["grounds"]), dict(said["files"]))
        return kept if said["graph"] == {part: of.sums[part] for part in GRAPH_PARTS} else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def kept_file(of: Version, name: str, ground: Ground) -> Path | None:
    """Return a file or folder that is kept beside a version; None where the answer must be computed."""
    kept = find_kept(of)
    return kept.find(name, ground) if kept else None


def kept_of(source: Path | None, name: str, ground: Ground) -> Path | None:
    """Return a file that is kept beside the version that a source means; None where there is none, or it misfits."""
    version = resolve_version(source)
    return kept_file(version, name, ground) if version else None


def _version_of(library: str) -> tuple[str, ...]:
    """Return the version of a library by the name of its folder; `importlib.metadata` takes longer than an answer."""
    return tuple(sorted(one.name for folder in sys.path for one in Path(folder).glob(f"{library}-*.dist-info")))


def _sources(path: Path) -> Iterable[Path]:
    return [path] if path.is_file() else (one for one in path.rglob("*") if one.suffix in PROGRAMS)


def _tables(data: Path) -> Iterator[Path]:
    for path in data.iterdir():
        if path.name not in UNREAD and not path.name.startswith("."):
            yield from ([path] if path.is_file() else (one for one in path.rglob("[!.]*") if one.is_file()))
