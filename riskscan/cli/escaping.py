"""Text of a file on a terminal: see `riskscan.unseen`."""

from riskscan.unseen import escape_unseen

__all__ = ["escape_unseen"]
