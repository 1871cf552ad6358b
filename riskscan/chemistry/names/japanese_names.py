"""Japanese names of chemicals that no list holds: katakana turned back into the English parts it was written after.

The Chemical Society of Japan writes a systematic name letter by letter. So the parts of English names are written in
katakana once, and a run is cut into them. What is cut wrongly does no harm: no table and not OPSIN reads it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from riskscan.chemistry.text.spelling import clean_characters, fold_name
from riskscan.tables.japanese_parts import load_japanese_parts

__all__ = ["JapaneseName", "find_japanese_names", "in_katakana", "may_hold_japanese_name"]

_LONGEST = 120
_HAS_KANA = re.compile("[\u30a1-\u30fa\uff66-\uff9d]")
_SIGNS = r"\d'αβγnopm()\[\],-"
_ENDINGS = (
    "ane", "yl", "ene", "yne", "anol", "anone", "anal", "oxy", "anediol", "anedione", "anoyl", "enyl", "ynyl", "ylene",
    "anamine", "anethiol", "anenitrile", "yloxy", "ylidene", "anamide",
)  # fmt: skip
_SPELLED = (
    ("ph", "f"), ("th", "t"), ("rh", "r"), ("ch", "k"), ("qu", "k"), ("y", "i"), ("l", "r"), ("v", "b"),
)  # fmt: skip
_DOUBLED = re.compile(r"([^aiueo])\1")
_SYLLABLE = re.compile("[^aiueo]?[aiueo]|[^aiueo]")
_ROWS = {
    "": "アイウエオ", "b": "バビブベボブ", "c": "カシクセコク", "d": "ダジズデドド", "g": "ガギグゲゴグ",
    "h": "ハヒフヘホフ", "k": "カキクケコク", "m": "マミムメモム", "n": "ナニヌネノン", "p": "パピプペポプ",
    "r": "ラリルレロル", "s": "サシスセソス", "t": "タチツテトト", "z": "ザジズゼゾズ",
}  # fmt: skip
_SMALL = {"f": ("ファ", "フィ", "フ", "フェ", "フォ", "フ"), "x": ("キサ", "キシ", "キス", "キセ", "キソ", "キス")}
_SMALL_N = re.compile("(?<![a-z])n(?=[-,])")
_GOING_ON = frozenset("酸塩化基無水亜過")
"""Characters that carry a name on, so that it is another one than its katakana say."""
_LEAST_PARTS = 2
_LEAST_KANA = 6
_LEAST_LONG = 3
_TWO_GROUPS = re.compile("yl(?=[a-z]+yl (?:ketone|ether)$)")
"""Names of two groups, which English writes apart."""


@dataclass(frozen=True, slots=True)
class JapaneseName:
    """Characters of a text that parts of names make up, and their place."""

    start: int
    end: int
    text: str
    reading: str
    """In English; empty where a character beside it carries the name on."""
    wants_a_look: bool
    """Whether they look like a name even where it cannot be read."""


def in_katakana(english: str) -> str:
    """Return a part of a name as the rule writes it, without the signs of long vowels.

    Examples
    --------
    >>> in_katakana("cyclo"), in_katakana("phenyl"), in_katakana("hexanone"), in_katakana("methoxy")
    ('シクロ', 'フェニル', 'ヘキサノン', 'メトキシ')
    """
    letters = english.strip()
    for written, sound in _SPELLED:
        letters = letters.replace(written, sound)
    letters = _DOUBLED.sub(r"\1", letters.removesuffix("e") if len(letters) > len("one") else letters)
    letters = re.sub("m(?=[bp])", "n", letters)
    return "".join(map(_kana, _SYLLABLE.findall(letters)))


def may_hold_japanese_name(text: str) -> bool:
    """Whether a name may stand in a text: it is folded only where it has katakana."""
    if not _HAS_KANA.search(text):
        return False
    return next(find_japanese_names(fold_name(clean_characters(text))), None) is not None


def find_japanese_names(text: str) -> Iterator[JapaneseName]:
    """Yield what may be names in a folded text, in order.

    Examples
    --------
    >>> [name.reading for name in find_japanese_names(fold_name("2-クロロピリジン 5kg, ポリエチレン袋"))]
    ['2-chloropyridine']
    """
    for match in _run().finditer(text):
        words = match.group().lstrip("-,')]")
        reading, parts = _read(words) if len(words) <= _LONGEST else ("", 0)
        if not reading and len(words) <= _LONGEST and _is_mostly_parts(words):
            yield JapaneseName(match.end() - len(words), match.end(), words, "", wants_a_look=True)
        if reading:
            beside = {text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]} - {""}
            if not beside.isdisjoint(_GOING_ON):
                reading = ""
            kana = len(_HAS_KANA.findall(words))
            looks = parts >= _LEAST_PARTS and kana >= _LEAST_KANA
            yield JapaneseName(match.end() - len(words), match.end(), words, reading, looks)


@lru_cache(maxsize=20_000)
def _read(words: str) -> tuple[str, int]:
    """Return words in English and of how many parts they are; the fewest parts, empty where they are not covered."""
    before = next((kana for kana in _salts("salt_before") if words.startswith(kana)), "")
    behind = next((kana for kana in _salts("salt_behind") if words.endswith(kana)), "")
    name = words[len(before) : len(words) - len(behind)].replace("ー", "")
    parts, names = _parts()
    best: list[tuple[int, str] | None] = [(0, ""), *([None] * len(name))]
    for place, sign in enumerate(name):
        if (here := best[place]) is None:
            continue
        if not _HAS_KANA.match(sign):
            _better(best, place + 1, (here[0], here[1] + sign))
            continue
        for size in range(1, min(_longest(), len(name) - place) + 1):
            if english := parts.get(name[place : place + size]):
                _better(best, place + size, (here[0] + 1, here[1] + english))
    whole = best[-1]
    bare = name.rstrip(")]")
    if whole is None or not (before or any(bare.endswith(one) for one in names)):
        return "", 0
    if whole[0] == 1 and "ー" in words.replace("ール", ""):
        return "", 0  # ``ブータン`` is a country
    english = _TWO_GROUPS.sub("yl ", _SMALL_N.sub("N", whole[1].strip()))
    salt = _salts("salt_before").get(before) or _salts("salt_behind").get(behind, "")
    return f"{english} {salt}".strip(), whole[0] + bool(salt)


@lru_cache(maxsize=20_000)
def _is_mostly_parts(words: str) -> bool:
    """Whether two long parts or more make up most of words that are not read as a whole."""
    name = "".join(_HAS_KANA.findall(words))
    parts, place, met, covered = _parts()[0], 0, 0, 0
    while place < len(name):
        sizes = range(min(_longest(), len(name) - place), _LEAST_LONG - 1, -1)
        size = next((size for size in sizes if name[place : place + size] in parts), 0)
        met, covered, place = met + bool(size), covered + size, place + (size or 1)
    return met >= _LEAST_PARTS and len(name) > _LEAST_KANA and covered * 3 >= len(name) * 2


def _better(best: list[tuple[int, str] | None], place: int, found: tuple[int, str]) -> None:
    if (known := best[place]) is None or found[0] < known[0]:
        best[place] = found


def _kana(syllable: str) -> str:
    consonant, vowel = (syllable[:-1], syllable[-1]) if syllable[-1] in "aiueo" else (syllable, "")
    row = _SMALL.get(consonant) or _ROWS.get(consonant, "")
    place = "aiueo".index(vowel) if vowel else -1
    return row[place] if row else ""


@cache
def _parts() -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the parts by their folded katakana, and those that a name ends with."""
    parts: dict[str, str] = {}
    names: set[str] = set()
    for row in load_japanese_parts():
        if row.role.startswith("salt"):
            continue
        made = [row.english + ending for ending in _ENDINGS] if row.role == "stem" else [row.english]
        for english in made:
            kana = fold_name(row.katakana or in_katakana(english)).replace("ー", "")
            parts.setdefault(kana, f" {english}" if row.role == "word" else english)
            if row.role in ("parent", "word") or (
                row.role == "stem" and not english.endswith(("yl", "oxy", "ylidene", "ylene"))
            ):
                names.add(kana)
    return parts, tuple(names)


@cache
def _longest() -> int:
    return max(map(len, _parts()[0]))


@cache
def _salts(role: str) -> dict[str, str]:
    return {fold_name(row.katakana): row.english for row in load_japanese_parts() if row.role == role}


@cache
def _run() -> re.Pattern[str]:
    before, behind = ("|".join(map(re.escape, _salts(role))) for role in ("salt_before", "salt_behind"))
    kana = "[\u30a1-\u30fa\u30fc]"
    return re.compile(f"(?<!{kana})(?:{before})?(?:[{_SIGNS}]{{0,12}}{kana}){{2,}}[)\\]]{{0,4}}(?:{behind})?")
