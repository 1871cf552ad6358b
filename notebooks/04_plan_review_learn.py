# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 04 Plan, review, learn
#
# A plan takes the mandatory rows, the top of the ranking, and rows drawn for what their labels teach. Its results, with
# the probability of having been chosen, are what the next model learns from.

# %%
import riskscan
from riskscan.inspection_plan import make_plan
from riskscan.simulation import simulate

rows = simulate(1_500, seed=31, violation_share=0.05)
arrived = rows.drop(columns=["is_violation"])
scored = riskscan.RiskScorer.load().score(arrived)
plan = make_plan(scored, capacity=150, explore=0.2, seed=7)
chosen = plan[plan["inspect"] == 1].sort_values("plan_order")
chosen[["plan_order", "plan_reason", "selection_probability", "risk_tier", "goods_description"]].head()

# %% [markdown]
# ## The inspectors' answers come back
#
# Here the simulator knows the truth; in practice it is the result of the inspection.

# %%
results = plan.assign(found=rows["is_violation"].where(plan["inspect"] == 1))
results.groupby(plan["plan_reason"].str.partition(":")[0])["found"].agg(["size", "mean"])

# %% [markdown]
# The rows that explore estimate the violations among all rows that were not chosen by rule or rank: each stands for as
# many as its chance says. Without them nobody would know what the ranking misses.

# %%
drawn = results[results["plan_reason"].str.startswith("explore")]
missed = (drawn["found"] / drawn["selection_probability"]).sum()
print(
    f"{len(drawn)} rows drawn, {int(drawn['found'].sum())} violations among them: about {missed:.0f} among all others"
)

# %% [markdown]
# ## Learn
#
# `riskscan train results.csv --label found --inspected inspect --selection-probability selection_probability` weighs
# each inspected row by how likely it was to be inspected.

# %%
from riskscan.modelling.labels import parse_labels

labels = parse_labels(results, "found", inspected="inspect", selection_probability="selection_probability")
for note in labels.notes:
    print("-", note)
