"""The review: what a reader decided about each proposed claim, kept as data beside the claims from the first key on.

Takes the folder of a report with its proposed rows; gives a page on which one reads the printed row beside the claims
that rest on it, a table of decisions for each reader, what two readers see differently, and on request the tables
with what was read. Nothing here draws a conclusion from a claim.
"""

from cami_graph.review.decisions import Decision, Log
from cami_graph.review.differences import Agreed, Difference, find_differences, measure_readers
from cami_graph.review.finish import Finished, finish
from cami_graph.review.folder import Folder, open_folder

__all__ = [
    "Agreed",
    "Decision",
    "Difference",
    "Finished",
    "Folder",
    "Log",
    "find_differences",
    "finish",
    "measure_readers",
    "open_folder",
]
