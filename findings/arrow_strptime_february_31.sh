#!/usr/bin/env bash
# Arrow's strptime takes 31 February and makes 2 March of it.
#
# Guess before the run: a day that does not exist is null with error_is_null=True, as in
#   Python, polars and DuckDB.
# What happens: 31/02/2024 becomes 2 March, 31-04-2024 becomes 1 May, 29 February 2023
#   becomes 1 March. Only days above 31 are null.
# Why it matters: an impossible date is a sign of a typing error or an invented document. It
#   arrives as a sound date and the row looks clean.
# Known: arrow issue 31374, with an open repair (pull 50747).
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'pyarrow==26.0.1' \
    'polars==2.1.0'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import datetime

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

DAYS = {
    ("31/02/2024", "%d/%m/%Y"): datetime.datetime(2024, 3, 2),
    ("31-04-2024", "%d-%m-%Y"): datetime.datetime(2024, 5, 1),
    ("2023-02-29", "%Y-%m-%d"): datetime.datetime(2023, 3, 1),
}
print("pyarrow", pa.__version__)
still = True
for (text, pattern), made in DAYS.items():
    read = pc.strptime(pa.array([text]), format=pattern, unit="s", error_is_null=True)[0].as_py()
    other = pl.Series([text]).str.to_date(pattern, strict=False)[0]
    print(f"{text}: pyarrow {read}, polars {other}")
    still = still and read == made and other is None
if not still:
    raise SystemExit("Changed: Arrow gives null for days that do not exist now.")
print("Still so: three impossible days are three sound dates.")
PY
