"""Tiers of all rows: what the rules ask for, and as much of what the score asks for as the policy lets it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.base_rate import OddsMove
from riskscan.policy import Bound, Policy, Tier
from riskscan.scoring.rank_keys import RankKeys
from riskscan.tables.reasons import Reason, make_reason

__all__ = ["Tiering", "decide_tiers", "reach_tiers", "tier_rows"]

Tiers = NDArray[np.int8]

_AT_A_TIME = 250_000
"""Rows whose probabilities are worked out at a time."""


@dataclass(frozen=True, slots=True)
class Tiering:
    """Tiers of rows, and what decided each.

    Attributes
    ----------
    policy : Policy
        Thresholds and rules.
    keys : RankKeys
        Of the rows.
    tier : ndarray of int8, shape (n_rows,)
        What is done with each row.
    asked : ndarray of int8, shape (n_rows,)
        What rules and score ask for without a bound.
    move : OddsMove or None
        How the stated base rate moves the probabilities of all rows.
    """

    policy: Policy
    keys: RankKeys
    tier: Tiers
    asked: Tiers
    move: OddsMove | None = None

    def take(self, rows: slice) -> "Tiering":
        """Return some of the rows."""
        return Tiering(self.policy, self.keys.take(rows), self.tier[rows], self.asked[rows], self.move)

    def decided(self) -> NDArray[np.intp]:
        """Return the rows that have a reason: those above ``release``, and those that were kept from it."""
        ceilings = self.policy.ceilings(self.keys.ceiling)
        return np.flatnonzero((self.tier > 0) | (self.asked > self.tier) | (self.keys.reached > ceilings))

    def reasons(self, row: int, score: float) -> tuple[Reason, ...]:
        """Return what decided the tier of a row.

        Parameters
        ----------
        row : int
            Position.
        score : float
            Its probability.
        """
        tier, asked, reached = (Tier(int(tiers[row])) for tiers in (self.tier, self.asked, self.keys.reached))
        floor, ceiling = int(self.keys.floor[row]), int(self.keys.ceiling[row])
        demanded = Tier.RELEASE if floor < 0 else Tier(self.policy.rules[floor].at_least or 0)
        found = []
        if tier is demanded and floor >= 0:
            found.append(make_reason("POLICY_RULE", tier=tier.name.lower(), why=self.policy.rules[floor].why))
        if asked > tier:
            found.append(make_reason("POLICY_BOUND", score=_percent(score), asked=asked.name.lower()))
        elif max(demanded, reached) > asked:
            why = self.policy.rules[ceiling].why
            found.append(make_reason("POLICY_CEILING", tier=asked.name.lower(), why=why))
        if tier > demanded:
            threshold = _percent(self.policy.threshold(tier))
            found.append(
                make_reason("POLICY_SCORE", score=_percent(score), threshold=threshold, tier=tier.name.lower())
            )
        return tuple(found)


def _percent(share: float) -> str:
    return f"{share:.3g}" if share < 0.001 else f"{share * 100:.3g} %"


def tier_rows(keys: RankKeys, trained: TrainedModel, policy: Policy) -> Tiering:
    """Return the tiers of all rows, whose probabilities are those of the base rate that the policy states.

    Parameters
    ----------
    keys : RankKeys
        Of all rows, as `riskscan.scoring.rows.score_part` gives them.
    trained : TrainedModel
        What the margins are of.
    policy : Policy
        Thresholds, rules, base rate, and how many rows the score may raise.
    """
    move = trained.odds_move(keys.margin, policy.base_rate)
    is_bound = policy.bound.models == "all" or trained.own_rows is None
    tiering = decide_tiers(reach_tiers(keys, trained, policy, move), policy, is_bound=is_bound)
    return replace(tiering, move=move)


def reach_tiers(keys: RankKeys, trained: TrainedModel, policy: Policy, move: OddsMove | None) -> RankKeys:
    """Return keys with the tier that the probability of each row reaches, no higher than the score may raise it."""
    reached = keys.reached.copy()
    for start in range(0, len(keys), _AT_A_TIME):
        some = slice(start, start + _AT_A_TIME)
        by_score = policy.score_tiers(trained.probability(keys.margin[some], move))
        reached[some] = np.minimum(reached[some], by_score)
    return replace(keys, reached=reached)


def decide_tiers(keys: RankKeys, policy: Policy, *, is_bound: bool) -> Tiering:
    """Return the tiers of all rows together.

    Parameters
    ----------
    keys : RankKeys
        Of all rows.
    policy : Policy
        Rules, and how many rows the score may raise.
    is_bound : bool
        Whether the score is kept within the policy's bound.
    """
    floor, ceiling = policy.floors(keys.floor), policy.ceilings(keys.ceiling)
    ruled = np.minimum(floor, ceiling)
    asked = np.minimum(np.maximum(keys.reached, floor), ceiling)
    tier = asked
    if is_bound:
        inspected, raised = _rows_let_through(policy.bound, len(keys))
        tier = _bounded(tier, ruled, keys, Tier.INSPECT, inspected)
        tier = _bounded(tier, ruled, keys, Tier.REVIEW, raised)
    return Tiering(policy, keys, tier, asked)


def _rows_let_through(bound: Bound, n_rows: int) -> tuple[int, int]:
    """Return how many rows may be above ``review``, and above ``release``."""
    inspected = int(bound.above_review * n_rows) if bound.capacity is None else bound.capacity
    return inspected, max(inspected, int(bound.above_release * n_rows))


def _bounded(tier: Tiers, ruled: Tiers, keys: RankKeys, level: Tier, most: int) -> Tiers:
    """Let at most so many rows reach a level: those by rule, then by score, the highest first."""
    is_raised = (tier >= int(level)) & (ruled < int(level))
    left = max(0, most - int((ruled >= int(level)).sum()))
    if int(is_raised.sum()) <= left:
        return tier
    raised = np.flatnonzero(is_raised)
    too_many = raised[keys.take(raised).by_margin(tier[raised])][left:]
    bounded = tier.copy()
    bounded[too_many] = np.maximum(ruled[too_many], int(level) - 1)
    return bounded
