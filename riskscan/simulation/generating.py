"""Labelled manifests from a documented mechanism.

Each row is drawn in two steps: its hidden circumstances, whose odds depend on whether it is a violation and by which
pattern; then its cells, which depend on the circumstances alone. Honest trade shows every signal too, some violations
show none, so a perfect score is impossible (`riskscan.simulation.simulation_bound` gives the best expected figures).
Figures reached on simulated rows say nothing about the field.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import OptionError
from riskscan.simulation.bound import posterior
from riskscan.simulation.cargo import draw_hs_codes, draw_permits, draw_quantities
from riskscan.simulation.catalogue import Chemical
from riskscan.simulation.circumstances import Circumstances, draw_circumstances, regimes
from riskscan.simulation.goods import goods_of
from riskscan.simulation.inspection import selection_probabilities
from riskscan.simulation.mechanism import WORDINGS, Mechanism, load_mechanism
from riskscan.simulation.routing import draw_routes
from riskscan.simulation.ties import tie_rows
from riskscan.simulation.traders import draw_dealings
from riskscan.simulation.wording import Describer

__all__ = ["LABEL_COLUMNS", "Simulated", "simulate", "simulate_openly"]

LABEL_COLUMNS = ("is_violation", "pattern", "segment", "inspected", "selection_probability")
"""What a simulated manifest says beyond its canonical columns; never a feature."""

_EPOCH = pd.Timestamp("2024-01-01")


@dataclass(frozen=True, slots=True)
class Simulated:
    """Simulated rows and what nobody reads in them.

    Attributes
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        As `simulate` returns it.
    circumstances : Circumstances
        Hidden circumstances of the rows.
    product : ndarray of int, shape (n_rows,)
        Kind of goods, a position in `riskscan.simulation.goods.goods_of`.
    period_share : ndarray of float, shape (n_rows,)
        When each row was lodged, 0 at the start of the period and 1 at its end.
    violation_share : float
        Share of violations.
    """

    frame: pd.DataFrame
    circumstances: Circumstances
    product: NDArray[np.int64]
    period_share: NDArray[np.float64]
    violation_share: float


def simulate(
    n_rows: int,
    *,
    seed: int,
    world: str = "train",
    start: str | None = None,
    days: int | None = None,
    violation_share: float | None = None,
    oracle: bool = False,
) -> pd.DataFrame:
    """Simulate a labelled manifest.

    Parameters
    ----------
    n_rows : int
        Number of goods items.
    seed : int
        Seed; the same arguments give the same rows.
    world : str, default "train"
        A world of ``simulation/worlds/``. ``train`` and ``test`` share kinds of goods, countries and most listed
        chemicals, but no wording, trader or address, and ``test`` knows one pattern that ``train`` does not; the other
        worlds differ in the mechanism itself.
    start : str, optional
        First day, ISO; default that of the world.
    days : int, optional
        Length of the period; default that of the world.
    violation_share : float, optional
        Share of violations; default that of the world.
    oracle : bool, default False
        Add ``oracle_probability``: the probability of a violation to a reader of the hidden circumstances.

    Returns
    -------
    DataFrame of shape (n_rows, n_columns)
        The canonical columns that manifests of the world have, ordered by ``lodged_on``, then `LABEL_COLUMNS`:
        ``is_violation`` (0 or 1), ``pattern``
        (empty for honest rows), ``segment`` of declared trade, ``inspected`` (0 or 1) by a crude officer's rule plus
        chance, and the ``selection_probability`` of that.

    Raises
    ------
    OptionError
        On an unknown world or numbers out of range.

    Examples
    --------
    >>> frame = simulate(200, seed=7, violation_share=0.05)
    >>> len(frame), int(frame["is_violation"].sum())
    (200, 10)
    """
    drawn = simulate_openly(n_rows, seed=seed, world=world, start=start, days=days, violation_share=violation_share)
    if not oracle:
        return drawn.frame
    known = posterior(load_mechanism(world), drawn.circumstances, drawn.period_share, drawn.violation_share)
    return drawn.frame.assign(oracle_probability=known)


def simulate_openly(
    n_rows: int,
    *,
    seed: int,
    world: str = "train",
    start: str | None = None,
    days: int | None = None,
    violation_share: float | None = None,
) -> Simulated:
    """Simulate as `simulate` does, and keep what is hidden: to ask how much a reader could know.

    Parameters
    ----------
    n_rows, seed, world, start, days, violation_share
        As for `simulate`.
    """
    mechanism = load_mechanism(world)
    settings = mechanism.world
    share = settings.violation_share if violation_share is None else violation_share
    _check_options(n_rows, days, share)
    first, length = _parse_start(start or settings.start), days or settings.days
    rng = np.random.default_rng([seed, settings.stream])
    day = _draw_days(n_rows, length, first, rng)
    period_share = (day + 0.5) / length
    pattern = _draw_patterns(mechanism, period_share, round(n_rows * share), rng)
    drawn = draw_circumstances(mechanism, pattern, rng)
    frame, product = _fill_cells(mechanism, drawn, first, day, period_share, rng)
    names = np.array([entry.name for entry in mechanism.patterns] + [""], dtype=object)
    frame["is_violation"] = (pattern >= 0).astype(np.int64)
    frame["pattern"] = names[pattern]
    frame["segment"] = np.array(mechanism.segments, dtype=object)[drawn.segment]
    frame = tie_rows(frame, mechanism.settings["ties"], drawn.consignor, [seed, settings.stream])
    probability = selection_probabilities(frame, settings, mechanism.settings["inspection"])
    frame["inspected"] = (rng.random(n_rows) < probability).astype(np.int64)
    frame["selection_probability"] = probability.round(6)
    return Simulated(frame.drop(columns=list(settings.without)), drawn, product, period_share, share)


def _check_options(n_rows: int, days: int | None, violation_share: float) -> None:
    if n_rows < 1:
        raise OptionError(f"The number of rows must be at least 1, found {n_rows}.")
    if days is not None and days < 1:
        raise OptionError(f"The number of days must be at least 1, found {days}.")
    if not 0.0 <= violation_share <= 0.5:
        raise OptionError(f"The violation share must lie between 0 and 0.5, found {violation_share}.")


def _parse_start(start: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(date.fromisoformat(start))
    except ValueError as error:
        raise OptionError(f"The first day must be an ISO date such as 2026-01-31, found {start!r}.") from error


def _draw_days(n_rows: int, length: int, first: pd.Timestamp, rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw the day of each row, ascending: trade grows, and rests at weekends."""
    day = np.arange(length)
    weekday = (first.day_of_week + day) % 7
    weight = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 0.45, 0.3])[weekday] * (1.0 + 0.25 * day / length)
    return np.sort(rng.choice(length, n_rows, p=weight / weight.sum()))


