#!/usr/bin/env bash
# dateutil reads the EDIFACT date 240305 (YYMMDD) as 24 March 2005, and 240713 as 24 July
# 2013.
#
# Guess before the run: six digits are year, month, day, as in EDIFACT qualifier 101 and in
#   UNB; or, with the day above 12, at least not the year 2013.
# What happens: month, day or year is what fits: 240305 becomes 2005-03-24, 240131 becomes
#   2031-01-24 and 241224 is right. pandas falls back to the same parser. pendulum reads all
#   of them as 2024.
# Why it matters: date and order are mixed up row by row, so no rule repairs the column
#   afterwards.
# Known: that the order is guessed is documented; no report on this form found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'python-dateutil==2.9.0.post0' \
    'pandas==3.1.1' \
    'pendulum==3.3.0'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import pandas as pd
import pendulum
from dateutil import parser

DATES = {
    "240305": "2005-03-24",
    "240713": "2013-07-24",
    "240131": "2031-01-24",
    "241224": "2024-12-24",
}
print("dateutil", version("python-dateutil"), "pandas", pd.__version__)
still = True
for text, made in DATES.items():
    one = parser.parse(text).date().isoformat()
    two = pd.to_datetime(text).date().isoformat()
    three = pendulum.parse(text, strict=False).date().isoformat()
    print(f"{text}: dateutil {one}, pandas {two}, pendulum {three}")
    still = still and one == two == made and three.startswith("2024-")
if not still:
    raise SystemExit("Changed: six digits are read otherwise now.")
print("Still so: four dates of 2024, three of them in other years.")
PY
