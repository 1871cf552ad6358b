"""Who ships to whom: heavy-tailed pairs that repeat, and firms and addresses that come and go."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskscan.simulation.catalogue import weights_of
from riskscan.simulation.circumstances import Circumstances
from riskscan.simulation.goods import goods_of, lanes_of
from riskscan.simulation.mechanism import ADDRESSES, CONSIGNORS, Mechanism
from riskscan.simulation.naming import Namer

__all__ = ["Dealings", "draw_dealings"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Texts = NDArray[np.object_]


@dataclass(slots=True)
class Dealings:
    """Parties, countries and goods of every row, each array of shape (n_rows,)."""

    consignor_name: Texts
    consignor_address: Texts
    consignee_name: Texts
    consignee_address: Texts
    origin: Texts
    export: Texts
    destination: Texts
    product: Ints
    pair: Ints


@dataclass(frozen=True, slots=True)
class _Pool:
    """Pairs of one segment and kind of lane, most active first."""

    columns: dict[str, Texts]
    products: Ints
    born: Floats


def draw_dealings(
    mechanism: Mechanism, drawn: Circumstances, period_share: Floats, rng: np.random.Generator
) -> Dealings:
    """Draw the parties, lanes and kinds of goods of rows.

    Parameters
    ----------
    mechanism : Mechanism
        Its trader settings.
    drawn : Circumstances
        Circumstances of the rows.
    period_share : ndarray of float of shape (n_rows,)
        When each row is lodged, 0 at the start of the period and 1 at its end.
    rng : numpy.random.Generator
        Source of chance.
    """
    n_rows = len(period_share)
    namer = Namer(mechanism.world.names, rng)
    corridor = drawn.signal("corridor")
    texts = {name: np.empty(n_rows, dtype=object) for name in _POOL_COLUMNS}
    product, pair = np.zeros(n_rows, dtype=np.int64), np.zeros(n_rows, dtype=np.int64)
    n_pairs = 0
    for position, segment in enumerate(mechanism.segments):
        for kind in ("ordinary", "corridor"):
            rows = np.flatnonzero((drawn.segment == position) & (corridor == (kind == "corridor")))
            if not len(rows):
                continue
            pool = _make_pool(mechanism, segment, kind, len(rows), namer, rng)
            chosen = _choose_pairs(pool.born, period_share[rows], mechanism.settings["traders"]["zipf_exponent"], rng)
            for name in _POOL_COLUMNS:
                texts[name][rows] = pool.columns[name][chosen]
            product[rows] = pool.products[chosen, rng.integers(0, pool.products.shape[1], len(rows))]
            pair[rows] = n_pairs + chosen
            n_pairs += len(pool.born)
    dealings = Dealings(**texts, product=product, pair=pair)
    _place_consignors(mechanism, dealings, drawn, period_share, namer, rng)
    _place_addresses(mechanism, dealings, drawn, period_share, namer, rng)
    return dealings


_POOL_COLUMNS = (
    "consignor_name", "consignor_address", "consignee_name", "consignee_address", "origin", "export", "destination",
)  # fmt: skip


def _make_pool(
    mechanism: Mechanism, segment: str, kind: str, n_rows: int, namer: Namer, rng: np.random.Generator
) -> _Pool:
    settings = mechanism.settings["traders"]
    n_pairs = max(6, int(n_rows / settings["rows_per_pair"]))
    lanes = lanes_of(mechanism.world, kind)
    lane = rng.choice(len(lanes), n_pairs, p=weights_of([entry.weight for entry in lanes]))
    born = np.where(rng.random(n_pairs) < settings["born_later"], rng.random(n_pairs), 0.0)
    born = np.maximum(born, np.array([entry.from_share for entry in lanes])[lane])
    born[np.argmin(born)] = 0.0  # somebody always trades
    export = [lanes[position].export for position in lane]
    destination = [lanes[position].destination for position in lane]
    # Who receives most is a firm; the long tail of online trade are people.
    private = (rng.random(n_pairs) < (0.9 if segment == "ecommerce" else 0.02)) & (np.arange(n_pairs) > n_pairs // 20)
    people = namer.people(n_pairs)
    consignees = namer.firms(destination, [segment] * n_pairs)
    columns = {
        "consignor_name": namer.firms(export, [segment] * n_pairs),
        "consignor_address": namer.addresses(export),
        "consignee_name": [a if flag else b for flag, a, b in zip(private, people, consignees, strict=True)],
        "consignee_address": namer.addresses(destination),
        "origin": [lanes[position].origin for position in lane],
        "export": export,
        "destination": destination,
    }
    texts = {name: np.array(values, dtype=object) for name, values in columns.items()}
    _share_traders(texts, private, rng)
    products = goods_of(mechanism.world)
    goods = [position for position, entry in enumerate(products) if entry.segment == segment]
    shares = weights_of([products[position].weight for position in goods])
    return _Pool(texts, np.array(goods)[rng.choice(len(goods), (n_pairs, 3), p=shares)], born)


def _share_traders(texts: dict[str, Texts], private: NDArray[np.bool_], rng: np.random.Generator) -> None:
    """Let some pairs share a consignor, and others a consignee, of the same country."""
    n_pairs = len(texts["export"])
    for side, country, share in (("consignor", "export", 0.6), ("consignee", "destination", 0.3)):
        heir = np.flatnonzero(rng.random(n_pairs) < share)
        model = (rng.random(len(heir)) ** 2 * n_pairs).astype(int)
        same = texts[country][heir] == texts[country][model]
        if side == "consignee":
            same &= ~private[heir] & ~private[model]
        for part in ("name", "address"):
            column = texts[f"{side}_{part}"]
            column[heir[same]] = column[model[same]]


def _choose_pairs(born: Floats, period_share: Floats, exponent: float, rng: np.random.Generator) -> Ints:
    """Choose a pair already in business for each row, by a heavy-tailed law."""
    odds = np.cumsum((np.arange(len(born)) + 3.0) ** -exponent)
    odds /= odds[-1]
    chosen = np.searchsorted(odds, rng.random(len(period_share)))
    for _ in range(12):
        early = np.flatnonzero(born[chosen] > period_share)
        if not len(early):
            return np.asarray(chosen, dtype=np.int64)
        chosen[early] = np.searchsorted(odds, rng.random(len(early)))
    early = np.flatnonzero(born[chosen] > period_share)
    chosen[early] = rng.choice(np.flatnonzero(born == 0.0), len(early))
    return np.asarray(chosen, dtype=np.int64)


def _place_consignors(
    mechanism: Mechanism,
    dealings: Dealings,
    drawn: Circumstances,
    period_share: Floats,
    namer: Namer,
    rng: np.random.Generator,
) -> None:
    """Put firms that are new, short-lived fronts, or of mixed trade in place of the pair's consignor."""
    settings = mechanism.settings["traders"]
    segments = np.array(mechanism.segments, dtype=object)
    lives = {"new": (1.5, 0.02), "front": (settings["rows_per_front"], settings["window_share"]),
             "mixed": (settings["rows_per_mixed_firm"], 1.0)}  # fmt: skip
    for kind, (rows_each, window) in lives.items():
        for country in np.unique(dealings.export.astype(str)):
            rows = np.flatnonzero((drawn.consignor == CONSIGNORS.index(kind)) & (dealings.export == country))
            if not len(rows):
                continue
            n_firms = max(1, round(len(rows) / rows_each))
            firm = _choose_living(n_firms, period_share[rows], window, rng)
            trade = segments[drawn.segment[rng.choice(rows, n_firms)]]
            trade = ["legal_listed"] * n_firms if kind == "mixed" else trade.tolist()
            dealings.consignor_name[rows] = np.array(namer.firms([str(country)] * n_firms, trade), dtype=object)[firm]
            # Several fronts write the same return address.
            house = firm // 2 if kind == "front" else firm
            addresses = namer.addresses([str(country)] * n_firms)
            dealings.consignor_address[rows] = np.array(addresses, dtype=object)[house]


