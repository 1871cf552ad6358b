"""Routes of a scored manifest, and how many of their rows were raised."""

from typing import Any, Self

import pandas as pd

from riskscan.exceptions import OptionError
from riskscan.plotting.axes import TIER_COLORS, cells_of, own_axes

__all__ = ["RoutesDisplay"]

_RAISED = ("inspect", "hold")


class RoutesDisplay:
    """Rows by route, those raised to ``inspect`` or ``hold`` apart.

    Parameters
    ----------
    routes : DataFrame, shape (n_routes, 2)
        ``rows`` and ``raised`` by route, the most raised first.

    Attributes
    ----------
    ax_, figure_ : matplotlib objects
        What was drawn.

    Examples
    --------
    >>> rows = {"export_country": ["CN", "CN"], "destination_country": ["US", "US"], "risk_tier": ["hold", "release"]}
    >>> RoutesDisplay.from_scored(pd.DataFrame(rows)).routes
               rows  raised
    CN to US      2       1
    """

    def __init__(self, *, routes: pd.DataFrame) -> None:
        self.routes = routes

    @classmethod
    def from_scored(
        cls, scored: pd.DataFrame, *, start: str = "export_country", end: str = "destination_country",
        ax: Any = None, top: int = 15,
    ) -> Self:  # fmt: skip
        """Count scored rows by route and draw them.

        Parameters
        ----------
        scored : DataFrame, shape (n_rows, n_columns)
            Scored rows.
        start, end : str
            Columns where the goods leave and arrive.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        top : int, default 15
            Routes that are shown.

        Returns
        -------
        Self
            The display, drawn.

        Raises
        ------
        OptionError
            Where a column is missing.
        """
        cells = (cells_of(scored, name).astype(object) for name in (start, end))
        ends = [column.where(column.notna(), "?") for column in cells]
        route = ends[0].astype(str) + " to " + ends[1].astype(str)
        raised = cells_of(scored, "risk_tier").isin(_RAISED)
        counted = raised.groupby(route.to_numpy()).agg(["size", "sum"]).set_axis(["rows", "raised"], axis=1)
        routes = counted.astype("int64").sort_values(["raised", "rows"], ascending=False, kind="stable")
        return cls(routes=routes).plot(ax, top=top)

    def plot(self, ax: Any = None, *, top: int = 15) -> Self:
        """Draw the display on `ax` (new ones where left out): `top` routes.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        top : int, default 15
            Routes that are shown.

        Returns
        -------
        Self
            The display, drawn.
        """
        if not len(self.routes):
            raise OptionError("There are no rows to draw.")
        self.ax_ = own_axes(ax)
        self.figure_ = self.ax_.figure
        shown = self.routes.head(top).iloc[::-1]
        others = shown["rows"] - shown["raised"]
        self.ax_.barh(shown.index, shown["raised"], color=TIER_COLORS["inspect"], label="inspect or hold")
        self.ax_.barh(shown.index, others, left=shown["raised"], color=TIER_COLORS["release"], label="other rows")
        self.ax_.set(xlabel="rows")
        self.ax_.legend()
        return self
