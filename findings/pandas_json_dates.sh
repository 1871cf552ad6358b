#!/usr/bin/env bash
# pandas.read_json reads 05.03.2024 and 13.03.2024 in one column as 3 May and 13 March.
#
# Guess before the run: since pandas 2 a column of dates has one format, so 13.03.2024 makes the column day first, or it
#   stays text, or an error comes as from to_datetime; and JSON has types: what stands in quotes stays text.
# What happens: in columns called date, modified, timestamp... or ..._at, without being asked, each date is read by
#   itself, month first where that is possible. Days 1 to 12 of a month change places with the month, the others not.
#   No warning. The same texts under another name stay text, and to_datetime refuses them. The tariff code "0206", also
#   a text in the file, is 206.
# Why it matters: shipments leave months before they were declared, and only those of early days; checks of ranges see
#   nothing. State convert_dates=False and dtype=False, then read dates with their format.
# Known: issue 28325 asked why dates are parsed at all; the docstring names the columns. Mixed orders in one column were
#   reported of read_csv (14301, 12585) and ended there with pandas 2; no report on read_json was found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'pandas==3.1.1'
cd "$work"
"$work/venv/bin/python" -W error - <<'PY'
import io
import json

import pandas as pd

DAYS = ["05.03.2024", "13.03.2024"]


def read(column):
    rows = [{column: day, "goods": "ACETONE", "hs_code": "0206"} for day in DAYS]
    return pd.read_json(io.StringIO(json.dumps(rows)))


print("pandas", pd.__version__, "days first:", DAYS)
dates = {}
for column in ("date", "created_at", "departure"):
    table = read(column)
    dates[column] = [str(value)[:10] for value in table[column]]
    print(f"column {column}: {dates[column]}; hs_code {table['hs_code'].tolist()}")
try:
    refused = f"reads {pd.to_datetime(pd.Series(DAYS)).tolist()}"
except ValueError as error:
    refused = f"refuses: {str(error).splitlines()[0]}"
print("to_datetime", refused)
mixed = ["2024-05-03", "2024-03-13"]
if dates != {"date": mixed, "created_at": mixed, "departure": DAYS} or not refused.startswith("refuses"):
    raise SystemExit("Changed: read_json reads these dates otherwise now.")
print("Still so: two days of one March are in May and in March.")
PY
