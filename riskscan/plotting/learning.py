"""How well models rank against the number of labels that they learned from."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from riskscan.exceptions import OptionError
from riskscan.plotting.axes import own_axes

__all__ = ["LearningCurveDisplay"]


class LearningCurveDisplay:
    """PR-AUC against the number of labels, a line a way of learning.

    Parameters
    ----------
    labels : sequence of int
        Numbers of labels, 0 among them where a way needs none.
    curves : mapping of str to sequence of float
        PR-AUC at each number by name; NaN where there is none.

    Attributes
    ----------
    ax_, figure_, lines_ : matplotlib objects
        What was drawn.

    Examples
    --------
    >>> LearningCurveDisplay(labels=[0, 100], curves={"adapted": [0.4, 0.5]}).curves
    {'adapted': [0.4, 0.5]}
    """

    def __init__(self, *, labels: Sequence[int], curves: Mapping[str, Sequence[float]]) -> None:
        self.labels = list(labels)
        self.curves = {name: list(values) for name, values in curves.items()}
        if wrong := [name for name, values in self.curves.items() if len(values) != len(self.labels)]:
            raise OptionError(f"{', '.join(wrong)}: give one figure for each of {len(self.labels)} numbers of labels.")

    def plot(self, ax: Any = None, **lines: Any) -> Self:
        """Draw the display.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            New ones where left out.
        **lines : Any
            Passed on to ``ax.plot``.

        Returns
        -------
        LearningCurveDisplay
            Itself, with ``ax_``, ``figure_`` and ``lines_``.
        """
        self.ax_ = own_axes(ax)
        self.figure_ = self.ax_.figure
        places = range(len(self.labels))
        self.lines_ = [
            self.ax_.plot(places, values, marker="o", label=name, **lines)[0] for name, values in self.curves.items()
        ]
        self.ax_.set_xticks(places, [f"{number:,}" for number in self.labels])
        self.ax_.set(xlabel="labels", ylabel="PR-AUC")
        self.ax_.grid(alpha=0.3)
        self.ax_.legend()
        return self
