#!/usr/bin/env bash
# search_chemical takes CH3COCH3 for oxetane and C2H5OH for dimethyl ether.
#
# Guess before the run: a condensed formula names its substance (acetone, ethanol) or is
#   refused; the documentation does not offer formulas as an input at all.
# What happens: the formula is summed up and answered with one isomer of that sum, as if it
#   had been found: acetone becomes oxetane, ethanol dimethyl ether, acetic acid methyl
#   formate, phenylacetic acid phenyl acetate, benzyl chloride 4-chlorotoluene.
# Why it matters: condensed formulas stand in safety sheets and goods texts. Each answer is
#   a wrong substance with a right-looking CAS RN; here a listed chemical turns into an
#   unlisted one.
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

WRITTEN = {
    "CH3COCH3": ("acetone", "503-30-0"),
    "C2H5OH": ("ethanol", "115-10-6"),
    "CH3COOH": ("acetic acid", "107-31-3"),
    "C6H5CH2COOH": ("phenylacetic acid", "122-79-2"),
    "C6H5CH2Cl": ("benzyl chloride", "106-43-4"),
}
print("chemicals", version("chemicals"))
still = True
for formula, (meant, answered) in WRITTEN.items():
    right = search_chemical(meant)
    try:
        hit = search_chemical(formula)
    except ValueError:
        raise SystemExit(f"Changed: {formula} is refused now.") from None
    print(f"{formula} ({meant}, {right.CASs}) -> {hit.CASs} {hit.common_name} {hit.smiles}")
    still = still and hit.CASs == answered and hit.formula == right.formula and hit.CASs != right.CASs
if not still:
    raise SystemExit("Changed: a condensed formula is answered with another substance now.")
print("Still so: the order of the atoms is thrown away and an isomer is named.")
PY
