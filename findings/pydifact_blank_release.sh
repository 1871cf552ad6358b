#!/usr/bin/env bash
# Where UNA names no release character, pydifact eats every blank of the message.
#
# Guess before the run: a blank in the fourth place of UNA means "no release character is
#   used" (ISO 9735), so blanks in texts are blanks.
# What happens: the blank itself becomes the release character and disappears before each
#   next letter: ACETONE 25 KG IN DRUMS becomes ACETONE25KGINDRUMS. No warning.
# Why it matters: the goods description of the whole interchange becomes single words that
#   no list knows.
# Known: no report found; an open request (pull 79) is about describing UNA.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'pydifact==0.2.3'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from pydifact.segmentcollection import RawSegmentCollection


def goods(una):
    text = una + "FTX+AAA+++ACETONE 25 KG IN DRUMS'"
    return [segment.elements[3] for segment in RawSegmentCollection.from_str(text).segments
            if segment.tag == "FTX"][0]


print("pydifact", version("pydifact"))
usual, none_used = goods("UNA:+.? '"), goods("UNA:+.  '")
print("release character ?:", usual)
print("none used:          ", none_used)
if usual != "ACETONE 25 KG IN DRUMS" or none_used != "ACETONE25KGINDRUMS":
    raise SystemExit("Changed: pydifact keeps blanks where no release character is named.")
print("Still so: every blank is gone.")
PY
