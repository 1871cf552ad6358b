#!/usr/bin/env bash
# SMOTE invents too few packages: in whole-number columns its new rows are all rounded down.
#
# Guess before the run: new rows lie between old ones, so the mean of a column hardly moves;
#   whole numbers are rounded to the nearest or become decimals.
# What happens: between 1 and 2 packages the answer is always 1: values are cut off when
#   they go back to the integer type of the column. The mean of the invented hits is lower
#   by a third of a package; the same numbers as floats keep their mean.
# Why it matters: counts of packages are small. The invented hits get a mark of their own,
#   fewer packages, and the model learns it.
# Known: no report found in the public threads searched.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'imbalanced-learn==0.14.2' \
    'scikit-learn==1.9.1' \
    'pandas==3.1.1' \
    'numpy==2.4.6'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE

dice = np.random.default_rng(0)
rows = 2000
goods = pd.DataFrame({"packages": dice.integers(1, 5, rows), "net_mass_kg": dice.normal(100, 30, rows)})
hit = (np.arange(rows) < 100).astype(int)
real = goods.packages[hit == 1].mean()
print("imbalanced-learn", version("imbalanced-learn"))
print(f"real hits: {real:.3f} packages")
mean = {}
for kind in ("int64", "float64"):
    more, _ = SMOTE(random_state=0).fit_resample(goods.astype({"packages": kind}), hit)
    mean[kind] = more.packages[rows:].mean()
    print(f"invented hits, column of {more.packages.dtype}: {mean[kind]:.3f} packages")
if not (real - mean["int64"] > 0.25 and abs(real - mean["float64"]) < 0.1):
    raise SystemExit("Changed: SMOTE no longer cuts off whole-number columns.")
print("Still so: the invented hits have fewer packages.")
PY
