"""The names of listed substances: exact and squeezed (`riskscan.chemistry.names.near_names` finds misspelt ones).

Names come from the tables (all languages) and, in Latin script, serve as targets for misspelt texts. An abbreviation
counts only where its context stands beside it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from riskscan.chemistry.names.inflected import inflected_forms
from riskscan.chemistry.names.kept_folds import KeptFolds, kept_folds
from riskscan.chemistry.text.chemical_words import looks_chemical
from riskscan.chemistry.text.spelling import russian_stem
from riskscan.tables.languages import FIRST_LANGUAGES
from riskscan.tables.substances import Substance, SubstanceForm, Synonym

__all__ = ["ListedName", "ListedNames"]

_DAMAGED = re.compile(r"[?|]|^-")
"""What the table lost of a name: ``?-tolunitrile`` would stand for every tolunitrile."""


_WORD = re.compile(r"[^\W\d_]{3,}")
_CYRILLIC = re.compile("[а-яії]{4}")


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name of a listed substance.

    Attributes
    ----------
    name : str
        As in the table.
    substance_id : str
    forms : frozenset of str
        Forms the name states, e.g. ``salt`` for the name of a hydrochloride.
    smiles : str
        Structure of that form where it has one of its own, else empty.
    context : tuple of str
        Words of which one must stand beside an abbreviation; empty where the name speaks for itself.
    language : str
    """

    name: str
    substance_id: str
    forms: frozenset[str]
    smiles: str
    context: tuple[str, ...]
    language: str


