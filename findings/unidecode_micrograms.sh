#!/usr/bin/env bash
# Unidecode and AnyAscii turn 500 micrograms into 500 mg, where mu is the Greek letter.
#
# Guess before the run: the micro sign (U+00B5) and the Greek letter mu (U+03BC) look alike and
#   mean the same before a unit, so both become "u", as everybody writes who has no such key.
# What happens: the micro sign becomes "u", the Greek letter "m". Unicode normalization (NFKC),
#   which many pipelines do first, turns the micro sign into the Greek letter, so that after it
#   every microgram is a milligram and every microliter a milliliter.
# Why it matters: amounts of potent drugs and of reference standards are stated in micrograms. Goods
#   texts that are made ASCII before they are read state a thousand times the amount, and nothing
#   looks wrong: mg is a unit.
# Known: both libraries romanize letters one by one; no report on units found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'Unidecode==1.4.0' 'anyascii==0.3.3'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import unicodedata
from importlib.metadata import version

from anyascii import anyascii
from unidecode import unidecode

print("Unidecode", version("Unidecode"), "anyascii", version("anyascii"))
found = {}
for name, text in (("micro sign", "500 \u00b5g"), ("Greek mu", "500 \u03bcg")):
    normalized = unicodedata.normalize("NFKC", text)
    found[name] = [unidecode(text), anyascii(text), unidecode(normalized), anyascii(normalized)]
    print(f"{name:10} unidecode, anyascii, and both after NFKC: {found[name]}")
if found != {"micro sign": ["500 ug", "500 ug", "500 mg", "500 mg"], "Greek mu": ["500 mg"] * 4}:
    raise SystemExit("Changed: a microgram stays one.")
print("Still so: a microgram becomes a milligram.")
PY
