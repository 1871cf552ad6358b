"""Inspection plan: mandatory rows, the top of the ranking, and rows that teach, never more than the capacity."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import ManifestError, OptionError
from riskscan.manifest.cleaning import clean_manifest
from riskscan.modelling.exploring import chances, draw_spread
from riskscan.policy import Tier
from riskscan.scored_numbers import check_scores, parse_numbers

__all__ = ["PLAN_COLUMNS", "make_plan"]

PLAN_COLUMNS = ("inspect", "plan_order", "plan_reason", "selection_probability")
"""Columns that a plan appends."""

Mask = NDArray[np.bool_]
_NEEDED = ("risk_score", "risk_tier", "risk_rank")


def make_plan(
    scored: pd.DataFrame, *, capacity: int, explore: float, seed: int, mandatory: tuple[Tier, ...] = (Tier.HOLD,),
    columns: Any = None,
) -> pd.DataFrame:  # fmt: skip
    """Choose rows to inspect.

    Rows that explore (``explore`` of the capacity, rounded down) are kept whatever the mandatory rows want, because a
    model that only sees its picks goes blind. Mandatory rows come next, by rank, then the top of the ranking;
    where scores are equal to three digits, consignors take turns. The rows that explore are drawn from all rows not
    chosen so far, with chances that grow with what their labels would teach, and spread over screening outcomes and HS
    chapters (`riskscan.modelling.exploring`).

    Parameters
    ----------
    scored : DataFrame, shape (n_rows, n_columns)
        Output of `riskscan.scoring.RiskScorer.score`, from memory or read back from a file. Never changed.
    capacity : int
        Rows that can be inspected.
    explore : float
        Share of the capacity drawn for what it teaches, 0 to 1.
    seed : int
        Seed of the draw; with the rows' own order by rank it decides the plan.
    mandatory : tuple of Tier
        Tiers taken first.
    columns : optional
        Column mapping, to find the consignor.

    Returns
    -------
    DataFrame, shape (n_rows, n_columns + 4)
        All rows in their order with `PLAN_COLUMNS`: ``inspect`` 0 or 1; ``plan_order`` from 1, null where not chosen;
        ``plan_reason`` (``mandatory``, ``ranking``, ``explore`` with a word why); ``selection_probability``: 1 for rows
        chosen by rule or rank, its own chance in the draw for every other.

    Raises
    ------
    ManifestError
        Where the frame was not scored, or is not a file that riskscan wrote.
    OptionError
        Where capacity or share are out of range.
    """
    if capacity < 1 or not 0 <= explore <= 1:
        raise OptionError(f"capacity must be at least 1 and explore from 0 to 1; found {capacity} and {explore}.")
    rank, score, tier = _scores(scored)
    n_rows = len(scored)
    n_random = int(np.floor(capacity * explore))
    n_chosen = min(capacity - n_random, n_rows)
    canonical = _canonical(scored, columns)
    order = _order(rank, score, _folded(canonical, "consignor_name", n_rows))
    is_mandatory = np.isin(tier, [int(entry) for entry in mandatory])
    sequence = np.concatenate([order[is_mandatory[order]], order[~is_mandatory[order]]])
    chosen = sequence[:n_chosen]
    left = np.setdiff1d(np.arange(n_rows), chosen)
    n_random = min(capacity - len(chosen), len(left)) if n_random else 0
    chance = np.ones(n_rows)
    chance[left] = chances(np.clip(score[left], 0.0, 1.0), n_random)
    # Drawn by kind and rank, so that the order of rows in the file does not matter.
    kinds = [_folded(canonical, "hs_code", n_rows), _folded(scored, "screening_outcome", n_rows)]
    chapter, outcome = (
        pd.Series(kind[left]).str[:width].to_numpy() for kind, width in zip(kinds, (2, 20), strict=True)
    )
    alike = np.lexsort((rank[left], pd.factorize(chapter, sort=True)[0], pd.factorize(outcome, sort=True)[0]))
    drawn = left[draw_spread(chance[left], alike, np.random.default_rng(seed).random())]
    drawn = drawn[np.argsort(rank[drawn], kind="stable")]
    return _with_plan(scored, chosen, drawn, chance, is_mandatory, rank, tier)


def _scores(scored: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    missing = [name for name in _NEEDED if name not in scored.columns]
    if missing:
        raise ManifestError(f"The rows lack {', '.join(missing)}; score them first with `riskscan score`.")
    score, rank = (parse_numbers(scored[name]).to_numpy(dtype=np.float64) for name in ("risk_score", "risk_rank"))
    known = {entry.name.lower(): int(entry) for entry in Tier}
    tier = scored["risk_tier"].map(known).to_numpy(dtype=np.float64)
    check_scores(score, rank, ~np.isnan(tier))
    return rank.astype(np.int64), score, tier.astype(np.int64)


def _canonical(scored: pd.DataFrame, columns: Any) -> pd.DataFrame:
    try:
        return clean_manifest(scored.reset_index(drop=True), columns=columns, require_text=False).frame
    except ManifestError:
        # A plan needs no column of the manifest; rows then take turns by rank alone.
        return pd.DataFrame(index=range(len(scored)))


def _folded(frame: pd.DataFrame, column: str, n_rows: int) -> NDArray[np.object_]:
    if column not in frame.columns:
        return np.full(n_rows, "", dtype=object)
    cells = frame[column]
    return cells.astype(object).where(cells.notna(), "").astype(str).str.casefold().to_numpy(dtype=object)


def _order(
    rank: NDArray[np.int64], score: NDArray[np.float64], consignor: NDArray[np.object_]
) -> NDArray[np.int64]:  # fmt: skip
    """Return positions by rank; among rows whose scores agree to three digits, consignors take turns."""
    by_rank = np.argsort(rank, kind="stable")
    digits = np.array([float(f"{value:.3g}") for value in score[by_rank]])
    # A run is a stretch of the ranking with equal scores: rows never leave their stretch.
    run = np.concatenate([[0], np.cumsum(digits[1:] != digits[:-1])]) if len(digits) else digits
    turns = pd.DataFrame({"run": run, "consignor": consignor[by_rank]})
    named = turns["consignor"] != ""
    turn = turns.groupby(["run", "consignor"]).cumcount().where(named, 0).to_numpy()
    return by_rank[np.lexsort((np.arange(len(by_rank)), turn, run))]


def _with_plan(
    scored: pd.DataFrame, chosen: NDArray[np.int64], drawn: NDArray[np.int64], chance: NDArray[np.float64],
    is_mandatory: Mask, rank: NDArray[np.int64], tier: NDArray[np.int64],
) -> pd.DataFrame:  # fmt: skip
    n_rows = len(scored)
    inspect = np.zeros(n_rows, dtype=np.int64)
    plan_order = np.full(n_rows, np.nan)
    reason = np.full(n_rows, "", dtype=object)
    for place, row in enumerate(np.concatenate([chosen, drawn]).astype(np.int64)):
        inspect[row] = 1
        plan_order[row] = place + 1
    for row in chosen:
        name = Tier(int(tier[row])).name.lower()
        reason[row] = f"mandatory: tier {name}" if is_mandatory[row] else f"ranking: rank {rank[row]}"
    for row in drawn:
        reason[row] = f"explore: drawn with a chance of {chance[row]:.2g}, to learn from"
    added = pd.DataFrame(
        {
            "inspect": inspect,
            "plan_order": pd.array(plan_order, dtype="Int64"),
            "plan_reason": reason,
            "selection_probability": chance,
        },
        index=scored.index,
    )
    return pd.concat([scored.drop(columns=[name for name in PLAN_COLUMNS if name in scored.columns]), added], axis=1)
