"""Which rows an officer would have opened: a crude rule plus chance, with the probability of each row."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.simulation.goods import lanes_of
from riskscan.simulation.worlds import WorldSettings
from riskscan.tables.vague_terms import load_vague_terms

__all__ = ["selection_probabilities"]

_CHEMICAL_CHAPTERS = ("28", "29", "38")


def selection_probabilities(
    frame: pd.DataFrame, world: WorldSettings, settings: dict[str, float]
) -> NDArray[np.float64]:
    """Return the probability with which each row is opened, shape (n_rows,).

    Parameters
    ----------
    frame : DataFrame
        Canonical rows.
    world : WorldSettings
        Whose corridor lanes the officer knows.
    settings : dict
        The ``inspection`` table of the mechanism.
    """
    chapter = frame["hs_code"].fillna("").astype(str).str[:2]
    chemical = chapter.isin(_CHEMICAL_CHAPTERS).to_numpy()
    known = {(lane.export, lane.destination) for lane in lanes_of(world, "corridor")}
    lanes = list(zip(frame["export_country"], frame["destination_country"], strict=True))
    corridor = np.array([lane in known for lane in lanes], dtype=bool)
    mass = frame["net_mass_kg"].fillna(frame["gross_mass_kg"]).fillna(1.0).to_numpy(dtype=float)
    per_kg = frame["customs_value_usd"].fillna(0.0).to_numpy(dtype=float) / np.maximum(mass, 0.05)
    vague = {entry.term for entry in load_vague_terms() if entry.kind == "goods"}
    says_nothing = frame["goods_description"].str.lower().isin(vague).to_numpy()
    probability = (
        settings["random"]
        + settings["chemical_chapter"] * chemical
        + settings["chemical_without_permit"] * (chemical & frame["permit_reference"].isna().to_numpy())
        + settings["corridor_lane"] * corridor
        + settings["high_value_per_kg"] * (per_kg > settings["high_value_usd_per_kg"])
        + settings["vague_text"] * says_nothing
    )
    return np.asarray(np.minimum(probability, settings["highest"]), dtype=np.float64)
