"""The risk model as a scikit-learn classifier over frames as they were read."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from riskscan.chemistry.screening import Screener
from riskscan.chemistry.shared_screener import screener_of
from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.features.links import LinksFeatures
from riskscan.features.references import References
from riskscan.features.relative import RelativeFeatures
from riskscan.history.aggregates import TraderHistory
from riskscan.history.links import LinkRows
from riskscan.modelling.boosting import BoosterSettings
from riskscan.modelling.labels import check_classes
from riskscan.modelling.model import Learner, fit_model
from riskscan.modelling.preparing import join_further, join_history, prepare_rows
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.splitting import time_split

__all__ = ["RiskClassifier"]

Array = NDArray[np.float64]


class RiskClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Rows of a manifest to the probability of a violation, for cross-validation and pipelines.

    It maps and cleans columns, screens, joins the history of traders, and learns as `riskscan.training.train` does,
    without judging itself. The latest part of the training rows calibrates.

    Parameters
    ----------
    columns : str or Path, optional
        Mapping file.
    without : tuple of str
        Feature families to leave out.
    also : tuple of str
        Further families: ``relative`` compares a row with the training rows and those beside it, ``links`` reads what
        ties its parties to others.
    extra_numeric, extra_categorical : tuple of str
        Own columns that become features.
    gap_days : int
        Days until a label is known.
    calibration_share : float
        Share of the rows, latest last, that calibrates.
    max_iter, n_boosters : int
        Trees at most, and boosters whose margins are averaged.
    random_state : int
        Seed of everything random.

    Attributes
    ----------
    classes_ : ndarray, shape (2,)
        Labels; the second, larger one is a violation.
    model_ : RiskModel
        The fitted model.

    Examples
    --------
    >>> from riskscan.simulation import simulate
    >>> rows = simulate(1500, seed=1, violation_share=0.1)
    >>> y = rows.pop("is_violation")
    >>> rows = rows.drop(columns=["pattern", "segment", "inspected", "selection_probability"])
    >>> found = RiskClassifier(max_iter=30, n_boosters=1).fit(rows, y)
    >>> found.predict_proba(rows).shape
    (1500, 2)
    """

    def __init__(
        self,
        *,
        columns: Any = None,
        without: tuple[str, ...] = (),
        also: tuple[str, ...] = ("relative",),
        extra_numeric: tuple[str, ...] = (),
        extra_categorical: tuple[str, ...] = (),
        gap_days: int = 14,
        calibration_share: float = 0.15,
        max_iter: int = 300,
        n_boosters: int = 4,
        random_state: int = 0,
    ) -> None:
        self.columns = columns
        self.without = without
        self.also = also
        self.extra_numeric = extra_numeric
        self.extra_categorical = extra_categorical
        self.gap_days = gap_days
        self.calibration_share = calibration_share
        self.max_iter = max_iter
        self.n_boosters = n_boosters
        self.random_state = random_state

    def fit(self, X: pd.DataFrame, y: Any, sample_weight: Any = None) -> Self:
        """Learn from labelled rows.

        Parameters
        ----------
        X : DataFrame, shape (n_rows, n_columns)
            Rows as they were read, without the label.
        y : array-like, shape (n_rows,)
            Two values; the larger one is a violation. NaN for rows that were not inspected.
        sample_weight : array-like, shape (n_rows,), optional
            Weight of each label, as 1 / selection probability.

        Returns
        -------
        RiskClassifier
            Itself.

        Raises
        ------
        OptionError
            Where `X` is no frame, rows and labels differ in number, or a parameter is out of range.
        TrainingDataError
            Where there are not two classes, or too few violations to learn and to calibrate.
        """
        frame, config = _checked(X), self._config()
        given = pd.Series(np.asarray(y)).reset_index(drop=True)
        if len(given) != len(frame):
            raise OptionError(f"X has {len(frame):,} rows and y {len(given):,}; give one label a row.")
        self.classes_ = np.unique(given.dropna().to_numpy())
        if len(self.classes_) != 2:
            raise TrainingDataError(f"y has {len(self.classes_)} different values; exactly two are needed.")
        label = np.where(given.isna(), np.nan, (given == self.classes_[1]).to_numpy(dtype=np.float64))
        check_classes(label, "All rows")
        weights = np.ones(len(frame)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        self.feature_names_in_ = np.array([str(name) for name in frame.columns], dtype=object)
        rows = self._prepared(frame)
        further = set(config.also) - set(config.without)
        self.history_ = TraderHistory.from_rows(rows, label, label_delay_days=self.gap_days)
        self.references_ = References.of(rows) if RelativeFeatures.family in further else References.empty()
        self.ties_ = LinkRows.empty()
        if LinksFeatures.family in further:
            self.ties_ = LinkRows.of(rows, label, label_delay_days=self.gap_days)
        joined = join_further(rows, further, label, label_delay_days=self.gap_days)
        joined = join_history(joined, self.history_, within=False)
        split = time_split(
            rows, calibration_share=self.calibration_share, test_share=0.0, gap_days=self.gap_days,
            seed=self.random_state,
        )  # fmt: skip
        for window, mask, least in (("Training", split.train, 15), ("Calibration", split.calibration, 5)):
            check_classes(label[mask], f"{window} window", least)
        self.model_ = fit_model(Learner.of(joined, label, weights, config, is_weighted=True), split).model
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the screened features of rows.

        Parameters
        ----------
        X : DataFrame, shape (n_rows, n_columns)
            Rows as they were read, without the label.

        Returns
        -------
        DataFrame, shape (n_rows, n_features)
            Index of `X`.
        """
        check_is_fitted(self, "model_")
        frame = _checked(X)
        further = [family.family for family in self.model_.families.families_]
        joined = join_further(self._prepared(frame), further, references=self.references_, ties=self.ties_)
        joined = join_history(joined, self.history_, within=True)
        return self.model_.features(joined).set_axis(frame.index, axis=0)

    def decision_function(self, X: pd.DataFrame) -> Array:
        """Return the margin in log odds before calibration.

        Parameters
        ----------
        X : DataFrame, shape (n_rows, n_columns)
            Rows as they were read, without the label.

        Returns
        -------
        ndarray of float64, shape (n_rows,)
            One margin a row; the higher, the likelier a violation.
        """
        return self.model_.margin(self.transform(X))

    def predict_proba(self, X: pd.DataFrame) -> Array:
        """Return the probability of both classes.

        Parameters
        ----------
        X : DataFrame, shape (n_rows, n_columns)
            Rows as they were read, without the label.

        Returns
        -------
        ndarray of float64, shape (n_rows, 2)
            In the order of ``classes_``.
        """
        check_is_fitted(self, "model_")
        found = self.model_.probability(self.decision_function(X)) if len(X) else np.zeros(0)
        return np.column_stack([1.0 - found, found])

    def predict(self, X: pd.DataFrame) -> NDArray[Any]:
        """Return the likelier class of every row.

        Parameters
        ----------
        X : DataFrame, shape (n_rows, n_columns)
            Rows as they were read, without the label.

        Returns
        -------
        ndarray, shape (n_rows,)
            Of ``classes_``.
        """
        likelier = (self.predict_proba(X)[:, 1] > 0.5).astype(np.int64)
        return np.asarray(self.classes_[likelier])

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Return the names of the features of `transform`.

        Parameters
        ----------
        input_features : optional
            Not used; scikit-learn passes it.

        Returns
        -------
        ndarray of str, shape (n_features,)
            In the order of the columns.
        """
        check_is_fitted(self, "model_")
        return np.array(self.model_.feature_names, dtype=object)

    def _config(self) -> TrainingConfig:
        return TrainingConfig(
            extra_numeric=tuple(self.extra_numeric), extra_categorical=tuple(self.extra_categorical),
            without=tuple(self.without), also=tuple(self.also), gap_days=self.gap_days,
            calibration_share=self.calibration_share, seed=self.random_state,
            booster=BoosterSettings(max_iter=self.max_iter, n_boosters=self.n_boosters),
        )  # fmt: skip

    def _prepared(self, frame: pd.DataFrame) -> pd.DataFrame:
        extra = (*self.extra_numeric, *self.extra_categorical)
        return prepare_rows(frame, screener=_screener(), columns=self.columns, extra=extra, require_text=False).X


def _screener() -> Screener:
    return screener_of()


def _checked(X: Any) -> pd.DataFrame:
    if not isinstance(X, pd.DataFrame):
        raise OptionError(f"X is no pandas DataFrame but {type(X).__name__}; see riskscan.read_manifest.")
    return X
