"""What people put beside the cells of a workbook is told by sheet and cell: nothing that they wrote goes in silence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from workbooks import LINKS, saved, sheet_of

from cami_graph.paths import DATA
from cami_graph.workbook import list_sheets, read_workbook


@pytest.mark.slow
def test_what_stands_beside_the_tables_is_told_by_its_cell_and_what_we_wrote_is_not(
    book: Workbook, tmp_path: Path
) -> None:
    page, first = sheet_of(book, LINKS), sheet_of(book, "contents")
    heading = page["A1"].comment
    assert heading is not None
    page["A1"].comment = Comment(f"{heading.text}\nBut why?", "CAMI Graph")
    page["B3"].comment = Comment("Anna:\nIs it so?", "Anna")
    page["C4"].comment = Comment("[Threaded comment]\n\nYour version …\n\nComment:\n    Ask Boris.", "tc={1}")
    page["Z99"].comment = Comment("far away", "Anna")
    page["E5"].hyperlink = "https://example.org/minutes"
    page["E6"].value = CellRichText("plain ", TextBlock(InlineFont(b=True), "words"))
    chart = BarChart()
    chart.add_data(Reference(page, min_col=4, min_row=1, max_row=3))
    page.add_chart(chart, "K3")
    first["G3"] = "remember"
    first[f"A{first.max_row + 3}"] = "ask Boris"
    sheet_of(book, "lists").sheet_state = "visible"
    reading = read_workbook(saved(book, tmp_path), list_sheets(DATA))
    assert reading.faults == []
    told = [("contents G3", "remember"), (f"contents A{first.max_row}", "ask Boris"), ("lists", "choose from")]
    told += [(f"{LINKS} A1", '"But why?"'), (f"{LINKS} B3", "Is it so?"), (f"{LINKS} C4", '"Ask Boris."')]
    told += [(f"{LINKS} Z99", "far away"), (f"{LINKS} E5", "minutes"), (f"{LINKS} K3", "a chart")]
    assert len(reading.notes) == len(told)
    for place, says in told:
        assert any(note.startswith(f"{place}:") and says in note for note in reading.notes), place


def test_a_text_box_and_a_picture_are_told_by_their_cell(exported: Path, tmp_path: Path) -> None:
    path = tmp_path / "drawn.xlsx"
    home, kind = "http://schemas.openxmlformats.org", "officeDocument/2006/relationships/drawing"
    anchors = "".join(
        f"<x:oneCellAnchor><x:from><x:col>{at}</x:col><x:row>4</x:row></x:from><x:{shape}/></x:oneCellAnchor>"
        for at, shape in ((1, "sp"), (2, "pic"))
    )
    with zipfile.ZipFile(exported) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/_rels/sheet2.xml.rels":
                drawn = f'<Relationship Id="d" Type="{home}/{kind}" Target="../drawings/d.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", drawn.encode())
            new.writestr(name, content)
        new.writestr(
            "xl/drawings/d.xml", f'<x:wsDr xmlns:x="{home}/drawingml/2006/spreadsheetDrawing">{anchors}</x:wsDr>'
        )
    notes = read_workbook(path, list_sheets(DATA)).notes
    assert [note.partition(" stands")[0].partition(" ")[2] for note in notes] == ["B5: a text box", "C5: a picture"]
