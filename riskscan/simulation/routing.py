"""Transport modes, carriers, ports and transit countries of simulated rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskscan.simulation.catalogue import load_carriers, load_places, weights_of
from riskscan.simulation.circumstances import Circumstances
from riskscan.simulation.goods import lanes_of
from riskscan.simulation.traders import Dealings
from riskscan.simulation.worlds import WorldSettings

__all__ = ["Routes", "draw_routes"]

Floats = NDArray[np.float64]
Texts = NDArray[np.object_]

_NEIGHBORS = {("US", "MX"), ("MX", "US"), ("US", "CA"), ("CA", "US"), ("DE", "PL"), ("PL", "DE"), ("FR", "DE")}


@dataclass(frozen=True, slots=True)
class Routes:
    """Routes of rows, each array of shape (n_rows,)."""

    transit_countries: Texts
    port_of_loading: Texts
    port_of_discharge: Texts
    transport_mode: Texts
    carrier: Texts


def draw_routes(
    world: WorldSettings, dealings: Dealings, drawn: Circumstances, period_share: Floats, rng: np.random.Generator
) -> Routes:
    """Draw how goods travel; a pair keeps its habits, and new hubs and carriers come up over the period."""
    n_rows = len(period_share)
    habit: Floats = np.mod(dealings.pair * 0.6180339887, 1.0).astype(
        np.float64
    )  # a fixed number in [0, 1) for each pair
    habit = np.where(rng.random(n_rows) < 0.8, habit, rng.random(n_rows)).astype(np.float64)
    neighbors = np.array([pair in _NEIGHBORS for pair in zip(dealings.export, dealings.destination, strict=True)])
    small = drawn.signal("parcel")
    mode = np.where(habit < 0.22, "air", "sea").astype(object)
    mode[neighbors] = "road"
    mode[small] = np.where(habit < 0.55, "express", "post")[small]
    return Routes(
        transit_countries=_draw_transits(world, dealings, drawn, period_share, rng),
        port_of_loading=_draw_ports(dealings.export, mode, habit),
        port_of_discharge=_draw_ports(dealings.destination, mode, np.mod(habit * 7.0, 1.0)),
        transport_mode=mode,
        carrier=_draw_carriers(world, mode, habit, period_share, rng),
    )


def _draw_transits(
    world: WorldSettings, dealings: Dealings, drawn: Circumstances, period_share: Floats, rng: np.random.Generator
) -> Texts:
    hubs = lanes_of(world, "hub")
    countries = np.array([hub.export for hub in hubs], dtype=object)
    opens = np.array([hub.from_share for hub in hubs])
    n_rows = len(period_share)
    n_stops = np.where(drawn.signal("rerouted"), 1 + rng.integers(0, 3, n_rows), rng.random(n_rows) < 0.06)
    order = np.argsort(rng.random((n_rows, len(hubs))) + 10.0 * (opens > period_share[:, None]), axis=1)
    transits = np.full(n_rows, None, dtype=object)
    for row in np.flatnonzero(n_stops > 0):
        ends = (dealings.export[row], dealings.destination[row])
        stops = [country for country in countries[order[row]] if country not in ends][: n_stops[row]]
        transits[row] = ";".join(stops)
    return transits


def _draw_ports(country: Texts, mode: Texts, habit: Floats) -> Texts:
    places = load_places()
    ports = np.full(len(country), None, dtype=object)
    for row, (code, how, share) in enumerate(zip(country, mode, habit, strict=True)):
        if how != "road":
            choices = places[code].ports if how == "sea" else places[code].airports
            ports[row] = choices[int(share * len(choices))]
    return ports


def _draw_carriers(
    world: WorldSettings, mode: Texts, habit: Floats, period_share: Floats, rng: np.random.Generator
) -> Texts:
    carrier = np.full(len(mode), None, dtype=object)
    for how in np.unique(mode.astype(str)):
        choices = [entry for entry in load_carriers(world.names) if entry.mode == how]
        odds = np.cumsum(weights_of([entry.weight for entry in choices]))
        opens = np.array([entry.from_share for entry in choices])
        rows = np.flatnonzero(mode == how)
        chosen = np.searchsorted(odds, (habit[rows] * 13.0) % 1.0 * odds[-1])
        chosen = np.minimum(chosen, len(choices) - 1)
        early = opens[chosen] > period_share[rows]
        chosen[early] = rng.choice(np.flatnonzero(opens == 0.0), int(early.sum()))
        carrier[rows] = np.array([entry.carrier for entry in choices], dtype=object)[chosen]
    return carrier
