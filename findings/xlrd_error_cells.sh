#!/usr/bin/env bash
# xlrd gives the error cells of an .xls as small numbers: #NAME? is 29, #N/A is 42.
#
# Guess before the run: a cell with #N/A reads as missing, as the text "#N/A" or as an
#   error.
# What happens: row_values gives the integers 42 for #N/A, 29 for #NAME?, 23 for #REF!, 15
#   for #VALUE!, 7 for #DIV/0!. Only a second call for the cell types tells them from
#   numbers.
# Why it matters: a look-up that failed becomes 42 kg of net mass, and a broken formula in a
#   column of HS chapters becomes chapter 29: organic chemicals.
# Known: the codes are documented in the table of cell types; values alone do not show them.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'xlrd==2.0.2' \
    'xlwt==1.3.0'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import xlrd
import xlwt

ERRORS = {"#N/A": 42, "#NAME?": 29, "#REF!": 23, "#VALUE!": 15, "#DIV/0!": 7}
book = xlwt.Workbook()
sheet = book.add_sheet("Manifest")
for column, code in enumerate(ERRORS.values()):
    sheet.row(0).set_cell_error(column, code)
sheet.write(1, 0, 29)
book.save("errors.xls")
read = xlrd.open_workbook("errors.xls").sheet_by_index(0)
values = read.row_values(0)
print("xlrd", version("xlrd"))
for column, (shown, value) in enumerate(zip(ERRORS, values)):
    text = xlrd.error_text_from_code[value]
    print(f"Excel shows {shown:8} xlrd gives {value!r} (type {read.cell_type(0, column)}, {text})")
print("a real 29 is", repr(read.cell_value(1, 0)))
if values != list(ERRORS.values()) or not all(isinstance(value, int) for value in values):
    raise SystemExit("Changed: xlrd no longer gives error cells as numbers.")
print("Still so: five errors are five plausible numbers.")
PY
