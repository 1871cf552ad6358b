#!/usr/bin/env bash
# pandas.read_excel makes numbers of cells that Excel holds as text: "0206" is 206, "12E3"
# is 12000.0.
#
# Guess before the run: a CSV has no types, but an Excel cell has; a text cell comes back as
#   text, whatever its characters.
# What happens: columns of text cells are parsed again as if they came from a CSV. The
#   leading zero is lost, a lot code becomes a power of ten, and the text NA (Namibia) a
#   missing value, in both reading engines. polars keeps all of them.
# Why it matters: whoever formats HS codes and lot numbers as text in Excel does so to keep
#   them. They arrive as other codes, silently.
# Known: dtype=str is the documented cure; that typed text is parsed again is not said.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'pandas==3.1.1' \
    'openpyxl==3.1.5' \
    'python-calamine==0.9.1' \
    'polars==2.1.0' \
    'fastexcel==0.21.0'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import openpyxl
import pandas as pd
import polars as pl

ROWS = [("0206", "12E3", "NO"), ("0102", "7E2", "NA")]
book = openpyxl.Workbook()
book.active.append(["hs_code", "lot", "origin"])
for row in ROWS:
    book.active.append(row)
assert all(cell.data_type == "s" for line in book.active.iter_rows() for cell in line)
book.save("codes.xlsx")

print("pandas", pd.__version__, "polars", version("polars"))
print("text cells:      ", ROWS)
answers = []
for engine in ("openpyxl", "calamine"):
    frame = pd.read_excel("codes.xlsx", engine=engine)
    rows = [tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.to_numpy()]
    answers.append(rows)
    print(f"pandas ({engine}):", rows)
kept = pl.read_excel("codes.xlsx").rows()
print("polars:          ", kept)
changed = [(206, 12000.0, "NO"), (102, 700.0, None)]
if answers != [changed, changed] or kept != ROWS:
    raise SystemExit("Changed: pandas keeps text cells of an Excel file as text now.")
print("Still so: text cells become other codes.")
PY
