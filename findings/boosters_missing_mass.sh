#!/usr/bin/env bash
# A mass that is not stated is 0 kg for LightGBM and the heaviest of all for XGBoost.
#
# Guess before the run: all three boosters take missing values, so a row without a mass, asked of a model whose
#   training rows all had one, gets a score near the average one of 4 %; it cannot have learned anything else.
# What happens: LightGBM gives exactly the score of 0 kg, XGBoost exactly that of the heaviest row. Where small parcels
#   are the risky ones that is 66 % against 6 %; where heavy ones are, 0 % against 64 %. Only scikit-learn sends the
#   row where most rows went.
# Why it matters: training files are the well-kept ones, the rows of tomorrow are not. Leaving a cell empty clears a
#   consignment or condemns it, depending on the library alone.
# Known: LightGBM issues 2921 and 4040 (a warning was asked for); its guide says that NaN is missing and no more.
#   XGBoost's says that directions are learned.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check \
    'lightgbm==4.7.0' \
    'xgboost-cpu==3.2.0' \
    'scikit-learn==1.9.1' \
    'numpy==2.4.6'
cd "$work"
"$work/venv/bin/python" - <<'PY'
import lightgbm
import numpy as np
import sklearn
import xgboost
from sklearn.ensemble import HistGradientBoostingClassifier

print("lightgbm", lightgbm.__version__, "xgboost", xgboost.__version__, "scikit-learn", sklearn.__version__)
dice = np.random.default_rng(0)
mass_kg = dice.lognormal(4, 1, 20_000)
asked = np.array([[np.nan], [0.0], [60.0], [mass_kg.max()]])
still = True
for risky, chosen in (("small", mass_kg < 5), ("heavy", mass_kg > 400)):
    hits = dice.random(mass_kg.size) < np.where(chosen, 0.6, 0.02)
    scores = {}
    for name, model in {
        "lightgbm": lightgbm.LGBMClassifier(verbose=-1, n_jobs=1),
        "xgboost": xgboost.XGBClassifier(n_jobs=1),
        "scikit-learn": HistGradientBoostingClassifier(),
    }.items():
        scores[name] = model.fit(mass_kg.reshape(-1, 1), hits).predict_proba(asked)[:, 1]
        not_stated, none, usual, heaviest = scores[name]
        print(f"{risky} rows risky, {name}: not stated {not_stated:.3f}, 0 kg {none:.3f}, "
              f"60 kg {usual:.3f}, heaviest {heaviest:.3f}")
    still = still and scores["lightgbm"][0] == scores["lightgbm"][1] and scores["xgboost"][0] == scores["xgboost"][3]
    still = still and abs(scores["lightgbm"][0] - scores["xgboost"][0]) > 0.4 and scores["scikit-learn"][0] < 0.1
if not still:
    raise SystemExit("Changed: a mass that is not stated has another score now.")
print("Still so: the same empty cell is nothing for one and the maximum for the other.")
PY
