#!/usr/bin/env bash
# shap explains a score that the model never gave: its values miss it by ten logits.
#
# Guess before the run: the values of TreeExplainer add up to the model's raw score; that is
#   their definition, and shap checks it.
# What happens: for a HistGradientBoostingClassifier with native categories the sum is off
#   by up to 9.9 logits, and the check stays silent. Without native categories the sum is
#   exact to 1e-14.
# Why it matters: an officer is told why a row was picked. These reasons belong to no model.
# Known: shap issue 3436, closed as stale.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'shap==0.51.0' \
    'scikit-learn==1.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import warnings

import numpy as np

warnings.simplefilter("ignore")
import shap
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier

dice = np.random.default_rng(0)
origin, mass = dice.integers(0, 8, 2000), dice.normal(size=2000)
hit = (np.isin(origin, [1, 4, 6]) ^ (dice.random(2000) < 0.05)).astype(int)
rows = np.c_[origin, mass].astype(float)
print("shap", shap.__version__, "scikit-learn", sklearn.__version__)
gap = {}
for native in (True, False):
    model = HistGradientBoostingClassifier(
        categorical_features=[0] if native else None, random_state=0, max_iter=50
    ).fit(rows, hit)
    explainer = shap.TreeExplainer(model)
    total = explainer.shap_values(rows[:300]).sum(axis=1) + explainer.expected_value
    gap[native] = np.abs(total - model.decision_function(rows[:300])).max()
    print(f"native categories {native}: largest distance of sum and score {gap[native]:.3g} logits")
if not (gap[True] > 5 and gap[False] < 1e-8):
    raise SystemExit("Changed: the values add up to the score now, or the model is refused.")
print("Still so: the explanation is of another score.")
PY
