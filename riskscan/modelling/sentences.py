"""Sentences for the statistical part: what an officer can check, with the row's own numbers."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from riskscan.features.columns import goods_text, hs_prefix
from riskscan.features.families import FeatureFamilies
from riskscan.features.quantity import RATIOS, quantity_ratios
from riskscan.features.words import goods_words
from riskscan.tables.reasons import Reason, make_reason

__all__ = ["Sentences"]

_UNITS = {
    "net_mass": "{} kg",
    "value_per_kg": "{} USD/kg",
    "mass_per_package": "{} kg a package",
    "value_per_package": "{} USD a package",
}
_STRIKING = 2.0
_TEXT_PARTS = ("value_per_kg", "mass_per_package", "net_mass")


def amount(value: float) -> str:
    """Return a quantity with two or three significant digits.

    Examples
    --------
    >>> amount(1234.5), amount(80.2), amount(0.01234)
    ('1,230', '80.2', '0.0123')
    """
    if not np.isfinite(value) or value == 0:
        return "0"
    digits = int(np.floor(np.log10(abs(value))))
    rounded = round(value, 2 - digits)
    return f"{rounded:,.0f}" if digits >= 2 else f"{rounded:.{max(0, 2 - digits)}f}".rstrip("0").rstrip(".")


def _shown(text: object, limit: int = 60) -> str:
    line = " ".join(str(text or "").split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


class Sentences:
    """Writes the sentence of a family for a row.

    Parameters
    ----------
    families : FeatureFamilies
        The model's fitted families.
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows with history.
    features : DataFrame, shape (n_rows, n_features)
        Their features, same index.
    """

    def __init__(self, families: FeatureFamilies, X: pd.DataFrame, features: pd.DataFrame) -> None:
        self._fitted: dict[str, Any] = {family.family: family for family in families.families_}
        self._cells: dict[Any, dict[Any, Any]] = X.drop(columns="screening_reasons", errors="ignore").to_dict("index")
        self._values: dict[Any, dict[Any, Any]] = features.to_dict("index")
        self._ratios: dict[Any, dict[Any, Any]] = pd.DataFrame(quantity_ratios(X), index=X.index).to_dict("index")
        self._hs4, self._hs2 = hs_prefix(X, 4), hs_prefix(X, 2)
        self._goods = goods_text(X)
        words = goods_words(X)
        expectations = self._fitted["quantity"].expectations_
        self._expected: dict[Any, dict[Any, Any]] = pd.DataFrame(
            {name: expectations[name].expected(words) for name in _TEXT_PARTS}, index=X.index
        ).to_dict("index")
        lines = {name: found.line_of(self._hs4) for name, found in self._fitted["quantity"].lines_.items()}
        self._lines: dict[Any, dict[Any, Any]] = pd.DataFrame(lines, index=X.index).to_dict("index")
        best = self._fitted["commodity"].words_.best_chapter(words)
        self._best_chapter: dict[Any, str] = dict(zip(X.index, best, strict=True))

    def reason(self, row: Any, family: str, contribution: float) -> Reason:
        """Return the family's reason for the row at index label `row`; `contribution` is in log odds."""
        writers: dict[str, Callable[[Any], tuple[str, dict[str, object]]]] = {
            "quantity": self._quantity, "commodity": self._commodity, "route": self._route, "party": self._party,
            "description": self._description, "extra": self._extra, "carriage": self._carriage,
            "substance": self._substance,
        }  # fmt: skip
        code, facts = writers.get(family, lambda _: ("CALENDAR_OTHER", {}))(row)
        strength = float(1 - np.exp(-max(contribution, 0.0) / 3))
        return make_reason(code, strength, **facts)

    def _value(self, row: Any, feature: str) -> float:
        return float(self._values[row].get(feature, float("nan")))

    def _cell(self, row: Any, column: str) -> str:
        value = self._cells[row].get(column)
        return "" if pd.isna(value) else str(value)

    def _quantity(self, row: Any) -> tuple[str, dict[str, object]]:
        fitted = self._fitted["quantity"]
        line_z = {name: abs(np.nan_to_num(self._value(row, f"{name}_line_z"))) for name in RATIOS}
        text_z = {name: abs(np.nan_to_num(self._value(row, f"{name}_text_z"))) for name in _TEXT_PARTS}
        by_line, by_text = max(RATIOS, key=lambda name: line_z[name]), max(_TEXT_PARTS, key=lambda name: text_z[name])
        if text_z[by_text] > line_z[by_line] and text_z[by_text] >= _STRIKING:
            expected = float(self._expected[row][by_text])
            return "QUANTITY_TEXT", {
                "value": self._amount(row, by_text), "expected": _UNITS[by_text].format(amount(10.0**expected)),
            }  # fmt: skip
        lines = fitted.lines_[by_line]
        place = int(self._lines[row][by_line])
        if place < 0:
            return "QUANTITY_OTHER", {}
        low, _, high = (10.0**part for part in lines.quartiles_[place])
        name = str(lines.lines_[place])
        return "QUANTITY_LINE", {
            "value": self._amount(row, by_line), "line": name if name != "*" else "goods of all kinds",
            "low": amount(low), "high": amount(high),
        }  # fmt: skip

    def _amount(self, row: Any, ratio: str) -> str:
        value = float(self._ratios[row][ratio])
        return _UNITS[ratio].format(amount(10.0**value) if np.isfinite(value) else "unknown")

    def _commodity(self, row: Any) -> tuple[str, dict[str, object]]:
        goods = _shown(self._cell(row, "goods_description") or self._cell(row, "chemical_name"))
        if self._value(row, "vague_share") >= 0.5:
            return "COMMODITY_VAGUE", {"goods": goods}
        if self._value(row, "text_fits_other_chapter") > 0.5:
            best = self._best_chapter[row]
            if best and best != self._hs2.at[row]:
                return "COMMODITY_TEXT", {"goods": goods, "best": best, "declared": self._hs2.at[row]}
        lift = float(np.exp(np.nan_to_num(self._value(row, "hs4_log_lift"))))
        if lift >= 1.3:
            return "COMMODITY_RATE", {"line": self._hs4.at[row], "lift": f"{lift:.1f}"}
        return "COMMODITY_OTHER", {"line": self._cell(row, "hs_code") or "not stated"}

    def _way(self, row: Any) -> str:
        start = self._cell(row, "export_country") or self._cell(row, "origin_country") or "?"
        return f"{start} to {self._cell(row, 'destination_country') or '?'}"

    def _route(self, row: Any) -> tuple[str, dict[str, object]]:
        route = self._way(row)
        if self._value(row, "n_transit_countries") >= 1:
            return "ROUTE_TRANSIT", {"transit": self._cell(row, "transit_countries").replace(";", ", "), "route": route}
        if self._value(row, "route_hs2_log_rows") < np.log(3):
            return "ROUTE_NEW", {"route": route, "chapter": self._hs2.at[row]}
        lift = float(np.exp(np.nan_to_num(self._value(row, "route_log_lift"))))
        if lift >= 1.3:
            return "ROUTE_RATE", {"route": route, "lift": f"{lift:.1f}"}
        return "ROUTE_OTHER", {"route": route}

    def _party(self, row: Any) -> tuple[str, dict[str, object]]:
        for party in ("consignor", "consignee", "address"):
            found = self._value(row, f"history_{party}_violations_before")
            if found >= 1:
                labeled = self._value(row, f"history_{party}_labeled_before")
                who = "consignee's address" if party == "address" else party
                return "PARTY_VIOLATIONS", {"party": who, "violations": f"{found:.0f}", "labeled": f"{labeled:.0f}"}
        if self._value(row, "history_address_small_parcels_30d") >= 3:
            return "PARTY_ADDRESS", {
                "rows": f"{self._value(row, 'history_address_small_parcels_30d'):.0f}",
                "senders": f"{self._value(row, 'history_address_consignors_before'):.0f}",
            }  # fmt: skip
        rows = self._value(row, "history_consignor_rows_before")
        if rows >= 5 and self._value(row, "history_consignor_chapter_rows_before") == 0:
            name = _shown(self._cell(row, "consignor_name"), 30)
            return "PARTY_GOODS", {"name": name, "chapter": self._hs2.at[row], "rows": f"{rows:.0f}"}
        for party in ("consignor", "consignee"):
            if self._value(row, f"history_{party}_first_seen") == 1:
                return "PARTY_NEW", {"party": party}
        for party in ("consignee", "consignor"):
            if self._value(row, f"{party}_po_box") == 1:
                return "PARTY_BOX", {"party": party}
        named = any(self._cell(row, column) for column in ("consignor_name", "consignee_name"))
        return ("PARTY_NAME" if named else "PARTY_MISSING"), {}

    def _description(self, row: Any) -> tuple[str, dict[str, object]]:
        words = self._fitted["description"].telling_words(str(self._goods.at[row]))
        return ("DESCRIPTION_WORDS", {"words": ", ".join(words)}) if words else ("DESCRIPTION_STYLE", {})

    def _carriage(self, row: Any) -> tuple[str, dict[str, object]]:
        mode, carrier = self._cell(row, "transport_mode"), self._cell(row, "carrier")
        return "CARRIAGE_OTHER", {"mode": mode or "not stated", "carrier": carrier or "not stated"}

    def _substance(self, row: Any) -> tuple[str, dict[str, object]]:
        return "SUBSTANCE_OTHER", {
            "outcome": (self._cell(row, "screening_outcome") or "not screened").replace("_", " ")
        }

    def _extra(self, row: Any) -> tuple[str, dict[str, object]]:
        fitted = self._fitted["extra"]
        lifts = {name: np.nan_to_num(self._value(row, f"extra_{name}_log_lift")) for name in fitted.categorical_columns}
        best = max(lifts, key=lambda name: lifts[name], default=None)
        if best is not None and lifts[best] > 0.2:
            return "EXTRA_RATE", {
                "column": best,
                "value": _shown(self._cell(row, best)),
                "lift": f"{np.exp(lifts[best]):.1f}",
            }
        name = best or (fitted.numeric[0] if fitted.numeric else "?")
        return "EXTRA_OTHER", {"column": name, "value": _shown(self._cell(row, name))}
