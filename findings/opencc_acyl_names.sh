#!/usr/bin/env bash
# OpenCC's t2s makes no simplified name of any acyl compound, and HanziConv none of an alkaloid.
#
# Guess before the run: "traditional to simplified" turns every traditional character into the simplified one, so that
#   a name from Taiwan is found in a list from the mainland: acyl (U+91AF) becomes U+9170, alkaloid (U+9E7C) U+78B1.
# What happens: OpenCC's t2s, tw2s and hk2s leave U+91AF as it stands and simplify all around it, so N-acetylanthranilic
#   acid and every amide are written as nobody writes them; only tw2sp, the one "with idioms", changes it.
#   HanziConv leaves it too and makes U+7877 of U+9E7C, which no name of ephedrine has today.
# Why it matters: names are simplified so that one list serves both scripts. After t2s every listed amide, acyl chloride
#   and acylated precursor from Taiwan or Hong Kong is missed, and the texts look well converted.
# Known: done on purpose (OpenCC pull 49, 2014: a word of the region, not a character); its page of configurations says
#   "Traditional Chinese to Simplified Chinese". No report on HanziConv found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'opencc==1.4.2' \
    'hanziconv==0.3.2' \
    'zhconv==1.4.3'
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
from importlib.metadata import version

from hanziconv import HanziConv
from opencc import OpenCC
from zhconv import convert

# the traditional name and the simplified one
NAMES = {
    "N-acetylanthranilic acid": ("2-乙醯胺基苯甲酸", "2-乙酰胺基苯甲酸"),
    "ephedrine": ("麻黃鹼", "麻黄碱"),
    "potassium permanganate": ("高錳酸鉀", "高锰酸钾"),
}
ways = {f"OpenCC {name}": OpenCC(name).convert for name in ("t2s", "tw2s", "hk2s", "tw2sp")}
ways["HanziConv"] = HanziConv.toSimplified
ways["zhconv"] = lambda text: convert(text, "zh-cn")
MISSED = {
    "N-acetylanthranilic acid": {"OpenCC t2s", "OpenCC tw2s", "OpenCC hk2s", "HanziConv"},
    "ephedrine": {"HanziConv"},
    "potassium permanganate": set(),
}
print("opencc", version("opencc"), "hanziconv", version("hanziconv"), "zhconv", version("zhconv"))
still = True
for substance, (traditional, simplified) in NAMES.items():
    print(f"{substance}: {traditional}, simplified {simplified}")
    missed = set()
    for way, turn in ways.items():
        made = turn(traditional)
        print(f"  {way}: {made}", "" if made == simplified else "  <- not the name")
        if made != simplified:
            missed.add(way)
    still = still and missed == MISSED[substance]
if not still:
    raise SystemExit("Changed: other names are simplified now.")
print("Still so: half a name is simplified and no list has it.")
PY
