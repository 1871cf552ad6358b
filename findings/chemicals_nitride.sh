#!/usr/bin/env bash
# search_chemical answers names like N-...-4-... that it does not know with the nitride ion.
#
# Guess before the run: a name that the table does not have raises ValueError, as the
#   documentation says.
# What happens: N-phenylpiperidin-4-amine (4-AP), N-acetyl-2-aminobenzoic acid (a name of
#   N-acetylanthranilic acid) and the invented N-pallet-4-warehouse all become nitride, CAS
#   RN 18851-77-9; without the N- the last one is refused. The N- seems to be taken for
#   nitrogen with a charge.
# Why it matters: names with N- are common on precursor lists. The answer is a real
#   substance with a real CAS RN, so nothing looks unresolved.
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

NAMES = (
    "N-phenylpiperidin-4-amine",
    "N-phenethyl-4-piperidone",
    "N-acetyl-2-aminobenzoic acid",
    "N-pallet-4-warehouse",
)
print("chemicals", version("chemicals"))
found = {}
for name in NAMES:
    try:
        hit = search_chemical(name)
        found[name] = hit.CASs
        print(f"{name} -> {hit.CASs} {hit.common_name} {hit.smiles}")
    except ValueError:
        print(f"{name} -> ValueError")
try:
    unknown = search_chemical("pallet-4-warehouse").CASs
except ValueError:
    unknown = None
print("pallet-4-warehouse ->", unknown or "ValueError")
if set(found.values()) != {"18851-77-9"} or len(found) != len(NAMES) or unknown is not None:
    raise SystemExit("Changed: unknown names with N- are no longer answered with nitride.")
print("Still so: four unlike names are one and the same ion.")
PY