def _place_addresses(
    mechanism: Mechanism,
    dealings: Dealings,
    drawn: Circumstances,
    period_share: Floats,
    namer: Namer,
    rng: np.random.Generator,
) -> None:
    """Put forwarders' addresses and short-lived drop addresses in place of the consignee's own."""
    settings = mechanism.settings["traders"]
    lives = {"forwarder": (60.0, 1.0), "drop": (settings["rows_per_drop_address"], settings["window_share"])}
    for kind, (rows_each, window) in lives.items():
        for country in np.unique(dealings.destination.astype(str)):
            rows = np.flatnonzero((drawn.address == ADDRESSES.index(kind)) & (dealings.destination == country))
            if not len(rows):
                continue
            n_places = max(1, round(len(rows) / rows_each))
            place = _choose_living(n_places, period_share[rows], window, rng)
            dealings.consignee_address[rows] = np.array(namer.addresses([str(country)] * n_places), dtype=object)[place]
            if kind == "drop":  # several people receive there
                people = np.array(namer.people(n_places * 3), dtype=object)
                dealings.consignee_name[rows] = people[place * 3 + rng.integers(0, 3, len(rows))]


def _choose_living(n_places: int, period_share: Floats, window: float, rng: np.random.Generator) -> Ints:
    """Choose for each row one of those alive, whose lives of length `window` start evenly over the period."""
    if window >= 1.0:
        return np.asarray((rng.random(len(period_share)) ** 2 * n_places).astype(np.int64))
    starts_per_period = n_places / (1.0 + window)
    last = (period_share + window) * starts_per_period
    first = last - window * starts_per_period
    drawn = first + rng.random(len(period_share)) * (last - first)
    return np.asarray(np.clip(drawn.astype(np.int64), 0, n_places - 1))
