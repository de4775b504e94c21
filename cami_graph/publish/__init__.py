"""What is kept beside the built graph, so that nobody waits for it: the findings of the analysis as RDF."""