class ListedNames:
    """Index of the names of listed substances.

    Parameters
    ----------
    substances, forms, synonyms : iterable
        Rows of the tables.
    """

    def __init__(
        self, substances: Iterable[Substance], forms: Iterable[SubstanceForm], synonyms: Iterable[Synonym]
    ) -> None:
        self._names: dict[str, ListedName] = {}
        self._squeezed: dict[str, ListedName] = {}
        self._kept = kept_folds()
        for folded, name in _all_names(substances, forms, synonyms, self._kept):
            self._add(folded, name)
        self._inflected: dict[str, ListedName] = {}
        """What the tables do not have but languages make of it; its slips are those of the name itself."""
        for folded, name in self._names.items():
            for form in inflected_forms(folded, name.language):
                if form not in self._names:
                    self._inflected.setdefault(form, name)

    def _add(self, folded: str, name: ListedName) -> None:
        for index, key in ((self._names, folded), (self._squeezed, self._kept.squeeze(folded))):
            known = index.get(key)
            if known is None or (known.context and not name.context):
                index[key] = name

    def add_known(self, substance_id: str, forms: frozenset[str], smiles: str, names: Iterable[str]) -> None:
        """Add further names of a listed structure, where they are chemical names and not taken.

        Parameters
        ----------
        substance_id : str
        forms : frozenset of str
        smiles : str
            The structure that the names stand for, empty for the substance itself.
        names : iterable of str
            Folded; what is not made of chemical words (a product name such as "bowl cleaner") is passed over.
        """
        for folded in names:
            if (
                folded not in self._names
                and not _DAMAGED.search(folded)
                and any(map(looks_chemical, _WORD.findall(folded)))
            ):
                self._add(folded, ListedName(folded, substance_id, forms, smiles, (), "en"))

    def find(self, folded: str) -> ListedName | None:
        """Return the listed name of a folded text, or None."""
        return self._names.get(folded) or self._inflected.get(folded)

    def find_inflected(self, folded: str) -> ListedName | None:
        """Return the listed Russian or Ukrainian name that a folded text is another case of, or None."""
        return self._by_stem.get(russian_stem(folded)) if _CYRILLIC.search(folded) else None

    def find_squeezed(self, squeezed: str) -> ListedName | None:
        """Return the listed name of a squeezed text, or None."""
        return self._squeezed.get(squeezed)

    def items(self) -> Iterable[tuple[str, ListedName]]:
        """Yield folded names with their entries, and what languages make of them."""
        return chain(self._names.items(), self._inflected.items())

    def squeezed_items(self, allowed_edits: Callable[..., int]) -> Iterator[tuple[str, ListedName]]:
        """Yield squeezed names with their entries, but for those that need a context.

        A name so near to one in the first languages that a slip more is still near to that one adds nothing, and would
        be shown as a word of a language that nobody wrote.

        Parameters
        ----------
        allowed_edits : callable
            How many edits a name bears (`riskscan.chemistry.names.near_names.allowed_edits`).
        """
        first: dict[tuple[str, int], list[str]] = defaultdict(list)
        for squeezed, name in self._squeezed.items():
            if name.language in FIRST_LANGUAGES:
                first[name.substance_id, len(squeezed)].append(squeezed)
        for squeezed, name in self._squeezed.items():
            if name.context:
                continue
            size, adds = len(squeezed), True
            near = allowed_edits(size, is_word=squeezed.isalpha()) - 1
            if near > 0 and name.language not in FIRST_LANGUAGES:
                others = chain.from_iterable(
                    first.get((name.substance_id, length), ()) for length in range(size - near, size + near + 1)
                )
                adds = not process.extractOne(squeezed, list(others), scorer=OSA.distance, score_cutoff=near)
            if adds:
                yield squeezed, name

    @cached_property
    def _by_stem(self) -> dict[str, ListedName]:
        return {russian_stem(folded): name for folded, name in self._names.items() if _CYRILLIC.search(folded)}

    @cached_property
    def chemical_words(self) -> frozenset[str]:
        """Words of the English names that are made of parts of chemical names, folded."""
        names = (folded for folded, name in self._names.items() if name.language == "en" and folded.isascii())
        return frozenset(filter(looks_chemical, (word for folded in names for word in _WORD.findall(folded))))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words (runs of letters) of the listed names in the languages whose slips are mended word by word, folded."""
        names = (folded for folded, name in self._names.items() if name.language in FIRST_LANGUAGES)
        return frozenset(_WORD.findall("\n".join(names)))


def _all_names(
    substances: Iterable[Substance], forms: Iterable[SubstanceForm], synonyms: Iterable[Synonym], kept: KeptFolds
) -> Iterable[tuple[str, ListedName]]:
    """Yield the names with their folded forms."""
    nothing: frozenset[str] = frozenset()
    folded = [(kept.fold(synonym.name), synonym) for synonym in synonyms]
    own: dict[str, set[str]] = defaultdict(set)
    for name, synonym in folded:
        own[synonym.substance_id].add(name)
    for substance in substances:
        for name in (substance.systematic_name, *_readings(substance.name)):
            if name:
                yield kept.fold(name), ListedName(name, substance.substance_id, nothing, "", (), "en")
    for form in forms:
        for name in _readings(form.name):
            stated = frozenset({form.relation})
            yield kept.fold(name), ListedName(name, form.substance_id, stated, form.smiles, (), "en")
    for name, synonym in folded:
        said = _stated_forms(kept.set_aside(name), own[synonym.substance_id])
        yield name, ListedName(synonym.name, synonym.substance_id, said, "", synonym.context, synonym.language)


def _stated_forms(aside: tuple[str, frozenset[str]], own: set[str]) -> frozenset[str]:
    """Return the forms that the salt words of a name state, where what is left is a name of the substance too.

    Hydrochloric acid has salt words in its own names, and sodium permanganate is listed as such.
    """
    bare, said = aside
    return said if bare in own or bare[:-1] in own else frozenset()  # a Russian genitive ends in one letter more


def _readings(name: str) -> tuple[str, ...]:
    """Return a displayed name without the abbreviation in brackets behind it: ``N-... (NPP)``."""
    return (re.sub(r"\s\([^()]*\)$", "", name),)
