"""Resolve one name: exact listed name, known name, systematic name, and these with a salt or label set aside.

`Resolver.resolve` answers for a whole span of text and never guesses at spelling; that is
`riskscan.chemistry.decode.repairing`.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from riskscan.chemistry.decode.evidence import Edit, Evidence, Sense, Source
from riskscan.chemistry.law.control_list import ControlList, Match
from riskscan.chemistry.law.controlled_drugs import ControlledDrugs
from riskscan.chemistry.law.known_clear import load_known_clear
from riskscan.chemistry.law.resemblance import Near, Resemblance
from riskscan.chemistry.law.structures import Structure, has_basic_nitrogen, has_free_charge, read_structure
from riskscan.chemistry.names.forms import says_isotopes, set_forms_aside
from riskscan.chemistry.names.isomers import OpenPositions
from riskscan.chemistry.names.lexicon import Compound, Lexicon
from riskscan.chemistry.names.listed_names import ListedName, ListedNames
from riskscan.chemistry.names.nomenclature import MAX_NAME_LENGTH, ParsedName, parse_name, parse_systematic_name
from riskscan.chemistry.names.systematic_words import may_be_systematic
from riskscan.chemistry.names.translation import spell_out
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import clean_characters, fold_name, squeeze_name, strip_accents
from riskscan.tables.families import find_family
from riskscan.tables.misleading_names import NameMeaning, load_misleading_names
from riskscan.tables.substances import AMOUNTS_AND_GRADES

__all__ = ["OPEN_POSITIONS", "Resolution", "Resolver", "falls_apart", "family_of", "open_name"]

_ACID_COMMA = re.compile(r"(?<=acid),(?=[a-z])")
_EDITIONS = re.compile(r"\s*\((?:\d{1,2}ci,?\s*)+\)$")
"""Editions of the CAS index that a name is from: ``hydrochloride (9CI)``."""
_INDEX_TERM = re.compile(r"[^\W\d_]-\s")  # ``nitro- anhydrous`` names nothing without its heading
_SALT_OR_ESTER = re.compile(
    r"(?:ol|amine?)[\s,(]*(?:hydrogen )?(?:sul(?:f|ph)ate|phosphate|nitrate|acetate|tartrate)\)?$"
)
_AMOUNT = re.compile("[%‰]")
_PARTING = re.compile("[;|]")
_MAY_LOSE_HYPHENS = 10
_LISTED, _KNOWN, _SYSTEMATIC = map(Evidence, (Source.LISTED, Source.KNOWN, Source.SYSTEMATIC))
_FIRST_LOCANTS = ("1", "2", "3", "4", "o", "m", "p", "n")
_BETWEEN_NAMES = re.compile(r"[,;+&/|]| (?:and|with|in) ")
_HYDRATE, _SAYS_DIOL = "hydrate", re.compile(r"^[a-z]+diol$")
OPEN_POSITIONS = "the name leaves positions open and may mean this isomer"
"""How a name comes near to a listed substance of which it may be an isomer."""
_SENSES: dict[str, Sense] = {"goods": Sense.GOODS, "chemical": Sense.AMBIGUOUS}
"""What misleading names leave open, by what they mean."""
_LOOSE_LOCANT = re.compile(r"(?<!\S)\d+ [a-z(]|[a-z)] \d+(?: |$)")
_SPLIT_WORD = re.compile(r"[^\W\d_]{2,}[-_ ][^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name stands for.

    Attributes
    ----------
    name : str
        The name as read.
    evidence : Evidence
    confidence : float
        In [0, 1].
    matches : tuple of Match
        Entries of the control lists, empty for another chemical.
    smiles, inchikey : str or None
        Structure, where there is one.
    context : tuple of str
        Words of which one must stand beside the name (abbreviations); empty where it speaks for itself.
    near : Near or None
        The listed structure that it resembles, where it matches none.
    drug : Match or None
        The controlled drug that it is; a listed precursor may be one as well.
    sense : Sense
        How much the name says of what is meant.
    """

    name: str
    evidence: Evidence
    confidence: float
    matches: tuple[Match, ...]
    smiles: str | None
    inchikey: str | None
    context: tuple[str, ...] = ()
    near: Near | None = None
    drug: Match | None = None
    sense: Sense = Sense.CERTAIN

    @property
    def is_ambiguous(self) -> bool:
        """Whether the name leaves open what it means: which of several isomers, or a chemical at all."""
        return self.sense is not Sense.CERTAIN

    @property
    def is_verbatim(self) -> bool:
        """Whether the words stand in a table as they are and say what is meant."""
        return self.evidence.is_verbatim and not self.is_ambiguous

    @property
    def method(self) -> str:
        """How it was read, in words: ``listed name, spelling mended``."""
        return str(self.evidence if self.sense is Sense.CERTAIN else self.sense)


