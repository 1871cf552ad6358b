#!/usr/bin/env bash
# chemicals makes 5.5 or 21 oxygen atoms out of CuSO4.5H2O.
#
# Guess before the run: copper sulfate pentahydrate has nine oxygen atoms and weighs 249.7
#   g/mol, however its dot is written; a parser that does not know the dot refuses it.
# What happens: the full stop is read as a decimal point (5.5 oxygen atoms, 185.6 g/mol) and
#   behind the raised dot the 5 multiplies the four oxygen atoms of the sulfate (21 oxygen
#   atoms, 433.6 g/mol). Neither has the ten hydrogen atoms. No error.
# Why it matters: contents of listed substances in hydrates are computed from such weights;
#   a declared 25 kg of a salt is off by a quarter or by three quarters.
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

from chemicals import molecular_weight, nested_formula_parser

SALTS = {
    "CuSO4.5H2O": (185.6, 249.7),
    "CuSO4\u00b75H2O": (433.6, 249.7),
    "Na2CO3.10H2O": (125.6, 286.1),
    "Fe(NO3)3.9H2O": (315.7, 404.0),
}
print("chemicals", version("chemicals"))
still = True
for formula, (got, right) in SALTS.items():
    atoms = nested_formula_parser(formula)
    weight = round(molecular_weight(atoms), 1)
    print(formula, atoms, weight, "g/mol, right is", right)
    still = still and weight == got
if not still:
    raise SystemExit("Changed: the dot of a hydrate is read otherwise now.")
print("Still so: water of crystallization gives wrong weights and no error.")
PY
