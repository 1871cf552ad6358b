#!/usr/bin/env bash
# RDKit gives a racemate that is written as CXSMILES the InChIKey of one of its mirror images.
#
# Guess before the run: the group |&1:...| says "this and its mirror image", so the key is that of the
#   drawing without configuration, as for every racemate drawn flat.
# What happens: the group is read (it is there, and comes out again as CXSMILES), and InChIKey, InChI and
#   plain SMILES are those of the one drawn mirror image.
# Why it matters: racemethorphan is a scheduled drug, its dextro half a cough medicine. Vendors' files
#   state racemates by this group; looked up by key the controlled racemate is the free medicine, and a
#   listed racemate drawn from the other half is found under another entry.
# Known: standard InChI has no word for it; RDKit writes no warning and has no option for it.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'rdkit==2026.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import rdkit
from rdkit import Chem

DEXTRO = "COc1ccc2C[C@@H]3N(C)CC[C@]4(CCCC[C@H]34)c2c1"
FLAT = "COc1ccc2CC3N(C)CCC4(CCCCC34)c2c1"
print("rdkit", rdkit.__version__)
dextro = Chem.MolFromSmiles(DEXTRO)
places = [atom.GetIdx() for atom in dextro.GetAtoms() if atom.HasProp("_CIPCode")]
racemate = Chem.MolFromSmiles(f"{DEXTRO} |&1:{','.join(map(str, places))}|")
groups = [str(group.GetGroupType()) for group in racemate.GetStereoGroups()]
keys = {
    name: Chem.MolToInchiKey(molecule)
    for name, molecule in (
        ("dextromethorphan", dextro), ("racemate, |&1:...|", racemate), ("racemate, flat", Chem.MolFromSmiles(FLAT)),
    )
}
for name, key in keys.items():
    print(f"{name:20} {key}")
print("groups that were read:", groups)
if groups != ["STEREO_AND"] or keys["racemate, |&1:...|"] != keys["dextromethorphan"]:
    raise SystemExit("Changed: the racemate has a key of its own.")
print("Still so: the racemate is its dextro half.")
PY
