"""Text that was decoded wrongly before it came here, and HTML entities, read as they were meant.

UTF-8 that was read in a code page is turned back by `riskscan.manifest.encoding.reversing`; text of one code page that
was read as Windows-1252 is told as files are: by what makes most sense.
"""

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html.entities import name2codepoint

from riskscan.manifest.encoding.code_pages import rate_page, sense_of
from riskscan.manifest.encoding.reversing import Reversal, bytes_of, may_be_turned, reverse
from riskscan.manifest.issues import IssueKind

__all__ = ["Repaired", "repair_text"]

_LAYERS = 3
_LONGEST = 20_000
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
_NAMES = frozenset(name2codepoint) | {"apos"}
_READ_AS = ("cp1252", "cp1251", "cp1250", "cp1254", "cp437", "cp850", "mac-roman", "cp866", "cp852", "koi8-r")
"""Code pages in which UTF-8 is read by mistake, the usual ones first."""
_READ_AS_WIDE = ("gb18030", "cp932", "cp949")
_MEANT = (
    "cp1251", "koi8-r", "cp866", "gb18030", "cp932", "euc_jp", "cp949", "cp950", "cp1253", "cp1255", "cp1256", "cp874",
)  # fmt: skip
"""Code pages whose texts are read as Windows-1252 by mistake and come out without sense."""
_TWO_BEYOND = re.compile(r"[^\x00-\x7f]{2}|[ÂÃÄÅÎÏÐÑ×ØÙ] ")
_NEVER_MEANT = re.compile("[\ufffd\uff61-\uff9f]")
_WIDE = re.compile("[\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]{3}|[a-z][\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f]")
_AFTER_SMALL = re.compile(r"[a-z][ÂÃÄÅ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?![\x80-\xbf])|\w[├┬]\w?")
"""A capital between small letters with a sign after it, or a piece of a frame in a word: no text has these."""
_LATIN_OR_SIGN = re.compile("[\xa0-\u024f\u1e00-\u1eff\u2000-\u22ff]")
_GAIN, _GAIN_OF_PAGE = 5.0, 14.0


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text as it was meant.

    Attributes
    ----------
    text : str
        Equal to what was given where nothing was wrong.
    kinds : tuple of IssueKind
        What was undone: ``html_entities``, ``twice_decoded``.
    """

    text: str
    kinds: tuple[IssueKind, ...] = ()


def repair_text(text: str) -> Repaired:
    """Undo HTML entities and wrong decodings; a text without either comes back as it is.

    Examples
    --------
    >>> repair_text("4â€‘Piperidone").text == "4\\u2011Piperidone"
    True
    >>> repair_text("Ð°Ñ†ÐµÑ‚Ð¾Ð½ &amp; 4&#45;Piperidone&nbsp;HCl").text
    'ацетон & 4-Piperidone HCl'
    >>> repair_text("AT&T, R&D; PÃO DE MAÇÃ")
    Repaired(text='AT&T, R&D; PÃO DE MAÇÃ', kinds=())
    """
    kinds = []
    seen = text
    if "&" in seen and (plain := _without_entities(seen)) != seen:
        kinds.append(IssueKind.HTML_ENTITIES)
        seen = plain
    if not seen.isascii() and len(seen) <= _LONGEST and (meant := _as_meant(seen)) != seen:
        kinds.append(IssueKind.TWICE_DECODED)
        seen = meant
    return Repaired(seen, tuple(kinds)) if kinds else Repaired(text)


def _without_entities(text: str) -> str:
    """Replace entities that end with a semicolon and are of HTML 4; ``&amp;eacute;`` takes two rounds."""
    for _ in range(_LAYERS):
        plain = _ENTITY.sub(_character, text)
        if plain == text:
            break
        text = plain
    return text


def _character(entity: re.Match[str]) -> str:
    name = entity[0][1:-1]
    if not name.startswith("#") and name not in _NAMES:
        return entity[0]
    character = html.unescape(entity[0])
    return " " if character == "\xa0" else character


@lru_cache(maxsize=16_384)
def _as_meant(text: str) -> str:
    for _ in range(_LAYERS):
        is_doubtful = _TWO_BEYOND.search(text) and may_be_turned(text, _READ_AS)
        found = [reverse(text, page) for page in _READ_AS] if is_doubtful else []
        better = (
            _from_utf8(text, [reversal for reversal in found if not reversal.n_left])
            or _from_wide_utf8(text)
            or _from_page(text)
            or _from_utf8(text, found)
        )
        if better is None:
            break
        text = better
    return text


def _from_utf8(text: str, found: list[Reversal]) -> str | None:
    """Return what UTF-8 that was read in a single-byte page was meant to be, None where it was not."""
    turned = [(reversal.n_characters, reversal) for reversal in found if reversal.turned]
    most = max((n_characters for n_characters, _ in turned), default=0)
    if most <= 0:
        return None
    best = {reversal.text: reversal for n_characters, reversal in turned if n_characters == most}
    reversal = (
        next(iter(best.values())) if len(best) == 1 else max(best.values(), key=lambda one: _gain(text, one.text))
    )
    if _AFTER_SMALL.search(text):
        return reversal.text
    if most == 1 and not all(map(_LATIN_OR_SIGN.fullmatch, reversal.turned)):
        return None
    least = 0.0 if reversal.is_beyond_chance else _GAIN
    return reversal.text if _gain(text, reversal.text) > least else None


def _gain(text: str, better: str) -> float:
    """Return by how much more sense the words make that differ."""
    pairs = zip(text.split(" "), better.split(" "), strict=False)
    return sum(_sense(after) - _sense(before) for before, after in dict.fromkeys(pairs) if before != after)


@lru_cache(maxsize=65_536)
def _sense(text: str) -> float:
    return sense_of(text, with_pairs=False)


def _from_wide_utf8(text: str) -> str | None:
    """Return what UTF-8 that was read as Chinese, Japanese or Korean was meant to be, None where it was not."""
    if not _WIDE.search(text):
        return None
    for page in _READ_AS_WIDE:
        try:
            meant = text.encode(page).decode("utf-8")
        except UnicodeError:
            continue
        if _gain(text, meant) > _GAIN:
            return meant
    return None


def _from_page(text: str) -> str | None:
    """Return what text of another code page that was read as Windows-1252 was meant to be, None where it was not."""
    if not _four_western().search(text):
        return None
    table = bytes_of("cp1252")
    if any(letter not in table for letter in text if not letter.isascii()):
        return None
    content = bytes(table.get(letter, ord(letter)) for letter in text)
    readings = [(rate_page(content, page), page) for page in _MEANT]
    (sense, meant), _ = max((reading for reading in readings), key=lambda reading: reading[0][0])
    is_whole = not _NEVER_MEANT.search(meant)
    return meant if is_whole and sense > _sense(text) + _GAIN_OF_PAGE else None


@cache
def _four_western() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(bytes_of("cp1252"))) + "]{4}")
