#!/usr/bin/env bash
# dateparser finds dates in "N/A", in CAS numbers, in UN numbers and in "2 x 25".
#
# Guess before the run: a mark for a missing value, a registry number and a count of
#   packages are no dates: None.
# What happens: N/A is the last Thursday, 75-09-2 (dichloromethane) is 2 September 1975,
#   79-24-3 (nitroethane) 24 March 1979, "UN 1090" a day in the year 1090, 2902.30 one in
#   2902, "2 x 25" is 2 October 2025. 67-64-1 (acetone) is None, so not even all CAS numbers
#   are treated alike.
# Why it matters: a column is recognized as dates by what parses. Missing dates get one that
#   depends on the day of the run.
# Known: that it guesses is its purpose; no report on these forms found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'dateparser==1.5.0'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import datetime
import warnings
from importlib.metadata import version

import dateparser

warnings.simplefilter("ignore")
NOW = {"RELATIVE_BASE": datetime.datetime(2026, 11, 29, 12)}  # a fixed "today"
print("dateparser", version("dateparser"))
TEXTS = ("N/A", "75-09-2", "79-24-3", "UN 1090", "2902.30", "2 x 25", "67-64-1")
found = {text: dateparser.parse(text, settings=NOW) for text in TEXTS}
for text, day in found.items():
    print(f"{text}: {day and day.date()}")
still = (
    all(found[text] is not None for text in TEXTS[:6])
    and found["N/A"].date() == datetime.date(2026, 11, 26)
    and found["75-09-2"].date() == datetime.date(1975, 9, 2)
    and found["79-24-3"].date() == datetime.date(1979, 3, 24)
    and found["UN 1090"].year == 1090
    and found["2902.30"].year == 2902
    and found["67-64-1"] is None
)
if not still:
    raise SystemExit("Changed: dateparser refuses one of these texts now.")
print("Still so: six texts that hold no date have one.")
PY
