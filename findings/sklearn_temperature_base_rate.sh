#!/usr/bin/env bash
# scikit-learn's method="temperature" says 34 % of the consignments are hits where 1 % are.
#
# Guess before the run: after CalibratedClassifierCV the mean of the scores is about the share of hits, whichever of its
#   three methods is taken; the newest, temperature, fits one number and so suits few hits best.
# What happens: with a model fitted with class_weight="balanced", as rare classes are, sigmoid and isotonic bring the
#   mean to 1.0 %, temperature leaves it at 34 % (some 20 % with trees), and the hundredth of rows with the top scores
#   is said to be more than 90 % hits where 13 to 18 % are. One factor for all logits moves no score across one half. No
#   warning, and a fit that ends well.
# Why it matters: a "calibrated" probability thirty times too high sets the number of inspections and the threshold.
# Known: the method came with pull 31068; its documentation gives the formula for several classes and does not say that
#   weights or sampled classes stay in the scores.
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
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

ROWS = 60_000
dice = np.random.default_rng(0)
table = dice.normal(size=(ROWS, 5))
hits = dice.random(ROWS) < 1 / (1 + np.exp(5.5 - table[:, 0] - table[:, 1]))
early, late = slice(0, ROWS // 2), slice(ROWS // 2, ROWS)
share = float(hits[late].mean())
print("scikit-learn", sklearn.__version__, f"share of hits {share:.2%}")
means = {}
trees = HistGradientBoostingClassifier(max_iter=40, class_weight="balanced")
for model in (LogisticRegression(class_weight="balanced"), trees):
    for method in ("sigmoid", "isotonic", "temperature"):
        calibrated = CalibratedClassifierCV(model, method=method).fit(table[early], hits[early])
        score = calibrated.predict_proba(table[late])[:, 1]
        top = np.argsort(-score)[:300]
        means[type(model).__name__, method] = float(score.mean())
        print(
            f"{type(model).__name__}, {method}: mean score {score.mean():.2%};",
            f"highest hundredth: said {score[top].mean():.0%}, hits {hits[late][top].mean():.0%}",
        )
for (name, method), mean in means.items():
    if (mean > 10 * share) != (method == "temperature") or (method != "temperature" and mean > 1.5 * share):
        raise SystemExit(f"Changed: {name} with {method} has another mean now.")
print("Still so: the newest way to calibrate keeps the share of hits that the weights made up.")
PY
