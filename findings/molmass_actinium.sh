#!/usr/bin/env bash
# molmass reads Ac2O, the chemist's acetic anhydride, as actinium oxide.
#
# Guess before the run: molmass knows the usual abbreviations of groups (Me, Et, Bu, Ph, Bz,
#   Boc), so Ac is acetyl: Ac2O weighs 102.1 and AcOH 60.1.
# What happens: Me, Et, Bu, Ph and Bz are groups, Ac is the element actinium and Pr
#   praseodymium: 470.1 and 244.0 g/mol. No warning.
# Why it matters: Ac2O is how acetic anhydride (Table I) stands on labels and order sheets.
#   The weight is more than four times too high and the element is radioactive.
# Known: its table of groups writes acetyl as Acet; no report found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'molmass==2026.1.8'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from molmass import Formula

print("molmass", version("molmass"))
GROUPS = {"MeOH": 32.0, "EtOH": 46.1, "BuLi": 64.1, "PhMe": 92.1, "BzCl": 140.6}
ELEMENTS = {"Ac2O": (102.1, 470.1), "AcOH": (60.1, 244.0), "PrOH": (60.1, 157.9)}
still = True
for text, right in GROUPS.items():
    got = round(Formula(text).mass, 1)
    print(f"{text}: {got}, right {right}")
    still = still and got == right
for text, (right, wrong) in ELEMENTS.items():
    got = round(Formula(text).mass, 1)
    print(f"{text}: {got}, meant {right}")
    still = still and got == wrong
if not still:
    raise SystemExit("Changed: the abbreviations are read otherwise now.")
print("Still so: five groups are groups, acetyl and propyl are heavy metals.")
PY