def _draw_patterns(
    mechanism: Mechanism, period_share: NDArray[np.float64], n_violations: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw each row's pattern, -1 for honest rows; some pattern exists at any time, so the share stays even."""
    n_rows = len(period_share)
    pattern = np.full(n_rows, -1, dtype=np.int64)
    chosen = rng.choice(n_rows, n_violations, replace=False)
    spells = regimes(mechanism)
    spell = np.searchsorted([start for start, _ in spells], period_share[chosen], side="right") - 1
    for position, (_, shares) in enumerate(spells):
        rows = chosen[spell == position]
        pattern[rows] = rng.choice(len(shares), len(rows), p=shares)
    return pattern


def _fill_cells(
    mechanism: Mechanism,
    drawn: Circumstances,
    first: pd.Timestamp,
    day: NDArray[np.int64],
    period_share: NDArray[np.float64],
    rng: np.random.Generator,
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Draw every canonical column from the circumstances alone; return them and the kinds of goods."""
    n_rows = len(day)
    lodged_on = first + pd.to_timedelta(day, unit="D")
    dealings = draw_dealings(mechanism, drawn, period_share, rng)
    describer = Describer(mechanism.world, mechanism.settings["text"], mechanism.settings["words"], rng)
    chemicals = describer.choose_chemicals(dealings.product, drawn.wording)
    age = ((lodged_on - _EPOCH) / pd.Timedelta(days=1)).to_numpy(dtype=float)
    quantities = draw_quantities(mechanism, drawn, dealings.product, age, rng)
    routes = draw_routes(mechanism.world, dealings, drawn, period_share, rng)
    goods = goods_of(mechanism.world)
    numbers = [goods[position].un_number for position in dealings.product]
    frame = pd.DataFrame(
        {
            "consignment_id": [f"{mechanism.world.name[:2].upper()}{number:08d}" for number in range(1, n_rows + 1)],
            "lodged_on": lodged_on,
            "goods_description": _texts(describer.describe(dealings.product, drawn.wording, chemicals)),
            "chemical_name": _texts(_side_names(mechanism, drawn, chemicals, rng)),
            "cas_rn": _texts(_side_numbers(mechanism, drawn, chemicals, rng)),
            "hs_code": draw_hs_codes(mechanism, drawn, dealings.product, chemicals, rng),
            "un_number": _texts([f"UN{number}" if number else None for number in numbers]),
            "net_mass_kg": quantities.net_mass_kg,
            "gross_mass_kg": quantities.gross_mass_kg,
            "package_count": quantities.package_count,
            "customs_value_usd": quantities.customs_value_usd,
            "origin_country": dealings.origin,
            "export_country": dealings.export,
            "transit_countries": routes.transit_countries,
            "destination_country": dealings.destination,
            "port_of_loading": routes.port_of_loading,
            "port_of_discharge": routes.port_of_discharge,
            "transport_mode": routes.transport_mode,
            "carrier": routes.carrier,
            "consignor_name": dealings.consignor_name,
            "consignor_address": dealings.consignor_address,
            "consignor_country": dealings.export,
            "consignee_name": dealings.consignee_name,
            "consignee_address": _spell_addresses(dealings.consignee_address, rng),
            "consignee_country": dealings.destination,
            "permit_reference": draw_permits(drawn, lodged_on.year.to_numpy(), rng),
        }
    )
    named = drawn.wording > WORDINGS.index("vague")
    frame.loc[named & (rng.random(n_rows) < 0.8), "un_number"] = None
    for column, share in mechanism.settings["empty"].items():
        empty = rng.random(n_rows) < share
        frame.loc[empty, column] = np.nan if frame[column].dtype == np.float64 else None
    return frame, dealings.product


def _side_names(
    mechanism: Mechanism, drawn: Circumstances, chemicals: list[Chemical | None], rng: np.random.Generator
) -> list[str | None]:
    """Fill the column ``chemical_name`` of some rows that name a chemical in the open."""
    filled = rng.random(len(chemicals)) < mechanism.settings["text"]["chemical_name_filled"]
    open_names = np.isin(drawn.wording, [WORDINGS.index("own"), WORDINGS.index("listed_plain")])
    return [
        chemical.plain[0] if chemical is not None and fill else None
        for chemical, fill in zip(chemicals, filled & open_names, strict=True)
    ]


def _side_numbers(
    mechanism: Mechanism, drawn: Circumstances, chemicals: list[Chemical | None], rng: np.random.Generator
) -> list[str | None]:
    """Fill the column ``cas_rn`` of some rows that name a chemical by a name."""
    filled = rng.random(len(chemicals)) < mechanism.settings["text"]["cas_rn_filled"]
    named = np.isin(drawn.wording, [WORDINGS.index(kind) for kind in ("own", "listed_plain", "listed_obscure")])
    return [
        chemical.cas_rn if chemical is not None and fill else None
        for chemical, fill in zip(chemicals, filled & named, strict=True)
    ]


def _spell_addresses(addresses: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    """Spell some addresses in another way, as senders do: capitals, no commas, another form of PO box."""
    style = rng.random(len(addresses))
    boxes = ("P.O. Box", "P O BOX", "POBox", "po box")
    spelled = [
        text
        if share > 0.3
        else text.upper()
        if share > 0.2
        else text.replace(",", "")
        if share > 0.1
        else text.replace("PO Box", boxes[int(share * 40) % 4])
        for text, share in zip(addresses, style, strict=True)
    ]
    return np.array(spelled, dtype=object)


def _texts(values: list[str] | list[str | None]) -> NDArray[np.object_]:
    texts = np.empty(len(values), dtype=object)
    texts[:] = values
    return texts
