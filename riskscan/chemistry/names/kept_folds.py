"""The names of the packaged tables in their folded forms, worked out once: to fold twelve thousand takes long.

What is not kept, such as a name of the user's own, is worked out when it is asked for; both are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from riskscan.chemistry.text.salts import set_salt_words_aside
from riskscan.chemistry.text.spelling import clean_characters, fold_name, squeeze_name
from riskscan.chemistry.text.tables_edition import tables_edition
from riskscan.compiling.kept_json import kept_json
from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.drug_names import load_drug_names
from riskscan.tables.substances import load_forms, load_substances, load_synonyms

__all__ = ["KeptFolds", "kept_folds"]

_FORMAT = 1  # to be raised with any change in what this module keeps


@dataclass(frozen=True, slots=True)
class KeptFolds:
    """What is kept of names.

    Attributes
    ----------
    folded : mapping of str to str
        Folded form by name.
    squeezed : mapping of str to str
        Squeezed form by folded form.
    aside : mapping of str to tuple
        Of folded names with salt words at their ends: what is left of the name, and the forms that they state. Kept
        are all of `squeezed` that have some.
    drugs : tuple of (str, str)
        Drug and name of each row of `riskscan.tables.drug_names.load_drug_names`.
    """

    folded: Mapping[str, str] = field(default_factory=dict)
    squeezed: Mapping[str, str] = field(default_factory=dict)
    aside: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    drugs: tuple[tuple[str, str], ...] = ()

    def fold(self, name: str) -> str:
        """Return the folded form of a name as it stands in a table."""
        known = self.folded.get(name)
        return fold_name(clean_characters(name)) if known is None else known

    def squeeze(self, folded: str) -> str:
        """Return the squeezed form of a folded name."""
        known = self.squeezed.get(folded)
        return squeeze_name(folded) if known is None else known

    def set_aside(self, folded: str) -> tuple[str, frozenset[str]]:
        """Return a folded name without its salt words, and the forms that they state; the name itself if none."""
        known = self.aside.get(folded)
        if known is not None:
            return known
        return (folded, frozenset()) if folded in self.squeezed else set_salt_words_aside(folded)


@cache
def kept_folds() -> KeptFolds:
    """Return what is kept of the packaged names."""
    kept = kept_json("folded-names", f"{_FORMAT}-{tables_edition()}", _worked_out)
    aside = {folded: (bare, frozenset(forms)) for folded, (bare, forms) in kept["aside"].items()}
    return KeptFolds(kept["folded"], kept["squeezed"], aside, tuple(map(tuple, kept["drugs"])))


def _worked_out() -> dict[str, Any]:
    listed = [synonym.name for synonym in load_synonyms()]
    listed += [name for substance in load_substances() for name in (substance.systematic_name, substance.name)]
    listed += [form.name for form in load_forms()]
    drugs = [name for row in load_controlled_drugs() for name in (row.name, *row.other_names)]
    others = [(row.drug, row.name) for row in load_drug_names()]
    drugs += [name for _, name in others]
    folded = {name: fold_name(clean_characters(name)) for name in (*listed, *drugs) if name}
    forms = {name: set_salt_words_aside(name) for name in folded.values()}
    return {
        "folded": folded,
        "squeezed": {name: squeeze_name(name) for name in folded.values()},
        "aside": {name: (bare, sorted(said)) for name, (bare, said) in forms.items() if said},
        "drugs": others,
    }
