#!/usr/bin/env bash
# To TfidfVectorizer 1,3- and 1,4-butanediol are the same text.
#
# Guess before the run: two names that differ in one number are close, but not equal: a
#   cosine below 1.
# What happens: exactly 1.0: the default pattern keeps only words of two or more characters,
#   so every locant and every single letter (N-, p-, m-) is dropped. 1-phenyl-2-propanone
#   equals 2-phenyl-1-propanone, p-cresol equals m-cresol.
# Why it matters: in names the single characters carry the substance. A model on goods texts
#   cannot tell a listed isomer from an unlisted one, and nearest-name search reports a
#   perfect match.
# Known: the pattern is documented; what it does to chemical names is not.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'scikit-learn==1.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer

PAIRS = (
    ("1,3-butanediol", "1,4-butanediol"),
    ("1-phenyl-2-propanone", "2-phenyl-1-propanone"),
    ("p-cresol", "m-cresol"),
    ("N,N-dimethylformamide", "dimethylformamide"),
)
print("scikit-learn", sklearn.__version__)
still = True
for one, other in PAIRS:
    vectors = TfidfVectorizer()
    table = vectors.fit_transform([one, other]).toarray()
    cosine = float(table[0] @ table[1])
    print(f"{one} | {other}: cosine {cosine:.6f}, words {list(vectors.get_feature_names_out())}")
    still = still and abs(cosine - 1) < 1e-9
if not still:
    raise SystemExit("Changed: the vectorizer keeps single characters now.")
print("Still so: isomers are one and the same text.")
PY
