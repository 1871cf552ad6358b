"""Close the gaps that somebody put into a name: spaced-out letters, spaces round hyphens."""

import re
from functools import cache

from riskscan.chemistry.text.amounts import unit_pattern
from riskscan.chemistry.text.chemical_words import looks_chemical
from riskscan.chemistry.text.word_patterns import any_of
from riskscan.tables.words import load_context_words

__all__ = ["close_gaps", "is_spaced_out"]

_SPACED_OUT = re.compile(
    r"(?:(?<=\s)|^)(?!\d+ [xX] )(?!(?:of|in|by|to|no|de|or|as|at|is)\s)(?:\S{1,2}[ \t]{1,3}){5,}\S{1,2}(?=\s|$)"
)
_WIDE_SPACE = re.compile(r"[ \t]{2,}")
_LEAST_PACKING = 4
"""Letters of a packing that a hyphen joins to what is in it; ``can`` and ``box`` are parts of other words."""
_SPACED_HYPHEN = re.compile(r"((?<![A-Za-z])[A-Za-z]+|[\d)\]]) - (?=([A-Za-z\d(\[]))")


def close_gaps(text: str) -> str:
    """Return a text with spaced-out names drawn together; a dash between words stays.

    Examples
    --------
    >>> close_gaps("4 - p i p e r i d o n e"), close_gaps("1 - phenylpropan - 2 - one")
    ('4-piperidone', '1-phenylpropan-2-one')
    >>> close_gaps("5 kg a c e t o n e")
    '5 kg acetone'
    >>> close_gaps("chemical sample - 4-piperidone")
    'chemical sample - 4-piperidone'
    >>> close_gaps("KMnO4-25kg"), close_gaps("ANPP-powder"), close_gaps("4-piperidone")
    ('KMnO4 25kg', 'ANPP powder', '4-piperidone')
    """
    if "-" in text:
        text = _packed().sub(" ", text)
    if " " not in text and "\t" not in text:
        return text
    return _SPACED_HYPHEN.sub(_join_hyphen, _SPACED_OUT.sub(_join_letters, text))


def is_spaced_out(text: str) -> bool:
    """Whether letters of a text stand apart, so that a name in it may be the end of a longer one."""
    return _SPACED_OUT.search(text) is not None


def _join_letters(run: re.Match[str]) -> str:
    """Return a run of spaced-out letters as words: wider spaces part them, and amounts beside it are none of them."""
    letters = run.group()
    before, behind = _quantity_before().match(letters), _quantity_behind().search(letters)
    start, end = before.end() if before else 0, behind.start() if behind else len(letters)
    words = (word.replace(" ", "") for word in _WIDE_SPACE.split(letters[start:end]))
    return letters[:start] + " ".join(words) + letters[end:]


@cache
def _packed() -> re.Pattern[str]:
    """Return the pattern of a hyphen between a word and its form, what it is packed in or how much there is of it."""
    forms = any_of(word.word for word in load_context_words() if word.effect == "form" and not word.substance_id)
    packing = rf"(?:\d+ ?{unit_pattern('unit', least=2)}|{unit_pattern('container', least=_LEAST_PACKING)}|{forms})"
    code = r"(?<=\d-[^\W_]{2})"  # ``4-AP-powder``
    return re.compile(rf"(?:(?<=[^\W_]{{3}})|{code})-(?={packing}(?![^\W_]))", re.IGNORECASE)


@cache
def _quantity_behind() -> re.Pattern[str]:
    return re.compile(rf"[ \t]+\d{{1,2}}(?:[ \t]+{unit_pattern('unit', 'measure')})?$", re.IGNORECASE)


@cache
def _quantity_before() -> re.Pattern[str]:
    """Return the pattern of an amount in front; a unit of one letter may be the first of the name."""
    return re.compile(rf"^\d{{1,2}}[ \t]+{unit_pattern('unit', least=2)}[ \t]+", re.IGNORECASE)


def _join_hyphen(match: re.Match[str]) -> str:
    """Return what stands before a spaced hyphen joined to it, where it is part of a name and not a dash."""
    before = match.group(1)
    is_locant = before in "NOSnos" or not before.isalpha()
    is_part = is_locant or (not match.group(2).isalpha() and looks_chemical(before.lower()))
    return f"{before}-" if is_part else match.group()
