"""XML of no kind that is read: told what it is."""

from collections.abc import Iterator

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.formats.xml_text import find_root, head_text
from riskscan.manifest.source import Source
from riskscan.tables.field_maps import load_field_maps, load_message_names

__all__ = ["FORMAT"]

_TABLES = frozenset(("html", "head", "body", "table", "meta", "style", "title", "div", "center", "workbook"))
"""Roots, in small letters, of tables in markup, which are the matter of other formats."""

_SHOWN = 60
_SEARCHED = 4_000
_FEWEST_LINES, _MOST_OF = 3, 0.8


def _tells(source: Source) -> Certainty:
    text = head_text(source)
    root, attributes = find_root(text)
    if root.casefold() in _TABLES or "<!doctype html" in text[:_SEARCHED].casefold():
        return Certainty.NO
    is_xml = text.startswith("<?xml") or "xmlns" in attributes
    if not root:
        return Certainty.LIKELY if is_xml or _is_all_tags(text) else Certainty.NO
    return Certainty.LIKELY if is_xml or f"</{root}>" in text or "/>" in text else Certainty.NO


def _is_all_tags(text: str) -> bool:
    """Whether most lines are elements, as in XML that has lost its beginning."""
    lines = [line.strip() for line in text[:_SEARCHED].splitlines()[1:-1] if line.strip()]
    n_tags = sum(line.startswith("<") and line.endswith(">") for line in lines)
    return len(lines) >= _FEWEST_LINES and n_tags >= _MOST_OF * len(lines)


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    root, attributes = find_root(head_text(source))
    if not root:
        raise ManifestError(
            f"{source.name} looks like XML, but does not begin with an element: it is cut off or damaged."
        )
    known = load_message_names().get(("xml", root))
    what = f" ({known.name})" if known else ""
    labels = "; ".join(fields.label for fields in load_field_maps() if fields.kind == "xml")
    raise ManifestError(
        f"{source.name} is XML with the root element <{root[:_SHOWN]}>{_namespace(attributes)}{what}, which is not"
        f" read. Of XML riskscan reads: {labels}."
    )


def _namespace(attributes: str) -> str:
    for mark in ('xmlns="', "xmlns='"):
        _, found, rest = attributes.partition(mark)
        if found:
            return f" of the namespace {rest.split(mark[-1])[0][:_SHOWN]}"
    return ""


# Its name puts it behind every other format that is as sure of a file.
FORMAT = Format("xml", "other XML", _tells, _tables)
