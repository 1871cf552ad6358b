"""Labelled rows made ready for a training run: cleaned, screened, compared with one another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.features.columns import Rows
from riskscan.features.comparing import RELATIVE_PREFIX, compare_rows
from riskscan.features.party import HISTORY_PREFIX
from riskscan.features.references import References
from riskscan.features.relative import RelativeFeatures
from riskscan.history.aggregates import TraderHistory
from riskscan.history.events import Events, events_of
from riskscan.manifest.schema import TEXT_COLUMNS
from riskscan.modelling.evaluation import Evidence
from riskscan.modelling.labels import Labels, parse_labels
from riskscan.modelling.overlap import RowKeys, row_keys
from riskscan.modelling.preparing import join_further, prepare_rows
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.slicing import protocol_slices, slice_values
from riskscan.packs.counted import record_packs
from riskscan.simulation import LABEL_COLUMNS

__all__ = ["LabelledRows", "gather_rows"]

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class LabelledRows:
    """Rows, labels and keys of a training run.

    Attributes
    ----------
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows with their comparison, where the model is to see it.
    content : ndarray of uint64, shape (n_rows,)
        Hash of each row.
    labels : Labels
        Of the rows.
    keys : RowKeys
        By which repeats are found.
    slices : dict of Series
        Values by which figures are broken down.
    references : References
        What is usual among the rows.
    config : TrainingConfig
        Choices.
    label : str
        The label column.
    is_simulated : bool
        Whether the rows are no facts about anybody's trade.
    packs : list of dict
        Packs that the rows were screened with.
    memory : dict
        What was worked out of the columns, see `Rows`.
    """

    X: pd.DataFrame
    content: NDArray[np.uint64]
    labels: Labels
    keys: RowKeys
    slices: dict[str, "pd.Series[str]"]
    references: References
    config: TrainingConfig
    label: str
    is_simulated: bool
    packs: list[dict[str, str]]
    memory: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def is_labelled(self) -> Mask:
        """Which rows have a label."""
        return np.asarray(~np.isnan(self.labels.y))

    @cached_property
    def has_text(self) -> bool:
        """Whether any row has goods text."""
        return bool(self.X[list(TEXT_COLUMNS)].notna().any(axis=None))

    def with_history(self, labels: Array) -> pd.DataFrame:
        """Return the rows with what is known of traders as of each row, under these labels."""
        others = set(self.config.also) - {RelativeFeatures.family}  # the comparison knows no labels and is there
        further = join_further(self.X, others, labels, label_delay_days=self.config.gap_days)
        past = self.history(labels).freeze().as_of(self._events, self.X.index).add_prefix(HISTORY_PREFIX)
        return pd.concat([further, past], axis=1)

    def rows(self, X: pd.DataFrame | None = None) -> Rows:
        """Return the rows, or the same with further columns, with what was worked out of them."""
        return Rows(self.X if X is None else X, dict(self.memory))

    def history(self, labels: Array) -> TraderHistory:
        """Return what the rows tell of traders under these labels."""
        return TraderHistory.from_events(self._events.labelled(labels, label_delay_days=self.config.gap_days))

    @cached_property
    def _events(self) -> Events:
        return events_of(self.X)

    def evidence(self, X: pd.DataFrame, rows: Mask, known: Mask) -> Evidence:
        """Return the labelled ones of some rows as they are judged, by a model that learned from the known rows."""
        labelled = rows & self.is_labelled
        slices = {name: values[labelled] for name, values in self.slices.items()}
        slices |= protocol_slices(X[labelled], X[known])
        return Evidence(
            X[labelled], self.labels.y[labelled], self.labels.weights[labelled], self.keys.take(labelled),
            self.content[labelled], slices,
        )  # fmt: skip


def gather_rows(
    frame: pd.DataFrame, label: str, config: TrainingConfig, *, columns: Any, screener: Screener,
    say: Callable[[str], None],
) -> LabelledRows:  # fmt: skip
    """Read labels, clean, screen and compare rows.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        Labelled rows with their original columns. Never changed.
    label : str
        The label column.
    config : TrainingConfig
        Choices.
    columns : optional
        Column mapping.
    screener : Screener
        Chemistry and law.
    say : callable
        Called with the name of every step.

    Raises
    ------
    OptionError
        Where a named column does not exist.
    TrainingDataError
        Where the labels cannot be read as two classes.
    """
    missing = [name for name in (*config.extra, *config.slices) if name not in frame.columns]
    if missing:
        raise OptionError(f"There are no columns {missing}; found: {', '.join(map(str, frame.columns))}.")
    if label in config.extra:
        raise OptionError(f"The label {label!r} cannot be a feature as well.")
    labels = parse_labels(
        frame, label, positive=config.positive, inspected=config.inspected,
        selection_probability=config.selection_probability,
    )  # fmt: skip
    if not len(frame):
        raise TrainingDataError("There are no rows below the header: nothing can be learned from them.")
    say("cleaning and screening")
    rows = prepare_rows(frame, screener=screener, columns=columns, extra=config.extra, require_text=False)
    slices = slice_values(frame, config.slices)
    is_simulated = config.learned_from == "simulated"
    if config.learned_from is None:
        is_simulated = set(LABEL_COLUMNS) <= set(frame.columns)
    X, references, known = rows.X, References.empty(), Rows(rows.X)
    if RelativeFeatures.family in config.also and RelativeFeatures.family not in config.without:
        say("comparing the rows with one another")
        references = References.of(known)
        X = pd.concat([X, compare_rows(known, references.freeze()).add_prefix(RELATIVE_PREFIX)], axis=1)
    return LabelledRows(
        X,
        rows.keys,
        labels,
        row_keys(rows.X, config.extra),
        slices,
        references,
        config,
        label,
        is_simulated,
        record_packs(screener.packs),
        known.memory,
    )
