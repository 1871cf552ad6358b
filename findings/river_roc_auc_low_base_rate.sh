#!/usr/bin/env bash
# river calls a good, calibrated model of rare events a coin toss: ROC AUC 0.500.
#
# Guess before the run: the metric is an approximation, "not significant" in error for
#   calibrated probabilities as its documentation says: within a few hundredths of the true
#   value.
# What happens: the ten default thresholds stand at 0, 0.11, 0.22 and so on. When all
#   probabilities are below 0.11, as they must be for an event of one in a hundred, the
#   answer is exactly 0.5 where the true value is near 0.8.
# Why it matters: seizures are rare. A monitoring of the running model shows 0.5 for ever,
#   whatever the model does.
# Known: the documentation names other scales as a limit, not low base rates; no report
#   found.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'river==0.26.1' \
    'scikit-learn==1.9.1'
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import numpy as np
from river import metrics
from sklearn.metrics import roc_auc_score

dice = np.random.default_rng(7)
risk = dice.beta(0.5, 60, 40000)
risk = risk[risk < 0.1]
hit = dice.random(len(risk)) < risk
stream = metrics.ROCAUC()
for happened, probability in zip(hit.tolist(), risk.tolist()):
    stream.update(happened, probability)
true, given = roc_auc_score(hit, risk), stream.get()
print("river", version("river"))
print(f"{len(risk)} rows, hits {hit.mean():.2%}, mean probability {risk.mean():.2%} (calibrated)")
print(f"scikit-learn {true:.3f}, river {given:.3f}")
if not (given == 0.5 and true > 0.7):
    raise SystemExit("Changed: river's ROC AUC sees low probabilities now.")
print("Still so: the model is good and the meter shows chance.")
PY
