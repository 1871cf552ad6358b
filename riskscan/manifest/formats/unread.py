"""Files that are known and not read: each says what it is and what to do, instead of what its bytes are taken for."""

from collections.abc import Iterator

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.packages import unread_kind
from riskscan.manifest.source import Source

__all__ = ["FORMAT", "is_binary"]

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1a\x1b"))
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_HIGH = bytes(range(128, 256))
_LEAST = 64
_PADDED = 0.3
_ZERO_SHARE, _CONTROL_SHARE, _HIGH_SHARE = 0.02, 0.05, 0.25
_SAMPLE = 4096


def _tells(source: Source) -> Certainty:
    kind = unread_kind(source)
    if kind is not None:
        return Certainty.LIKELY if kind.pattern.pattern[:1].isalpha() and kind.where == "start" else Certainty.SURE
    return Certainty.LIKELY if is_binary(source.head) else Certainty.NO


def is_binary(head: bytes) -> bool:
    r"""Whether bytes are no text of any encoding: many zeros or control characters that no wide encoding explains.

    Examples
    --------
    >>> texts = (b"goods,kg\ntea,2\n" * 9, "茶,2\n".encode("utf-16-le") * 20, bytes(range(256)))
    >>> [is_binary(text) for text in texts]
    [False, False, True]
    """
    if head.startswith(_BOMS):
        return False
    sample = head[:_SAMPLE].rstrip(b"\0")  # which old systems fill a file up with
    n_controls, n_high = (len(sample) - len(sample.translate(None, kinds)) for kinds in (_CONTROLS, _HIGH))
    has_zeros = sample.count(0) > _ZERO_SHARE * len(sample)
    is_mixed = n_controls > _CONTROL_SHARE * len(sample) and n_high > _HIGH_SHARE * len(sample)
    if len(sample) < _LEAST or _is_utf8(sample) or not (has_zeros or is_mixed):
        return False
    return not any(_is_wide_text(sample, name) for name in _WIDE)


def _is_utf8(sample: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a character that the end of the sample cuts; zeros may pad a text."""
    if sample.count(0) > _PADDED * len(sample):
        return False
    try:
        sample[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(sample) - 8
    return True


def _is_wide_text(sample: bytes, encoding: str) -> bool:
    text = sample[: len(sample) // 4 * 4].decode(encoding, "replace")
    n_good = sum(character.isalnum() or character.isspace() or character.isprintable() for character in text)
    n_odd = sum(not character.isascii() and not character.isalnum() for character in text)
    return n_good >= 0.98 * len(text) and n_odd <= 0.1 * len(text)


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    raise ManifestError(_sentence(source))
    yield  # type: ignore[unreachable]  # makes this a generator, as every format's reader is


def _sentence(source: Source) -> str:
    kind = unread_kind(source)
    if kind is not None:
        return f"{source.name} is {kind.label}, which riskscan does not read. {kind.remedy}."
    return f"{source.name} is no text and no file of a kind that riskscan knows: ask for it as CSV."


FORMAT = Format("unread", "known files that are not read", _tells, _tables)
