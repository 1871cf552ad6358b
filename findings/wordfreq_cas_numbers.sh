#!/usr/bin/env bash
# wordfreq holds CAS numbers for more usual English than acetone or ephedrine.
#
# Guess before the run: a CAS number is no word, so its frequency is 0 or far below that of
#   a known solvent.
# What happens: 103-79-7 is split at its hyphens into three small numbers and gets a Zipf
#   value near 3.7, above acetone (2.8) and ephedrine (2.4); the impossible 99-99-9 gets
#   4.2. Names such as piperonal get 0.
# Why it matters: word frequency is a handy filter for "everyday text that needs no
#   chemistry". It sends the strongest evidence in a cell, its CAS number, down the everyday
#   path.
# Known: that digits are put in classes is documented; no report on this use found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'wordfreq==3.1.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from wordfreq import tokenize, zipf_frequency

print("wordfreq", version("wordfreq"))
rate = {}
for text in ("103-79-7", "67-64-1", "99-99-9", "acetone", "ephedrine", "piperonal"):
    rate[text] = zipf_frequency(text, "en")
    print(f"{text}: {rate[text]} {tokenize(text, 'en')}")
numbers = min(rate[text] for text in ("103-79-7", "67-64-1", "99-99-9"))
words = max(rate[text] for text in ("acetone", "ephedrine", "piperonal"))
if not (numbers > words + 0.5 and rate["piperonal"] == 0):
    raise SystemExit("Changed: wordfreq rates CAS numbers below names now.")
print("Still so: every CAS number is commoner than every name here.")
PY
