"""Listed names that a longer reading swallowed.

OPSIN joins what stands apart: it reads ``nitroethane in`` as an alkyne, ``butane-1,4-diol on silica`` as a ketone, two
names side by side as one compound. Where a listed name stands in such words as it is, and the rest says nothing of
chemistry or is a name of its own, the longer reading is none.
"""

from collections.abc import Iterator

from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.decode.trace import veto
from riskscan.chemistry.gate.runs import trim
from riskscan.chemistry.names.ionic_names import is_cation, is_ion
from riskscan.chemistry.text.amounts import is_packing_word, is_quantity
from riskscan.chemistry.text.chemical_words import has_telling_part, is_chemical_word
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.salts import is_formless_word, is_salt_word
from riskscan.chemistry.text.spelling import fold_name

__all__ = ["is_swallowed"]

_SHORT = 3
"""Letters of words that name no part of a compound, unless tables say so."""
_MOST_WORDS = 12


@veto("a listed name stands in it, and the rest says nothing of chemistry", refuses=True)
def is_swallowed(resolver: Resolver, found: Resolution, words: str) -> bool:
    """Whether a harmless reading of several words hides a listed name.

    Parameters
    ----------
    resolver : Resolver
    found : Resolution
        What all the words were read as.
    words : str
        As they stand in the text.
    """
    if found.matches or found.drug or found.near or " " not in words or resolver.knows(words):
        return False
    return any(
        _is_listed(resolver, listed)
        and (
            all(map(_says_nothing, rest.split()))
            or all(map(is_cation, rest.split()))  # ``acetone iron drum``
            or (is_parted and _is_name(resolver, rest))
        )
        for listed, rest, is_parted in _cuts(words)
    )


def _cuts(words: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each way to cut words in two, either side first, and whether a comma parts them."""
    cut = words.split()[:_MOST_WORDS]
    for place in range(1, len(cut)):
        head, tail = " ".join(cut[:place]), " ".join(cut[place:])
        is_parted = head.endswith((",", ";"))
        yield trim(head), trim(tail), is_parted
        yield trim(tail), trim(head), is_parted


def _is_listed(resolver: Resolver, words: str) -> bool:
    is_long = len(words) > _SHORT + 2
    found = resolver.find_listed(words, squeezed=is_long) or resolver.find_listed(trim(words), squeezed=is_long)
    return found is not None and bool(found.matches) and not found.context


def _is_name(resolver: Resolver, words: str) -> bool:
    says_salt = any(is_salt_word(word) for word in words.split())  # ``sulfuric acid, tin salt`` is one name
    found = resolver.resolve(words) if len(words) > _SHORT and not says_salt else None
    return found is not None and found.smiles is not None and not words.endswith("yl")


def _says_nothing(word: str) -> bool:
    folded = trim(fold_name(word))
    if not folded or is_quantity(folded) or is_packing_word(folded) or is_formless_word(folded):
        return True
    if not folded.isalpha() or is_ion(folded) or is_salt_word(folded) or is_chemical_word(folded):
        return False
    return len(folded) <= _SHORT or (is_everyday_word(folded) and not has_telling_part(folded))
