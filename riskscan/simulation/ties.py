"""Traces that tie simulated rows: numbers in the cells of parties, goods that go on from a hub, goods sent in parts.

They are laid over rows that were drawn before, between rows of one label, from a stream of chance of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.simulation.mechanism import CONSIGNORS

__all__ = ["tie_rows"]

Ints = NDArray[np.int64]
_Cells = dict[str, NDArray[Any]]

_AGENTS = 12
_STREAM = 1  # apart from that of the cells
_GOODS = ("goods_description", "chemical_name", "cas_rn", "hs_code", "un_number")
_PARTIES = ("consignor_name", "consignor_address", "consignee_name", "consignee_address")
_LANE = ("origin_country", "export_country", "destination_country", "consignor_country", "consignee_country")
_VALUE = "customs_value_usd"
_MASSES = ("net_mass_kg", "gross_mass_kg", "package_count")


def tie_rows(frame: pd.DataFrame, settings: Mapping[str, Any], consignors: Ints, seed: Sequence[int]) -> pd.DataFrame:
    """Return rows with traces that tie them; as they are where the settings have none.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        Rows in the order of their days, with ``is_violation`` and ``segment``.
    settings : mapping
        Table ``ties`` of the mechanism.
    consignors : ndarray of int, shape (n_rows,)
        Kind of each row's consignor, in the order of `riskscan.simulation.mechanism.CONSIGNORS`.
    seed : sequence of int
        Of the rows.
    """
    rng = np.random.default_rng([*seed, _STREAM])
    touched = dict.fromkeys([*_GOODS, *_PARTIES, *_LANE, *_MASSES, _VALUE, "segment"])
    cells: _Cells = {name: frame[name].to_numpy(copy=True) for name in touched}
    days = frame["lodged_on"].to_numpy(dtype="datetime64[D]").astype(np.int64)
    for label, kind in ((1, "hidden"), (0, "honest")):
        rows = np.flatnonzero(frame["is_violation"] == label)
        if settings[f"split_{kind}"]:
            _split(cells, days, rng.permutation(rows), settings[f"split_{kind}"], settings)
        if settings[f"onward_{kind}"]:
            renamed = 1.0 if label else settings["onward_renamed"]
            _send_on(cells, days, rng.permutation(rows)[: round(len(rows) * settings[f"onward_{kind}"])], rows, renamed,
                     settings, rng)  # fmt: skip
    if settings["contacts"]:
        _write_numbers(cells, consignors == CONSIGNORS.index("front"), settings, rng)
    return frame.assign(**cells)


def _copy(cells: _Cells, names: Iterable[str], source: int, target: Ints | int) -> None:
    for name in names:
        cells[name][target] = cells[name][source]


def _split(cells: _Cells, days: Ints, rows: Ints, share: float, settings: Mapping[str, Any]) -> None:
    """Give later rows, within days, the goods and parties of a row: parts of one consignment."""
    parts = int(settings["split_parts"])
    free = np.zeros(len(days), dtype=bool)
    free[rows] = True
    for row in rows[: round(len(rows) * share / parts)].tolist():
        near = rows[(days[rows] >= days[row]) & (days[rows] < days[row] + settings["split_days"]) & free[rows]]
        others = near[near != row][: parts - 1]
        free[[row, *others]] = False
        _copy(cells, (*_GOODS, *_PARTIES, *_LANE, "segment"), row, others)


def _send_on(
    cells: _Cells, days: Ints, chosen: Ints, rows: Ints, renamed: float, settings: Mapping[str, Any],
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Let the chosen of some rows start where an earlier one ended, with its mass, as other goods or as the same."""
    soonest, latest = settings["onward_days"]
    used = np.zeros(len(days), dtype=bool)
    end, mass = cells["destination_country"], cells["gross_mass_kg"].copy()
    for row in chosen.tolist():
        before = days[row] - days[rows]
        earlier = rows[(before >= soonest) & (before <= latest) & ~used[rows] & (end[rows] != end[row])]
        if not len(earlier) or used[row]:
            continue
        first = int(rng.choice(earlier))
        used[[row, first]] = True
        _copy(cells, (*_MASSES, *(() if rng.random() < renamed else _GOODS)), first, row)
        cells[_VALUE][row] = round(float(cells[_VALUE][row] * mass[first] / mass[row]), 2)  # its value per kg stays
        cells["export_country"][row] = cells["consignor_country"][row] = end[first]
        if rng.random() < settings["onward_same_party"]:
            for part in ("name", "address"):
                cells[f"consignor_{part}"][row] = cells[f"consignee_{part}"][first]


def _write_numbers(
    cells: _Cells, is_front: NDArray[np.bool_], settings: Mapping[str, Any], rng: np.random.Generator
) -> None:
    """Write telephone numbers behind addresses: each party's own, and those of rings behind fronts."""
    for side in ("consignor", "consignee"):
        addresses = cells[f"{side}_address"]
        codes, distinct = pd.factorize(cells[f"{side}_name"])
        numbers = _numbers(len(distinct), rng)
        has = rng.random(len(distinct)) < settings["contacts"]
        agents = rng.random(len(distinct)) < settings["agents_share"]
        numbers[agents] = _numbers(_AGENTS, rng)[rng.integers(0, _AGENTS, int(agents.sum()))]
        if side == "consignor":
            fronts = np.unique(codes[is_front & (codes >= 0)])
            joins = fronts[rng.random(len(fronts)) < settings["ring_share"]]
            n_rings = max(1, round(len(joins) / settings["fronts_per_ring"]))
            numbers[joins] = _numbers(n_rings, rng)[rng.integers(0, n_rings, len(joins))]
            has[joins] = True
        style = rng.integers(0, len(_STYLES), len(distinct))
        written = [_STYLES[place](number) for place, number in zip(style, numbers.tolist(), strict=True)]
        told = (codes >= 0) & pd.notna(addresses)
        told[told] = has[codes[told]]
        addresses[told] = [
            f"{address}, {written[code]}" for address, code in zip(addresses[told], codes[told], strict=True)
        ]


def _numbers(count: int, rng: np.random.Generator) -> Ints:
    """Return invented numbers of a country code that is not in use."""
    return rng.integers(2_000_000_000, 9_999_999_999, count)


_STYLES = (
    lambda number: f"TEL {number}",
    lambda number: f"Tel: +999 {number // 10**7} {number % 10**7}",
    lambda number: f"PH.{number // 10**7}-{number // 10**4 % 1000}-{number % 10**4}",
)
