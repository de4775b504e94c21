"""The proof: how far the order foretells, what the record misses, and the measures of the whole network."""
