"""XML of no kind that is read: told what it is."""

from collections.abc import Iterator

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.formats.xml_text import find_root, head_text
from riskscan.manifest.source import Source
from riskscan.tables.field_maps import load_field_maps, load_message_names

__all__ = ["FORMAT"]

_TABLES = ("html", "head", "body", "table", "meta", "style", "title", "div", "center", "Workbook")
"""Roots of tables that call themselves something else, which other formats read."""

_SHOWN = 60


def _tells(source: Source) -> Certainty:
    text = head_text(source)
    root, attributes = find_root(text)
    is_table = root.casefold() in (name.casefold() for name in _TABLES)
    if not root or is_table:
        return Certainty.NO
    is_xml = text.lstrip().casefold().startswith(("<?xml", "<!doctype")) or "xmlns" in attributes
    return Certainty.LIKELY if is_xml or f"</{root}>" in text or "/>" in text else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    root, attributes = find_root(head_text(source))
    known = load_message_names().get(("xml", root))
    what = f"a {known.name}" if known else "of no kind that is known here"
    namespace = _namespace(attributes)
    labels = "; ".join(fields.label for fields in load_field_maps() if fields.kind == "xml")
    raise ManifestError(
        f"{source.name} is XML with the root element <{root[:_SHOWN]}>{namespace}, {what}. riskscan reads of XML: {labels}."
    )
    yield  # a generator that only raises


def _namespace(attributes: str) -> str:
    for mark in ('xmlns="', "xmlns='"):
        _, found, rest = attributes.partition(mark)
        if found:
            return f" of the namespace {rest.split(mark[-1])[0][:_SHOWN]}"
    return ""


FORMAT = Format("xml", "other XML", _tells, _tables)
