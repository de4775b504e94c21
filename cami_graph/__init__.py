"""CAMI Graph."""
