"""The hidden circumstances of simulated rows: their odds under honest trade and violation, and draws from them.

A row's cells depend on its circumstances alone, so the odds of its circumstances bound what any reader can know.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskscan.simulation.mechanism import ADDRESSES, CONSIGNORS, SIGNALS, WORDINGS, Mechanism, Odds, Pattern

__all__ = ["Circumstances", "draw_circumstances", "likelihood_tables", "pattern_cells", "regimes"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Circumstances of rows, as codes.

    Attributes
    ----------
    segment, wording, address, consignor : ndarray of int of shape (n_rows,)
        Positions in `Mechanism.segments`, `WORDINGS`, `ADDRESSES`, `CONSIGNORS`.
    signals : ndarray of bool of shape (n_rows, n_signals)
        In the order of `SIGNALS`.
    """

    segment: Ints
    wording: Ints
    address: Ints
    consignor: Ints
    signals: NDArray[np.bool_]

    def signal(self, name: str) -> NDArray[np.bool_]:
        """Return one signal, shape (n_rows,)."""
        found: NDArray[np.bool_] = self.signals[:, SIGNALS.index(name)]
        return found

    def cell_index(self) -> Ints:
        """Return the position of every row's circumstances in a flattened likelihood table."""
        bits = self.signals @ (1 << np.arange(len(SIGNALS)))
        parts = (self.segment, self.wording, self.address, self.consignor)
        sizes = (0, len(WORDINGS), len(ADDRESSES), len(CONSIGNORS))
        index = parts[0]
        for part, size in zip(parts[1:], sizes[1:], strict=True):
            index = index * size + part
        return np.asarray(index * (1 << len(SIGNALS)) + bits, dtype=np.int64)


def draw_circumstances(mechanism: Mechanism, pattern: Ints, rng: np.random.Generator) -> Circumstances:
    """Draw the circumstances of rows.

    Parameters
    ----------
    mechanism : Mechanism
        The odds.
    pattern : ndarray of int of shape (n_rows,)
        Position of each row's pattern in `Mechanism.patterns`, -1 for an honest row.
    rng : numpy.random.Generator
        Source of chance.
    """
    n_rows, patterns = len(pattern), mechanism.patterns
    segment = _draw(np.broadcast_to(np.array(mechanism.segment_shares), (n_rows, len(mechanism.segments))), rng)
    for position, entry in enumerate(patterns):
        rows = np.flatnonzero(pattern == position)
        if entry.odds is not None:
            segment[rows] = _draw(np.broadcast_to(np.array(entry.segments), (len(rows), len(mechanism.segments))), rng)
    # Which Odds object governs a row: its segment's, unless its pattern has its own.
    odds = (*mechanism.honest, *(entry.odds for entry in patterns if entry.odds is not None))
    own = np.array([-1 if entry.odds is None else 1 for entry in patterns])
    offset = len(mechanism.segments) + np.cumsum(own > 0) - 1
    follows_pattern = (pattern >= 0) & (own[pattern] > 0)
    source = np.where(follows_pattern, offset[pattern], segment)

    def gather(part: str) -> Floats:
        return np.array([getattr(entry, part) for entry in odds])[source]

    return Circumstances(
        segment=segment,
        wording=_draw(gather("wording"), rng),
        address=_draw(gather("address"), rng),
        consignor=_draw(gather("consignor"), rng),
        signals=rng.random((n_rows, len(SIGNALS))) < gather("signals"),
    )


def regimes(mechanism: Mechanism) -> tuple[tuple[float, Floats], ...]:
    """Return the spells of a world's period with constant pattern shares.

    Returns
    -------
    tuple of (float, ndarray)
        When each spell starts (share of the period) and the shares of the world's patterns in it.
    """
    patterns = mechanism.patterns
    starts = sorted({0.0, *(pattern.from_share for pattern in patterns)})
    spells = []
    for start in starts:
        weights = np.array([pattern.share * (pattern.from_share <= start) for pattern in patterns])
        spells.append((start, weights / weights.sum()))
    return tuple(spells)


def likelihood_tables(mechanism: Mechanism, spell: int) -> tuple[Floats, Floats]:
    """Return the odds of every combination of circumstances in honest trade and in violations of a spell.

    Returns
    -------
    honest, violation : ndarray of shape (n_cells,)
        Each sums to 1; ordered as `Circumstances.cell_index`.
    """
    honest = _honest_cells(mechanism)
    violation = np.zeros_like(honest)
    shares = regimes(mechanism)[spell][1]
    for share, pattern in zip(shares, mechanism.patterns, strict=True):
        violation += share * pattern_cells(mechanism, pattern)
    return honest, violation


def pattern_cells(mechanism: Mechanism, pattern: Pattern) -> Floats:
    """Return the odds of every combination of circumstances under one pattern, shape (n_cells,)."""
    if pattern.odds is None:
        return _honest_cells(mechanism)
    return np.outer(pattern.segments, _joint(pattern.odds)).ravel()


def _honest_cells(mechanism: Mechanism) -> Floats:
    shares = zip(mechanism.segment_shares, mechanism.honest, strict=True)
    return np.concatenate([share * _joint(odds) for share, odds in shares])


def _joint(odds: Odds) -> Floats:
    """Return the joint odds over wording, address, consignor and signals, flattened."""
    joint = np.array(odds.wording)
    for part in (odds.address, odds.consignor):
        joint = np.outer(joint, part).ravel()
    bits = np.array([1.0])
    for probability in odds.signals:  # the first signal is the lowest bit
        bits = np.concatenate([bits * (1 - probability), bits * probability])
    return np.outer(joint, bits).ravel()


def _draw(shares: Floats, rng: np.random.Generator) -> Ints:
    """Draw a position from each row of shares, shape (n_rows, n_choices)."""
    draws = rng.random(len(shares))[:, None]
    return np.asarray(np.minimum((np.cumsum(shares, axis=1) < draws).sum(axis=1), shares.shape[1] - 1), dtype=np.int64)
