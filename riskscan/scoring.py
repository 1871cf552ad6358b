"""Score manifests: every row gets a calibrated probability, a tier, a rank and its reasons."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener, parse_as_of, parse_jurisdictions
from riskscan.exceptions import OptionError
from riskscan.history.aggregates import TraderHistory
from riskscan.history.store import HistoryStore
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.notes import Note
from riskscan.manifest.schema import CANONICAL
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.explanation import family_contributions
from riskscan.modelling.persistence import default_folder
from riskscan.modelling.preparing import PreparedRows, join_history, prepare_rows
from riskscan.modelling.sentences import Sentences
from riskscan.policy import Policy, Tier, load_policy
from riskscan.tables.reasons import Reason

__all__ = ["OUTPUT_COLUMNS", "InputTable", "RiskScorer", "Scored"]

Array = NDArray[np.float64]

OUTPUT_COLUMNS = (
    "risk_score", "risk_tier", "risk_rank", "screening_outcome", "substance_name", "substance_cas_rn", "relation",
    "listings", "reasons", "row_issues", "model_id",
)  # fmt: skip
"""Columns that scoring appends, in order."""

_LEAST_CONTRIBUTION = 0.2
_STATISTICAL_REASONS = 4
_EXPLAINED_SHARE, _EXPLAINED_LEAST, _EXPLAINED_MOST = 0.01, 100, 1_000


@dataclass(frozen=True, slots=True)
class InputTable:
    """A table to score.

    Attributes
    ----------
    frame : DataFrame
        Rows as read.
    issues : RowIssues or None
        Issues that reading found.
    name : str
        Shown as ``source_file``.
    """

    frame: pd.DataFrame
    issues: RowIssues | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """Scored tables.

    Attributes
    ----------
    frame : DataFrame
        All rows with `OUTPUT_COLUMNS` appended.
    canonical : list of DataFrame
        The canonical columns of every table, in order.
    notes : list of tuple of Note
        What was chosen or assumed of the columns of every table, in order.
    """

    frame: pd.DataFrame
    canonical: list[pd.DataFrame]
    notes: list[tuple[Note, ...]]


class RiskScorer:
    """A trained model ready to score frames.

    Parameters
    ----------
    trained : TrainedModel
        The model.
    policy : Policy, optional
        Tiers and rules; the packaged policy where left out.
    screener : Screener, optional
        Chemistry and law; the packaged tables where left out.
    as_of : date or str, optional
        Day whose law counts for all rows; each row's own day of lodging where left out.
    jurisdictions : iterable of str, optional
        Jurisdictions that count for all rows; the UN and the countries that a row touches where left out.

    Examples
    --------
    >>> scorer = RiskScorer.load()
    >>> rows = pd.DataFrame({"goods_description": ["dog food 4-Piperidinone, 1-(2-phenylethyl)-", "dog food"]})
    >>> scorer.score(rows)["risk_rank"].tolist()
    [1, 2]
    """

    def __init__(
        self,
        trained: TrainedModel,
        *,
        policy: Policy | None = None,
        screener: Screener | None = None,
        as_of: date | str | None = None,
        jurisdictions: Iterable[str] | None = None,
    ) -> None:
        self.trained = trained
        self.policy = policy or load_policy()
        self.screener = screener or Screener()
        self.as_of = None if as_of is None else parse_as_of(as_of)
        self.jurisdictions = None if jurisdictions is None else parse_jurisdictions(jurisdictions)

    @classmethod
    def load(
        cls,
        path: str | Path | None = None,
        *,
        policy: Policy | None = None,
        screener: Screener | None = None,
        as_of: date | str | None = None,
        jurisdictions: Iterable[str] | None = None,
    ) -> Self:
        """Load a model folder; the shipped model where `path` is None. Other parameters as of the class.

        Raises
        ------
        ModelError
            Where the folder is missing, damaged, altered or of another format.
        """
        trained = load_model(path if path is not None else default_folder())
        return cls(trained, policy=policy, screener=screener, as_of=as_of, jurisdictions=jurisdictions)

    @property
    def model_id(self) -> str:
        """Name of the model, as in the scored rows."""
        return self.trained.model_id

    def score(
        self,
        frame: pd.DataFrame,
        *,
        columns: Any = None,
        history: TraderHistory | HistoryStore | None = None,
        within: bool = True,
        explain: bool = True,
    ) -> pd.DataFrame:
        """Return the frame with `OUTPUT_COLUMNS` appended.

        The result depends on neither row order nor other columns. Columns of an earlier scoring are replaced.

        Parameters
        ----------
        frame : DataFrame, shape (n_rows, n_columns)
            Rows as read, or canonical ones; any index. Never changed.
        columns : optional
            Column mapping, as for `riskscan.read_manifest`.
        history : TraderHistory or HistoryStore, optional
            What the user knows of traders, added to what the model carries from training. A store is asked for all
            rows but those of `frame`, which count as part of `frame`.
        within : bool, default True
            Count the earlier rows of `frame` as history. False where `history` holds them already, as when a manifest
            is scored in chunks after a first pass.
        explain : bool, default True
            Write statistical reasons for the rows that matter (above ``release``, and the top of the ranking).

        Raises
        ------
        ManifestError
            Where the frame has no goods text or lacks headers of the mapping file.
        OptionError
            Where a column name stands twice or it is no DataFrame.
        """
        if not isinstance(frame, pd.DataFrame):
            raise OptionError(f"frame is no pandas DataFrame but {type(frame).__name__}; see riskscan.read_manifest.")
        table = InputTable(frame)
        scored = self.score_tables([table], columns=columns, history=history, within=within, explain=explain)
        return scored.frame

    def score_tables(
        self,
        tables: Sequence[InputTable],
        *,
        columns: Any = None,
        history: TraderHistory | HistoryStore | None = None,
        within: bool = True,
        explain: bool = True,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Scored:
        """Score several tables, which may have different headers, as one set with one ranking.

        Parameters
        ----------
        tables : sequence of InputTable
            The tables; with more than one, a column ``source_file`` says where a row came from.
        columns, history, within, explain
            As for `score`.
        progress : callable, optional
            Called as ``progress(step, done, total)``.
        """
        say = progress or (lambda step, done, total: None)
        total = len(tables) + 3
        prepared = []
        for done, table in enumerate(tables):
            say(f"reading and screening {table.name}".strip(), done, total)
            prepared.append(self._prepare(table, columns))
        X = pd.concat([rows.X for rows in prepared], ignore_index=True)
        keys = np.concatenate([rows.keys for rows in prepared])
        say("joining history", total - 3, total)
        X = join_history(X, self._known(X, history), within=within)
        say("scoring", total - 2, total)
        features = self.trained.model.features(X)
        margin = self.trained.model.margin(features)
        probability = self.trained.model.probability(margin)
        tier = self.policy.tiers(probability, X)
        rank = _ranks(tier, margin, X, keys)
        say("explaining", total - 1, total)
        reasons = self._reasons(X, features, tier, rank, explain)
        added = self._added(X, probability, tier, rank, reasons)
        say("done", total, total)
        canonical = [rows.X[list(CANONICAL)] for rows in prepared]
        return Scored(_appended(tables, prepared, added), canonical, [rows.notes for rows in prepared])

    def _prepare(self, table: InputTable, columns: Any) -> PreparedRows:
        _check(table.frame)
        return prepare_rows(
            _without_output(table.frame), screener=self.screener, columns=columns, issues=table.issues,
            extra=self.trained.extra, require_text=bool(self.trained.metadata.get("has_goods_text", True)),
            as_of=self.as_of, jurisdictions=self.jurisdictions,
        )  # fmt: skip

    def _known(self, X: pd.DataFrame, history: TraderHistory | HistoryStore | None) -> TraderHistory:
        if isinstance(history, HistoryStore):
            history = history.load(without=X)
        return self.trained.history if history is None else self.trained.history.merge(history)

    def _reasons(
        self, X: pd.DataFrame, features: pd.DataFrame, tier: NDArray[np.int64], rank: NDArray[np.int64], explain: bool
    ) -> list[str]:
        named = X["substance_name"].astype(object)
        facts = [_facts(found, name) for found, name in zip(X["screening_reasons"], named, strict=True)]
        if explain and len(X):
            least = min(_EXPLAINED_MOST, max(_EXPLAINED_LEAST, int(len(X) * _EXPLAINED_SHARE)))
            matters = np.flatnonzero(((tier > int(Tier.RELEASE)) & (rank <= _EXPLAINED_MOST)) | (rank <= least))
            part, described = X.iloc[matters], features.iloc[matters]
            contributions = family_contributions(self.trained.model, described, self.trained.reference)
            sentences = Sentences(self.trained.model.families, part, described)
            for place, label in zip(matters, part.index, strict=True):
                facts[place] = facts[place] + _statistical(
                    sentences, label, contributions.loc[label], bool(facts[place])
                )
        return [" | ".join(f"{reason.code}: {reason.sentence}" for reason in found) for found in facts]

    def _added(
        self, X: pd.DataFrame, probability: Array, tier: NDArray[np.int64], rank: NDArray[np.int64], reasons: list[str]
    ) -> pd.DataFrame:
        names = [Tier(int(value)).name.lower() for value in tier]
        screened = {name: _text_or_none(X[name]) for name in OUTPUT_COLUMNS[3:8]}
        return pd.DataFrame(
            {"risk_score": probability, "risk_tier": names, "risk_rank": rank, **screened, "reasons": reasons}
        ).assign(row_issues="", model_id=self.model_id)


def _check(frame: pd.DataFrame) -> None:
    doubled = frame.columns[frame.columns.duplicated()]
    if len(doubled):
        raise OptionError(f"The frame has columns twice: {sorted(set(map(str, doubled)))}; name every column once.")


def _without_output(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=[name for name in OUTPUT_COLUMNS if name in frame.columns])


def _appended(tables: Sequence[InputTable], prepared: list[PreparedRows], added: pd.DataFrame) -> pd.DataFrame:
    parts = []
    start = 0
    for table, rows in zip(tables, prepared, strict=True):
        part = added.iloc[start : start + len(rows.X)].set_index(table.frame.index)
        start += len(rows.X)
        part = part.assign(row_issues=_issues(table.frame, rows))
        own = _without_output(table.frame)
        if len(tables) > 1:
            own = own.assign(source_file=table.name)
        parts.append(pd.concat([own, part], axis=1))
    if len(parts) == 1:
        return parts[0]
    joined = pd.concat(parts, ignore_index=True)
    return joined[[name for name in joined.columns if name not in OUTPUT_COLUMNS] + list(OUTPUT_COLUMNS)]


def _issues(frame: pd.DataFrame, rows: PreparedRows) -> list[str]:
    if "row_issues" not in frame.columns:
        return rows.row_issues
    before = frame["row_issues"].astype(object).where(frame["row_issues"].notna(), "")
    return [_both(str(old), new) for old, new in zip(before, rows.row_issues, strict=True)]


def _text_or_none(values: pd.Series) -> list[str | None]:
    return [value if isinstance(value, str) and value else None for value in values]


def _both(old: str, new: str) -> str:
    parts = dict.fromkeys(part for part in [*old.split("; "), *new.split("; ")] if part)
    return "; ".join(parts)


def _ranks(
    tier: NDArray[np.int64], margin: Array, X: pd.DataFrame, keys: NDArray[np.uint64]
) -> NDArray[np.int64]:  # fmt: skip
    """Rank rows from 1: those to hold, those to inspect, then by margin, by evidence, by a hash of the content."""
    first = np.where(tier >= int(Tier.INSPECT), tier, 0)
    evidence = X["severity"].to_numpy(dtype=np.float64) + X["confidence"].to_numpy(dtype=np.float64)
    order = np.lexsort((keys, -np.nan_to_num(evidence), -margin, -first))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank


def _facts(found: Iterable[Reason] | None, substance: object) -> list[Reason]:
    """Return the screening facts, strongest first; of equally strong ones that on the row's own substance first."""
    name = substance if isinstance(substance, str) and substance else "\0"
    return sorted(found or [], key=lambda reason: (-round(reason.strength, 1), name not in reason.sentence))


def _statistical(sentences: Sentences, label: Any, contributions: pd.Series, has_facts: bool) -> list[Reason]:
    """Return the reasons of the families that raised the score most; the substance family only where no fact stands."""
    found: list[Reason] = []
    for family, value in contributions.sort_values(ascending=False, kind="stable").items():
        if value < _LEAST_CONTRIBUTION or len(found) == _STATISTICAL_REASONS:
            break
        if family == "substance" and has_facts:
            continue
        found.append(sentences.reason(label, str(family), float(value)))
    return found
