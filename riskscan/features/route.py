"""Route family: where the goods come from, through and to, and how usual that is."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.coded import Coded, join_coded
from riskscan.features.columns import Frame, Rows, coded_hs, coded_texts, hash_keys, pair_keys
from riskscan.features.saying import RAISED, Said, ShownRow
from riskscan.features.statistics import KeyedRates

__all__ = ["RouteFeatures"]

_COUNTRIES = ("origin_country", "export_country", "destination_country")
_RATES = ("origin", "export", "destination", "route", "transit", "loading_port", "discharge_port")
_COUNTS = ("route", "route_hs2", "transit")
_SELDOM = 3


class RouteFeatures(FeatureFamily):
    """Countries, their pairs with learned rates and counts, transshipment, ports."""

    family: ClassVar[str] = "route"
    learned: ClassVar[tuple[type, ...]] = (KeyedRates,)
    names: ClassVar[tuple[str, ...]] = (
        "n_transit_countries", "export_differs_from_origin", "transit_repeats_country",
        *(f"{name}_log_lift" for name in _RATES), *(f"{name}_log_rows" for name in _COUNTS),
        "consignor_country_differs", "consignee_country_differs",
    )  # fmt: skip

    def _prepare(self, X: Frame) -> Prepared:
        origin, export, destination = (coded_texts(X, name) for name in _COUNTRIES)
        start = _first_filled(export, origin)
        transit = coded_texts(X, "transit_countries")
        way = join_coded(start, destination, ">")
        columns: dict[str, Any] = {
            "origin": hash_keys(origin),
            "export": hash_keys(export),
            "destination": hash_keys(destination),
            "n_transit": transit.numbers(lambda cell: len([part for part in cell.split(";") if part])),
            "export_differs": _differs(origin, export),
            "consignor_differs": _differs(coded_texts(X, "consignor_country"), start),
            "consignee_differs": _differs(coded_texts(X, "consignee_country"), destination),
            "transit_repeats": join_coded(transit, way, ">").numbers(_repeats),
            "route": pair_keys(start, destination),
            "transit": pair_keys(transit, destination),
            "route_hs2": pair_keys(way, coded_hs(X, 2)),
            "loading_port": hash_keys(coded_texts(X, "port_of_loading")),
            "discharge_port": hash_keys(coded_texts(X, "port_of_discharge")),
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

    def facts(self, rows: Rows) -> Mapping[str, Any]:
        """Return the HS chapter of rows."""
        return {"hs2": coded_hs(rows, 2).rows()}

    def say(self, row: ShownRow) -> Said:
        """Yield the transit, that such goods seldom go this way, that the route had many violations."""
        (start, end), chapter = row.way, row.facts["hs2"]
        route = f"{start or '?'} to {end or '?'}"
        if row.feature("n_transit_countries") >= 1:
            yield "ROUTE_TRANSIT", {"transit": row.cell("transit_countries").replace(";", ", "), "route": route}
        if not (start and end):
            return
        if chapter and row.feature("route_hs2_log_rows") < np.log(_SELDOM):
            seen, rows = row.count("route_hs2_log_rows"), f"{row.training.n_rows:,}"
            yield "ROUTE_NEW", {"route": route, "chapter": chapter, "seen": seen, "rows": rows}
        lift = row.lift("route_log_lift")
        if lift >= RAISED:
            yield "ROUTE_RATE", {"route": route, "lift": f"{lift:.1f}", "rows": row.count("route_log_rows")}


def _first_filled(first: Coded, second: Coded) -> Coded:
    """Return the first column, and the second where the first is empty."""
    return join_coded(first, second, ">").map(lambda pair: pair.split(">")[0] or pair.split(">")[1])


def _differs(left: Coded, right: Coded) -> Array:
    return np.where(left.is_filled & right.is_filled, left.rows() != right.rows(), np.nan)


def _repeats(cell: str) -> float:
    """Return 1 where a country of transit is that of start or destination: ``transit>start>destination``."""
    transit, *ends = cell.split(">")
    return float(bool(transit) and bool(set(ends) & set(transit.split(";"))))
