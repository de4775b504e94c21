"""The measures: pure functions on plain values and networks, each with its formula, an example and its paper."""
