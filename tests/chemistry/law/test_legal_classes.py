"""Every legal class against its own worked examples."""

import pytest

from riskscan.chemistry.law.legal_classes import find_classes
from riskscan.chemistry.law.structures import read_structure
from riskscan.tables.classes import load_classes
from riskscan.tables.reading import MARKS

CLASSES = load_classes()


def _class_ids(smiles):
    structure = read_structure(smiles)
    assert structure is not None, smiles
    return {found.class_id for parent in structure.parents for found in find_classes(parent.molecule)}


@pytest.mark.parametrize(
    ("class_id", "smiles"),
    [pytest.param(c.class_id, e.smiles, id=f"{c.class_id}-{e.name}") for c in CLASSES for e in c.positives],
)
def test_worked_positive_is_covered(class_id, smiles):
    assert class_id in _class_ids(smiles)


@pytest.mark.parametrize(
    ("class_id", "smiles"),
    [pytest.param(c.class_id, e.smiles, id=f"{c.class_id}-{e.name}") for c in CLASSES for e in c.negatives],
)
def test_worked_negative_is_not_covered(class_id, smiles):
    assert class_id not in _class_ids(smiles)


@pytest.mark.parametrize("legal_class", CLASSES, ids=[c.class_id for c in CLASSES])
def test_class_is_documented(legal_class):
    assert len(legal_class.positives) >= 4
    assert len(legal_class.negatives) >= 4
    assert legal_class.citation and legal_class.source and legal_class.wording.strip()
    assert legal_class.mark in MARKS


@pytest.mark.parametrize("legal_class", CLASSES, ids=[c.class_id for c in CLASSES])
def test_salts_of_members_are_covered(legal_class):
    example = legal_class.positives[0]
    assert legal_class.class_id in _class_ids(f"{example.smiles}.Cl")
