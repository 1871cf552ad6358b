"""XML of no kind that is known: read as a document of JSON is, by the names of its elements, or told what it is."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table, with_notes
from riskscan.manifest.formats.json_array import names_items, object_tables
from riskscan.manifest.formats.xml_text import find_root, head_text
from riskscan.manifest.formats.xml_tree import read_tree
from riskscan.manifest.formats.xml_values import Values, to_values
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.json_rows import RowFrames, count_item_names, flatten
from riskscan.manifest.source import Source
from riskscan.tables.field_maps import load_field_maps, load_message_names

__all__ = ["FORMAT"]

_TABLES = frozenset(("html", "head", "body", "table", "meta", "style", "title", "div", "center", "workbook"))
"""Roots, in small letters, of tables in markup, which are the matter of other formats."""

_SHOWN = 60
_SAMPLE = 200
_SEARCHED = 4_000
_FEWEST_LINES, _MOST_OF = 3, 0.8


def _tells(source: Source) -> Certainty:
    text = head_text(source)
    root, attributes = find_root(text)
    if root.casefold() in _TABLES or "<!doctype html" in text[:_SEARCHED].casefold():
        return Certainty.NO
    is_xml = text.startswith("<?xml") or "xmlns" in attributes
    if not root:
        return Certainty.GENERIC if is_xml or _is_all_tags(text) else Certainty.NO
    return Certainty.GENERIC if is_xml or "</" in text or "/>" in text else Certainty.NO


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
    if not known:
        tree = read_tree(source, options.encoding, label="XML")
        tables = [replace(table, encoding=tree.encoding) for table in _goods_tables(tree.root)]
        if tables:
            yield from with_notes(tables, tree.notes)
            return
    what = f" ({known.name})" if known else ""
    why = "" if known else ": its names say no goods with a code, mass, value or origin"
    labels = "; ".join(fields.label for fields in load_field_maps() if fields.kind == "xml")
    raise ManifestError(
        f"{source.name} is XML with the root element <{root[:_SHOWN]}>{_namespace(attributes)}{what}, which is not"
        f" read{why}. Of XML riskscan reads: {labels}; and other XML whose elements are named as the columns of a table"
        " are."
    )


def _goods_tables(root: etree._Element) -> Iterator[Table]:
    """Yield a table for each list of elements, as of a document of JSON; nothing where no name says goods."""
    document = to_values(root)
    lists = list(_lists(document))
    header = flatten(_without_lists(document))
    if any(names_items(elements[:_SAMPLE]) for _, elements in lists):
        for path, elements in lists:
            yield from object_tables(path, iter(elements), elements[:_SAMPLE], header)
    elif count_item_names(header):
        frames = RowFrames()
        frames.rows = [flatten(document)]
        yield Table(frames.take(), RowIssues())


def _lists(value: Values, prefix: str = "") -> Iterator[tuple[str, list[Values]]]:
    for name, inner in value.items():
        path = f"{prefix}.{name}" if prefix else name
        if isinstance(inner, list):
            yield path, inner
        elif isinstance(inner, dict):
            yield from _lists(inner, path)


def _without_lists(value: Values) -> Values:
    return {
        name: _without_lists(inner) if isinstance(inner, dict) else inner
        for name, inner in value.items()
        if not isinstance(inner, list)
    }


def _namespace(attributes: str) -> str:
    for mark in ('xmlns="', "xmlns='"):
        _, found, rest = attributes.partition(mark)
        if found:
            return f" of the namespace {rest.split(mark[-1])[0][:_SHOWN]}"
    return ""


FORMAT = Format("xml", "other XML", _tells, _tables)
