# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 05 The scorer in pipelines
#
# One scorer, whatever carries the rows: the result depends neither on parts nor on processes.

# %%
import polars as pl

import riskscan
from riskscan.scoring.scorer import InputTable
from riskscan.simulation import simulate

rows = simulate(600, seed=5).drop(columns=["is_violation"])
scorer = riskscan.RiskScorer.load()
serial = scorer.score(rows)

# %% [markdown]
# ## In parts

# %%
parts = scorer.score_tables([InputTable(rows)], part_rows=200)
assert (parts.frame["risk_rank"] == serial["risk_rank"]).all()

# %% [markdown]
# ## Frames and columns of Polars and Arrow
#
# The same kind comes back, and what is missing stays missing.

# %%
scored = scorer.score(pl.from_pandas(rows))
assert scored["risk_rank"].to_list() == serial["risk_rank"].tolist()
scored.sort("risk_rank").select("risk_rank", "risk_tier", "substance_name", "goods_description").head()

# %%
goods = pl.Series(["toluene 200 l", None, "cotton"])
riskscan.screen(goods, as_of="2026-01-01", jurisdictions=["UN"]).select("text", "outcome", "substance_name")
