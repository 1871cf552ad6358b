"""What each family of features adds to the riskiest rows."""

from collections.abc import Mapping
from typing import Any, Self

import pandas as pd

from riskscan.exceptions import OptionError
from riskscan.modelling.artefact import TrainedModel
from riskscan.plotting.axes import own_axes

__all__ = ["FamilyImportanceDisplay"]


class FamilyImportanceDisplay:
    """Mean log odds that a family of features adds.

    Parameters
    ----------
    importance : mapping of str to float
        Log odds by family.

    Attributes
    ----------
    ax_, figure_, bars_ : matplotlib objects
        What was drawn.

    Examples
    --------
    >>> import pandas as pd
    >>> FamilyImportanceDisplay.from_contributions(pd.DataFrame({"route": [0.5, 1.5]})).importance
    {'route': 1.0}
    """

    def __init__(self, *, importance: Mapping[str, float]) -> None:
        self.importance = dict(importance)

    @classmethod
    def from_estimator(cls, estimator: Any, *, ax: Any = None, **bars: Any) -> Self:
        """Draw what training measured on the hundred riskiest rows of a `TrainedModel` or a `RiskScorer`.

        Parameters
        ----------
        estimator : TrainedModel or RiskScorer
            The model.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        **bars : object
            Passed on to ``ax.barh``.

        Returns
        -------
        Self
            The display, drawn.

        Raises
        ------
        OptionError
            Where it was not measured, as for the shipped model.
        """
        trained: TrainedModel = getattr(estimator, "trained", estimator)
        importance = trained.metadata.get("family_importance")
        if importance is None:
            raise OptionError(
                f"The model {trained.model_id} does not say what its families add; give the contributions to rows of "
                "your own to from_contributions."
            )
        return cls(importance=importance).plot(ax, **bars)

    @classmethod
    def from_contributions(cls, contributions: pd.DataFrame, *, ax: Any = None, **bars: Any) -> Self:
        """Draw the mean over rows of `riskscan.modelling.explanation.family_contributions`.

        Parameters
        ----------
        contributions : DataFrame, shape (n_rows, n_families)
            Log odds by row and family.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        **bars : object
            Passed on to ``ax.barh``.

        Returns
        -------
        Self
            The display, drawn.
        """
        means = contributions.mean()
        return cls(importance={str(name): float(value) for name, value in means.items()}).plot(ax, **bars)

    def plot(self, ax: Any = None, **bars: Any) -> Self:
        """Draw the display on `ax` (new ones where left out); `bars` are passed on to ``ax.barh``.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        **bars : object
            Passed on to ``ax.barh``.

        Returns
        -------
        Self
            The display, drawn.
        """
        self.ax_ = own_axes(ax)
        self.figure_ = self.ax_.figure
        ordered = sorted(self.importance.items(), key=lambda item: item[1])
        self.bars_ = self.ax_.barh([family for family, _ in ordered], [value for _, value in ordered], **bars)
        self.ax_.set(xlabel="log odds that a family adds")
        self.ax_.grid(alpha=0.3, axis="x")
        return self
