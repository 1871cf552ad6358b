"""A customs message in XML as a format: told by its root element, read by its field map."""

from collections.abc import Iterator
from functools import partial

from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.formats.message_tables import message_tables
from riskscan.manifest.formats.xml_items import XmlItems
from riskscan.manifest.formats.xml_text import find_root, head_text
from riskscan.manifest.source import Source
from riskscan.tables.field_maps import FieldMap, load_field_map

__all__ = ["xml_format"]

_LONG = 16  # letters of a tag that stands in no other kind of file


def xml_format(name: str) -> Format:
    """Return the format that a field map describes.

    Parameters
    ----------
    name : str
        Of the field map.
    """
    fields = load_field_map(name)
    return Format(name, fields.label, partial(_tells, fields), partial(_tables, fields))


def _tells(fields: FieldMap, source: Source) -> Certainty:
    text = head_text(source)
    root, attributes = find_root(text)
    has_namespace = not fields.namespaces or any(part in attributes.casefold() for part in fields.namespaces)
    if root in fields.roots and (has_namespace or "xmlns" not in attributes):
        return Certainty.SURE
    is_it = any(sign in text for sign in fields.signs) or _holds_part(fields, text)
    return Certainty.LIKELY if is_it else Certainty.NO


def _holds_part(fields: FieldMap, text: str) -> bool:
    """Whether a text holds a part of the format, wrapped in something else or without its beginning."""
    tags = (tag for level in fields.levels for tag in level.opened_by if len(tag) >= _LONG)
    return any(f"<{tag}>" in text or f":{tag}>" in text for tag in tags)


def _tables(fields: FieldMap, source: Source, options: ReadOptions) -> Iterator[Table]:
    return message_tables(lambda: XmlItems(source, fields, options.encoding))
