"""All tables as one archive that says of itself what its columns mean: a Data Package, or CSV on the Web.

Data Package 1.0 (specs.frictionlessdata.io), Metadata Vocabulary for Tabular Data (W3C 2015). Both descriptors are made
from the declarations of the columns, so they say what `cami check` holds the tables to.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cami_graph.errors import ExportError
from cami_graph.query.bibliography import ADDRESS, AUTHOR, LICENCE, TITLE
from cami_graph.tables.columns import Column
from cami_graph.workbook import TableSheet

LICENCE_NAME = "CC-BY-4.0"
STAMP = (1980, 1, 1, 0, 0, 0)
"""The day that every file of an archive bears, so that the same tables give the same bytes."""
SEPARATOR = "; "
Files = Mapping[str, bytes]
Sheets = Sequence[TableSheet]


def write_package(data: Path, sheets: Sheets, form: str) -> bytes:
    """Return the archive: the tables at their places, and the descriptor of this form beside them."""
    try:
        files = {sheet.file: (data / sheet.file).read_bytes() for sheet in sheets}
    except OSError as error:
        raise ExportError("A table cannot be read.", where=str(error.filename), remedy=str(error.strerror)) from error
    name, describe = DESCRIPTORS[form]
    descriptor = json.dumps(describe(sheets, files), ensure_ascii=False, indent=1) + "\n"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in {name: descriptor.encode(), **files}.items():
            packed.writestr(zipfile.ZipInfo(path, STAMP), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def find_target(sheet: TableSheet, column: Column, sheets: Sheets) -> tuple[TableSheet, str] | None:
    """Return the table whose rows a column names, and the column that names them there; None where no one fits."""
    fitting = [one for one in sheets if column.refers == one.kind.TABLE and len(one.key) == 1]
    folder = sheet.file.rpartition("/")[0]
    near = [one for one in fitting if one.file.rpartition("/")[0] == folder]
    owned = [one for one in fitting if one.programme in (sheet.programme, "")]
    target = next(iter([*near, *owned]), None)
    return (target, target.key[0]) if target else None


def _meaning(column: Column) -> str:
    return f"{column.meaning} ({column.rule()})" if column.rule() else column.meaning


# Data Package


def describe_package(sheets: Sheets, files: Files) -> dict[str, Any]:
    """Return the descriptor of a Data Package."""
    return {
        "profile": "tabular-data-package",
        "name": "cami-graph",
        "title": TITLE,
        "version": version("cami-graph"),
        "homepage": ADDRESS,
        "licenses": [{"name": LICENCE_NAME, "path": LICENCE}],
        "contributors": [{"title": AUTHOR, "role": "author"}],
        "resources": [_resource(sheet, files[sheet.file], sheets) for sheet in sheets],
    }


def _resource(sheet: TableSheet, content: bytes, sheets: Sheets) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(one) for one in sheet.columns], "missingValues": [""]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    keys = []
    for column in sheet.columns:
        if column.refers and not column.many and (found := find_target(sheet, column, sheets)):
            target, name = found
            where = "" if target is sheet else name_of(target)
            keys.append({"fields": column.name, "reference": {"resource": where, "fields": name}})
    return {
        "profile": "tabular-data-resource",
        "name": name_of(sheet),
        "path": sheet.file,
        "description": sheet.kind.MEANING,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def name_of(sheet: TableSheet) -> str:
    """Return the name of a table: its path in small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9.]+", "-", sheet.file.removesuffix(".csv").lower())


def _field(column: Column) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if column.required else {}
    if not column.many:
        rules |= {"enum": list(column.choices)} if column.choices else {}
        rules |= {"pattern": column.pattern} if column.pattern else {}
    said = {"name": column.name, "type": "integer" if column.number else "string", "description": _meaning(column)}
    return said | ({"constraints": rules} if rules else {})


# CSV on the Web


def describe_csvw(sheets: Sheets, files: Files) -> dict[str, Any]:
    """Return the metadata of a group of tables."""
    del files
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": TITLE,
        "dc:creator": AUTHOR,
        "dc:license": {"@id": LICENCE},
        "dc:source": {"@id": ADDRESS},
        "schema:version": version("cami-graph"),
        "tables": [_table(sheet, sheets) for sheet in sheets],
    }


def _table(sheet: TableSheet, sheets: Sheets) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(one) for one in sheet.columns]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    keys = []
    for column in sheet.columns:
        if column.refers and (found := find_target(sheet, column, sheets)):
            target, name = found
            keys.append(
                {"columnReference": column.name, "reference": {"resource": target.file, "columnReference": name}}
            )
    if keys:
        schema["foreignKeys"] = keys
    return {"url": sheet.file, "dc:description": sheet.kind.MEANING, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    shape = "|".join(re.escape(one) for one in column.choices) or column.pattern
    said: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": _meaning(column),
        "datatype": {"base": "string", "format": shape} if shape else "integer" if column.number else "string",
    }
    said |= {"required": True} if column.required else {}
    return said | ({"separator": SEPARATOR} if column.many else {})


DESCRIPTORS: dict[str, tuple[str, Callable[[Sheets, Files], dict[str, Any]]]] = {
    "datapackage": ("datapackage.json", describe_package),
    "csvw": ("csv-metadata.json", describe_csvw),
}
