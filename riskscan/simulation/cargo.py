"""Masses, values, HS codes and permits of simulated rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskscan.simulation.catalogue import Chemical, Product
from riskscan.simulation.circumstances import Circumstances
from riskscan.simulation.goods import goods_of
from riskscan.simulation.mechanism import WORDINGS, Mechanism

__all__ = ["Quantities", "draw_hs_codes", "draw_permits", "draw_quantities"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Texts = NDArray[np.object_]

_DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Quantities:
    """Quantities of rows, each array of shape (n_rows,): masses in kg, value in USD."""

    net_mass_kg: Floats
    gross_mass_kg: Floats
    package_count: Floats
    customs_value_usd: Floats


def draw_quantities(
    mechanism: Mechanism, drawn: Circumstances, product: Ints, days: Floats, rng: np.random.Generator
) -> Quantities:
    """Draw masses, packages and values.

    Parameters
    ----------
    mechanism : Mechanism
        Its price and mass settings.
    drawn : Circumstances
        Circumstances of the rows.
    product : ndarray of int of shape (n_rows,)
        Kind of goods.
    days : ndarray of float of shape (n_rows,)
        Days since 2024-01-01, for inflation.
    rng : numpy.random.Generator
        Source of chance.
    """
    prices, masses = mechanism.settings["prices"], mechanism.settings["masses"]
    goods, n_rows = goods_of(mechanism.world), len(product)

    def of(name: str) -> Floats:
        return np.array([getattr(entry, name) for entry in goods], dtype=float)[product]

    package_kg = _log_normal(of("package_kg"), of("package_spread"), rng)
    count = np.maximum(1.0, np.round(_log_normal(of("packages"), np.full(n_rows, 0.9), rng)))
    small = drawn.signal("parcel")
    package_kg[small] = _log_normal(np.full(n_rows, masses["parcel_median_kg"]), masses["parcel_spread"], rng)[small]
    count[small] = 1.0 + (rng.random(n_rows) < 0.15)[small]
    odd = drawn.signal("mass_odd")
    round_kg = rng.choice(masses["odd_package_kg"], n_rows)
    package_kg[odd] = np.where(small, np.minimum(round_kg, rng.choice([1.0, 2.0], n_rows)), round_kg)[odd]
    count[odd] = np.where(small, 1.0, rng.integers(1, 13, n_rows))[odd]
    net = package_kg * count
    gross = net * (1.0 + 0.04 + 0.12 * rng.random(n_rows)) + 0.05

    per_kg = _log_normal(of("value_per_kg"), of("value_spread"), rng)
    odd = drawn.signal("value_odd")
    high = _log_normal(np.full(n_rows, prices["odd_high_median"]), prices["odd_high_spread"], rng)
    low = _log_normal(np.full(n_rows, prices["odd_low_median"]), prices["odd_low_spread"], rng)
    if prices["odd_is_relative"]:  # far from what such goods cost, rather than at the price of a fine chemical
        high, low = high * of("value_per_kg"), low * of("value_per_kg")
    per_kg[odd] = np.where(rng.random(n_rows) < prices["odd_high_share"], high, low)[odd]
    value = per_kg * net * (1.0 + prices["inflation_per_year"]) ** (days / _DAYS_PER_YEAR)
    value = np.where(rng.random(n_rows) < 0.3, np.maximum(np.round(value, -1), 5.0), np.round(value, 2))
    return Quantities(_round_mass(net), _round_mass(gross), count, np.maximum(value, 1.0))


def draw_hs_codes(
    mechanism: Mechanism,
    drawn: Circumstances,
    product: Ints,
    chemicals: list[Chemical | None],
    rng: np.random.Generator,
) -> Texts:
    """Draw the declared HS codes: 6, 8 or 10 digits, text."""
    goods, n_rows = goods_of(mechanism.world), len(product)
    own = np.array([entry.hs_code for entry in goods], dtype=object)
    declared = own[product]
    picks = rng.random((n_rows, 2))
    named = (drawn.wording != WORDINGS.index("own")) & (drawn.wording != WORDINGS.index("vague"))
    wrong = drawn.signal("wrong_hs")
    for row in np.flatnonzero(named & ~wrong):
        chemical = chemicals[row]
        if chemical is not None:
            declared[row] = chemical.hs_codes[int(picks[row, 0] * len(chemical.hs_codes))]
    # A named chemical under a wrong code: that of the segment's ordinary goods, or of any goods in a chemical segment.
    chemical_goods = np.array([_is_chemical(entry) for entry in goods])
    stays = wrong & named & ~chemical_goods[product]
    anywhere = rng.integers(0, len(goods), n_rows)
    declared[wrong & ~stays] = own[anywhere][wrong & ~stays]
    endings = np.array(["", "00", "10", "90", "0000", "1000", "9000", "9099"], dtype=object)
    shares = [0.45, 0.12, 0.07, 0.06, 0.12, 0.06, 0.06, 0.06]
    return np.asarray(declared + endings[rng.choice(len(endings), n_rows, p=shares)], dtype=object)


def draw_permits(drawn: Circumstances, years: Ints, rng: np.random.Generator) -> Texts:
    """Draw permit references, None where a row has none."""
    authorities = np.array(["COFEPRIS", "LIC", "PEC", "NCB", "IMP", "EXP"], dtype=object)
    chosen = authorities[rng.integers(0, len(authorities), len(years))]
    numbers = rng.integers(100, 99999, len(years))
    permits = np.array([f"{a}-{y}-{n}" for a, y, n in zip(chosen, years, numbers, strict=True)], dtype=object)
    permits[drawn.signal("no_permit")] = None
    return permits


def _is_chemical(entry: Product) -> bool:
    return entry.hs_code[:2] in ("28", "29", "38")


def _log_normal(median: Floats, spread: Floats | float, rng: np.random.Generator) -> Floats:
    return np.asarray(median * np.exp(np.asarray(spread) * rng.standard_normal(len(median))), dtype=np.float64)


def _round_mass(mass: Floats) -> Floats:
    return np.where(mass < 10, np.round(mass, 3), np.round(mass, 1))
