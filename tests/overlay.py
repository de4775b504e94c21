"""Further documents laid over a copy of the data: rows added to tables, values of descriptions, folders beside others.

python tests/overlay.py DATA OVERLAY PART...    lay parts of an overlay, such as reference, over a copy of the data
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SECOND, LETTER = TESTS / "second", TESTS / "letter"


def lay_over(data: Path, overlay: Path, *parts: str) -> Path:
    """Add to a copy of the data what an overlay holds, or these folders of it, and return the copy."""
    homes = [overlay / part for part in parts] or [overlay]
    for path in sorted(one for home in homes for one in home.rglob("*") if one.is_file()):
        target = data / path.relative_to(overlay)
        if path.stem.endswith("_added"):
            _add_values(data / "reference", path)
        elif target.exists() and path.suffix == ".toml":
            _set_values(target, path)
        elif target.exists():
            _add_rows(target, path)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return data


def read(path: Path) -> list[dict[str, str]]:
    """Read a table as plain text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, rows: list[dict[str, str]], columns: list[str]) -> None:
    """Write a table as the project's tables are written."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _columns(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").partition("\n")[0].split(",")


def _add_rows(target: Path, path: Path) -> None:
    columns = _columns(target)
    added = [{name: row.get(name, "") for name in columns} for row in read(path)]
    write(target, [*read(target), *added], columns)


def _set_values(target: Path, path: Path) -> None:
    """Write the values of a description over those of the same names."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if " = " in line]
    wanted = {line.partition(" = ")[0]: line for line in lines}
    now = target.read_text(encoding="utf-8").splitlines()
    target.write_text("\n".join(wanted.get(line.partition(" = ")[0], line) for line in now) + "\n", encoding="utf-8")


def _add_values(reference: Path, path: Path) -> None:
    """Add values to cells that hold several: further spellings, further neighbours."""
    for row in read(path):
        table, key, value = (
            (row["table"], row["id"], row["alias"])
            if "alias" in row
            else ("countries", row["country_code"], row["neighbour_code"])
        )
        target = reference / f"{table}.csv"
        columns, rows = _columns(target), read(target)
        cell = "aliases" if "alias" in row else "neighbour_codes"
        found = next(one for one in rows if one[columns[0]] == key)
        found[cell] = "; ".join([*filter(None, found[cell].split("; ")), value])
        write(target, rows, columns)


if __name__ == "__main__":
    lay_over(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
