#!/usr/bin/env bash
# IsolationForest ranks five rows that alone among 100,000 bear a flag below the middle.
#
# Guess before the run: what sets rows apart from all others isolates them at once, so five rows with a flag that no
#   other row has are the oddest of all, or nearly so.
# What happens: the middle one of them is odder than a fifth of all rows; of 20 such rows the middle one is odder than
#   half. Each tree sees 256 rows however many there are, so a flag of five rows in 100,000 is constant in 99 of 100
#   trees, and a constant column is never split. With max_samples=1.0 they are the oddest.
# Why it matters: a forest is asked for just what nobody has seen before: a route, a paper or a consignee that a handful
#   of rows share. The larger the table, the less it sees them, and the score looks as good as any.
# Known: max_samples="auto" is documented as at most 256; that rare marks are then unseen is not, and the paper praises
#   small samples. No report was found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'scikit-learn==1.9.1' \
    'numpy==2.4.6'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import numpy as np
import sklearn
from sklearn.ensemble import IsolationForest

ROWS = 100_000
print("scikit-learn", sklearn.__version__)
medians = {}
for marked in (5, 20):
    for settings in ({}, {"max_samples": 1.0, "n_estimators": 20}):
        ranks = []
        for seed in range(3):
            dice = np.random.default_rng(seed)
            table = np.column_stack([dice.normal(size=(ROWS, 4)), np.arange(ROWS) < marked])
            odd = -IsolationForest(random_state=seed, **settings).fit(table).score_samples(table)
            ranks.append([float((odd < value).mean()) for value in odd[:marked]])
        medians[marked, bool(settings)] = float(np.median(ranks))
        print(
            f"{marked} rows with the only flag, {settings or 'defaults'}: median row is odder than",
            f"{np.median(ranks):.1%} of all rows, the least odd than {np.min(ranks):.1%}",
        )
still = medians[5, False] < 0.7 and medians[20, False] < 0.9 and min(medians[5, True], medians[20, True]) > 0.99
if not still:
    raise SystemExit("Changed: the forest sees the flag now.")
print("Still so: what only five of 100,000 rows have is not odd.")
PY