class Resolver:
    """Resolve names against the lists, a lexicon of known compounds and OPSIN.

    Parameters
    ----------
    controls : ControlList
    names : ListedNames
    lexicon : Lexicon
    """

    def __init__(self, controls: ControlList, names: ListedNames, lexicon: Lexicon) -> None:
        self.controls = controls
        self.names = names
        self.lexicon = lexicon
        self._resemblance = Resemblance(controls.binding_substances())
        self._open_positions = OpenPositions(names.items())
        self.drugs = ControlledDrugs()
        self._known_clear = b""
        self.resolve = lru_cache(maxsize=20_000)(self._resolve)

    def _resolve(self, name: str) -> Resolution | None:
        """Return what a cleaned name stands for, or None.

        Parameters
        ----------
        name : str
            A span of text as of `clean_characters`, without line breaks.
        """
        folded = fold_name(name)
        if not folded or len(folded) > MAX_NAME_LENGTH or is_salt_word(_EDITIONS.sub("", folded)):
            return None  # a salt word alone names no substance
        found = self._plain(name, folded) or self._set_aside(name, folded)
        if found and not found.matches and _SALT_OR_ESTER.search(folded):
            found = self._as_salt(name, folded) or found
        if found and found.matches and "isotopologue" not in found.matches[0].relation and says_isotopes(folded):
            return self.with_forms(found, frozenset({"isotopologue"}))  # a table that draws no isotopes
        return found

    def learn_known_clear(self) -> None:
        """Have the known compounds that are of no concern answered without their structures.

        Only for control lists that are the packaged ones: a user's own substances are not reckoned with.
        """
        self._known_clear = load_known_clear(self.lexicon, self._is_clear)

    def _is_clear(self, compound: Compound) -> bool:
        found = self.from_compound(compound.name, compound, _KNOWN, 1.0)
        return not found.matches and found.near is None and found.drug is None and found.smiles is not None

    def knows(self, name: str) -> bool:
        """Whether a name stands in the tables or the lexicon as it is."""
        folded = fold_name(name)
        return self.names.find(folded) is not None or self.lexicon.find_name(folded) is not None

    def has_nothing_to_mend(self, words: str) -> bool:
        """Whether words are a salt word alone, or a name, which what stands round it took back."""
        return is_salt_word(words) or self.resolve(words) is not None

    def find_listed(self, words: str, *, squeezed: bool = False) -> Resolution | None:
        """Return the listed name that words are as they stand, or (squeezed) but for what stands between letters."""
        folded = fold_name(words)
        listed = self.names.find(folded)
        if listed is None and squeezed and not _PARTING.search(folded):
            listed = self.names.find_squeezed(squeeze_name(folded))
        if listed is None and (drug := self.drugs.short_names.get(words)):
            found = self.from_structure(words, drug.smiles, _KNOWN, 0.9)
            return found and replace(found, context=drug.context)
        return self.from_listed(words, listed, _LISTED, 0.95) if listed else None

    def from_structure(self, name: str, smiles: str, evidence: Evidence, confidence: float) -> Resolution | None:
        """Return the resolution of a SMILES, or None where it cannot be read."""
        structure = read_structure(smiles)
        return self._matched(name, structure, evidence, confidence) if structure else None

    def from_script(self, name: str, said: ListedName) -> Resolution | None:
        """Return what words in another script stand for: a listed name, or one of a controlled drug."""
        if said.substance_id:
            return self.from_listed(name, said, _LISTED, 0.97)
        return self.from_structure(name, said.smiles, _KNOWN, 0.97)

    def from_listed(self, name: str, listed: ListedName, evidence: Evidence, confidence: float) -> Resolution:
        """Return the resolution of a listed name."""
        substance = self.controls.substances[listed.substance_id]
        structure = read_structure(*((listed.smiles,) if listed.smiles else (substance.smiles, substance.inchikey)))
        matches: tuple[Match, ...] = ()
        if listed.smiles and structure is not None:  # drawn as that form
            matches = self.controls.match_structure(structure)
        elif not listed.forms and structure is not None and any(map(is_salt_word, listed.name.split())):
            said = read_structure(parse_systematic_name(listed.name) or "")
            if said is not None and {part.skeleton for part in said.parents} & {structure.skeleton}:
                structure, matches = said, self.controls.match_structure(said)
        matches = matches or self.controls.match_substance(substance, listed.forms)
        matches = tuple(sorted(matches, key=lambda match: match.entry_id != substance.substance_id))
        smiles, inchikey = (structure.smiles, structure.inchikey) if structure else (None, None)
        drug = self.drugs.find(structure, name) if structure else None
        return Resolution(name, evidence, confidence, matches, smiles, inchikey, listed.context, drug=drug)

    def _plain(self, name: str, folded: str) -> Resolution | None:
        if (listed := self.names.find(folded)) is not None:
            return self.from_listed(name, listed, _LISTED, 0.99)
        if (listed := self.names.find_inflected(folded)) is not None:
            return self.from_listed(name, listed, _LISTED.after(Edit.INFLECTED), 0.95)
        if (meant := _misleading_names().get(folded)) is not None:
            return self._misleading(name, folded, meant)
        if (drug := self.drugs.structure_of(folded)) is not None:
            return self._matched(name, drug, _KNOWN, 0.97)
        if family_of(folded) is Sense.GOODS:
            return open_name(name, Sense.GOODS)  # ``Benzin`` is filed under benzene
        if (known := self.lexicon.find_name(folded)) is not None:
            return self._leaves_positions_open(name, folded) or self.from_compound(name, known, _KNOWN, 0.97)
        if (family := family_of(folded)) is not None:
            return open_name(name, family)
        if not any(map(str.isdigit, folded)) and (found := self._listed_without_punctuation(name, folded)):
            return found  # OPSIN makes another compound of "phenethyl-piperidone"
        parsed = None
        if may_be_systematic(folded) and not _LOOSE_LOCANT.search(name):
            parsed = parse_name(_ACID_COMMA.sub(", ", strip_accents(name)))
        if parsed is not None and not has_free_charge(parsed.smiles):
            return self._from_parsed(name, folded, parsed)
        return (
            self._listed_without_punctuation(name, folded)
            or self._known_without_punctuation(name, folded)
            or self._spelled_out(name, folded)
        )

    def _misleading(self, name: str, folded: str, meant: NameMeaning) -> Resolution:
        """Return what a name stands for that must not be read as the compound it is filed under."""
        listed_isomers = self._open_positions.find(folded)
        if listed_isomers:
            return open_name(name, Sense.AMBIGUOUS, near=Near(listed_isomers[0], 1.0, OPEN_POSITIONS))
        if meant == "another compound":  # which OPSIN may read, unless it takes it for the listed one as well
            parsed = parse_name(name)
            found = self._from_parsed(name, folded, parsed) if parsed else None
            if found and not found.matches:
                return found
        return open_name(name, _SENSES.get(meant, Sense.UNCLEAR))

    def _from_parsed(self, name: str, folded: str, parsed: ParsedName) -> Resolution | None:
        found = self.from_structure(name, parsed.smiles, _SYSTEMATIC, 0.97)
        if found is None:
            return found
        if found.matches and (misled := _misleading_squeezed().get(squeeze_name(folded))) is not None:
            isomers = self._open_positions.find(folded)  # "butyleneglycol", "phenyl methanone"
            near = Near(isomers[0], 1.0, OPEN_POSITIONS) if isomers else None
            return open_name(name, _SENSES.get(misled, Sense.UNCLEAR), near)
        if found.matches and falls_apart(found):
            return None  # each is read by itself; "bicyclooctenyl methyl ketone" is no acetone
        if found.matches and not _BETWEEN_NAMES.search(folded) and _is_with_mineral(found):
            return open_name(name, Sense.AMBIGUOUS)  # "acetone sodium bisulfite" is one compound
        if found.matches and _HYDRATE in found.matches[0].relation and _SAYS_DIOL.search(folded):
            return open_name(name, Sense.AMBIGUOUS)  # "methylpropanediol" has its hydroxyls apart
        if not parsed.is_ambiguous:  # OPSIN is sure of another isomer than trade means: "ethyl phenylacetoacetate"
            meant = () if found.matches else self._open_positions.left_open(folded)
            return open_name(name, Sense.AMBIGUOUS, near=Near(meant[0], 1.0, OPEN_POSITIONS)) if meant else found
        if found.matches and ";" not in folded and not self._has_isomers(folded):
            return replace(found, confidence=0.85)  # what OPSIN thinks of first is the one that is traded
        listed = self._open_positions.find(folded) or tuple(match.entry_id for match in found.matches[:1])
        listed = listed or self._open_positions.find_reordered(folded)
        near = Near(listed[0], 1.0, OPEN_POSITIONS) if listed else found.near
        # The structure would be one isomer of several, said as if it were the one.
        return open_name(
            name, Sense.UNCLEAR if found.drug or self.drugs.may_mean(folded) else Sense.AMBIGUOUS, near=near
        )

    def _has_isomers(self, folded: str) -> bool:
        """Whether several known compounds have the name with a locant before it: ``4-`` and ``2-aminobenzoic acid``."""
        known = (self.lexicon.find_name(f"{locant}-{folded}") for locant in _FIRST_LOCANTS)
        return len({compound.number for compound in known if compound}) > 1

    def _leaves_positions_open(self, name: str, folded: str) -> Resolution | None:
        """Return the reading of a known name that OPSIN finds ambiguous and that may mean a listed isomer, or None."""
        if not self._open_positions.find(folded):
            return None
        parsed = parse_name(name)
        return self._from_parsed(name, folded, parsed) if parsed and parsed.is_ambiguous else None

    def _spelled_out(self, name: str, folded: str) -> Resolution | None:
        """Try the name with its abbreviations spelled out: ``BMK benzyl glycidate``, ``N-alloc-4-piperidone``."""
        spelled = spell_out(folded)
        if spelled in _misleading_names():
            return None
        smiles = parse_systematic_name(spelled) if spelled != folded and may_be_systematic(spelled) else None
        return self.from_structure(name, smiles, _SYSTEMATIC.after(Edit.SPELLED_OUT), 0.9) if smiles else None

    def _listed_without_punctuation(self, name: str, folded: str) -> Resolution | None:
        if ";" in folded or "|" in folded or _AMOUNT.search(folded):  # names stand on both sides
            return None
        listed = self.names.find_squeezed(_squeeze_if_telling(folded))
        if listed and folded.endswith("ylacetate") and listed.name.lower().endswith("yl acetate"):
            return None  # ``acetylacetate`` is another ester's acid
        return self.from_listed(name, listed, _LISTED.after(Edit.PUNCTUATION), 0.95) if listed else None

    def _known_without_punctuation(self, name: str, folded: str) -> Resolution | None:
        squeezed = "" if _AMOUNT.search(folded) else _squeeze_if_telling(folded)  # ``35 %) - amidon`` is starch
        if (meant := _misleading_squeezed().get(squeezed)) is not None:
            return self._misleading(name, folded, meant)  # ``sel. amidon``
        known = self.lexicon.find_squeezed(squeezed)
        return self.from_compound(name, known, _KNOWN.after(Edit.PUNCTUATION), 0.93) if known else None

    def _set_aside(self, name: str, folded: str) -> Resolution | None:
        """Try the name without the words for a salt, hydrate, isotope label or stereoisomer around it."""
        bare, forms = set_forms_aside(name, folded)
        if bare == folded or len(bare) < 3:
            return None
        found = self._plain(bare, bare)
        if found is None or (not found.matches and _INDEX_TERM.search(name)):
            return None
        if forms and AMOUNTS_AND_GRADES in found.context:
            return open_name(name, Sense.UNCLEAR)  # "ether sulfate" is another compound
        says_form = forms and not self._is_named_twice(found, folded.replace(bare, ""))
        return replace(self.with_forms(found, forms) if says_form else found, name=name)

    def _is_named_twice(self, found: Resolution, aside: str) -> bool:
        """Whether what was set aside is no salt but the formula of the same acid: ``HCl (hydrochloric acid)``."""
        other = self.names.find_squeezed(squeeze_name(aside))
        return other is not None and any(match.entry_id == other.substance_id for match in found.matches)

    def _as_salt(self, name: str, folded: str) -> Resolution | None:
        """Return the salt of a listed amine that OPSIN takes for an ester, since an alcohol stands in it as well."""
        salt = self._set_aside(name, folded)
        structure = read_structure(salt.smiles or "") if salt and salt.matches else None
        return salt if structure and any(has_basic_nitrogen(parent.molecule) for parent in structure.parents) else None

    def with_forms(self, found: Resolution, forms: frozenset[str]) -> Resolution:
        """Return a resolution as the salt, hydrate or isotopologue that the words round the name state."""
        structure = read_structure(found.smiles or "")
        if structure is None or not (found.matches or found.drug):
            return found
        matches = self.controls.match_structure(structure, forms) if found.matches else ()
        return replace(found, matches=matches, drug=self.drugs.find(structure, found.name, forms))

    def from_compound(self, name: str, compound: Compound, evidence: Evidence, confidence: float) -> Resolution:
        """Return the resolution of a compound of the lexicon."""
        if self._known_clear and self._known_clear[compound.number]:
            return Resolution(name, evidence, confidence, (), compound.smiles, compound.inchikey)
        structure = read_structure(compound.smiles, compound.inchikey)
        found = Resolution(name, evidence, confidence, (), None, compound.inchikey)
        if structure:
            found = self._matched(name, structure, evidence, confidence)
            if len(structure.parents) > 1 and not structure.is_salt:
                found = replace(found, matches=())  # a complex or resin drawn by its parts is none of them
        # The CAS RN speaks where the table draws the compound otherwise than the list does.
        return found if found.matches else replace(found, matches=self.controls.match_cas_rn(compound.cas_rn))

    def _matched(self, name: str, structure: Structure, evidence: Evidence, confidence: float) -> Resolution:
        matches = self.controls.match_structure(structure)
        drug = self.drugs.find(structure, name)
        near = None if matches or drug else self._resemblance.nearest(structure)
        return Resolution(
            name, evidence, confidence, matches, structure.smiles, structure.inchikey, near=near, drug=drug
        )


