#!/usr/bin/env bash
# Told that numbers look like 1.234,5, pandas reads the date 05.03.2024 as 5032024.
#
# Guess before the run: thousands="." concerns numbers in groups of three; 05.03.2024 and
#   the tariff code 2902.30 are none, so they stay text.
# What happens: every full stop is dropped from every column that then looks like an
#   integer: the date becomes 5032024, the code 2902.30 becomes 290230, but its short form
#   2902.3 becomes 29023. The mass column is right.
# Why it matters: German, Spanish, Italian and Brazilian exports need exactly these two
#   options. The dates are then integers without an error.
# Known: pandas issue 14066 and its repair concern parse_dates only.
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

TEXT = """lodged;hs_code;net_mass
05.03.2024;2902.30;1.234,5
16.11.2024;2902.3;25,0
"""
frame = pd.read_csv(io.StringIO(TEXT), sep=";", decimal=",", thousands=".")
print("pandas", pd.__version__)
print(TEXT)
print(frame)
still = (
    frame["lodged"].tolist() == [5032024, 16112024]
    and frame["hs_code"].tolist() == [290230, 29023]
    and frame["net_mass"].tolist() == [1234.5, 25.0]
)
if not still:
    raise SystemExit("Changed: pandas leaves dates and codes with full stops alone now.")
print("Still so: dates and dotted codes become integers.")
PY
