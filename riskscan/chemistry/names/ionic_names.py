"""Salts that are named by their ions, in any language: ``difosfato disodico``, ``wodorowęglan sodu``.

Words are cut into parts by one table (`riskscan.tables.ions`): ions, how many of them, hydrogens that are left. What
stands together is put together to the salt, so that no salt needs a row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, lcm

from riskscan.chemistry.text.spelling import strip_accents
from riskscan.chemistry.text.writing import is_hangul
from riskscan.tables.ions import IonWord, any_ion_words, load_ion_words
from riskscan.tables.small_words import load_small_words

__all__ = ["IonicName", "find_anions", "find_cations", "find_ionic_names", "is_cation", "is_ion", "is_salt_of_ions"]

_WORD = re.compile(r"\((?:[IVX]{1,4}|\d)\)|[^\W_]+(?:[-'’][^\W_]+)*['’]?|[^\w\s]")
_VALENCE = re.compile(r"\((?:[IVX]{1,4}|\d)\)|\b[IVX]{2,4}\b")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_PIECES = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^و?ال(?=[^\W\d_]{3})")
_CHARGE = re.compile(r"([+-])(\d?)\]")
_MANY = ("", "", "di", "tri", "tetra")
_MOST_KEPT = 50_000
_SHORTEST_SALT, _LONGEST = 8, 60


@dataclass(frozen=True, slots=True)
class IonicName:
    """A salt, or (without a cation) the salts of an acid, and its place in a text.

    Attributes
    ----------
    start, end : int
    name : str
        In English.
    smiles : str
        Of the salt; empty where no metal is said or an ion is drawn nowhere.
    has_cation : bool
    """

    start: int
    end: int
    name: str
    smiles: str
    has_cation: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a word, or (word None) a small word, between two places of the text."""

    word: IonWord | None
    start: int
    end: int

    def is_a(self, *kinds: str) -> bool:
        return self.word is not None and self.word.kind in kinds


def find_ionic_names(text: str) -> list[IonicName]:
    """Return the salts that a text names by their ions, in order; none has a word of another.

    Examples
    --------
    >>> [salt.name for salt in find_ionic_names("difosfato disodico, carbonati di ammonio e di sodio (natriumfosfaat)")]
    ['disodium diphosphate', 'ammonium sodium carbonate', 'sodium phosphate']
    >>> [(salt.name, salt.has_cation) for salt in find_ionic_names("difosforany 25 kg; formato A4")]
    [('diphosphate', False)]
    """
    return [salt for parts in _side_by_side(text) for salt in _salts(text, parts)]


def is_cation(word: str) -> bool:
    """Whether a word says nothing but a metal or ammonium, in any language: it names no compound alone.

    Examples
    --------
    >>> is_cation("disodium"), is_cation("wapnia"), is_cation("natriumnitriet")
    (True, True, False)
    """
    return "cation" in _kinds(word) and _kinds(word) <= {"cation", "count"}


def find_cations(text: str) -> Iterator[str]:
    """Yield the metals that the words of a text name alone, in English.

    Examples
    --------
    >>> list(find_cations("Magnesio, Zink; wapnia 3 mg, sel"))
    ['magnesium', 'zinc', 'calcium']
    """
    for word in _PIECES.findall(text):
        if is_cation(word):
            yield from (part.name for part in _parts_of(word) or () if part and part.kind == "cation")


def find_anions(word: str) -> frozenset[str]:
    """Return the anions that a folded word names, in English; a word that is of no salt names none.

    Examples
    --------
    >>> sorted(find_anions("solfuro")), sorted(find_anions("solfato")), sorted(find_anions("aceton"))
    (['sulfide'], ['sulfate'], [])
    """
    return frozenset(part.name for part in _parts_of(word) or () if part and part.kind == "anion")


def is_ion(word: str) -> bool:
    """Whether a word says nothing but one of the two ions of a salt, or how many of it.

    Examples
    --------
    >>> is_ion("bromure"), is_ion("disodium"), is_ion("natriumbromide"), is_ion("difosforany")
    (True, True, False, False)
    """
    if is_cation(word):
        return True
    parts = [part for part in _parts_of(word) or () if part]  # the salts of an acid, whichever metal, are more
    anions = [part for part in parts if part.kind == "anion"]
    return bool(anions) and not anions[0].alone and _kinds(word) <= {"anion", "count", "hydrogen"}


def _kinds(word: str) -> set[str]:
    return {part.kind for part in _parts_of(word) or () if part}


def is_salt_of_ions(word: str) -> bool:
    """Whether a folded word is made of the words for ions and says a salt, or the salts of an acid.

    Examples
    --------
    >>> is_salt_of_ions("natriumbicarbonaat"), is_salt_of_ions("bicarbonato"), is_salt_of_ions("natrium")
    (True, True, False)
    """
    if not _SHORTEST_SALT <= len(word) <= _LONGEST or _made_of_parts().fullmatch(word) is None:
        return False
    parts = _parts_of(word) or ()
    anion = next((part for part in parts if part and part.kind == "anion"), None)
    return anion is not None and (anion.alone or any(part and part.kind == "cation" for part in parts))


def _side_by_side(text: str) -> Iterator[list[_Part]]:
    """Yield the parts of words that stand side by side, wherever an anion is among them."""
    if not any(map(_has_anion, _WORD.findall(text))):
        return  # most lines: a look that makes nothing
    parts: list[_Part] = []
    for word in _WORD.finditer(text):
        if _VALENCE.fullmatch(word.group()):
            continue
        found = _parts_of(word.group())
        if found is not None:
            parts += [_Part(part, *word.span()) for part in found]
            continue
        if any(part.is_a("anion") for part in parts):
            yield parts
        parts = []
    if any(part.is_a("anion") for part in parts):
        yield parts


