#!/usr/bin/env bash
# fingerprints gives Huadong and Donghua Chemical, two Chinese firms, one fingerprint, and Nanjing that of Jingnan.
#
# Guess before the run: the words of a name are sorted, so that "Chem Huadong" and "Huadong Chem" meet; a Chinese name
#   has no spaces, so it is one word or two, and different names have different fingerprints.
# What happens: each character becomes a syllable and a word of its own, the words are sorted and doubled ones dropped.
#   Names with the same syllables in any order, and names that repeat one, are one firm, whatever the tones and
#   characters. Written in Latin letters the same firms are told apart.
# Why it matters: traders are merged, their histories added up, and a listed party is "found" in a stranger, in the
#   country where most of the goods come from. keep_order=True keeps the order, and the doubled syllables.
# Known: that words are sorted is told in issue 7 of fingerprints, and that keep_order ends it in issue 2; on names
#   without spaces no report was found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'fingerprints==1.3.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import fingerprints

PAIRS = {
    "Huadong and Donghua Chemical": ("华东化工有限公司", "东华化工有限公司"),
    "Nanjing and Jingnan Chemical": ("南京化工有限公司", "京南化工有限公司"),
    "Shanghai Haishang and Shanghai Trading": ("上海海上贸易有限公司", "上海贸易有限公司"),
}
print("fingerprints", version("fingerprints"))
still = True
for label, names in PAIRS.items():
    sorted_, kept = ([fingerprints.generate(name, keep_order=order) for name in names] for order in (False, True))
    print(f"{label}: {names[0]} and {names[1]}\n  {sorted_}\n  keep_order: {kept}")
    still = still and sorted_[0] == sorted_[1] and kept[0] != kept[1]
latin = [fingerprints.generate(name) for name in ("Huadong Chemical Co., Ltd.", "Donghua Chemical Co., Ltd.")]
print("in Latin letters:", latin)
if not still or latin[0] == latin[1]:
    raise SystemExit("Changed: these firms have other fingerprints now.")
print("Still so: six firms, three fingerprints.")
PY
