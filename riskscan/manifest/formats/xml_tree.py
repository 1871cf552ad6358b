"""A whole XML file as a tree, for formats whose parts cannot be read one by one."""

from dataclasses import dataclass

from lxml import etree

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.xml_text import XmlText
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.source import Source

__all__ = ["XmlTree", "read_tree"]


@dataclass(frozen=True, slots=True)
class XmlTree:
    """A file that was parsed as far as it goes.

    Attributes
    ----------
    root : lxml element
        The first element.
    encoding : str
        For a reader.
    notes : tuple of Note
        On damage: lone ampersands are usual, an end that is missing is not.
    """

    root: etree._Element
    encoding: str
    notes: tuple[Note, ...]


def read_tree(source: Source, encoding: str | None, *, label: str, is_huge: bool = False) -> XmlTree:
    """Read the elements of a file; no entity is defined and nothing is fetched.

    Parameters
    ----------
    source : Source
        The file.
    encoding : str or None
        What the user says.
    label : str
        Of the format with its article, for messages.
    is_huge : bool, default False
        Whether texts may be longer than 10 megabytes and elements nested deeper than 256.

    Raises
    ------
    ManifestError
        Where nothing of it can be read.
    """
    text = XmlText(source, encoding)
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=is_huge,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    for piece in text.pieces():
        parser.feed(piece)
    try:
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise ManifestError(f"{source.name} is {label} of which nothing can be read ({error}).") from error
    if root is None:
        raise ManifestError(f"{source.name} is {label} without a first element: it is damaged.")
    errors = [(error.line, error.message) for error in parser.feed_error_log if error.domain_name != "NAMESPACE"]
    errors += [(line, "characters that XML does not have") for line in text.damaged_lines]
    notes = []
    if text.stated:
        notes.append(Note(NoteKind.ENCODING_CONTRADICTED, {"stated": text.stated, "encoding": text.encoding}))
    if errors:
        line, reason = min(errors)
        notes.append(Note(NoteKind.DAMAGED_FILE, {"line": str(line), "reason": reason.rstrip(".")}))
    return XmlTree(root, text.shown_encoding, tuple(notes))
