#!/usr/bin/env bash
# Below row 100, polars turns the text codes of an Excel column into numbers, and words into
# nothing.
#
# Guess before the run: a text cell stays text; when a column holds numbers and texts it
#   becomes a text column or an error.
# What happens: with 50 number rows above, the four text cells 0102.29, 0206, 12E3 and n/a
#   come back as they are. With 200 number rows above, the same four come back as 102.29,
#   206.0, 12000.0 and null; and in a sheet of this one column the row that held n/a is gone
#   altogether. No warning.
# Why it matters: tariff codes with a leading zero leave their chapter (0206 is edible
#   offal, 206 nothing), lot codes become powers of ten, and what the sender wrote is gone,
#   in the lower part of long files only.
# Known: polars issue 23728 tells of a like case and was closed as not reproduced.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'polars==2.1.0' \
    'fastexcel==0.21.0' \
    'xlsxwriter==3.3.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import polars as pl
import xlsxwriter

TEXTS = ["0102.29", "0206", "12E3", "n/a"]


def read_below(number_rows, columns=2):
    with xlsxwriter.Workbook("codes.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["hs_code", "kg"][:columns])
        for row in range(1, number_rows + 1):
            sheet.write_row(row, 0, [29153100, 25][:columns])
        for row, text in enumerate(TEXTS, start=number_rows + 1):
            sheet.write_string(row, 0, text)
            if columns == 2:
                sheet.write_number(row, 1, 25)
    return pl.read_excel("codes.xlsx")["hs_code"].to_list()


print("polars", version("polars"), "fastexcel", version("fastexcel"))
short, long, alone = read_below(50), read_below(200), read_below(200, columns=1)
print("written:", TEXTS)
print("read below  50 rows:", short[50:])
print("read below 200 rows:", long[200:])
print("the same in a sheet of one column:", alone[200:], f"{len(alone)} of 204 rows")
if short[50:] != TEXTS or long[200:] != [102.29, 206.0, 12000.0, None] or len(alone) != 203:
    raise SystemExit("Changed: polars reads text cells below number cells otherwise now.")
print("Still so: the same cells depend on how many rows stand above them.")
PY
