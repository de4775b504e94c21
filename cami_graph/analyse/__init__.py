"""The analysis: rows of the query library in, possible gaps with evidence, chance and stability out.

A module for each family of measures; all of them pure functions on plain values and networks. `reading` alone asks the
graph, by the names of queries; what is found goes back to it through `cami_graph.publish`.
"""
