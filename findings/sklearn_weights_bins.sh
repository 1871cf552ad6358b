#!/usr/bin/env bash
# Weights that are all 1 make a histogram gradient boosting model take several times as long.
#
# Guess before the run: weights multiply gradients, so they cost some percent; and a model
#   with weights of 1 is the model without.
# What happens: the trees are the same, the fit takes several times the CPU time. With weights
#   the column is sorted anew for each of its bins before the first tree grows; with as few
#   different values as bins that search is left out, and weights cost next to nothing.
# Why it matters: labels of inspections are weighted by how rows were chosen, and ordinary rows
#   are thinned out and weighted; half of a training run went into bins, none into trees.
# Known: issue 34304; made faster after 1.9 (pull 34248). Weighted bins came with pull 29641.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'scikit-learn==1.9.1' \
    'numpy==2.4.6'
cd "$work"
OMP_NUM_THREADS=1 "$work/venv/bin/python" - <<'PY'
import time

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier

dice = np.random.default_rng(1)
values = dice.lognormal(size=(30_000, 60))
hit = values[:, 0] * dice.lognormal(size=30_000) > 8
print("scikit-learn", sklearn.__version__)


def fitted(columns, weights):
    model = HistGradientBoostingClassifier(max_iter=60, max_leaf_nodes=8, max_bins=63, early_stopping=False)
    began = time.process_time()
    model.fit(columns, hit, sample_weight=weights)
    return time.process_time() - began, model.decision_function(columns)


places = np.linspace(0, 1, 62)
few = np.column_stack([grid[np.searchsorted(grid, column).clip(0, 61)] for column, grid in (
    (column, np.quantile(column, places)) for column in values.T)])
plain, without = fitted(values, None)
ones, given = fitted(values, np.ones(30_000))
snapped, _ = fitted(few, np.ones(30_000))
apart = np.abs(without - given).max()
print(f"without weights {plain:.2f} s of CPU time, with weights of 1 {ones:.2f} s ({ones / plain:.1f} times), "
      f"largest gap of a margin {apart:.1g}")
print(f"with weights of 1 and 62 different values a column {snapped:.2f} s ({snapped / plain:.1f} times)")
if not (ones > 2 * plain and snapped < 1.5 * plain and apart < 1e-6):
    raise SystemExit("Changed: weights no longer cost the search for bins.")
print("Still so: weights of 1 buy nothing and cost more than all trees.")
PY
