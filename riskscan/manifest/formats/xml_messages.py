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
    if not root:
        return Certainty.NO
    has_namespace = not fields.namespaces or any(part in attributes.casefold() for part in fields.namespaces)
    if root in fields.roots and (has_namespace or "xmlns" not in attributes):
        return Certainty.SURE
    return Certainty.LIKELY if any(sign in text for sign in fields.signs) else Certainty.NO


def _tables(fields: FieldMap, source: Source, options: ReadOptions) -> Iterator[Table]:
    return message_tables(lambda: XmlItems(source, fields, options.encoding))
