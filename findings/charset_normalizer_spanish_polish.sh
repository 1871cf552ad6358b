#!/usr/bin/env bash
# charset-normalizer takes a Spanish file for Central European and a Polish one for Western.
#
# Guess before the run: with 500 lines of plain Spanish goods texts the answer is
#   Windows-1252 (or its like), for Polish Windows-1250.
# What happens: exactly the other way round, at any length: n with tilde becomes a Polish n
#   with acute, and Polish letters become superscripts and currency signs. chardet is right
#   on both.
# Why it matters: names of traders and goods change without an error, so the same firm no
#   longer matches itself and listed names in the national spelling are missed.
# Known: no report found in the public threads searched.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'charset-normalizer==3.5.3' \
    'chardet==7.7.0'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import random
from importlib.metadata import version

import chardet
from charset_normalizer import from_bytes

SPANISH = [
    "Descripci\u00f3n de la mercanc\u00eda", "\u00c1cido fenilac\u00e9tico",
    "Anh\u00eddrido ac\u00e9tico", "Pa\u00eds de origen", "Se\u00f1or Mu\u00f1oz",
    "\u00c9ter et\u00edlico, t\u00e9cnico", "N\u00ba de bultos",
]
POLISH = [
    "Opis towaru", "Bezwodnik octowy", "Kwas fenylooctowy", "Kraj wysy\u0142ki",
    "Sp\u00f3\u0142ka \u0141\u00f3d\u017a", "\u017bywica", "Nadmanganian potasu",
]
print("charset-normalizer", version("charset-normalizer"), "chardet", version("chardet"))
still = True
for words, page in ((SPANISH, "cp1252"), (POLISH, "cp1250")):
    for lines in (20, 500):
        dice = random.Random(3)
        text = "\r\n".join(
            ";".join(dice.choice(words) for _ in range(4)) + f";{dice.randint(1, 999)},5"
            for _ in range(lines)
        )
        data = text.encode(page)
        guess, other = from_bytes(data).best().encoding, chardet.detect(data)["encoding"]
        wrong = data.decode(guess, "replace")
        sample = next(new for old, new in zip(text.split(";"), wrong.split(";")) if old != new)
        print(f"{page}, {lines} lines: charset-normalizer {guess} ({sample!r}), chardet {other}")
        still = still and wrong != text and data.decode(other) == text
if not still:
    raise SystemExit("Changed: charset-normalizer reads one of these files rightly now.")
print("Still so: Spanish for Polish and Polish for Western, at any length.")
PY
