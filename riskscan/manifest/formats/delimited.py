"""Delimited text (CSV, TSV) to a table of cells, with what was wrong on the way.

Text that is proper goes block by block through a fast reader (`riskscan.manifest.delimited.strict`); what is not goes
through a patient one (`riskscan.manifest.delimited.records`), which reads proper text alike.
"""

from collections.abc import Iterator
from dataclasses import replace

from riskscan.exceptions import OptionError
from riskscan.manifest.delimited.blocks import TextBuffer, open_text
from riskscan.manifest.delimited.line_lengths import check_line_lengths
from riskscan.manifest.delimited.reading import BodyReader, read_head
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]


def _tells(source: Source) -> Certainty:
    return Certainty.FALLBACK


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    if options.separator is not None and len(options.separator) != 1:
        raise OptionError(f"The separator of cells must be one character, found {options.separator!r}.")
    check_line_lengths(source.open(), source.name, options.longest_line_mb)
    text = open_text(source, options.encoding)
    buffer = TextBuffer(text.pieces)
    layout = read_head(buffer, name=source.name, separator=options.separator)
    n_blank, n_title, notes = layout.n_blank_lines, len(layout.titles), (*text.notes, *layout.notes)
    for part in BodyReader(buffer, layout).parts():
        yield replace(
            part,
            notes=notes,
            encoding=text.encoding,
            separator=layout.separator,
            n_blank_lines=part.n_blank_lines + n_blank,
            n_title_lines=n_title,
        )
        n_blank, n_title, notes = 0, 0, ()  # said once, with the first part


FORMAT = Format("delimited", "delimited text", _tells, _tables)
