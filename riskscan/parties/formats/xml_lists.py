"""XML of lists: parsed without network, entities or unbounded trees."""

from pathlib import Path
from typing import Any

from lxml import etree

__all__ = ["parse_xml", "texts"]


def parse_xml(path: Path) -> Any:
    """Return the root element.

    Raises
    ------
    ValueError
        Where the file is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not well-formed XML (line {error.lineno})") from error


def texts(element: Any, *tags: str) -> list[str]:
    """Return the stripped texts of some children, those that say something."""
    return [text for tag in tags for child in element.findall(tag) if (text := (child.text or "").strip())]
