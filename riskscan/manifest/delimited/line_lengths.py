"""Lines of delimited text that are too long to be read: a row is read whole, so that memory grows with it."""

from typing import IO

from riskscan.exceptions import ManifestError

__all__ = ["LONGEST_LINE_MB", "check_line_lengths"]

LONGEST_LINE_MB = 32
"""Megabytes of a line, unless the user says otherwise; it is read in some seven times its size."""

_PIECE = 1 << 20


def check_line_lengths(file: IO[bytes], name: str, most_mb: int) -> None:
    """Refuse a file with a line that is longer than a limit, before anything of it is kept.

    Parameters
    ----------
    file : binary file
        At its beginning.
    name : str
        For the message.
    most_mb : int
        Megabytes of a line, at most.

    Raises
    ------
    ManifestError
        Where a line is longer.
    """
    most = most_mb * 1_000_000
    since = 0  # bytes since the last end of a line
    line = 1
    while piece := file.read(_PIECE):
        first = min((place for mark in (b"\n", b"\r") if (place := piece.find(mark)) >= 0), default=len(piece))
        if since + first > most:
            raise ManifestError(
                f"{name} has a line of more than {most_mb} MB (line {line:,}), and a line is read whole: it was not"
                " read. Mend the line, or write a larger longest_line_mb under [file] in a mapping file (--columns)."
            )
        if first == len(piece):
            since += len(piece)
        else:
            since = len(piece) - 1 - max(piece.rfind(b"\n"), piece.rfind(b"\r"))
            line += piece.count(b"\n")
