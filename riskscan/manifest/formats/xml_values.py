"""Elements of any XML as the values that a JSON document would hold, in order and by their names."""

from collections import Counter
from typing import Any

from lxml import etree

from riskscan.manifest.formats.xml_parts import local_name
from riskscan.manifest.json_rows import make_object

__all__ = ["Values", "to_values"]

Values = dict[str, Any]
"""Texts, objects and lists of objects, by name."""

_UNSHOWN = ("schemaLocation", "noNamespaceSchemaLocation", "nil")
_TEXT = "text"
"""Name of a text that stands beside elements."""

Path = tuple[str, ...]


def to_values(root: etree._Element) -> Values:
    """Return what stands in an element: its attributes and elements by name, without namespaces.

    Elements that hold more than a text and stand several times in one place anywhere are a list everywhere, so that a
    parcel of one item is built as one of two. Texts of one name are joined.

    Examples
    --------
    >>> to_values(etree.fromstring('<a><b n="1"><c>tea</c><kg unit="g">5</kg></b><b><c>wire</c></b></a>'))
    {'b': [{'n': '1', 'c': 'tea', 'kg': '5', 'kg.unit': 'g'}, {'c': 'wire'}]}
    """
    return _values(root, (), _repeated(root, ()))


def _repeated(element: etree._Element, path: Path) -> set[Path]:
    """Return the paths of objects that stand several times in one place."""
    counts = Counter(local_name(child.tag) for child in element if _is_object(child))
    found = {(*path, name) for name, count in counts.items() if count > 1}
    for child in element:
        if len(child):
            found |= _repeated(child, (*path, local_name(child.tag)))
    return found


def _values(element: etree._Element, path: Path, repeated: set[Path]) -> Values:
    pairs: list[tuple[str, Any]] = _attributes(element)
    lists: dict[str, list[Values]] = {}
    texts = [element.text or ""]
    for child in element:
        name = local_name(child.tag)
        inner = (*path, name)
        texts.append(child.tail or "")
        if inner in repeated:
            if name not in lists:
                pairs.append((name, lists.setdefault(name, [])))
            lists[name].append(_values(child, inner, repeated))
        elif _is_object(child):
            pairs.append((name, _values(child, inner, repeated)))
        else:
            pairs.append((name, (child.text or "").strip() or None))
            pairs += [(f"{name}.{key}", text) for key, text in _attributes(child)]
    if text := " ".join(" ".join(texts).split()):
        pairs.append((_TEXT, text))
    return make_object(pairs)


def _is_object(element: etree._Element) -> bool:
    """Whether an element holds others, or says what it says in attributes alone."""
    return len(element) > 0 or bool(_attributes(element) and not (element.text or "").strip())


def _attributes(element: etree._Element) -> list[tuple[str, Any]]:
    named = ((local_name(str(key)), str(text).strip()) for key, text in element.attrib.items())
    return [(name, text) for name, text in named if text and name not in _UNSHOWN]
