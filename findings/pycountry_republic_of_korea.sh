#!/usr/bin/env bash
# pycountry's fuzzy search answers "Republic of Korea" with North Korea, and "Niger" with
# Nigeria.
#
# Guess before the run: the name that South Korea has at the United Nations finds South
#   Korea, or both Koreas; a country's exact name finds that country first.
# What happens: for "Republic of Korea" the only answer is KP, because the text is part of
#   "Democratic People's Republic of Korea" while the entry of the South is spelled "Korea,
#   Republic of". "Niger" finds NG before NE.
# Why it matters: South Korea exports chemicals to everywhere; the North is under embargo. A
#   screener that takes the first answer turns every such consignment into a sanctions case,
#   and Niger into Nigeria.
# Known: pycountry issue 115 and pull 299 (Niger), issue 25 asks about Korea; all open.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'pycountry==26.2.16'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import pycountry


def found(name):
    return [country.alpha_2 for country in pycountry.countries.search_fuzzy(name)]


print("pycountry", version("pycountry"))
korea, niger = found("Republic of Korea"), found("Niger")
print("Republic of Korea:", korea)
print("Niger:            ", niger)
print("entry of KR:", pycountry.countries.get(alpha_2="KR").name)
print("entry of NE:", pycountry.countries.get(alpha_2="NE").name)
if korea != ["KP"] or niger[0] != "NG":
    raise SystemExit("Changed: pycountry finds South Korea or Niger by name now.")
print("Still so: the South by its own name is the North.")
PY
