"""The best score that can be expected of a reader of the cells alone, who knows the mechanism and nothing hidden.

Each group of circumstances counts with the odds of the cells that show it, summed over what stays hidden: whether a
value, a mass, a transit or a code is the odd one, and which goods lie behind a text that does not say. Whether an
address or a consignor is a drop or a front no formula says, nor whether a lane on which both honest and concealed
goods go was taken as a corridor: that is learned from what the history of parties and their other lanes tell, on large
samples of the same world drawn with other seeds, where it is known. What this reader still misses (how two such kinds
hang together, what a pair of traders usually sends) makes it an estimate; that it knows the segment of every row,
which a row under a wrong code does not show, raises it a little.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.calendar import lodged_days
from riskscan.history.aggregates import TraderHistory
from riskscan.history.events import events_of
from riskscan.history.links import FrozenLinks, LinkRows
from riskscan.modelling.splitting import time_split
from riskscan.simulation.circumstances import Circumstances, likelihood_tables, regimes
from riskscan.simulation.generating import Simulated, simulate_openly
from riskscan.simulation.goods import goods_of
from riskscan.simulation.mechanism import ADDRESSES, CONSIGNORS, SIGNALS, WORDINGS, Mechanism, load_mechanism

__all__ = ["visible_posterior"]

Array = NDArray[np.float64]
_MODES = ("sea", "air", "road", "express", "post")
_OWN, _VAGUE = WORDINGS.index("own"), WORDINGS.index("vague")
_DELAY_DAYS, _TEST_SHARE = 14, 0.2
_USUAL_KEPT = 0.12
_GROSS = 1.10  # of net, in the middle of what packing adds


def visible_posterior(world: str, rows: Simulated, *, seed: int, n_teachers: int = 8) -> Array:
    """Return the probability of a violation given what stands in the rows, shape (n_rows,).

    Parameters
    ----------
    world : str
        A world without ties between rows.
    rows : Simulated
        Rows to judge; labels of the last fifth by time are not looked at.
    seed : int
        Of the rows; samples that teach have the next ones.
    n_teachers : int
        Samples of the same size that teach what histories tell.
    """
    mechanism = load_mechanism(world)
    teachers = [
        simulate_openly(len(rows.frame), seed=seed + 1000 + number, world=world, violation_share=rows.violation_share)
        for number in range(n_teachers)
    ]
    taught = [_party_facts(one, mechanism) for one in teachers]
    asked = _party_facts(rows, mechanism)
    kinds = {}
    for part, names in (("address", ADDRESSES), ("consignor", CONSIGNORS)):
        truth = np.concatenate([getattr(one.circumstances, part) for one in teachers])
        segment = np.concatenate([one.circumstances.segment for one in teachers])
        kinds[part] = _kind_odds(pd.concat(taught), truth, segment, asked, rows.circumstances.segment, len(names))
    corridor = np.concatenate([_flags(one.circumstances, "corridor") for one in teachers])
    lanes = _lane_odds([one.frame for one in teachers], corridor)
    of_lanes = [_lane_facts(one.frame, lanes) for one in teachers]
    taught = [pd.concat(facts, axis=1) for facts in zip(taught, of_lanes, strict=True)]
    asked = pd.concat([asked, _lane_facts(rows.frame, lanes)], axis=1)
    lane = _kind_odds(pd.concat(taught), corridor, segment, asked, rows.circumstances.segment, 2)
    return _combined(mechanism, rows, kinds["address"], kinds["consignor"], lane)


def _lane(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame[["origin_country", "export_country", "destination_country"]].fillna("?").agg(">".join, axis=1)


def _lane_odds(frames: list[pd.DataFrame], corridor: NDArray[np.int64]) -> dict[str, float]:
    """Return the log odds that a lane is taken as a corridor, by lane."""
    counts = pd.Series(corridor).groupby(pd.concat([*map(_lane, frames)]).to_numpy()).agg(["sum", "size"])
    odds = np.log((counts["sum"] + 0.5) / (counts["size"] - counts["sum"] + 0.5))
    return {str(lane): float(value) for lane, value in odds.items()}


def _lane_facts(frame: pd.DataFrame, lanes: dict[str, float]) -> pd.DataFrame:
    """Return the odds of a row's lane, and of the other lanes of its parties."""
    odds, events = _lane(frame).map(lanes).fillna(0.0).reset_index(drop=True), events_of(frame)
    found = {"lane": odds}
    for key in ("consignor", "consignee", "return_address"):
        keys = getattr(events, key)
        groups = odds.groupby(keys)
        others = np.maximum(groups.transform("size") - 1, 0)
        mean = (groups.transform("sum") - odds) / others.where(others > 0)
        for name, values in (("others", mean), ("most", groups.transform("max")), ("least", groups.transform("min"))):
            found[f"lane_{key}_{name}"] = values.where(keys != 0)
    return pd.DataFrame(found)


