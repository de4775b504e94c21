"""A version of the data: its tables as texts, read from a folder, or from a tag or commit of git without a checkout."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cami_graph.errors import QueryError, StoreError, TableError, suggest_names
from cami_graph.paths import show_path
from cami_graph.tables.record import PLAN_TABLES

TODAY = re.compile(
    r"(reference/[^/]+|programmes/[^/]+|programmes/[^/]+/[^/]+|reports/[^/]+/facts/[^/]+|documents/(facts/)?[^/]+)\.csv"
)
FIRST_EDITION = re.compile(r"facts/(?P<table>[^/]+)\.csv")
PROGRAMMES = "programmes/programmes.csv"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a version: where it lies today, where it lay then, its columns, and its rows with their numbers."""

    file: str
    was: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]

    @property
    def name(self) -> str:
        """Return its name: `actions`."""
        return self.file.rpartition("/")[2].removesuffix(".csv")


@dataclass(frozen=True)
class Version:
    """The tables of one version, by their path under the folder of the data."""

    name: str
    files: Mapping[str, str] = field(repr=False)

    @property
    def digest(self) -> str:
        """Return a short name that the same tables always have, whether they come from a folder or a tag."""
        lines = (f"{path}\n{text}\n" for path, text in sorted(self.files.items()))
        return hashlib.sha256("".join(lines).encode()).hexdigest()[:12]

    def tables(self, home: tuple[str, str]) -> dict[str, Table]:
        """Return the tables by where they lie today; those of the first edition belong to `home`."""
        found = (_read_table(self.name, path, move_path(path, home), text) for path, text in self.files.items())
        return {table.file: table for table in found}

    def home(self) -> tuple[str, str]:
        """Return the programme whose addresses were published before there were others, and its report; or nothing."""
        if PROGRAMMES not in self.files:
            return "", ""
        rows = _read_table(self.name, PROGRAMMES, PROGRAMMES, self.files[PROGRAMMES]).rows
        first = next((row for _, row in rows if row.get("addresses")), {})
        return first.get("programme_id", ""), first.get("document_id", "")


def move_path(path: str, home: tuple[str, str]) -> str:
    """Return where a table lies today; in the first edition one report and its programme shared a folder.

    >>> move_path("facts/statuses.csv", ("cami-2014-2020", "cami2-doc3"))
    'reports/cami2-doc3/facts/statuses.csv'
    >>> move_path("facts/activities.csv", ("cami-2014-2020", "cami2-doc3"))
    'programmes/cami-2014-2020/activities.csv'
    """
    programme, report = home
    old = FIRST_EDITION.fullmatch(path)
    if not old or not programme:
        return path
    folder = f"programmes/{programme}" if old["table"] in PLAN_TABLES else f"reports/{report}/facts"
    return f"{folder}/{old['table']}.csv"


def read_version(name: str, data: Path) -> Version:
    """Read a version by its name: a folder that holds data, else a tag or commit of the repository of `data`."""
    folder = Path(name)
    return read_folder(folder) if folder.is_dir() else read_commit(name, data)


def read_folder(folder: Path) -> Version:
    """Read the tables of a folder: of its `data/` where it has one, else its own."""
    root = folder / "data" if (folder / "data").is_dir() else folder
    paths = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*.csv"))}
    return _keep(show_path(folder), {name: path.read_bytes() for name, path in paths.items() if is_table(name)})


def read_commit(name: str, data: Path) -> Version:
    """Read the tables of a tag or commit from the archive that git makes of it."""
    try:
        commit = (
            _git(data, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
        )
    except subprocess.CalledProcessError as error:
        raise QueryError(f'"{name}" is neither a folder nor a tag or commit.', remedy=_find_tags(name, data)) from error
    try:
        archive = _git(data, "archive", "--format=tar", commit)
    except subprocess.CalledProcessError as error:
        raise StoreError("The data did not lie here then.", where=name, remedy="Name a folder instead.") from error
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        members = [one for one in files.getmembers() if one.isfile() and is_table(one.name)]
        return _keep(name, {one.name: file.read() for one in members if (file := files.extractfile(one))})


def is_table(path: str) -> bool:
    """Say whether a file is a table of claims, of a plan, of documents, or of reference data."""
    return bool(TODAY.fullmatch(path) or FIRST_EDITION.fullmatch(path))


def _find_tags(name: str, data: Path) -> str:
    """Say which tags are near, or what else may be named."""
    try:
        tags = _git(data, "tag", "--list").decode().split()
    except subprocess.CalledProcessError:
        return "The data are not kept in git; name a folder."
    return suggest_names(name, tags) or f"There are the tags: {', '.join(tags) or 'none'}."


def _git(folder: Path, *words: str) -> bytes:
    """Ask git about the repository of a folder."""
    try:
        return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True).stdout
    except FileNotFoundError as error:
        raise StoreError("git is not installed.", remedy="Install it, or name a folder.") from error


def _keep(name: str, contents: Mapping[str, bytes]) -> Version:
    if not contents:
        raise TableError("holds no tables.", where=name, remedy="Name a folder with the content of data/.")
    files = {}
    for path, content in sorted(contents.items()):
        try:
            files[path] = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise TableError(f"{path} is not UTF-8.", where=name, remedy="Save it as UTF-8 CSV.") from error
    return Version(name, files)


def _read_table(version: str, path: str, file: str, text: str) -> Table:
    try:
        header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = [(number, dict(zip(header, line, strict=True))) for number, line in enumerate(lines, start=2)]
    except (csv.Error, ValueError) as error:
        where = f"{version}: {path}"
        raise TableError(f"The table cannot be read: {error}.", where=where, remedy="See `cami check`.") from error
    return Table(file, path, tuple(header), tuple(rows))
