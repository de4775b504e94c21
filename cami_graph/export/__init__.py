"""The graph in other forms: RDF for other engines, networks for other programs, one page that works offline."""

from cami_graph.export.data_package import DESCRIPTORS as PACKAGE_FORMS
from cami_graph.export.data_package import write_package
from cami_graph.export.network import FORMS as NETWORK_FORMS
from cami_graph.export.network import network_of, write_network
from cami_graph.export.page import draw_page
from cami_graph.export.statements import FORMS as STATEMENT_FORMS
from cami_graph.export.statements import read_store, write_statements

__all__ = [
    "NETWORK_FORMS",
    "PACKAGE_FORMS",
    "STATEMENT_FORMS",
    "draw_page",
    "network_of",
    "read_store",
    "write_network",
    "write_package",
    "write_statements",
]
