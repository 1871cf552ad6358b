# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 03 Train on your own inspections, and judge
#
# Simulated rows stand in for your inspections; their figures say nothing about the field. Put your own frame in place
# of `labelled`, with a label column of 0 and 1. The run is kept short here by few trees.

# %%
import riskscan
from riskscan.modelling.settings import make_config
from riskscan.plotting import FamilyImportanceDisplay, PrecisionAtCapacityDisplay, ReliabilityDisplay
from riskscan.simulation import simulate

labelled = simulate(2_500, seed=21, violation_share=0.08)
later = simulate(1_500, seed=22, violation_share=0.08)
config = make_config({"seed": 3, "refit": False, "n_draws": 20, "booster": {"max_iter": 40, "n_boosters": 1}})
trained = riskscan.train(labelled, "is_violation", config=config)
trained.model_id

# %% [markdown]
# What the protocol measured, split by time, against baselines on the same rows:

# %%
evaluation = trained.evaluation
{name: round(ranking.pr_auc, 3) for name, ranking in evaluation.rankings.items()}

# %%
axes = None
for name in ("model", evaluation.best_baseline, "random"):
    axes = PrecisionAtCapacityDisplay.from_ranking(evaluation.rankings[name], name=name, ax=axes).ax_

# %% [markdown]
# ## On later rows that it never saw

# %%
scorer = riskscan.RiskScorer(trained)
scored = scorer.score(later)
PrecisionAtCapacityDisplay.from_scored(scored, "is_violation", metric="recall")

# %%
ReliabilityDisplay.from_scored(scored, "is_violation", n_bins=8)

# %%
FamilyImportanceDisplay.from_estimator(trained)
