"""Close the gaps that somebody put into a name: spaced-out letters, spaces round hyphens."""

import re

from riskscan.chemistry.tokens import looks_chemical

__all__ = ["close_gaps"]

_SPACED_OUT = re.compile(
    r"(?:(?<=\s)|^)(?!\d+ [xX] )(?!(?:of|in|by|to|no|de|or|as|at|is)\s)(?:\S{1,2}[ \t]{1,3}){5,}\S{1,2}(?=\s|$)"
)
_QUANTITY_BEHIND = re.compile(r"[ \t]+\d{1,2}(?:[ \t]+(?:kg|g|mg|ml|l|lb|oz|mm|cm|m))?$", re.IGNORECASE)
_WIDE_SPACE = re.compile(r"[ \t]{2,}")
_SPACED_HYPHEN = re.compile(r"((?<![A-Za-z])[A-Za-z]+|[\d)\]]) - (?=([A-Za-z\d(\[]))")


def close_gaps(text: str) -> str:
    """Return a text with spaced-out names drawn together; a dash between words stays.

    Examples
    --------
    >>> close_gaps("4 - p i p e r i d o n e"), close_gaps("1 - phenylpropan - 2 - one")
    ('4-piperidone', '1-phenylpropan-2-one')
    >>> close_gaps("chemical sample - 4-piperidone")
    'chemical sample - 4-piperidone'
    """
    if " " not in text and "\t" not in text:
        return text
    return _SPACED_HYPHEN.sub(_join_hyphen, _SPACED_OUT.sub(_join_letters, text))


def _join_letters(run: re.Match[str]) -> str:
    """Return a run of spaced-out letters as words: wider spaces part them, and a number behind is none of them."""
    letters = run.group()
    behind = _QUANTITY_BEHIND.search(letters)
    kept, rest = (letters[: behind.start()], behind.group()) if behind else (letters, "")
    return " ".join(word.replace(" ", "") for word in _WIDE_SPACE.split(kept)) + rest


def _join_hyphen(match: re.Match[str]) -> str:
    """Return what stands before a spaced hyphen joined to it, where it is part of a name and not a dash."""
    before = match.group(1)
    is_locant = before in "NOSnos" or not before.isalpha()
    is_part = is_locant or (not match.group(2).isalpha() and looks_chemical(before.lower()))
    return f"{before}-" if is_part else match.group()
