#!/usr/bin/env bash
# The ChEMBL pipeline removes the sodium from most salts, but not from sodium phenylacetate.
#
# Guess before the run: the parent of sodium phenylacetate is phenylacetic acid, as that of
#   sodium anthranilate is anthranilic acid; and of methylamine phenylacetate, both parts of
#   which are listed, it keeps both or flags it.
# What happens: sodium phenylacetate comes back unchanged, sodium and all, and is not
#   flagged as excluded: phenylacetate stands on the pipeline's list of counter-ions, and
#   when all parts are on that list none is removed. From a phenylacetate of an amine the
#   acid is thrown away.
# Why it matters: phenylacetic acid is a listed precursor, not a mere counter-ion. A key
#   made from the "parent" finds its sodium salt nowhere.
# Known: the list of counter-ions is documented; no report on this acid found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'chembl_structure_pipeline==1.2.4' \
    'rdkit==2026.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from chembl_structure_pipeline import get_parent_molblock
from rdkit import Chem, RDLogger

RDLogger.DisableLog("rdApp.*")


def parent(smiles):
    block, excluded = get_parent_molblock(Chem.MolToMolBlock(Chem.MolFromSmiles(smiles)))
    return Chem.MolToSmiles(Chem.MolFromMolBlock(block)), excluded


CASES = {
    "sodium anthranilate": "[Na+].[O-]C(=O)c1ccccc1N",
    "sodium phenylacetate": "[Na+].[O-]C(=O)Cc1ccccc1",
    "methylamine phenylacetate": "CN.OC(=O)Cc1ccccc1",
}
print("chembl_structure_pipeline", version("chembl_structure_pipeline"))
found = {name: parent(smiles) for name, smiles in CASES.items()}
for name, (smiles, excluded) in found.items():
    print(f"{name}: parent {smiles}, excluded {excluded}")
still = (
    found["sodium anthranilate"] == ("Nc1ccccc1C(=O)O", False)
    and found["sodium phenylacetate"] == ("O=C([O-])Cc1ccccc1.[Na+]", False)
    and found["methylamine phenylacetate"] == ("CN", False)
)
if not still:
    raise SystemExit("Changed: the parent of a phenylacetate is another one now.")
print("Still so: the listed acid is taken for packing, and its salt has no parent.")
PY
