#!/usr/bin/env bash
# In a CSV of Norwegian goods DuckDB reads the country NO as false, and dichloromethane's
# CAS number as a day in 1975.
#
# Guess before the run: a column of two-letter codes is text; 75-09-2 is no date (one digit
#   for the day, two for the year), so it is text.
# What happens: when NO is the only country the column becomes BOOLEAN and NO becomes false;
#   when 75-09-2 is the only CAS number it becomes DATE 1975-09-02. With a second country or
#   number in the file both are text.
# Why it matters: a small manifest of one shipper has one origin and often one substance.
#   The same query gives texts for one file and false for the next.
# Known: types are guessed by design; no report on country codes found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'duckdb==2.0.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import datetime

import duckdb

FILES = {
    "one.csv": "origin,cas_rn\nNO,75-09-2\nNO,75-09-2\n",
    "two.csv": "origin,cas_rn\nNO,75-09-2\nDE,67-64-1\n",
}
print("duckdb", duckdb.__version__)
rows = {}
for name, text in FILES.items():
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)
    table = duckdb.sql(f"select * from read_csv('{name}')")
    rows[name] = table.fetchall()
    print(name, [str(kind) for kind in table.types], rows[name])
day = datetime.date(1975, 9, 2)
if rows["one.csv"] != [(False, day), (False, day)] or rows["two.csv"][0] != ("NO", "75-09-2"):
    raise SystemExit("Changed: DuckDB reads NO and 75-09-2 as text now.")
print("Still so: Norway is false and dichloromethane a date.")
PY
