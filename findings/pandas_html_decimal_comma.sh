#!/usr/bin/env bash
# pandas.read_html reads 12,5 kg as 125 kg.
#
# Guess before the run: read_html either keeps "12,5" as text or reads twelve and a half;
#   read_csv without options keeps the text.
# What happens: the comma is a thousands mark by default in read_html (not in read_csv),
#   wherever it stands: 12,5 becomes 125 and 3,25 becomes 325.
# Why it matters: web portals hand out tables in HTML, some of them named .xls. Every mass
#   with a decimal comma is ten or a hundred times too large.
# Known: the default thousands="," is in the signature; that it also joins 12,5 is not said.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'pandas==3.1.1' \
    'lxml==6.1.3'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import io

import pandas as pd

HTML = """<table><tr><th>goods</th><th>net_mass_kg</th></tr>
<tr><td>Acetone</td><td>12,5</td></tr><tr><td>Toluene</td><td>3,25</td></tr></table>"""
CSV = "goods;net_mass_kg\nAcetone;12,5\nToluene;3,25\n"
page = pd.read_html(io.StringIO(HTML))[0]["net_mass_kg"].tolist()
file = pd.read_csv(io.StringIO(CSV), sep=";")["net_mass_kg"].tolist()
print("pandas", pd.__version__)
print("read_html:", page)
print("read_csv: ", file)
if page != [125, 325] or file != ["12,5", "3,25"]:
    raise SystemExit("Changed: read_html treats the decimal comma otherwise now.")
print("Still so: from a page, masses come ten and a hundred times too large.")
PY
