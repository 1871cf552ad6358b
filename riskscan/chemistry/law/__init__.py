"""Structures, and which entry, class or schedule takes one in."""
