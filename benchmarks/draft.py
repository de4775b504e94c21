"""Measure what `cami draft` proposes against what people read, facet by facet; prints the table of ``docs/draft.md``.

python benchmarks/draft.py            the table on standard output
python benchmarks/draft.py --write    the same into docs/draft.md, with the day
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import frozen_copy  # noqa: E402, F401 (names the copy of the tables before anything asks for them)
from drafted import FORMS, Readings, measure_first, measure_second, read_readings  # noqa: E402

from cami_graph.draft.measure import Agreement  # noqa: E402
from cami_graph.tables.describe import fill_part  # noqa: E402

PAGE = ROOT / "docs" / "draft.md"
TITLES = ("second report, DOCX", "with its names added", "first report, names of other sections")


def main() -> None:
    """Measure everything, and print or write the tables."""
    with TemporaryDirectory() as folder:
        readings = read_readings(Path(folder))
    text = "\n\n".join([table_of_facets(readings), table_of_forms(readings)])
    text = f"Measured on {datetime.datetime.now(tz=datetime.UTC):%d %B %Y} by `python benchmarks/draft.py`.\n\n{text}\n"
    if "--write" in sys.argv:
        PAGE.write_text(fill_part(PAGE.read_text(encoding="utf-8"), "measured", text), encoding="utf-8")
    else:
        print(text)


def table_of_facets(readings: Readings) -> str:
    """Return the table facet by facet: the second report, the same with its names added, the first by sections."""
    columns = [
        measure_second(readings, "docx", added=False),
        measure_second(readings, "docx", added=True),
        measure_first(readings),
    ]
    facets = sorted({row.facet for rows in columns for row in rows} - {"all"})
    heads = ("facet", *(one for title in TITLES for one in (title, "to add, to strike")))
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for facet in (*facets, "all"):
        cells = [_cell(facet, rows) for rows in columns]
        lines.append(f"| {facet} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(facet: str, rows: list[Agreement]) -> str:
    row = next((one for one in rows if one.facet == facet), None)
    if row is None:
        return "| "
    places = 3 if facet == "all" else 2
    return f"{row.f1:.{places}f} ({row.read}) | {row.to_add}, {row.to_strike}"


def table_of_forms(readings: Readings) -> str:
    """Return the table of forms."""
    lines = ["| form of the second report | F1 | with its names added |", "|---|---|---|"]
    for form in FORMS:
        before, after = (measure_second(readings, form, added=added)[-1].f1 for added in (False, True))
        lines.append(f"| {form.upper()} | {before:.3f} | {after:.3f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
