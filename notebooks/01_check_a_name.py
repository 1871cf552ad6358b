# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 01 Check a name, step by step
#
# What a text names, how it was read, and which lists cover it. Everything runs on this machine.

# %%
import riskscan

DAY = "2026-01-01"

# %% [markdown]
# ## A name in another dress
#
# A CAS index name is the same substance as the name on the list: it is read into a structure.

# %%
riskscan.screen(["4-Piperidinone, 1-(2-phenylethyl)-"], as_of=DAY, jurisdictions=["US"])

# %% [markdown]
# ## The structure

# %%
from rdkit import Chem
from rdkit.Chem import Draw

found = riskscan.screen(["4-Piperidinone, 1-(2-phenylethyl)-", "phenylacetic acid"], as_of=DAY, jurisdictions=["UN"])
molecules = [Chem.MolFromSmiles(smiles) for smiles in found["smiles"]]
Draw.MolsToGridImage(molecules, legends=list(found["substance_name"]), useSVG=True)

# %% [markdown]
# ## The same words, damaged
#
# `read_as` and `confidence` say what was mended; a number whose check digit is wrong is reported, never trusted.

# %%
screener = riskscan.Screener()
damaged = ["pseudoephedrinne hydrochloride 25 kg", "N-phеnethyl-4-piperidоne", "CAS 39742-60-5", "dog food"]
screener.screen(damaged, as_of=DAY, jurisdictions=["UN"])[["text", "outcome", "mention", "method", "confidence"]]

# %% [markdown]
# ## The law of a day
#
# A substance is judged by the law of a day. Here: before and after its first day on a list.

# %%
for day in ("2006-01-01", "2008-01-01"):
    answer = riskscan.screen(["N-phenethyl-4-piperidone"], as_of=day, jurisdictions=["US"])
    print(day, answer.loc[0, "outcome"], answer.loc[0, "listings"])

# %% [markdown]
# Not found is not clean: a text that looks chemical and could not be read is `unresolved`, an outcome of its own.

# %%
outcomes = screener.screen(["cotton shirts", "toluene", "hexane", "tris(nonylquibbyl)oxazane"], as_of=DAY)
outcomes[["text", "outcome"]].drop_duplicates()
