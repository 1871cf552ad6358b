"""One spelling for the many spellings of a trader's name or address, so that its history is counted together."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import compress

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.tables.party_words import PartyWordKind, load_party_words
from riskscan.tables.vague_terms import load_vague_terms

__all__ = [
    "combine_keys",
    "forget_parties",
    "has_po_box",
    "key_of",
    "keys_of_each",
    "normalize_address",
    "normalize_party",
    "party_keys",
]

Keys = NDArray[np.int64]

_FORMS: tuple[PartyWordKind, ...] = ("legal_form", "legal_form_suffix")
_NOT_WORD = re.compile(r"[\W_]+")
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""What `_NOT_WORD` and folding make of plain letters, many times sooner."""
_ASCII_LINES = _ASCII_WORDS | {ord("\n"): "\n"}
_COUNTED = {ord(figure): "0" for figure in "123456789"}
_MOST_KEPT = 60_000
"""Names, and addresses, whose keys are kept: traders come again in other parts of a table."""
_INITIALS = re.compile(r"\b(?:[a-z] ){1,3}[a-z]\b")


def normalize_party(name: str | None) -> str | None:
    """Return the one spelling of a trader's name, None where it names nobody.

    Case, accents, punctuation and the legal form at the end do not count.

    Examples
    --------
    >>> normalize_party("QUÍMICA del Pacífico, S.A. de C.V.")
    'quimica del pacifico'
    >>> normalize_party("R&D Supply L.L.C."), normalize_party("R & D SUPPLY LLC")
    ('r d supply', 'r d supply')
    >>> normalize_party("N/A") is None
    True
    """
    return next(_normal_parties([(_plain(name) or "").split()]))


def _normal_parties(names: Iterable[list[str]]) -> Iterator[str | None]:
    """Yield the one spelling of each of some names, given as plain words."""
    last_words, nobody, form = _last_words(), _nobody(), _legal_form()
    for words in names:
        text = " ".join(words)
        if words and min(map(len, words)) == 1:
            text = _INITIALS.sub(_join_legal_initials, text)
        if not text.isascii() or text.rpartition(" ")[2] in last_words:
            text = form.sub("", text).strip() or text
        yield text if text and text not in nobody else None


def normalize_address(address: str | None) -> str | None:
    """Return the one spelling of an address, None where it has none.

    Examples
    --------
    >>> normalize_address("P.O. Box 221, Tucson AZ"), normalize_address("PO BOX 221 Tucson, az")
    ('pobox 221 tucson az', 'pobox 221 tucson az')
    >>> normalize_address("22 Elm Ct., Mesa")
    '22 elm court mesa'
    """
    return next(_normal_addresses([(_plain(address) or "").split()]))


def _normal_addresses(addresses: Sequence[list[str]]) -> Iterator[str | None]:
    """Yield the one spelling of each of some addresses, given as plain words."""
    nobody, box, ends, senses = _nobody(), _numbered_box(), _box_ends(), _address_words()
    texts = list(map(" ".join, addresses))
    together = "\n".join(texts)
    counted = together.translate(_COUNTED)
    ends = tuple(end for end in ends if end in counted)  # most tables have few
    for words, plain, shape in zip(addresses, texts, counted.split("\n"), strict=True):
        if not plain or plain in nobody:
            yield None
            continue
        if (ends and any(map(shape.__contains__, ends))) or not plain.isascii():
            words = box.sub("pobox ", plain).split()
        yield " ".join(filter(None, map(senses.get, words, words))) or None


def has_po_box(address: str) -> bool:
    """Whether an address is that of a box at a post office.

    Examples
    --------
    >>> has_po_box("P.O. Box 221, Tucson AZ"), has_po_box("Boîte postale 12, Lyon"), has_po_box("12 Box Street, Leeds")
    (True, True, False)
    """
    return _any_box().search(_plain(address) or "") is not None


def key_of(text: str) -> int:
    """Return the 64-bit key of a normalised text; never 0, which stands for none."""
    return (
        int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True) or 1
    )


def party_keys(texts: Iterable[object], *, address: bool = False) -> Keys:
    """Return the key of each name (or address), 0 where it names nobody.

    Parameters
    ----------
    texts : iterable of str or None
        Names or addresses as on the manifest.
    address : bool, default False
        Whether they are addresses.
    """
    codes, uniques = pd.factorize(pd.Series(list(texts), dtype=object))
    keys = keys_of_each([text if isinstance(text, str) else str(text) for text in uniques], address=address)
    return np.append(keys, 0)[codes]  # the last stands for null, code -1


