#!/usr/bin/env bash
# With dayfirst=True pandas reads the ISO date 2024-03-05 as the third of May.
#
# Guess before the run: dayfirst says how to read 05/03/2024; an ISO date, year first, has
#   only one reading and stays 5 March.
# What happens: it becomes 3 May, without a warning, as long as no day is above 12. One row
#   later in the month and the same call raises an error, or with errors="coerce" gives a
#   mixture of wrong dates and missing ones.
# Why it matters: offices outside the USA set dayfirst for their CSV files; the files of
#   modern systems have ISO dates. Ages of listings and calendar features shift by months.
# Known: pandas issue 58859 and pull 58876 widen it to compact dates; dayfirst is documented
#   as not strict.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'pandas==3.1.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import io

import pandas as pd

early, late = ["2024-03-05", "2024-03-06"], ["2024-03-05", "2024-03-25"]


def days(series):
    return ["missing" if pd.isna(day) else f"{day:%d %b %Y}" for day in series]


print("pandas", pd.__version__)
swapped = days(pd.to_datetime(pd.Series(early), dayfirst=True))
text = "lodged\n" + "\n".join(early)
read = days(pd.read_csv(io.StringIO(text), parse_dates=["lodged"], dayfirst=True)["lodged"])
mixed = days(pd.to_datetime(pd.Series(late), dayfirst=True, errors="coerce"))
print(early, "->", swapped, "and from a file", read)
print(late, "->", mixed)
if not (swapped == read == ["03 May 2024", "03 Jun 2024"] and mixed == ["03 May 2024", "missing"]):
    raise SystemExit("Changed: pandas leaves ISO dates alone under dayfirst now.")
print("Still so: year, day, month.")
PY
