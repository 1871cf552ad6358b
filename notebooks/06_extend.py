# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 06 Add a substance, a country, a language
#
# What is yours goes into files of your own; what everybody needs goes into the tables, with its source.

# %%
import tempfile
from pathlib import Path

import riskscan
from riskscan.tables.languages import load_languages
from riskscan.tables.listings import load_listings
from riskscan.tables.lists import load_jurisdictions

folder = Path(tempfile.mkdtemp())

# %% [markdown]
# ## A substance or a code name of your own: a watch list

# %%
own = folder / "own.csv"
own.write_text("name,cas_rn,smiles,synonyms,note\nblue widget,,,widget azul;wdgt-7,invented\n", encoding="utf-8")
screener = riskscan.Screener(watchlist=own)
screener.screen(["2 boxes widget azul", "WDGT 7"], as_of="2026-01-01")[
    ["text", "outcome", "substance_name", "listings"]
]

# %% [markdown]
# ## Headers of your own: a mapping file

# %%
mapping = folder / "mapping.toml"
mapping.write_text('[columns]\ngoods_description = "Ware"\ngross_mass_kg = "Gewicht"\n[units]\ngross_mass_kg = "lb"\n')
table = folder / "m.csv"
table.write_text("Ware,Gewicht\nToluol,10\n", encoding="utf-8")
riskscan.read_manifest(table, columns=mapping)

# %% [markdown]
# ## A country
#
# A jurisdiction is one file of listings and its rows in the table of lists: no code. Each row has its first day,
# citation, source and mark.

# %%
print(load_jurisdictions())
load_listings()[0]

# %% [markdown]
# ## A language
#
# One file `languages/<code>.toml` (headers, packing, salts, parties, words of absence) and one file of names,
# `synonyms/<code>.csv`. `CONTRIBUTING.md` says what else a script without spaces needs.

# %%
languages = load_languages()
[language.code for language in languages]
