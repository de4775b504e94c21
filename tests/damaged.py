"""A copy of `data/` that tests may damage, one cell of one table at a time."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path

from cami_graph.check import check_data
from cami_graph.errors import Fault
from cami_graph.paths import DATA, VOCABULARIES

Bytes = Callable[[bytes], bytes]
Address = tuple[str, int | None, str]
PLAN = ("objectives", "sections", "headings", "activities", "subactivities")
FACTS, PROGRAMME = "reports/cami2-doc3/facts", "programmes/cami-2014-2020"


def name_of(table: str) -> str:
    """Return the file under data/ that is meant by `facts/actions`, `facts/sections`, `reference/species`."""
    room, _, name = table.partition("/")
    folder = {"facts": PROGRAMME if name in PLAN else FACTS}.get(room, room)
    return f"{folder}/{name}.csv"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a file of a table as plain text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Copy:
    """The tables in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.data = Path(shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("graph", "readings")))

    def path(self, table: str) -> Path:
        """Return the file of a table such as ``facts/actions``."""
        return self.data / name_of(table)

    def rows(self, table: str) -> list[dict[str, str]]:
        """Read a table as plain text."""
        return read_rows(self.path(table))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        """Write a table."""
        with self.path(table).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def edit(self, table: str, where: Mapping[str, str], column: str, value: str) -> Address:
        """Put a value into the first row that has all these values, and return its address."""
        rows = self.rows(table)
        number = next(at for at, row in enumerate(rows) if where.items() <= row.items())
        assert rows[number][column] != value
        rows[number][column] = value
        self.write(table, rows)
        return name_of(table), number + 2, column

    def replace(self, table: str, old: str, new: str) -> None:
        """Replace text in a file, wherever it stands."""
        path = self.path(table)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def faults_of(copy: Copy) -> list[Fault]:
    """Return what is found wrong with the copy."""
    return list(check_data(copy.data, VOCABULARIES).faults)


def as_text(change: Callable[[str], str]) -> Bytes:
    """Return a damage that works on the text of a file."""
    return lambda data: change(data.decode("utf-8")).encode("utf-8")


def rewritten(change: Callable[[list[list[str]]], list[list[str]]], **form: str) -> Bytes:
    """Return a damage that works on rows of cells."""

    def damage(data: bytes) -> bytes:
        rows = change(list(csv.reader(io.StringIO(data.decode("utf-8")))))
        out = io.StringIO()
        csv.writer(out, lineterminator="\n", **form).writerows(rows)  # type: ignore[arg-type]
        return out.getvalue().encode("utf-8")

    return damage


def same(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows as they are: what is damaged is their form."""
    return rows


def apart(places: Mapping[str, Hashable]) -> list[list[str]]:
    """Put damages of different places together, so that they are looked for at once."""
    groups: list[list[str]] = []
    for name, place in places.items():
        free = (group for group in groups if place not in [places[one] for one in group])
        group = next(free, [])
        group.append(name)
        if len(group) == 1:
            groups.append(group)
    return groups


def file_of(table: str) -> str:
    """Return the file under data/ that a damage is done to."""
    if table == "reports/corrections":
        return "reports/cami2-doc3/corrections.csv"
    return table if "." in table else name_of(table)


def damage_file(copy: Copy, table: str, damage: Bytes) -> str:
    """Damage a file of the copy, and return its name."""
    file = file_of(table)
    path = copy.data / file
    before = path.read_bytes()
    path.write_bytes(damage(before))
    assert path.read_bytes() != before
    return file
