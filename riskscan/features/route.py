"""Route family: where the goods come from, through and to, and how usual that is."""

from typing import Any, ClassVar

import numpy as np
import pandas as pd

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import hash_keys, hs_prefix, pair_keys, texts
from riskscan.features.statistics import KeyedRates

__all__ = ["RouteFeatures"]

_COUNTRIES = ("origin_country", "export_country", "destination_country")
_RATES = ("origin", "export", "destination", "route", "transit", "loading_port", "discharge_port")
_COUNTS = ("route", "route_hs2", "transit")


class RouteFeatures(FeatureFamily):
    """Countries, their pairs with learned rates and counts, transshipment, ports."""

    family: ClassVar[str] = "route"
    names: ClassVar[tuple[str, ...]] = (
        "n_transit_countries", "export_differs_from_origin", "transit_repeats_country",
        *(f"{name}_log_lift" for name in _RATES), *(f"{name}_log_rows" for name in _COUNTS),
        "consignor_country_differs", "consignee_country_differs",
    )  # fmt: skip

    def _prepare(self, X: pd.DataFrame) -> Prepared:
        origin, export, destination = (texts(X, name) for name in _COUNTRIES)
        start = export.where(export != "", origin)
        transit = texts(X, "transit_countries")
        columns: dict[str, Any] = {
            "origin": hash_keys(origin),
            "export": hash_keys(export),
            "destination": hash_keys(destination),
            "n_transit": transit.map(lambda cell: float(len([part for part in cell.split(";") if part]))).to_numpy(),
            "export_differs": _differs(origin, export),
            "consignor_differs": _differs(texts(X, "consignor_country"), start),
            "consignee_differs": _differs(texts(X, "consignee_country"), destination),
            "transit_repeats": _transit_repeats(transit, start, destination),
            "route": pair_keys(start, destination),
            "transit": pair_keys(transit, destination),
            "route_hs2": pair_keys(start + ">" + destination, hs_prefix(X, 2)),
            "loading_port": hash_keys(texts(X, "port_of_loading")),
            "discharge_port": hash_keys(texts(X, "port_of_discharge")),
        }
        if "transit_countries" not in X.columns:
            columns["n_transit"] = np.full(len(X), np.nan)
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        self.rates_ = {
            name: KeyedRates(strength=30.0).fit(prepared.columns[name], y, weights)
            for name in sorted({*_RATES, *_COUNTS})
        }

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        return {
            "n_transit_countries": columns["n_transit"],
            "export_differs_from_origin": columns["export_differs"],
            "transit_repeats_country": columns["transit_repeats"],
            **{f"{name}_log_lift": self.rates_[name].log_lift(columns[name]) for name in _RATES},
            **{f"{name}_log_rows": self.rates_[name].log_rows(columns[name]) for name in _COUNTS},
            "consignor_country_differs": columns["consignor_differs"],
            "consignee_country_differs": columns["consignee_differs"],
        }


def _differs(left: "pd.Series[str]", right: "pd.Series[str]") -> Array:
    differs = (left != right).to_numpy(dtype=np.float64)
    return np.where(((left == "") | (right == "")).to_numpy(dtype=bool), np.nan, differs)


def _transit_repeats(transit: "pd.Series[str]", start: "pd.Series[str]", destination: "pd.Series[str]") -> Array:
    rows = zip(transit, start, destination, strict=True)
    return np.array([float(bool(cell) and bool({a, b} & set(cell.split(";")))) for cell, a, b in rows])
