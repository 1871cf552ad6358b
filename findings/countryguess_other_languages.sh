#!/usr/bin/env bash
# countryguess takes Alemania for Albania, Libia for Liberia, Liban for Libya and
# Griechenland for Greenland.
#
# Guess before the run: a country's name in Spanish, French or German is either known or not
#   found (None, as for Suiza).
# What happens: the nearest English name is given as if it were certain: Germany is Albania,
#   Libya is Liberia, Lebanon is Libya, Greece is Greenland, Armenia (Ermenistan)
#   Turkmenistan, and North Korea (Korea Utara, Indonesian) South Korea.
# Why it matters: manifests come in the sender's language. Embargoed countries turn into
#   harmless ones and the other way round, without a score to filter on.
# Known: no report found in the public threads searched.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'countryguess==0.4.9'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from countryguess import guess_country

NAMES = {
    "Alemania": ("DE", "AL"),
    "Libia": ("LY", "LR"),
    "Liban": ("LB", "LY"),
    "Griechenland": ("GR", "GL"),
    "Ermenistan": ("AM", "TM"),
    "Korea Utara": ("KP", "KR"),
}
print("countryguess", version("countryguess"))
still = True
for name, (meant, wrong) in NAMES.items():
    answer = guess_country(name, default=None)
    code = answer and answer["iso2"]
    print(f"{name}: {code}, is {meant}")
    still = still and code == wrong
print("Suiza:", guess_country("Suiza", default=None))
if not still:
    raise SystemExit("Changed: countryguess answers one of these names otherwise now.")
print("Still so: six countries are six others.")
PY
