"""An element of a customs message, asked by XPath for what stands in it."""

from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any

from lxml import etree

from riskscan.manifest.formats.message_parts import Leaf

__all__ = ["ElementReader", "local_name"]

_UNIT_NAMES = ("unitCode", "currencyID", "formatCode", "unit", "currency", "currencyCode")
_UNSHOWN = ("schemaLocation", "noNamespaceSchemaLocation")
_BETWEEN = "; "


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def local_name(tag: str) -> str:
    """Return the name of an element or attribute without its namespace, or the prefix that stands for none."""
    return tag.rpartition("}")[2].rpartition(":")[2]


class ElementReader:
    """Reads one element, whose names have lost their namespaces.

    Parameters
    ----------
    element : lxml element
        The part.
    prefix : str
        Before the headers of what no column takes.
    apart : frozenset of element
        Elements inside that are parts of their own.

    Attributes
    ----------
    stray_text : str
        A text that stands beside elements, where a whole file has none; known when `rest` was asked for.
    """

    def __init__(self, element: Any, prefix: str, apart: frozenset[Any]) -> None:
        self._element = element
        self._prefix = prefix
        self._apart = apart
        self.stray_text = ""

    def find(self, path: str) -> list[Leaf]:
        """Return the values of the elements at an XPath, in order of the document."""
        found = []
        for place, element in enumerate(_compiled(path)(self._element)):
            text = _whole_text(element)
            if text:
                found.append(Leaf(text, _unit(element), self._header(path, element, place), element))
        return found

    def unit_at(self, path: str) -> str:
        """Return the text at an XPath."""
        found = self.find(path)
        return found[0].text if found else ""

    def rest(self, taken: set[Hashable]) -> dict[str, str]:
        """Return the texts and attributes of all other elements."""
        others: dict[str, list[str]] = {}
        if text := _own_text(self._element):
            self.stray_text = text
            others[f"{self._prefix}:{self._element.tag}"] = [text]
        for header, text in self._walk(self._element, f"{self._prefix}:{self._element.tag}", taken):
            others.setdefault(header, []).append(text)
        return {header: _BETWEEN.join(texts) for header, texts in others.items()}

    def _walk(self, element: Any, path: str, taken: set[Hashable]) -> Iterator[tuple[str, str]]:
        for name, text in element.attrib.items():
            if local_name(name) not in _UNSHOWN and text.strip() and element not in taken:
                yield f"{path}@{local_name(name)}", text.strip()
        for child in element:
            if not isinstance(child.tag, str) or child in self._apart:
                continue
            below = f"{path}/{child.tag}"
            if child in taken:
                continue
            if text := _own_text(child):
                yield below, text
                self.stray_text = self.stray_text or (text if len(child) else "")
            yield from self._walk(child, below, taken)

    def _header(self, path: str, element: Any, place: int) -> str:
        names = []
        above = element
        while above is not None and above is not self._element:
            names.append(str(above.tag))
            above = above.getparent()
        if above is None:  # the path leads out of the part
            return f"{path}{place}"
        return "/".join([f"{self._prefix}:{self._element.tag}", *reversed(names)])


def _whole_text(element: Any) -> str:
    """Return the text of an element with all in it; the indentation of its lines is none of it."""
    text = "".join(element.itertext()).strip()
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) if "\n" in text else text


def _own_text(element: Any) -> str:
    """Return the text of an element without that of the elements in it."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join(text.strip() for text in texts if text.strip())


def _unit(element: Any) -> str:
    for name in _UNIT_NAMES:
        if unit := element.get(name):
            return str(unit).strip()
    return ""
