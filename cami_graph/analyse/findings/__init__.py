"""The findings: shared systems and their open links, pairs of countries, evidence in groups, order and words."""
