"""One version of everything, whole: what is kept beside the built graph, and how it comes into use."""
