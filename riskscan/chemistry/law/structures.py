"""Structures with RDKit: the parts of a salt, and keys that forget charge, isotopes and stereochemistry.

A structure is split into fragments; water is dropped (hydrate) and counter-ions are set aside where something
else remains (salt). What is left are the *parents*, each neutral, with the InChIKey skeleton (first block) by
which a list entry is found and the full key by which stereoisomers are told apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rdkit import Chem, RDLogger
from rdkit.Chem.MolStandardize import rdMolStandardize

from riskscan.tables.counter_ions import load_counter_ions

__all__ = [
    "MAX_ATOMS", "MAX_SMILES_LENGTH", "Parent", "Structure", "has_basic_nitrogen", "has_free_charge", "read_structure",
    "smiles_from_inchi", "smiles_from_mol_block",
]  # fmt: skip

RDLogger.DisableLog("rdApp.*")  # type: ignore[attr-defined]  # a dirty SMILES is a row issue, not a log line

MAX_SMILES_LENGTH = 2000
MAX_ATOMS = 250
"""Larger structures are not looked into: no listed substance is near it, and matching time grows with size."""

_ANION_OF_NO_ACID = re.compile(r"\[(?:CH?|NH)\d?-\](?!#)")
_ISOTOPE = re.compile(r"\[\d")
_BASE_METAL = re.compile(r"\[(?:Li|Na|K|Rb|Cs|Mg|Ca|Ba|Zn|Al)\]")
_METAL_OR_CARBANION = re.compile(
    r"\[\d*(?:Li|Mg|Al|Ti|V|Cr|Mn|Fe|Co|Ni|Zn|Zr|Nb|Mo|Ru|Rh|Pd|Sn|W|Os|Pt|Hg|Pb)(?![a-z])|\[[Cc][@H\d]*-"
)
_LARGEST_ION, _MOST_IONS = 9, 5_000
_WATER = "XLYOFNOQVPJJNP"


@dataclass(frozen=True, slots=True)
class Parent:
    """One neutral component of a structure, isotopes removed.

    Attributes
    ----------
    molecule : rdkit.Chem.Mol
    inchikey : str
        InChIKey with stereochemistry as stated.
    is_charged : bool
        Whether it stood as an ion.
    """

    molecule: Chem.Mol
    inchikey: str
    is_charged: bool

    @property
    def skeleton(self) -> str:
        """First block of the InChIKey: connectivity without stereochemistry."""
        return self.inchikey[:14]


@dataclass(frozen=True, slots=True)
class Structure:
    """A structure as it stands in a text, and its parents.

    Attributes
    ----------
    smiles, inchikey : str
        Canonical SMILES and InChIKey of the whole, isotopes, stereochemistry and counter-ions included.
    skeleton : str
        InChIKey skeleton of the whole without isotopes and water.
    parents : tuple of Parent
        The components that are neither water nor counter-ions beside something else.
    is_salt, is_hydrate, is_isotopologue : bool
    """

    smiles: str
    inchikey: str
    skeleton: str
    parents: tuple[Parent, ...]
    is_salt: bool
    is_hydrate: bool
    is_isotopologue: bool


@lru_cache(maxsize=2_000)
def read_structure(smiles: str, known_inchikey: str = "") -> Structure | None:
    """Return the structure of a SMILES, or None where RDKit cannot read it or it is too large.

    Parameters
    ----------
    smiles : str
    known_inchikey : str, default ""
        Its InChIKey, where a table gives it: spares the dearest step.

    Examples
    --------
    >>> structure = read_structure("Cl.O=C1CCNCC1")
    >>> structure.is_salt, [parent.skeleton for parent in structure.parents]
    (True, ['VRJHQPZVIGNGMX'])
    """
    if not smiles or len(smiles) > MAX_SMILES_LENGTH:
        return None
    molecule = Chem.MolFromSmiles(smiles)
    if molecule is None or not 0 < molecule.GetNumAtoms() <= MAX_ATOMS:
        return None
    if "|" in smiles:
        molecule = _drawn_flat(molecule)
    if _BASE_METAL.search(smiles):  # a salt drawn with a bond to its metal
        molecule = _disconnector().Disconnect(molecule)
        smiles = Chem.MolToSmiles(molecule)
    inchikey = known_inchikey or _inchikey(molecule)
    if not inchikey:
        return None
    plain, is_isotopologue = _without_isotopes(molecule, smiles)
    fragments = Chem.GetMolFrags(plain, asMols=True) if "." in smiles else (plain,)
    is_plain = len(fragments) == 1 and not is_isotopologue
    has_charges = "+" in smiles or "-]" in smiles or "-2" in smiles
    parents = [
        _neutralize(fragment, inchikey if is_plain else None, may_be_charged=has_charges) for fragment in fragments
    ]
    dry = [parent for parent in parents if parent.skeleton != _WATER or parent.is_charged] or parents
    kept = [parent for parent in dry if not _is_counter_ion(parent)]
    is_mixed = len({parent.inchikey for parent in dry}) > 1  # ``Cl.Cl`` is hydrogen chloride, twice
    is_salt = (
        (len(kept) < len(dry) and is_mixed) or any(parent.is_charged for parent in dry) or _has_acid_and_base(kept)
    )
    kept = [] if _is_organometallic(plain, smiles) else kept or dry
    is_hydrate = len(dry) < len(parents)
    if is_hydrate:
        plain = Chem.MolFromSmiles(_without_water(fragments, parents))
    return Structure(
        smiles=Chem.MolToSmiles(molecule),
        inchikey=inchikey,
        skeleton=_inchikey(plain)[:14] if is_isotopologue or is_hydrate else inchikey[:14],
        parents=tuple({parent.inchikey: parent for parent in kept}.values()),
        is_salt=is_salt,
        is_hydrate=is_hydrate,
        is_isotopologue=is_isotopologue,
    )


def _drawn_flat(molecule: Chem.Mol) -> Chem.Mol:
    """Return a molecule without the configuration of groups that stand for both mirror images, or for either.

    RDKit reads such groups, and gives the InChIKey of the one that is drawn.
    """
    flat = Chem.RWMol(molecule)
    for group in molecule.GetStereoGroups():
        if group.GetGroupType() != Chem.StereoGroupType.STEREO_ABSOLUTE:
            for atom in group.GetAtoms():
                flat.GetAtomWithIdx(atom.GetIdx()).SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    flat.SetStereoGroups([])
    Chem.AssignStereochemistry(flat, cleanIt=True, force=True)
    return flat.GetMol()


def has_free_charge(smiles: str) -> bool:
    """Whether a structure bears a charge that no substance of trade does: then a name was misread.

    Several components that are charged together (``Toluoldiisocyanat``), or an anion alone that is left of a ketone
    or an amine and not of an acid (``acetonide``, ``ethylamide``).

    Examples
    --------
    >>> has_free_charge("Cc1ccccc1.[N-]=C=O"), has_free_charge("[Na+].[Cl-]"), has_free_charge("C[N+](C)(C)C")
    (True, False, False)
    >>> has_free_charge("[CH2-]C(=O)C"), has_free_charge("CC(=O)[O-]")
    (True, False)
    """
    if "." not in smiles:
        return "+" not in smiles and _ANION_OF_NO_ACID.search(smiles) is not None
    molecule = Chem.MolFromSmiles(smiles)
    return molecule is not None and Chem.GetFormalCharge(molecule) != 0


def smiles_from_inchi(inchi: str) -> str | None:
    """Return the SMILES of an InChI, or None where RDKit cannot read it or it is cut short.

    Examples
    --------
    >>> smiles_from_inchi("InChI=1S/C5H9NO/c7-5-1-3-6-4-2-5/h6H,1-4H2")
    'O=C1CCNCC1'
    """
    if len(inchi) > MAX_SMILES_LENGTH:
        return None
    molecule = Chem.MolFromInchi(inchi)  # type: ignore[no-untyped-call]
    if molecule is None or not _is_whole(inchi, molecule):
        return None
    return str(Chem.MolToSmiles(molecule))


def smiles_from_mol_block(block: str) -> str | None:
    """Return the SMILES of a drawn structure (V2000 or V3000), None where RDKit cannot read it or it has no atoms.

    Examples
    --------
    >>> from rdkit import Chem
    >>> smiles_from_mol_block(Chem.MolToMolBlock(Chem.MolFromSmiles("OCC")))
    'CCO'
    """
    try:
        molecule = Chem.MolFromMolBlock(block)
    except (RuntimeError, ValueError):  # RDKit raises where it breaks the format badly, else it returns None
        return None
    if molecule is None or not 0 < molecule.GetNumAtoms() <= MAX_ATOMS:
        return None
    return str(Chem.MolToSmiles(molecule))


def _is_whole(inchi: str, molecule: Chem.Mol) -> bool:
    """Whether a molecule has the formula that its InChI states: of one cut short, atoms come out without hydrogens."""
    own = str(Chem.MolToInchi(molecule))  # type: ignore[no-untyped-call]
    said, read = (text.partition("/")[2].partition("/")[0] for text in (inchi, own))
    return said.casefold() == read.casefold()


def _is_counter_ion(parent: Parent) -> bool:
    if parent.skeleton in _counter_ion_skeletons():
        return True
    return parent.is_charged and parent.molecule.GetNumAtoms() == 1  # a metal cation


def has_basic_nitrogen(molecule: Chem.Mol) -> bool:
    """Whether a molecule has an amine that forms salts."""
    return bool(molecule.HasSubstructMatch(_amine()))


@cache
def _amine() -> Chem.Mol:
    return Chem.MolFromSmarts("[NX3;!$(N-C=[O,S,N]);!$(N-[!#6;!#1]);!$(N-c)]")


def _has_acid_and_base(parents: list[Parent]) -> bool:
    """Whether one component is an acid and another an amine: a salt drawn without its charges."""
    if len(parents) < 2:
        return False
    acid, base = _queries()[:2]
    return any(parent.molecule.HasSubstructMatch(acid) for parent in parents) and any(
        parent.molecule.HasSubstructMatch(base) for parent in parents
    )


def _is_organometallic(molecule: Chem.Mol, smiles: str) -> bool:
    """Whether a metal holds the carbon skeleton: then it is another compound, not a salt of the hydrocarbon."""
    if not _METAL_OR_CARBANION.search(smiles):
        return False
    return any(molecule.HasSubstructMatch(query) for query in _queries()[2:])


@cache
def _queries() -> tuple[Chem.Mol, ...]:
    """Return queries for acids, amines, carbanions that nothing stabilizes, and metals that hold carbon."""
    smarts = (
        "[$([CX3](=O)[OX2H1]),$([SX4](=O)(=O)[OX2H1]),$([PX4](=O)[OX2H1]),$([SX2H1]C#N)]",
        "[NX3;!$(N[C,S,P]=[O,S,N]);!$(N[N,O])]",
        "[#6;-;!$([#6-]#[#7,#8]);!$([#6-][#6,#16]=[#8,#7]);!$([#6-]C#N);!$([#6-][N+](=O)[O-])]",
        "[#22,#23,#24,#25,#26,#27,#28,#40,#41,#42,#44,#45,#46,#74,#77,#78;+0;D0]",
        "[#3,#12,#13,#30,#50,#80,#82]-[#6]",
    )
    return tuple(Chem.MolFromSmarts(pattern) for pattern in smarts)


def _inchikey(molecule: Chem.Mol) -> str:
    return str(Chem.MolToInchiKey(molecule))  # type: ignore[no-untyped-call]


def _without_isotopes(molecule: Chem.Mol, smiles: str) -> tuple[Chem.Mol, bool]:
    if not _ISOTOPE.search(smiles):
        return molecule, False
    plain = Chem.RWMol(molecule)
    for atom in plain.GetAtoms():
        atom.SetIsotope(0)
    cleaned = Chem.RemoveHs(plain)
    Chem.AssignStereochemistry(cleaned, cleanIt=True, force=True)
    return cleaned, True


def _without_water(fragments: Sequence[Chem.Mol], parents: Sequence[Parent]) -> str:
    """Return the SMILES of the fragments whose parent is not water."""
    return ".".join(
        Chem.MolToSmiles(fragment)
        for fragment, parent in zip(fragments, parents, strict=True)
        if parent.skeleton != _WATER or parent.is_charged
    )


def _neutralize(fragment: Chem.Mol, inchikey: str | None = None, *, may_be_charged: bool = True) -> Parent:
    """Return the neutral parent of a fragment; `inchikey` spares computing the key of an uncharged one again."""
    has_charges = may_be_charged and any(atom.GetFormalCharge() for atom in fragment.GetAtoms())
    if inchikey and not has_charges:
        return Parent(fragment, inchikey, is_charged=False)
    is_charged = has_charges and Chem.GetFormalCharge(fragment) != 0  # a nitro group makes no salt
    key = Chem.MolToSmiles(fragment) if fragment.GetNumAtoms() <= _LARGEST_ION else ""
    known = _ions.get(key)
    if known is not None:
        return known
    neutral = _uncharger().uncharge(fragment) if has_charges else fragment
    parent = Parent(neutral, _inchikey(neutral), is_charged)
    if key and len(_ions) < _MOST_IONS:
        _ions[key] = parent
    return parent


_ions: dict[str, Parent] = {}
"""Parents of small fragments by their SMILES: the same few counter-ions stand in most salts."""


@cache
def _disconnector() -> rdMolStandardize.MetalDisconnector:
    """Return what cuts the bonds to base metals only: those of manganese belong to permanganate."""
    disconnector = rdMolStandardize.MetalDisconnector()
    disconnector.SetMetalNof(Chem.MolFromSmarts("[Li,Na,K,Rb,Cs,Mg,Ca,Ba,Zn,Al]~[N,O,F]"))
    return disconnector


@cache
def _uncharger() -> rdMolStandardize.Uncharger:
    return rdMolStandardize.Uncharger()


@cache
def _counter_ion_skeletons() -> frozenset[str]:
    ions = (Chem.MolFromSmiles(ion.smiles) for ion in load_counter_ions())
    return frozenset(_neutralize(ion).skeleton for ion in ions)
