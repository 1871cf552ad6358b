"""Readers of lists of parties, one module a format."""
