"""Score manifests: every row gets a calibrated probability, a tier, a rank and its reasons."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError
from riskscan.history.aggregates import TraderHistory
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.explanation import family_contributions
from riskscan.modelling.persistence import default_folder
from riskscan.modelling.preparing import PreparedRows, join_history, prepare_rows
from riskscan.modelling.sentences import Sentences
from riskscan.policy import Policy, Tier, load_policy
from riskscan.tables.reasons import Reason

__all__ = ["OUTPUT_COLUMNS", "RiskScorer"]

Array = NDArray[np.float64]

OUTPUT_COLUMNS = (
    "risk_score", "risk_tier", "risk_rank", "screening_outcome", "substance_name", "substance_cas_rn", "relation",
    "listings", "reasons", "row_issues", "model_id",
)  # fmt: skip
"""Columns that scoring appends, in order."""

_LEAST_CONTRIBUTION = 0.2
_STATISTICAL_REASONS = 4
_EXPLAINED_SHARE, _EXPLAINED_LEAST, _EXPLAINED_MOST = 0.01, 100, 2_000


class RiskScorer:
    """A trained model ready to score frames.

    Parameters
    ----------
    trained : TrainedModel
        The model.
    policy : Policy, optional
        Tiers and rules; the packaged policy where left out.
    screener : Screener, optional
        Chemistry and law; the packaged tables, all jurisdictions, as of today where left out.

    Examples
    --------
    >>> scorer = RiskScorer.load()
    >>> rows = pd.DataFrame({"goods_description": ["dog food 4-Piperidinone, 1-(2-phenylethyl)-", "dog food"]})
    >>> scorer.score(rows)["risk_rank"].tolist()
    [1, 2]
    """

    def __init__(
        self, trained: TrainedModel, *, policy: Policy | None = None, screener: Screener | None = None
    ) -> None:
        self.trained = trained
        self.policy = policy or load_policy()
        self.screener = screener or Screener()

    @classmethod
    def load(
        cls,
        path: str | Path | None = None,
        *,
        policy: Policy | None = None,
        screener: Screener | None = None,
    ) -> Self:
        """Load a model folder; the shipped model where `path` is None.

        Raises
        ------
        ModelError
            Where the folder is missing, damaged, altered or of another format.
        """
        return cls(load_model(path if path is not None else default_folder()), policy=policy, screener=screener)

    @property
    def model_id(self) -> str:
        """Name of the model, as in the scored rows."""
        return self.trained.model_id

    def score(
        self,
        frame: pd.DataFrame,
        *,
        columns: Any = None,
        issues: Any = None,
        history: TraderHistory | None = None,
        within: bool = True,
        explain: bool = True,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> pd.DataFrame:
        """Return the frame with `OUTPUT_COLUMNS` appended.

        The result depends on neither row order nor other columns. Columns of an earlier scoring are replaced.

        Parameters
        ----------
        frame : DataFrame, shape (n_rows, n_columns)
            Rows as read, or canonical ones; any index. Never changed.
        columns : optional
            Column mapping, as for `riskscan.read_manifest`.
        issues : optional
            Issues that reading found.
        history : TraderHistory, optional
            What the user's own store knows, added to what the model carries from training.
        within : bool, default True
            Count the earlier rows of `frame` as history. False where `history` holds them already, as when a manifest is
            scored in chunks after a first pass.
        explain : bool, default True
            Write statistical reasons for the rows that matter (above ``release``, and the top of the ranking).
        progress : callable, optional
            Called as ``progress(step, done, total)``.

        Raises
        ------
        ManifestError
            Where the frame has no goods text or two columns claim one target.
        """
        say = progress or (lambda step, done, total: None)
        self._check(frame)
        fresh = frame.drop(columns=[name for name in OUTPUT_COLUMNS if name in frame.columns and name != "row_issues"])
        say("reading and screening", 0, 4)
        needs_text = bool(self.trained.metadata.get("has_goods_text", True))
        rows = prepare_rows(
            fresh.drop(columns="row_issues", errors="ignore"), screener=self.screener, columns=columns, issues=issues,
            extra=self.trained.extra, require_text=needs_text,
        )  # fmt: skip
        known = self.trained.history if history is None else self.trained.history.merge(history)
        say("history", 1, 4)
        X = join_history(rows.X, known, within=within)
        say("scoring", 2, 4)
        features = self.trained.model.features(X)
        margin = self.trained.model.margin(features)
        probability = self.trained.model.probability(margin)
        tier = self.policy.tiers(probability, X)
        rank = _ranks(tier, margin, X, rows.keys)
        say("explaining", 3, 4)
        reasons = self._reasons(X, features, tier, rank, explain)
        say("done", 4, 4)
        return self._appended(fresh, rows, X, probability, tier, rank, reasons)

    def _check(self, frame: pd.DataFrame) -> None:
        doubled = frame.columns[frame.columns.duplicated()]
        if len(doubled):
            raise OptionError(f"The frame has columns twice: {sorted(set(map(str, doubled)))}; name every column once.")

    def _reasons(
        self, X: pd.DataFrame, features: pd.DataFrame, tier: NDArray[np.int64], rank: NDArray[np.int64], explain: bool
    ) -> list[str]:
        facts: list[list[Reason]] = [_strongest_first(found) for found in X["screening_reasons"]]
        if explain and len(X):
            least = min(_EXPLAINED_MOST, max(_EXPLAINED_LEAST, int(len(X) * _EXPLAINED_SHARE)))
            matters = np.flatnonzero(((tier > int(Tier.RELEASE)) & (rank <= _EXPLAINED_MOST)) | (rank <= least))
            part, described = X.iloc[matters], features.iloc[matters]
            contributions = family_contributions(self.trained.model, described, self.trained.reference)
            sentences = Sentences(self.trained.model.families, part, described)
            for place, label in zip(matters, part.index, strict=True):
                facts[place] = facts[place] + _statistical(sentences, label, contributions.loc[label], bool(facts[place]))
        return [" | ".join(f"{reason.code}: {reason.sentence}" for reason in found) for found in facts]

    def _appended(
        self, fresh: pd.DataFrame, rows: PreparedRows, X: pd.DataFrame, probability: Array, tier: NDArray[np.int64],
        rank: NDArray[np.int64], reasons: list[str],
    ) -> pd.DataFrame:  # fmt: skip
        own = fresh.drop(columns="row_issues", errors="ignore")
        issues = rows.row_issues
        if "row_issues" in fresh.columns:
            before = fresh["row_issues"].fillna("").astype(str)
            issues = [_both(old, new) for old, new in zip(before, issues, strict=True)]
        names = [Tier(int(value)).name.lower() for value in tier]
        screened = {name: _text_or_none(X[name]) for name in OUTPUT_COLUMNS[3:8]}
        added = {
            "risk_score": probability, "risk_tier": names, "risk_rank": rank, **screened, "reasons": reasons,
            "row_issues": issues, "model_id": self.model_id,
        }  # fmt: skip
        return pd.concat([own, pd.DataFrame(added, index=fresh.index)], axis=1)


def _text_or_none(values: pd.Series) -> list[str | None]:
    return [value if isinstance(value, str) and value else None for value in values]


def _both(old: str, new: str) -> str:
    parts = dict.fromkeys(part for part in [*old.split("; "), *new.split("; ")] if part)
    return "; ".join(parts)


def _ranks(
    tier: NDArray[np.int64], margin: Array, X: pd.DataFrame, keys: NDArray[np.uint64]
) -> NDArray[np.int64]:  # fmt: skip
    """Rank rows from 1: rows to inspect or hold first, then by margin, then by evidence, then by a hash of the content."""
    first = np.where(tier >= int(Tier.INSPECT), tier, 0)
    evidence = X["severity"].to_numpy(dtype=np.float64) + X["confidence"].to_numpy(dtype=np.float64)
    order = np.lexsort((keys, -np.nan_to_num(evidence), -margin, -first))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank


def _strongest_first(found: list[Reason] | None) -> list[Reason]:
    return sorted(found or [], key=lambda reason: -reason.strength)


def _statistical(sentences: Sentences, label: Any, contributions: pd.Series, has_facts: bool) -> list[Reason]:
    """Return the reasons of the families that raised the score most; the substance family only where no fact stands."""
    found = []
    for family, value in contributions.sort_values(ascending=False, kind="stable").items():
        if value < _LEAST_CONTRIBUTION or len(found) == _STATISTICAL_REASONS:
            break
        if family == "substance" and has_facts:
            continue
        found.append(sentences.reason(label, str(family), float(value)))
    return found
