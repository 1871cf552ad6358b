#!/usr/bin/env bash
# In an ODS cell calamine glues the words on both sides of a line break or a tab.
#
# Guess before the run: a line break inside a paragraph of an OpenDocument cell is read as a
#   line break, as it is between paragraphs; a tab as a tab.
# What happens: between paragraphs the break is kept, but <text:line-break/> and <text:tab/>
#   vanish: "ACETONE" and "ETHER" become ACETONEETHER. odfpy (through pandas) keeps the line
#   break and drops the tab. polars and pandas use calamine too.
# Why it matters: two goods in one cell become one word that no list knows, and numbers in
#   one cell become a longer number: 2914 and 11 give 291411.
# Known: blanks had the same fault (calamine issue 225, repaired); none found for line
#   breaks.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'python-calamine==0.9.1' \
    'pandas==3.1.1' \
    'odfpy==1.4.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import zipfile
from importlib.metadata import version

import pandas as pd
from python_calamine import CalamineWorkbook

SPACE = "urn:oasis:names:tc:opendocument:xmlns"
CELLS = (
    "<text:p>ACETONE</text:p><text:p>ETHER</text:p>",
    "<text:p>ACETONE<text:line-break/>ETHER</text:p>",
    "<text:p>2914<text:tab/>11</text:p>",
)
row = "".join(f'<table:table-cell office:value-type="string">{cell}</table:table-cell>' for cell in CELLS)
content = (
    f'<office:document-content xmlns:office="{SPACE}:office:1.0" xmlns:table="{SPACE}:table:1.0" '
    f'xmlns:text="{SPACE}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
    f'<table:table table:name="Manifest"><table:table-row>{row}</table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
kind = "application/vnd.oasis.opendocument.spreadsheet"
entries = "".join(
    f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
    for path, media in (("/", kind), ("content.xml", "text/xml"))
)
manifest = (
    f'<manifest:manifest xmlns:manifest="{SPACE}:manifest:1.0" manifest:version="1.2">{entries}'
    "</manifest:manifest>"
)
with zipfile.ZipFile("goods.ods", "w") as package:
    package.writestr("mimetype", kind)
    package.writestr("content.xml", content)
    package.writestr("META-INF/manifest.xml", manifest)
mine = CalamineWorkbook.from_path("goods.ods").get_sheet_by_index(0).to_python()[0]
other = pd.read_excel("goods.ods", engine="odf", header=None, dtype=str).to_numpy()[0].tolist()
print("calamine", version("python-calamine"), mine)
print("odfpy   ", version("odfpy"), other)
if mine != ["ACETONE\nETHER", "ACETONEETHER", "291411"] or other[1] != "ACETONE\nETHER":
    raise SystemExit("Changed: calamine separates the words of such a cell now.")
print("Still so: two goods become one word.")
PY
