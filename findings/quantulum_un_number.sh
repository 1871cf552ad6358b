#!/usr/bin/env bash
# quantulum3 reads "ACETONE UN 1090 160 KG" as 1,090,160 kg.
#
# Guess before the run: 160 kilograms, and 1090 as a number without a unit or not at all.
# What happens: three digits behind a blank are taken for thousands, whatever stands in front: the UN number, a lot or
#   order number, a class or a purity swallows the mass. With two digits ("UN 1090 16 KG") nothing is found. Only a
#   comma between the two gives 160.
# Why it matters: goods texts are written in just this way, number behind number. A drum becomes a thousand tonnes of
#   a listed solvent, or a mass goes unseen.
# Known: no report found in the public threads searched.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'quantulum3==0.10.0' \
    'inflect==7.6.0' \
    'num2words==0.5.14'
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
from importlib.metadata import version

from quantulum3 import parser

TEXTS = {
    "ACETONE 160 KG": [160.0],
    "ACETONE, UN 1090, 160 KG": [160.0],
    "ACETONE UN 1090 160 KG": [1090160.0],
    "ACETONE UN 1090 16 KG": [],
    "TOLUENE CLASS 3 160 KG": [3160.0],
    "TOLUENE 99.5 160 KG": [99.516],
    "PO 4500 250 KG PIPERONAL": [4500250.0],
}
print("quantulum3", version("quantulum3"))
still = True
for text, expected in TEXTS.items():
    masses = [found.value for found in parser.parse(text) if found.unit.name == "kilogram"]
    print(f"{text} -> {masses} kg")
    still = still and masses == expected
if not still:
    raise SystemExit("Changed: one of these masses is read otherwise now.")
print("Still so: one drum is a thousand tonnes.")
PY
