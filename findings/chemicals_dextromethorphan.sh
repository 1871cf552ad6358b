#!/usr/bin/env bash
# search_chemical answers "dextromethorphan", the cough medicine, with its mirror image, a narcotic drug.
#
# Guess before the run: the name gives CAS RN 125-71-3, under which the same table has the common name
#   dextromethorphan.
# What happens: the name gives CAS RN 125-70-2, levomethorphan (common name "methorphan"), as "levomethorphan" does;
#   only the number 125-71-3 leads to dextromethorphan. Codeine is not known by its name at all.
# Why it matters: the schedules of the Single Convention of 1961 list levomethorphan and except dextromethorphan by
#   name. A screening that goes by this answer calls ordinary cough syrup a narcotic drug.
# Known: no report found in the public threads searched.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
# --no-deps: only what is imported here, to keep the run short
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check --no-deps \
    'chemicals==1.5.2' \
    'fluids==1.3.1' \
    'numpy==2.4.6'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from chemicals import search_chemical

print("chemicals", version("chemicals"))
found = {}
for asked in ("dextromethorphan", "levomethorphan", "125-71-3", "125-70-2"):
    hit = search_chemical(asked)
    found[asked] = hit.CASs
    print(f"{asked} -> {hit.CASs} {hit.common_name} {hit.smiles}")
if found["dextromethorphan"] != "125-70-2" or found["125-71-3"] != "125-71-3":
    raise SystemExit("Changed: the name of dextromethorphan no longer leads to levomethorphan.")
print("Still so: the medicine is answered with the narcotic drug.")
PY