def _party_facts(rows: Simulated, mechanism: Mechanism) -> pd.DataFrame:
    """Return what the manifest tells of the parties of each row: before it, beside it, in the whole file."""
    frame = rows.frame
    split = time_split(frame, calibration_share=0.15, test_share=_TEST_SHARE, gap_days=_DELAY_DAYS, seed=0)
    labels = frame["is_violation"].to_numpy(dtype=np.float64).copy()
    labels[split.test] = np.nan
    events = events_of(frame)
    past = TraderHistory.from_events(events.labelled(labels, label_delay_days=_DELAY_DAYS)).freeze().as_of(events)
    links = LinkRows.of(frame, labels, label_delay_days=_DELAY_DAYS)
    ties = FrozenLinks.of(links).as_of(links, frame.index).add_prefix("tie_")
    days = lodged_days(frame)
    found = pd.concat([past, ties.reset_index(drop=True)], axis=1)
    keys = pd.DataFrame(
        {name: getattr(events, name) for name in ("consignor", "consignee", "address", "return_address")}
    )
    for key, others in (
        ("address", ("consignor", "consignee")), ("consignor", ("consignee", "return_address")),
        ("return_address", ("consignor", "consignee")), ("consignee", ("address", "consignor")),
    ):  # fmt: skip
        groups = keys.groupby(key)
        found[f"all_{key}"] = np.where(keys[key] == 0, np.nan, groups[key].transform("size"))
        for other in others:
            found[f"all_{key}_{other}"] = np.where(keys[key] == 0, np.nan, groups[other].transform("nunique"))
        span = pd.Series(days).groupby(keys[key].to_numpy())
        found[f"all_{key}_days"] = np.where(keys[key] == 0, np.nan, span.transform("max") - span.transform("min"))
    found["segment"] = rows.circumstances.segment
    found["mode"] = frame["transport_mode"].map({mode: place for place, mode in enumerate(_MODES)}).to_numpy(float)
    found["share"] = rows.period_share
    found["unlabelled_days"] = np.maximum(0.0, days - float(np.nanmin(days[split.test])))
    return found


