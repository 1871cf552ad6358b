#!/usr/bin/env bash
# openpyxl opens a Strict Open XML workbook and finds no sheets in it.
#
# Guess before the run: both variants of ISO/IEC 29500 that Excel's "Save as" offers are
#   read, or the second is refused with an error.
# What happens: load_workbook succeeds and the list of sheets is empty, with no more than a
#   warning about an "invalid specification for 0"; calamine reads the sheet and its rows.
# Why it matters: a manifest saved as "Strict Open XML Spreadsheet" looks like an empty
#   workbook: nothing to screen, nothing reported.
# Known: the same was reported of other readers (edit-xlsx issue 28); no report found for
#   openpyxl.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'openpyxl==3.1.5' \
    'python-calamine==0.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import zipfile
from importlib.metadata import version

import openpyxl
from python_calamine import CalamineWorkbook

MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}" conformance="strict">'
    '<sheets><sheet name="Manifest" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>Acetone</t></is></c></row></sheetData></worksheet>',
}
with zipfile.ZipFile("strict.xlsx", "w") as package:
    for name, text in PARTS.items():
        package.writestr(name, HEAD + text)
sheets = openpyxl.load_workbook("strict.xlsx").sheetnames
other = CalamineWorkbook.from_path("strict.xlsx")
rows = other.get_sheet_by_index(0).to_python()
print("openpyxl", version("openpyxl"), "sheets:", sheets)
print("calamine", version("python-calamine"), "sheets:", other.sheet_names, rows)
if sheets != [] or rows != [["Acetone"]]:
    raise SystemExit("Changed: openpyxl sees the sheets of a strict workbook, or refuses it.")
print("Still so: a workbook with goods looks empty.")
PY
