# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 02 Score a manifest and read the result
#
# The packaged sample: 71 invented rows. The shipped model is trained on simulated rows; its probabilities order rows
# and are no frequencies.

# %%
from importlib.resources import files
from pathlib import Path

import riskscan
from riskscan.plotting import RoutesDisplay, ScoreDistributionDisplay

packaged = Path(str(files("riskscan") / "data" / "samples" / "manifest.csv"))
sample = packaged if packaged.exists() else Path(riskscan.__file__).parents[1] / "data" / "samples" / "manifest.csv"
manifest = riskscan.read_manifest(sample)
manifest[["consignment_id", "lodged_on", "goods_description", "hs_code", "row_issues"]].head()

# %%
scorer = riskscan.RiskScorer.load()
scored = scorer.score(manifest)
shown = ["risk_rank", "risk_tier", "risk_score", "substance_name", "goods_description"]
scored.sort_values("risk_rank")[shown].head(10)

# %% [markdown]
# ## Why the first row is first

# %%
first = scored.sort_values("risk_rank").iloc[0]
print(first["goods_description"])
for reason in first["reasons"].split(" | "):
    print("-", reason)
print(first["listings"])

# %% [markdown]
# Law and statistics are separate columns: a listed chemical with a permit and no contradiction is legal trade.

# %%
scored.groupby(["screening_outcome", "risk_tier"]).size().unstack(fill_value=0)

# %%
ScoreDistributionDisplay.from_scored(scored)

# %%
RoutesDisplay.from_scored(scored, top=10)