def _kind_odds(
    taught: pd.DataFrame, truth: NDArray[np.int64], segment: NDArray[np.int64], asked: pd.DataFrame,
    asked_segment: NDArray[np.int64], n_kinds: int,
) -> Array:  # fmt: skip
    """Return how much likelier the facts of parties are under each kind, shape (n_rows, n_kinds), up to a factor."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    n_segments = int(max(segment.max(), asked_segment.max())) + 1
    counts = np.array([np.bincount(segment[truth == kind], minlength=n_segments) for kind in range(n_kinds)])
    share = (counts + 0.5) / (counts.sum(axis=0) + 1.0)
    # Most rows are of the usual kind, and few of them tell what it looks like.
    usual = int(counts.sum(axis=1).argmax())
    kept = (truth != usual) | (np.random.default_rng(0).random(len(truth)) < _USUAL_KEPT)
    told = taught.notna().any().to_numpy()
    with threadpool_limits(1):
        booster = HistGradientBoostingClassifier(
            learning_rate=0.1, max_iter=120, max_leaf_nodes=16, max_features=0.3, early_stopping=False, random_state=0
        ).fit(taught.to_numpy()[np.ix_(kept, told)], truth[kept])
    odds: Array = booster.predict_proba(asked.to_numpy()[:, told])
    odds[:, usual] /= _USUAL_KEPT
    return odds / odds.sum(axis=1, keepdims=True) / share[:, asked_segment].T


def _combined(mechanism: Mechanism, rows: Simulated, address: Array, consignor: Array, corridor: Array) -> Array:
    drawn, frame, size = rows.circumstances, rows.frame, len(rows.frame)
    goods = _goods_odds(mechanism, rows)  # (n, mass, value, wrong)
    permit = np.ones((size, 2))
    if "permit_reference" in frame:
        none = frame["permit_reference"].isna().to_numpy()
        permit = np.stack([~none, none], axis=1).astype(np.float64)
    rerouted = np.ones((size, 2))
    if "transit_countries" in frame:
        stops = frame["transit_countries"].fillna("").map(lambda cell: len([part for part in cell.split(";") if part]))
        rerouted = np.stack([stops.map({0: 0.94, 1: 0.06}).fillna(0.0), stops.map({0: 0.0}).fillna(1 / 3)], axis=1)
    # The signals of a table lie in the order of SIGNALS from its last axis to its first.
    parts = address, consignor, corridor, permit, rerouted, goods
    weight = np.einsum("na,nc,nk,np,nr,nmvw->nackprmvw", *parts).reshape(size, -1)
    starts = [start for start, _ in regimes(mechanism)]
    spell = np.searchsorted(starts, rows.period_share, side="right") - 1
    result = np.zeros(size)
    shape = (len(mechanism.segments), len(WORDINGS), len(ADDRESSES), len(CONSIGNORS), *(2,) * len(SIGNALS))
    axis = {name: 4 + len(SIGNALS) - 1 - place for place, name in enumerate(SIGNALS)}
    order = (0, 1, axis["parcel"], 2, 3,
             *(axis[name] for name in (
                 "corridor", "no_permit", "rerouted", "mass_odd", "value_odd", "wrong_hs")))  # fmt: skip
    place = (drawn.segment * len(WORDINGS) + drawn.wording) * 2 + _flags(drawn, "parcel")
    for position in range(len(starts)):
        honest, violation = (
            table.reshape(shape).transpose(order).reshape(-1, weight.shape[1])
            for table in likelihood_tables(mechanism, position)
        )
        for cell in np.unique(place[spell == position]):
            chosen = (spell == position) & (place == cell)
            hidden = rows.violation_share * (weight[chosen] @ violation[cell])
            open_ = (1 - rows.violation_share) * (weight[chosen] @ honest[cell])
            result[chosen] = hidden / np.maximum(hidden + open_, 1e-300)
    return result


def _flags(drawn: Circumstances, name: str) -> NDArray[np.int64]:
    return drawn.signal(name).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells of some rows of one wording and segment."""

    mass: Array
    is_net: NDArray[np.bool_]
    count: Array
    per_kg: Array
    code: NDArray[np.object_]
    parcel: NDArray[np.bool_]
    wrong: NDArray[np.bool_]


def _goods_odds(mechanism: Mechanism, rows: Simulated) -> Array:
    """Return the odds of mass, value and code under each of odd mass, odd value, wrong code; summed over the goods."""
    frame, goods = rows.frame, goods_of(mechanism.world)
    empty = pd.Series(np.nan, index=frame.index)
    net = frame.get("net_mass_kg", empty).to_numpy(dtype=np.float64)
    gross = frame.get("gross_mass_kg", empty).to_numpy(dtype=np.float64)
    is_net = ~np.isnan(net)
    mass = np.where(is_net, net, np.maximum(gross - 0.05, 0.01) / _GROSS)
    age = (frame["lodged_on"] - pd.Timestamp("2024-01-01")).dt.days.to_numpy() / 365.25
    inflation = (1.0 + mechanism.settings["prices"]["inflation_per_year"]) ** age
    value = frame.get("customs_value_usd", empty).to_numpy(dtype=np.float64)
    code = frame["hs_code"].fillna("").astype(str).str[:6].to_numpy(dtype=object)
    cells = _Cells(
        mass, is_net, frame.get("package_count", empty).to_numpy(dtype=np.float64), value / mass / inflation, code,
        rows.circumstances.signal("parcel"), rows.circumstances.signal("wrong_hs"),
    )  # fmt: skip
    wording, result = rows.circumstances.wording, np.zeros((len(frame), 2, 2, 2))
    codes = pd.Series([entry.hs_code for entry in goods])
    anywhere = codes.value_counts(normalize=True)
    for product in np.unique(rows.product):
        chosen = np.flatnonzero((rows.product == product) & (wording == _OWN))
        result[chosen] += _one_kind(mechanism, goods[product], cells, chosen, anywhere)
    for position, segment in enumerate(mechanism.segments):
        among = np.flatnonzero((rows.circumstances.segment == position) & (wording != _OWN))
        kinds = [entry for entry in goods if entry.segment == segment]
        shares = np.array([entry.weight for entry in kinds])
        named = wording[among] != _VAGUE
        for entry, share in zip(kinds, shares / shares.sum(), strict=True):
            result[among] += share * _one_kind(mechanism, entry, cells, among, anywhere, named)
    return np.where(result.sum(axis=(1, 2, 3), keepdims=True) > 0, result, 1.0)


