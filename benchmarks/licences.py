"""Which licence each package has that comes with ours: `python benchmarks/licences.py [--write]`.

Reads what the installed packages say of themselves, from those that `pyproject.toml` names to all that these ask for,
and the list that `npm run build` keeps of what it bundles. `--write` puts the tables into docs/licences.md.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import metadata, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cami_graph.explore.bundle import BUNDLE
from cami_graph.paths import ROOT
from cami_graph.tables import fill_part

TARGET = ROOT / "docs" / "licences.md"
LONGEST = 60
SPELLINGS = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}


def list_needed() -> list[str]:
    """Return the packages that come with ours on this machine, by name: those that we name, and all that they need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = list(map(Requirement, project["dependencies"]))
    found: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate()):
            continue
        found.add(name)
        waiting += [one for one in map(Requirement, requires(name) or ()) if _is_asked(one, wanted.extras)]
    return sorted(found)


def _is_asked(wanted: Requirement, extras: Iterable[str]) -> bool:
    return not wanted.marker or any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras))


def licence_of(name: str) -> str:
    """Return what a package says of its licence: an expression, else a classifier, else its own words."""
    told = metadata(name)
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [one.rsplit(" :: ", 1)[1] for one in told.get_all("Classifier") or () if "License :: " in one]
    own = (told.get("License") or "").strip().partition("\n")[0]
    said = [SPELLINGS.get(one, one) for one in classified if one != "OSI Approved"] or [own[:LONGEST]]
    return ", ".join(sorted(set(said)))


def draw_table(rows: Iterable[tuple[str, str]]) -> str:
    """Return packages and licences as a table of Markdown."""
    lines = ["| package | licence |", "|---|---|", *(f"| {name} | {licence} |" for name, licence in rows)]
    return "\n".join(lines) + "\n"


def read_table(part: str) -> dict[str, str]:
    """Return the packages of a part of the page, each with its licence."""
    text = TARGET.read_text("utf-8").partition(f"<!-- {part}:start -->")[2].partition(f"<!-- {part}:end -->")[0]
    return dict(re.findall(r"^\| ([^ |]+) \| (.+) \|$", text, re.MULTILINE)[1:])


def main() -> None:
    """Print both tables, or write them."""
    bundled = json.loads((BUNDLE / "licences.json").read_text("utf-8"))
    tables = {
        "python": draw_table((name, licence_of(name)) for name in list_needed()),
        "browser": draw_table((one["name"], one["licence"]) for one in bundled),
    }
    text = TARGET.read_text("utf-8")
    for part, table in tables.items():
        text = fill_part(text, part, table)
    if "--write" in sys.argv:
        TARGET.write_text(text, "utf-8")
    else:
        print(*tables.values(), sep="\n\n")


if __name__ == "__main__":
    main()
