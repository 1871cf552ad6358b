"""Calendar family: when the row was lodged."""

from typing import ClassVar

import numpy as np

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, days

__all__ = ["CalendarFeatures", "lodged_days"]


def lodged_days(X: Frame) -> Array:
    """Return the day of lodging as days since 1970-01-01, NaN where unknown."""
    lodged = days(X, "lodged_on")
    return np.where(np.isnat(lodged), np.nan, lodged.astype(np.float64))


class CalendarFeatures(FeatureFamily):
    """Weekday and day of the month. The year and the month are left out: they would only name the training period."""

    family: ClassVar[str] = "calendar"
    names: ClassVar[tuple[str, ...]] = ("weekday", "day_of_month")
    learns: ClassVar[bool] = False

    def _prepare(self, X: Frame) -> Prepared:
        return Prepared({"days": lodged_days(X)}, len(X))

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        days = prepared.columns["days"]
        known = ~np.isnan(days)
        dates = np.where(known, days, 0).astype("datetime64[D]")
        within = (dates - dates.astype("datetime64[M]")).astype(np.float64) + 1
        return {
            # 1970-01-01 was a Thursday.
            "weekday": np.mod(days + 3, 7),
            "day_of_month": np.where(known, within, np.nan),
        }