def _one_kind(
    mechanism: Mechanism, entry: object, cells: _Cells, chosen: NDArray[np.int64], anywhere: "pd.Series[float]",
    named: NDArray[np.bool_] | None = None,
) -> Array:  # fmt: skip
    mass = _mass_odds(mechanism, entry, cells, chosen)
    value = _value_odds(mechanism, entry, cells.per_kg[chosen])
    code = cells.code[chosen]
    own = (code == entry.hs_code).astype(np.float64)  # type: ignore[attr-defined]
    other = anywhere.reindex(code).fillna(0.0).to_numpy()
    wrong = np.stack([own, other], axis=1)
    if named is not None:  # a reader of the name knows its code
        known = np.stack([~cells.wrong[chosen], cells.wrong[chosen]], axis=1) * 1.0
        # A named chemical of goods that are none bears their code, wherever it is wrong.
        known[:, 1] *= np.where(own > 0, 1.0, 0.02)
        wrong = np.where(named[:, None], known, wrong)
    wrong[code == ""] = 1.0
    return np.einsum("nm,nv,nw->nmvw", mass, value, wrong)


def _mass_odds(mechanism: Mechanism, entry: object, cells: _Cells, chosen: NDArray[np.int64]) -> Array:
    settings = mechanism.settings["masses"]
    mass, is_net, count, parcel = (
        part[chosen] for part in (cells.mass, cells.is_net, cells.count, cells.parcel)
    )  # fmt: skip
    count_known = ~np.isnan(count)
    n = np.where(count_known, count, 1.0)
    each = mass / n
    width = np.where(is_net, np.where(mass < 10, 0.001, 0.1) / n, 0.12 / _GROSS * each)
    usual = np.where(
        parcel,
        _density(each, settings["parcel_median_kg"], settings["parcel_spread"]),
        _density(each, entry.package_kg, entry.package_spread),  # type: ignore[attr-defined]
    )  # fmt: skip
    ordinary = usual * width * np.where(
        parcel, np.select([n == 1, n == 2], [0.85, 0.15], 0.0), _count_odds(n, entry.packages)  # type: ignore[attr-defined]
    )  # fmt: skip
    odd_kg = np.array(settings["odd_package_kg"])
    big = _near(each, odd_kg, np.full(len(odd_kg), 1 / len(odd_kg)), width, is_net) * np.where(n <= 12, 1 / 12, 0.0)
    small_kg = np.concatenate([np.minimum(odd_kg, 1.0), np.minimum(odd_kg, 2.0)])
    small = _near(each, small_kg, np.full(len(small_kg), 1 / len(small_kg)), width, is_net) * (n == 1)
    odds = np.stack([ordinary, np.where(parcel, small, big)], axis=1)
    odds[np.isnan(mass) | ~count_known] = 1.0
    return odds


def _near(each: Array, kilograms: Array, shares: Array, width: Array, is_net: NDArray[np.bool_]) -> Array:
    """Return the odds of a mass under a choice of round ones; a gross mass stands for a net one within its packing."""
    away = np.abs(each[:, None] - kilograms[None, :])
    within = np.where(is_net, 1e-6 + 0.6 * np.minimum(width, 0.1), 0.055 * each + 0.01)[:, None]
    return (shares * (away <= within)).sum(axis=1)


def _count_odds(count: Array, median: float) -> Array:
    from scipy.stats import norm

    upper = norm.cdf(np.log((count + 0.5) / median) / 0.9)
    lower = np.where(count <= 1, 0.0, norm.cdf(np.log(np.maximum(count - 0.5, 1e-9) / median) / 0.9))
    return np.asarray(upper - lower)


def _value_odds(mechanism: Mechanism, entry: object, per_kg: Array) -> Array:
    prices = mechanism.settings["prices"]
    usual = entry.value_per_kg  # type: ignore[attr-defined]
    level = usual if prices["odd_is_relative"] else 1.0
    ordinary = _density(per_kg, usual, entry.value_spread)  # type: ignore[attr-defined]
    share = prices["odd_high_share"]
    odd = share * _density(per_kg, prices["odd_high_median"] * level, prices["odd_high_spread"])
    odd = odd + (1 - share) * _density(per_kg, prices["odd_low_median"] * level, prices["odd_low_spread"])
    found = np.stack([ordinary, odd], axis=1)
    found[np.isnan(per_kg)] = 1.0
    return found


def _density(x: Array, median: float, spread: float) -> Array:
    from scipy.stats import lognorm

    return np.asarray(np.nan_to_num(lognorm.pdf(x, spread, scale=median)))
