"""The analysis: rows of the query library in, findings with their evidence and proof out.

Four rooms: `situation` reads the record, `measures` are pure functions with their papers, `findings` makes candidates,
evidence, order and words, `proof` says how far to trust them. `situation.reading` alone asks the graph, by the names of
queries; what is found goes back to it through `cami_graph.publish`.
"""
