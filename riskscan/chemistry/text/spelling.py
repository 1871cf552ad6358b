"""Undo what keyboards, fonts, scanners and spreadsheets do to a chemical name, without knowing chemistry.

Three steps, each a total function of text:

`clean_characters`
    what a reader sees: one kind of dash, no invisible characters, Latin letters where look-alikes were put in;
`fold_name`
    what a name index compares: lower case, no accents, Greek letters spelled out, no spaces round punctuation;
`squeeze_name`
    letters and digits only, for names whose punctuation was lost or added.
"""

import re
import unicodedata

from riskscan.identifiers.characters import DASHES
from riskscan.tables.characters import GREEK_NAMES, load_homoglyphs, load_letter_variants

__all__ = [
    "clean_characters", "depends_on_line", "fold_name", "join_line_breaks", "russian_stem", "squeeze_name",
    "strip_accents",
]  # fmt: skip

_DASHES = dict.fromkeys(map(ord, DASHES), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′ʹʼ`´＇"), "'") | dict.fromkeys(map(ord, "“”„‟″«»"), '"')
_PUNCTUATION = _DASHES | _QUOTES | {ord("，"): ",", ord("、"): ",", ord("；"): ";", ord("："): ":"}
_FIGURES = {ord(zero) + value: str(value) for zero in "٠۰०০๐" for value in range(10)}
"""Of Arabic, Persian, Hindi, Bengali and Thai: numbers are written with them there."""
_AS_SEEN = _PUNCTUATION | _FIGURES | {ord("ϲ"): "c", ord("Ϲ"): "C"}
"""The compatibility form of a lunate sigma is an s, but it looks like a c."""
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z]")
_ALIEN = re.compile(r"[\u0370-\u058f\u0131\u0180-\u02af\u1d00-\u1dbf\uab70-\uabbf]")
_WITHOUT_MARKS = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u3041-\u3096\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3]*"
)
"""Letters of the scripts of trade, none of which is a mark that joins the letter before."""
_LAST_LATIN, _FIRST_CYRILLIC = "\u024f", "\u0400"
_BROKEN = re.compile("ï¿½|ÿþ|þÿ")
"""The sign for a lost letter and the marks of byte order, read as letters."""
_WORD = re.compile(r"\S+")
_CYRILLIC_SHAPE = re.compile(r"[бвгджзийклмнптфцчшщъыьэюяё]|[БГДЖЗИЙЛПУФЦЧШЩЪЫЬЭЮЯЁ]")
"""Letters that no reader takes for Latin ones: a word of Cyrillic letters that has one is a word of its language."""
_AS_CYRILLIC = str.maketrans("aceikopxyABCEHIKMOPTXY", "асеікорхуАВСЕНІКМОРТХУ")
"""Latin letters in a Cyrillic word, by their looks; the other way about see `load_homoglyphs`."""
_RUSSIAN_ENDING = re.compile(
    r"(?<=[а-яії]{4})(?:ого|его|ому|ему|ыми|ими|ами|ями|ой|ої|ою|ей|ый|ий|ій|ая|яя|ое|ее|ую|юю|ом|ем|ам|ям|ах|ях|ов|ев"
    r"|ів|ым|им|ых|их|а|я|у|ю|е|и|ы|і|о|ь)(?![а-яії])"
)
_GREEK_ALONE = re.compile(
    f"(?<![^\\W\\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])[{''.join(GREEK_NAMES)}](?![^\\W\\d_])"
)
"""Also right behind Chinese, Japanese and Korean, which set no space before a name: 溶剂α-..."""
_GREEK_BEFORE_NAME = re.compile(f"(?<![^\\W\\d_])[{''.join(GREEK_NAMES)}](?=[a-z]{{4}})")
_DOTTED_GREEK = re.compile(r"\.(alpha|beta|gamma|delta|omega)\.")
_SPACE_ROUND_PUNCTUATION = re.compile(r"\s+(?=[-,;:()/+'])|(?<=[-,;:()/+'])\s+")
_HAS_SPACE = re.compile(r"\s")
_BRACKETS = str.maketrans("[]{}<>", "()()()")
_NOT_ALPHANUMERIC = re.compile(r"(?:(?<!\d)'|[^\w'\u0900-\u0eff]|_)+")
"""The signs of vowels in the scripts of India and South East Asia are no letters to Python, but part of a word."""
_ASCII_NOT_ALPHANUMERIC = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())
_LINE_BREAK_HYPHEN = re.compile(r"-[ \t]*[\r\n]+[ \t]*")


def clean_characters(text: str) -> str:
    """Return the text as a reader sees it.

    Compatibility forms (full width, mathematical, superscript) become plain, invisible and control characters
    go, dashes and quotes become one kind, and look-alike letters inside Latin words become Latin. Line breaks
    stay: `join_line_breaks` decides on them.

    Parameters
    ----------
    text : str
        Any text, lone surrogates included.

    Returns
    -------
    str

    Examples
    --------
    >>> clean_characters("４‑ріреridоne\\u200b")
    '4-piperidone'
    >>> clean_characters("эфедрин")
    'эфедрин'
    """
    if text.isascii():
        return text if text.isprintable() else _drop_invisible(text)
    text = _BROKEN.sub("\ufffd", text)
    text = _drop_invisible(unicodedata.normalize("NFKC", text.translate(_AS_SEEN)))
    text = text.translate(_PUNCTUATION)
    return _replace_homoglyphs(text) if _ALIEN.search(text) else text


def depends_on_line(word: str) -> bool:
    """Whether a word between spaces may be read in one way or another, as the line is written in Latin letters or not.

    Examples
    --------
    >>> depends_on_line("асе"), depends_on_line("эфедрин"), depends_on_line("cotton")
    (True, False, False)
    """
    if _ALIEN.search(word) is None:
        return unicodedata.combining(word[0]) != 0
    plain = unicodedata.normalize("NFKC", word.translate(_AS_SEEN)).translate(_PUNCTUATION)
    return unicodedata.combining(word[0]) != 0 or _latinize_word(plain, True) != _latinize_word(plain, False)


def _drop_invisible(text: str) -> str:
    if text.isprintable() and _WITHOUT_MARKS.fullmatch(text):
        return text
    kept: list[str] = []
    for character in text:
        category = unicodedata.category(character)
        if category in ("Cf", "Cs", "Co", "Cn"):
            continue
        if category == "Mn" and kept and kept[-1] < "\u0400":
            continue  # a mark that no letter takes: decoration
        kept.append(" " if category == "Cc" and character not in "\r\n" else character)
    return "".join(kept)


def _replace_homoglyphs(text: str) -> str:
    latin = len(_LATIN.findall(text))
    mostly_latin = latin * 2 > sum(map(str.isalpha, text))
    if not mostly_latin:
        return _WORD.sub(lambda word: _latinize_word(word.group(), may_be_alien=False), text)
    foreign = [any(map(_is_foreign, _LETTER_RUN.findall(word))) for word in _WORD.findall(text)]
    places = iter(range(len(foreign)))

    def latinize(word: re.Match[str]) -> str:
        place = next(places)
        return _latinize_word(word.group(), may_be_alien=not any(foreign[max(0, place - 1) : place + 2]))

    return _WORD.sub(latinize, text)


def _is_foreign(run: str) -> bool:
    """Whether a run of letters is a Cyrillic word, beside which another may be Cyrillic too."""
    return _CYRILLIC_SHAPE.search(run) is not None and not _LATIN.search(run)


def _latinize_word(word: str, may_be_alien: bool) -> str:
    if not _ALIEN.search(word):
        return word
    return _LETTER_RUN.sub(lambda run: _latinize_run(run.group(), may_be_alien), word)


def _latinize_run(run: str, may_be_alien: bool) -> str:
    """Map look-alikes of one run of letters where it has Latin ones too, or where a run all alien may be meant so."""
    if not _ALIEN.search(run):
        return run
    if not _LATIN.search(run) and (not may_be_alien or run.lower() in GREEK_NAMES):
        return run
    if _CYRILLIC_SHAPE.search(run) and not _LATIN.search(back := run.translate(_AS_CYRILLIC)):
        return back
    if run[0].lower() in GREEK_NAMES and run[1:] in ("R", "S"):
        return run  # "(αS)"
    if run[0].lower() in GREEK_NAMES and _LATIN.search(run[1:]) and not _ALIEN.search(run[1:]) and len(run) > 4:
        return run  # "αmethyl": a Greek locant whose hyphen was lost
    homoglyphs = load_homoglyphs()
    mapped = [homoglyphs.get(letter) or homoglyphs.get(letter.lower(), letter) for letter in run]
    if any(letter > _LAST_LATIN for letter in mapped):
        return run
    return "".join(new.upper() if old.isupper() else new for old, new in zip(run, mapped, strict=True))


def strip_accents(text: str) -> str:
    """Return the text without combining marks on Latin and Greek letters, and one form for letters of several forms.

    Examples
    --------
    >>> strip_accents("ácido fenilacético"), strip_accents("biały")
    ('acido fenilacetico', 'bialy')
    >>> strip_accents("йод")
    'йод'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(load_letter_variants()))
    marks = set(filter(unicodedata.combining, decomposed))
    bare = decomposed.translate(dict.fromkeys(map(ord, marks))) if marks else decomposed
    if not marks or (decomposed[0] not in marks and max(bare) < _FIRST_CYRILLIC):
        return unicodedata.normalize("NFC", bare)
    kept: list[str] = []
    for character in decomposed:
        if not (character in marks and kept and kept[-1] < _FIRST_CYRILLIC):
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def join_line_breaks(text: str) -> tuple[str, ...]:
    """Return the readings of a text that breaks lines: hyphens at a break kept, then dropped.

    Examples
    --------
    >>> join_line_breaks("4-piperi-\\ndone")
    ('4-piperi-done', '4-piperidone')
    >>> join_line_breaks("4-piperidone")
    ('4-piperidone',)
    """
    if "\n" not in text and "\r" not in text:
        return (text,)
    kept = " ".join(_LINE_BREAK_HYPHEN.sub("-", text).split())
    dropped = " ".join(_LINE_BREAK_HYPHEN.sub("", text).split())
    return (kept,) if kept == dropped else (kept, dropped)


def fold_name(name: str) -> str:
    """Return the form of a cleaned name under which an index keeps it.

    Examples
    --------
    >>> fold_name("1-[2-(Phenyl)ethyl]-4-Piperidone")
    '1-(2-(phenyl)ethyl)-4-piperidone'
    >>> fold_name("γ -Butyrolactone") == fold_name(".gamma.-butyrolactone")
    True
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = strip_accents(folded)
        folded = _GREEK_ALONE.sub(lambda match: GREEK_NAMES[match.group()], folded)
        folded = _GREEK_BEFORE_NAME.sub(lambda match: GREEK_NAMES[match.group()] + "-", folded)
    if "." in folded:
        folded = _DOTTED_GREEK.sub(r"\1", folded)
    folded = folded.translate(_BRACKETS)
    if not _HAS_SPACE.search(folded):
        return folded
    return _SPACE_ROUND_PUNCTUATION.sub("", " ".join(folded.split()))


def squeeze_name(name: str) -> str:
    """Return letters and digits of a folded name, and the primes that tell locants apart.

    Examples
    --------
    >>> squeeze_name("3'-chloropropiophenone")
    "3'chloropropiophenone"
    >>> squeeze_name(fold_name("1-Boc-4-piperidone"))
    '1boc4piperidone'
    """
    if name.isascii() and "'" not in name:
        return name.translate(_ASCII_NOT_ALPHANUMERIC)  # most names, ten times faster
    return _NOT_ALPHANUMERIC.sub("", name)


def russian_stem(folded: str) -> str:
    """Return a folded Russian or Ukrainian name without the endings of its words, equal for all cases of it.

    Examples
    --------
    >>> russian_stem("уксусного ангидрида") == russian_stem("уксусный ангидрид")
    True
    >>> russian_stem("ацетоном"), russian_stem("пропан-2-он"), russian_stem("сірчаної кислоти")
    ('ацетон', 'пропан-2-он', 'сірчан кислот')
    """
    return _RUSSIAN_ENDING.sub("", folded)
