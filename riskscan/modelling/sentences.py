"""Sentences for the statistical part: what an officer can check, with the row's own numbers.

A sentence is said where it is true of the row and tells something; a family without one says nothing. What was learned
from simulated rows is no fact about anybody's trade, and its traders may bear real names: from such a model only the
row's own cells speak.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from riskscan.features.amounts import amount
from riskscan.features.columns import Rows, goods_text, hs_prefix
from riskscan.features.families import FeatureFamilies
from riskscan.features.quantity import RATIOS, quantity_ratios
from riskscan.features.words import goods_words
from riskscan.modelling.own_rows import OwnRows
from riskscan.tables.reasons import Reason, load_reason_kinds, make_reason

__all__ = ["Sentences"]

_Said = Iterator[tuple[str, dict[str, object]]]

_UNITS = {
    "net_mass": "{} kg",
    "value_per_kg": "{} USD/kg",
    "mass_per_package": "{} kg a package",
    "value_per_package": "{} USD a package",
}
_STRIKING = 2.0
_RAISED = 1.3
_MOSTLY_KNOWN = 0.5
_TEXT_PARTS = ("value_per_kg", "mass_per_package", "net_mass")


def _shown(text: object, limit: int = 60) -> str:
    line = " ".join(str(text or "").split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


class _Columns(dict[str, list[Any]]):
    """The columns of rows as lists, made as they are asked for."""

    def __init__(self, X: pd.DataFrame) -> None:
        super().__init__()
        self.X = X

    def __missing__(self, name: str) -> list[Any]:
        self[name] = self.X[name].tolist()
        return self[name]


class _Cells(Mapping[str, Any]):
    """The cells of one row by column."""

    def __init__(self, columns: _Columns, place: int) -> None:
        self._columns = columns
        self._place = place

    def __getitem__(self, name: str) -> Any:
        return self._columns[name][self._place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns.X.columns)

    def __len__(self) -> int:
        return self._columns.X.shape[1]


_ByRow = dict[Any, dict[str, Any]]


def _by_row(index: pd.Index, columns: Mapping[str, Iterable[Any]]) -> _ByRow:
    """Return the cells of each row by the names of their columns."""
    rows = zip(*columns.values(), strict=True)
    return {label: dict(zip(columns, cells, strict=True)) for label, cells in zip(index, rows, strict=True)}


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
    own : OwnRows or None
        What the model learned from; None where the rows were simulated.
    """

    def __init__(self, families: FeatureFamilies, X: pd.DataFrame, features: pd.DataFrame, own: OwnRows | None) -> None:
        self._fitted: dict[str, Any] = {family.family: family for family in families.families_}
        self._own = own
        self._rows = Rows(X)
        self._columns = _Columns(X)
        self._cells = {label: _Cells(self._columns, place) for place, label in enumerate(X.index)}
        self._values = _by_row(X.index, dict(zip(features.columns, features.to_numpy().T.tolist(), strict=True)))

    @cached_property
    def _hs4(self) -> "pd.Series[str]":
        return hs_prefix(self._rows, 4)

    @cached_property
    def _hs2(self) -> "pd.Series[str]":
        return hs_prefix(self._rows, 2)

    @cached_property
    def _goods(self) -> "pd.Series[str]":
        return goods_text(self._rows)

    @cached_property
    def _ratios(self) -> _ByRow:
        return _by_row(self._rows.index, quantity_ratios(self._rows))

    @cached_property
    def _expected(self) -> _ByRow:
        words, fitted = goods_words(self._rows), self._fitted["quantity"]
        return _by_row(self._rows.index, {name: fitted.expectations_[name].expected(words) for name in _TEXT_PARTS})

    @cached_property
    def _lines(self) -> _ByRow:
        fitted = self._fitted["quantity"]
        return _by_row(self._rows.index, {name: fitted.lines_[name].line_of(self._hs4) for name in RATIOS})

    @cached_property
    def _best_chapter(self) -> dict[Any, str]:
        best = self._fitted["commodity"].words_.best_chapter(goods_words(self._rows))
        return dict(zip(self._rows.index, best, strict=True))

    def reason(self, row: Any, family: str, contribution: float) -> Reason | None:
        """Return the family's reason for a row, None where it has nothing true to say.

        Parameters
        ----------
        row : object
            Index label of the row.
        family : str
            Name of the family.
        contribution : float
            What the family adds to the row's margin, in log odds.
        """
        writers: dict[str, Callable[[Any], _Said]] = {
            "quantity": self._quantity, "commodity": self._commodity, "route": self._route, "party": self._party,
            "description": self._description, "extra": self._extra,
        }  # fmt: skip
        if family not in self._fitted:
            return None
        strength = float(1 - np.exp(-max(contribution, 0.0) / 3))
        kinds = load_reason_kinds()
        said = writers[family](row) if family in writers else self._of_its_own(row, family)
        for code, facts in said:
            if self._own is not None or kinds[code].rests_on in ("row", "own_rows"):
                return make_reason(code, strength, **facts)
        return None

    def _of_its_own(self, row: Any, family: str) -> _Said:
        yield from self._fitted[family].say(self._cells[row], self._values[row])

    def _value(self, row: Any, feature: str) -> float:
        return float(self._values[row].get(feature, float("nan")))

    def _count(self, row: Any, feature: str) -> str:
        """Return a number of training rows from the feature that holds its logarithm."""
        return f"{np.expm1(np.nan_to_num(self._value(row, feature))):,.0f}"

    def _cell(self, row: Any, column: str) -> str:
        value = self._cells[row].get(column)
        return "" if pd.isna(value) else str(value)

    @property
    def _n_rows(self) -> str:
        return f"{self._own.n_rows if self._own else 0:,}"

    @property
    def _n_labelled(self) -> str:
        return f"{self._own.n_labelled if self._own else 0:,}"

    def _quantity(self, row: Any) -> _Said:
        if self._own is None:
            return
        fitted = self._fitted["quantity"]
        line_z = {name: abs(np.nan_to_num(self._value(row, f"{name}_line_z"))) for name in RATIOS}
        text_z = {name: abs(np.nan_to_num(self._value(row, f"{name}_text_z"))) for name in _TEXT_PARTS}
        by_line, by_text = max(RATIOS, key=lambda name: line_z[name]), max(_TEXT_PARTS, key=lambda name: text_z[name])
        if text_z[by_text] > line_z[by_line] and text_z[by_text] >= _STRIKING:
            expected = float(self._expected[row][by_text])
            yield "QUANTITY_TEXT", {
                "value": self._amount(row, by_text), "expected": _UNITS[by_text].format(amount(10.0**expected)),
                "rows": f"{fitted.expectations_[by_text].rows_:,}",
            }  # fmt: skip
        if line_z[by_line] >= _STRIKING:
            yield from self._outside(row, by_line)

    def _outside(self, row: Any, ratio: str) -> _Said:
        """Say that a value lies outside the middle half of its line's training rows; of one inside, nothing."""
        lines, place = self._fitted["quantity"].lines_[ratio], int(self._lines[row][ratio])
        value = float(self._ratios[row][ratio])
        low, _, high = lines.quartiles_[place]
        if low <= value <= high:
            return
        name = str(lines.lines_[place])
        yield "QUANTITY_LINE", {
            "value": self._amount(row, ratio), "line": f"HS {name}" if name != "*" else "all goods",
            "rows": f"{lines.rows_[place]:,}", "low": amount(10.0**low), "high": amount(10.0**high),
        }  # fmt: skip

    def _amount(self, row: Any, ratio: str) -> str:
        return _UNITS[ratio].format(amount(10.0 ** float(self._ratios[row][ratio])))

    def _commodity(self, row: Any) -> _Said:
        goods = _shown(self._cell(row, "goods_description") or self._cell(row, "chemical_name"))
        if self._value(row, "vague_share") >= 0.5:
            yield "COMMODITY_VAGUE", {"goods": goods}
        best, declared = self._best_chapter[row], self._hs2.at[row]
        known = 1 - np.nan_to_num(self._value(row, "unseen_word_share"), nan=1.0)
        fits_other = self._value(row, "text_fits_other_chapter") > 0.5 and known > _MOSTLY_KNOWN
        if fits_other and best and declared and best != declared:
            yield "COMMODITY_TEXT", {"goods": goods, "best": best, "declared": declared, "rows": self._n_rows}
        lift = float(np.exp(np.nan_to_num(self._value(row, "hs4_log_lift"))))
        if lift >= _RAISED:
            rows = self._count(row, "hs4_log_rows")
            yield "COMMODITY_RATE", {"line": self._hs4.at[row], "lift": f"{lift:.1f}", "rows": rows}

    def _route(self, row: Any) -> _Said:
        start = self._cell(row, "export_country") or self._cell(row, "origin_country")
        end = self._cell(row, "destination_country")
        route, chapter = f"{start or '?'} to {end or '?'}", self._hs2.at[row]
        if self._value(row, "n_transit_countries") >= 1:
            yield "ROUTE_TRANSIT", {"transit": self._cell(row, "transit_countries").replace(";", ", "), "route": route}
        if not (start and end):
            return
        if chapter and self._value(row, "route_hs2_log_rows") < np.log(3):
            seen = self._count(row, "route_hs2_log_rows")
            yield "ROUTE_NEW", {"route": route, "chapter": chapter, "seen": seen, "rows": self._n_rows}
        lift = float(np.exp(np.nan_to_num(self._value(row, "route_log_lift"))))
        if lift >= _RAISED:
            yield "ROUTE_RATE", {"route": route, "lift": f"{lift:.1f}", "rows": self._count(row, "route_log_rows")}

    def _party(self, row: Any) -> _Said:
        yield from self._party_history(row)
        for party in ("consignor", "consignee"):
            if self._value(row, f"history_{party}_first_seen") == 1:
                yield "PARTY_NEW", {"party": party, "rows": self._n_rows}
        for party in ("consignee", "consignor"):
            if self._value(row, f"{party}_po_box") == 1:
                yield "PARTY_BOX", {"party": party}
        if not any(self._cell(row, column) for column in ("consignor_name", "consignee_name")):
            yield "PARTY_MISSING", {}

    def _party_history(self, row: Any) -> _Said:
        for party in ("consignor", "consignee", "address"):
            found = self._value(row, f"history_{party}_violations_before")
            if found >= 1:
                labeled = self._value(row, f"history_{party}_labeled_before")
                who = "consignee's address" if party == "address" else party
                yield "PARTY_VIOLATIONS", {"party": who, "violations": f"{found:.0f}", "labeled": f"{labeled:.0f}"}
        if self._value(row, "history_address_small_parcels_30d") >= 3:
            yield "PARTY_ADDRESS", {
                "rows": f"{self._value(row, 'history_address_small_parcels_30d'):.0f}",
                "senders": f"{self._value(row, 'history_address_consignors_before'):.0f}",
            }  # fmt: skip
        rows = self._value(row, "history_consignor_rows_before")
        if rows >= 5 and self._hs2.at[row] and self._value(row, "history_consignor_chapter_rows_before") == 0:
            name = _shown(self._cell(row, "consignor_name"), 30)
            yield "PARTY_GOODS", {"name": name, "chapter": self._hs2.at[row], "rows": f"{rows:.0f}"}

    def _description(self, row: Any) -> _Said:
        if words := self._fitted["description"].telling_words(str(self._goods.at[row])):
            yield "DESCRIPTION_WORDS", {"words": ", ".join(words), "rows": self._n_labelled}

    def _extra(self, row: Any) -> _Said:
        names = self._fitted["extra"].categorical_columns
        lifts = {name: np.nan_to_num(self._value(row, f"extra_{name}_log_lift")) for name in names}
        best = max(lifts, key=lambda name: lifts[name], default="")
        if best and lifts[best] > np.log(_RAISED):
            yield "EXTRA_RATE", {
                "column": best, "value": _shown(self._cell(row, best)), "lift": f"{np.exp(lifts[best]):.1f}",
                "rows": self._count(row, f"extra_{best}_log_rows"),
            }  # fmt: skip