@lru_cache(maxsize=_MOST_KEPT)
def _has_anion(word: str) -> bool:
    return any(part is not None and part.kind == "anion" for part in _parts_of(word) or ())


@lru_cache(maxsize=_MOST_KEPT)
def _parts_of(word: str) -> tuple[IonWord | None, ...] | None:
    """Return the parts that make up a word (None for a small word), or None where it is no word of salts."""
    if len(word) > _LONGEST:
        return None
    if word.isascii() and word.isalpha() and _VALENCE.search(word) is None:  # most words
        folded = word.lower()
        return (None,) if folded in _small_words() else _cut(folded) if len(folded) > 1 else None
    folded = _ARTICLE.sub("", strip_accents(_VALENCE.sub("", word).casefold()))
    if folded in _small_words():
        return (None,)
    whole = _cut(_NO_LETTERS.sub("", folded)) if len(folded) > 1 else None
    if whole is not None or folded.isalpha():
        return whole
    letters = [piece for piece in _PIECES.findall(folded) if f"{piece}'" not in _small_words() and not piece.isdigit()]
    pieces = list(map(_cut, letters))
    return None if not pieces or None in pieces else tuple(part for piece in pieces if piece for part in piece)


def _cut(letters: str) -> tuple[IonWord, ...] | None:
    """Return the parts that letters are made of, the longest first at each place, or None."""
    if not letters or _made_of_parts().fullmatch(letters) is None:
        return None
    for end in range(len(letters), 0, -1):
        part = next((word for pattern, word in _patterns() if pattern.fullmatch(letters, 0, end)), None)
        if part is None:
            continue
        if end == len(letters):
            return (part,)
        if (rest := _cut(letters[end:])) is not None:
            return (part, *rest)
    return None


def _salts(text: str, parts: Sequence[_Part]) -> Iterator[IonicName]:
    taken = 0
    for place, part in enumerate(parts):
        if not part.is_a("anion"):
            continue
        first, last = _before(parts, place, taken), place
        if not any(other.is_a("cation") for other in parts[first:place]):
            last = _behind(parts, place)
        taken = last + 1
        salt = _put_together(parts[first : last + 1])
        if salt is not None and (salt.has_cation or not is_hangul(text[part.start])):
            yield salt  # the Korean words for salts are those for the acids


def _before(parts: Sequence[_Part], place: int, taken: int) -> int:
    """Return where what stands before an anion and belongs to it begins."""
    first = place
    while first > taken and parts[first - 1].is_a("cation", "hydrogen", "count", "group"):
        first -= 1
    return first


def _behind(parts: Sequence[_Part], place: int) -> int:
    """Return where what stands behind an anion and belongs to it ends: no small word does."""
    last = place
    for further in range(place + 1, len(parts)):
        if parts[further].is_a("anion"):
            break
        if parts[further].is_a("cation", "hydrogen", "basic", "group"):
            last = further
    return last


def _put_together(parts: Sequence[_Part]) -> IonicName | None:
    words = [part.word for part in parts if part.word is not None]
    anion = next(word for word in words if word.kind == "anion")
    cations: dict[str, tuple[IonWord, int]] = {}
    number, n_hydrogens, basic = 0, 0, 0
    for word in words:
        if word.kind == "count":
            number = int(word.name)
            continue
        if word.kind == "basic":
            basic = int(word.name)
        elif word.kind == "hydrogen":
            n_hydrogens += number or 1
        elif word.kind == "cation":
            cations[word.name] = (word, cations.get(word.name, (word, 0))[1] or number)
        number = 0
    if not cations and not anion.alone:
        return None
    counts = [(word, count or basic) for word, count in cations.values()]
    acid = ["hydrogen"] if n_hydrogens else []
    name = " ".join([*(_MANY[count] + word.name for word, count in counts), *acid, anion.name])
    is_drawn = bool(counts) and all(word.smiles for word in (anion, *(word for word, _ in counts)))
    smiles = _draw(anion.smiles, counts, n_hydrogens) if is_drawn else ""
    return IonicName(parts[0].start, parts[-1].end, name, smiles, bool(counts))


def _draw(anion: str, cations: Sequence[tuple[IonWord, int]], n_hydrogens: int) -> str:
    """Return the SMILES of a salt: neutral, with as many hydrogens of the acid left as the numbers leave."""
    negative = -_charge(anion)
    each = [(word.smiles, _charge(word.smiles), count) for word, count in cations]
    positive = sum(charge * max(count, 1) for _, charge, count in each)
    if n_hydrogens or any(count for *_, count in each):
        n_anions = max(1, ceil(positive / negative))
        left = n_anions * negative - positive
        acids = [anion.replace("[O-]", "O", max(0, min(negative - 1, left)))] + [anion] * (n_anions - 1)
        return ".".join([*(smiles for smiles, _, count in each for _ in range(max(count, 1))), *acids])
    common = lcm(positive, negative)
    return ".".join([*(smiles for smiles, *_ in each)] * (common // positive) + [anion] * (common // negative))


def _charge(smiles: str) -> int:
    return sum(int(sign + (number or "1")) for sign, number in _CHARGE.findall(smiles))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], IonWord], ...]:
    return tuple((re.compile(word.pattern), word) for word in load_ion_words())


@cache
def _made_of_parts() -> re.Pattern[str]:
    """Return the pattern of words made of parts and of nothing else: a look that spares most words the next one."""
    return re.compile(any_ion_words(load_ion_words()))


@cache
def _small_words() -> frozenset[str]:
    """Return the small words that may stand between ions, folded."""
    words = (*load_small_words("of"), *load_small_words("and"))
    return frozenset(strip_accents(word.casefold()) for word in words if word != "&")