def open_name(name: str, sense: Sense, near: Near | None = None) -> Resolution:
    """Return the resolution of a name that leaves open what is meant."""
    return Resolution(name, _KNOWN, 0.5, (), None, None, near=near, sense=sense)


def falls_apart(found: Resolution) -> bool:
    """Whether a name was read as several substances that are no salt: no one name."""
    structure = read_structure(found.smiles or "") if "." in (found.smiles or "") else None
    return structure is not None and len(structure.parents) > 1 and not structure.is_salt


def _is_with_mineral(found: Resolution) -> bool:
    """Whether a structure is drawn as a compound without charge beside a salt of an acid without carbon."""
    parts = (found.smiles or "").split(".")
    has_acid = any("-]" in part and "O" in part and "C" not in part.upper().replace("CL", "") for part in parts)
    return has_acid and any("C" in part and "[" not in part and "N" not in part.upper() for part in parts)


@lru_cache(maxsize=50_000)
def family_of(folded: str) -> Sense | None:
    """Return how much a name says that is the word for a family of chemicals, or for goods; None for any other."""
    family = find_family(folded)
    return {"family": Sense.AMBIGUOUS, "goods": Sense.GOODS}[family.meaning] if family else None


def _squeeze_if_telling(folded: str) -> str:
    """Return a name without its punctuation, empty where what is left would not say enough."""
    squeezed = squeeze_name(folded)
    says_enough = any(map(str.isdigit, squeezed)) or not _SPLIT_WORD.search(folded)
    return squeezed if len(squeezed) >= (5 if says_enough else _MAY_LOSE_HYPHENS) else ""


@cache
def _misleading_names() -> dict[str, NameMeaning]:
    """Return what names mean, by folded name, that do not stand for the compound filed there."""
    return {fold_name(clean_characters(row.name)): row.meaning for row in load_misleading_names()}


@cache
def _misleading_squeezed() -> dict[str, NameMeaning]:
    """Return what names mean, without their punctuation, that do not stand for the compound filed there."""
    return {squeeze_name(folded): meaning for folded, meaning in _misleading_names().items()}
