#!/usr/bin/env bash
# RDKit's Cleanup takes potassium permanganate apart and invents manganese(VIII).
#
# Guess before the run: Cleanup leaves the permanganate ion whole, and in any case the
#   charges still add up to zero.
# What happens: the ion is cut into [Mn+8] and four oxide ions: manganese has only seven
#   electrons to give, and the sum of charges goes from 0 to +1. FragmentParent then names
#   the bare [Mn+8] as the parent of the salt. No error.
# Why it matters: potassium permanganate is in Table I of the 1988 Convention. After the
#   usual standardization it can no longer be found, neither by key nor by substructure; the
#   same holds for chromates.
# Known: that metals are cut off is documented; no report on the charge found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'rdkit==2026.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import rdkit
from rdkit import Chem, RDLogger
from rdkit.Chem.MolStandardize import rdMolStandardize

RDLogger.DisableLog("rdApp.*")
salt = Chem.MolFromSmiles("[K+].[O-][Mn](=O)(=O)=O")
clean = rdMolStandardize.Cleanup(salt)
parent = rdMolStandardize.FragmentParent(salt)
before, after = Chem.GetFormalCharge(salt), Chem.GetFormalCharge(clean)
print("rdkit", rdkit.__version__)
print("read:           ", Chem.MolToSmiles(salt), "charge", before)
print("Cleanup:        ", Chem.MolToSmiles(clean), "charge", after)
print("FragmentParent: ", Chem.MolToSmiles(parent))
permanganate = Chem.MolFromSmarts("[Mn](~O)(~O)(~O)~O")
print("permanganate found before and after:",
      salt.HasSubstructMatch(permanganate), clean.HasSubstructMatch(permanganate))
still = (
    (before, after) == (0, 1)
    and Chem.MolToSmiles(parent) == "[Mn+8]"
    and not clean.HasSubstructMatch(permanganate)
)
if not still:
    raise SystemExit("Changed: RDKit's standardization treats permanganate otherwise now.")
print("Still so: a listed salt becomes [Mn+8], and a charge comes from nowhere.")
PY