def keys_of_each(texts: Collection[str], *, address: bool = False) -> Keys:
    """Return what `party_keys` does of texts of which hardly any stands twice; ``""`` names nobody.

    Parameters
    ----------
    texts : collection of str
        Names or addresses.
    address : bool, default False
        Whether they are addresses.
    """
    known = _known_keys[address]
    keys = list(map(known.get, texts))
    if None in keys:
        new = [text for text, key in zip(texts, keys, strict=True) if key is None]
        if len(known) + len(new) > _MOST_KEPT:  # those go that came first
            for text in list(known)[: len(known) // 2]:
                known.pop(text, None)
        found = dict(zip(new, _keys_of(new, address=address), strict=True))
        if len(known) + len(new) <= _MOST_KEPT:
            known.update(found)
        keys = [found[text] if key is None else key for text, key in zip(texts, keys, strict=True)]
    return np.array(keys, dtype=np.int64)


_known_keys: dict[bool, dict[str, int]] = {False: {}, True: {}}
"""Of names, and of addresses."""


def _keys_of(texts: Sequence[str], *, address: bool) -> Iterator[int]:
    normal = _normal_addresses if address else _normal_parties
    for text in normal(list(_words_of_each(texts))):
        yield key_of(text) if text else 0


def _words_of_each(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of what `_plain` makes of each text; those of plain letters are looked at all together."""
    is_ascii = list(map(str.isascii, texts))
    ascii_texts = list(compress(texts, is_ascii))
    joined = "\n".join(ascii_texts)
    if joined.count("\n") >= max(len(ascii_texts), 1):  # some have line breaks
        yield from ((_plain(text) or "").split() for text in texts)
        return
    lines = iter(joined.translate(_ASCII_LINES).split("\n"))
    for text, told in zip(texts, is_ascii, strict=True):
        yield (next(lines) if told else _plain(text) or "").split()


def forget_parties() -> None:
    """Let go of names and addresses whose keys are remembered: a run that has counted them asks no more for them."""
    for known in _known_keys.values():
        known.clear()


def combine_keys(first: Keys, second: Keys) -> Keys:
    """Return the key of each pair of keys, 0 where either is 0; the order of the two counts."""
    left, right = first.view(np.uint64), second.view(np.uint64)
    mixed = left * np.uint64(0x9E3779B97F4A7C15) ^ (right * np.uint64(0xC2B2AE3D27D4EB4F) + (left >> np.uint64(29)))
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xD6E8FEB86659FD93)
    mixed = np.where(mixed == 0, np.uint64(1), mixed).astype(np.uint64)
    return np.where((first == 0) | (second == 0), 0, mixed.view(np.int64)).astype(np.int64)


def _plain(text: str | None) -> str | None:
    if not text:
        return None
    if text.isascii():
        return " ".join(text.translate(_ASCII_WORDS).split()) or None
    # Letters of other shapes become plain ones before case is folded, and once more for what folding brings.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", letters).strip() or None


def _join_legal_initials(match: re.Match[str]) -> str:
    """Join initials that spell a legal form (``s a de c v``, ``l l c``), and leave others apart."""
    joined = match.group().replace(" ", "")
    return joined if joined in _legal_initials() else match.group()


@cache
def _legal_initials() -> frozenset[str]:
    return frozenset(entry.word for entry in load_party_words() if entry.kind == "initials")


@cache
def _legal_form() -> re.Pattern[str]:
    """Match legal forms at the end of a name: whole words, or a suffix in scripts that leave no space."""
    words = {kind: [entry.word for entry in load_party_words() if entry.kind == kind] for kind in _FORMS}
    spaced, joined = ("|".join(sorted(map(re.escape, words[kind]), key=len, reverse=True)) for kind in _FORMS)
    return re.compile(rf"(?:\s(?:{spaced})|(?:{joined}))+$")


@cache
def _last_words() -> frozenset[str]:
    """Return the last word of every legal form that stands apart, and every form of plain letters that does not."""
    forms = (entry.word for entry in load_party_words() if entry.kind in _FORMS)
    return frozenset(form.rpartition(" ")[2] for form in forms)


@cache
def _address_words() -> dict[str, str]:
    return {entry.word: entry.stands_for for entry in load_party_words() if entry.kind == "address"}


@cache
def _any_box() -> re.Pattern[str]:
    return re.compile(rf"(?:{_box_words('po_box')})(?![^\W\d_])")


@cache
def _numbered_box() -> re.Pattern[str]:
    return re.compile(rf"(?:{_box_words('po_box', 'po_box_before_number')})\s*(?=\d)")


@cache
def _box_ends() -> tuple[str, ...]:
    """Return what every text of plain letters with a numbered box holds one of, its figures all 0."""
    words = (entry.word for entry in load_party_words() if entry.kind in ("po_box", "po_box_before_number"))
    return tuple(f"{end}{gap}0" for end in {word.split()[-1] for word in words} for gap in ("", " "))


def _box_words(*kinds: PartyWordKind) -> str:
    """Return a pattern of words for boxes, the longest first; letters of alphabets begin a word."""
    words = sorted((entry.word for entry in load_party_words() if entry.kind in kinds), key=len, reverse=True)
    return "|".join((r"\b" if word.isascii() else "") + re.escape(word).replace(r"\ ", r"\s*") for word in words)


@cache
def _nobody() -> frozenset[str]:
    terms = (_plain(entry.term) for entry in load_vague_terms() if entry.kind == "party")
    return frozenset(term for term in terms if term)
