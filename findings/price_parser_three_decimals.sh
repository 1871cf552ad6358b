#!/usr/bin/env bash
# price-parser reads KWD 0.500, half a dinar, as 500.
#
# Guess before the run: 1.234 may be read either way, but a number that begins with 0.
#   cannot be grouped in thousands, and in 1,000.000 the last mark is the decimal one.
# What happens: 0.500 becomes 500, 0.125 becomes 125, and 1,000.000 becomes 1000000.
# Why it matters: Kuwait, Bahrain, Oman, Jordan and Tunisia write three decimals. Values per
#   kilogram are a thousand times too high, just where low values are the sign to look for.
# Known: price-parser issues 46 (open) and 63; decimal_separator is the cure when the mark
#   is known.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'price-parser==0.5.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from decimal import Decimal
from importlib.metadata import version

from price_parser import Price

CASES = {"KWD 0.500": 500, "0.125": 125, "OMR 1,000.000": 1000000, "KWD 0.50": Decimal("0.5")}
print("price-parser", version("price-parser"))
still = True
for text, expected in CASES.items():
    amount = Price.fromstring(text).amount
    print(f"{text}: {amount}")
    still = still and amount == expected
if not still:
    raise SystemExit("Changed: price-parser reads three decimals otherwise now.")
print("Still so: half a dinar is five hundred.")
PY
