"""Carriage family: mode of transport and carrier."""

from typing import ClassVar

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, coded_hs, coded_texts, hash_keys, pair_keys
from riskscan.features.statistics import CategoryCodes, KeyedRates

__all__ = ["CarriageFeatures"]


class CarriageFeatures(FeatureFamily):
    """Mode, carrier, how often the carrier and the mode carry such goods."""

    family: ClassVar[str] = "carriage"
    learned: ClassVar[tuple[type, ...]] = (CategoryCodes, KeyedRates)
    names: ClassVar[tuple[str, ...]] = (
        "transport_mode", "carrier_log_lift", "carrier_log_rows", "mode_hs2_log_rows",
    )  # fmt: skip
    categorical: ClassVar[frozenset[str]] = frozenset({"transport_mode"})

    def _prepare(self, X: Frame) -> Prepared:
        carrier = coded_texts(X, "carrier").map(str.casefold)
        mode = coded_texts(X, "transport_mode").map(str.casefold)
        columns = {
            "mode": mode,
            "carrier_key": hash_keys(carrier),
            "mode_hs2": pair_keys(mode, coded_hs(X, 2)),
        }
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        columns = prepared.columns
        self.mode_codes_ = CategoryCodes(limit=50).fit(columns["mode"])
        self.carrier_rates_ = KeyedRates(strength=50.0).fit(columns["carrier_key"], y, weights)
        self.mode_hs2_rates_ = KeyedRates(strength=50.0).fit(columns["mode_hs2"], y, weights)

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        return {
            "transport_mode": self.mode_codes_.codes(columns["mode"]),
            "carrier_log_lift": self.carrier_rates_.log_lift(columns["carrier_key"]),
            "carrier_log_rows": self.carrier_rates_.log_rows(columns["carrier_key"]),
            "mode_hs2_log_rows": self.mode_hs2_rates_.log_rows(columns["mode_hs2"]),
        }
