"""Virtuoso for the tests: started on loopback in a folder of its own, filled by the Graph Store Protocol, ended."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from served import free_port, wait_for

from cami_graph.rdf import read_quads
from cami_graph.store import EndpointStore, GraphStore, load_quads, open_endpoint

PROGRAM = "virtuoso-t"
LOGIN = ("dba", "dba")
SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
TransactionFile = {folder}/virtuoso.trx
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{web_port}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def start_virtuoso(folder: Path, graph: Path) -> Iterator[EndpointStore]:
    """Start Virtuoso with a graph in it; where it is not installed, the test is skipped with a line that says so."""
    if shutil.which(PROGRAM) is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    settings, web_port = folder / "virtuoso.ini", free_port()
    settings.write_text(SETTINGS.format(folder=folder, port=free_port(), web_port=web_port), "utf-8")
    command = [PROGRAM, "+foreground", "+configfile", str(settings)]
    address = f"http://127.0.0.1:{web_port}"
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"{address}/sparql", process)
            store = open_endpoint(f"{address}/sparql", timeout=300)
            load_quads(read_quads(graph), graph_store_of(store), store)
            yield store
        finally:
            process.kill()
            process.wait()


def graph_store_of(store: EndpointStore) -> GraphStore:
    """Return the door through which graphs come into the engine behind an endpoint, and go."""
    return GraphStore(f"{store.url}-graph-crud-auth", LOGIN)
