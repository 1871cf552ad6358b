"""What processes that work do: each loads a screener of its own once, and scores the parts that it is given."""

import gc
from functools import cache
from typing import TYPE_CHECKING, Any

from riskscan.compiling.garbage import collector_paused

if TYPE_CHECKING:
    from riskscan.chemistry.screening import Screener
    from riskscan.history.events import Events
    from riskscan.manifest.parts import Part
    from riskscan.packs.store import InstalledPack
    from riskscan.scoring.context import Context
    from riskscan.scoring.rows import ScoredPart

__all__ = ["prepare_apart", "score_apart"]


def prepare_apart(watchlist: Any, cache: Any, packs: "tuple[InstalledPack, ...] | None" = None) -> None:
    """Load what `score_apart` needs, before there is anything to score.

    Parameters
    ----------
    watchlist, cache, packs : optional
        As of `riskscan.chemistry.shared_screener.screener_of`.
    """
    with collector_paused():
        import riskscan.scoring.run  # noqa: F401 - with it comes all that parts are worked on with

        _screener(watchlist, cache, packs)


def score_apart(
    part: "Part", events: "Events | None", number: int, before: int, *, context: "Context", watchlist: Any,
    cache: Any, packs: "tuple[InstalledPack, ...]",
) -> "ScoredPart":  # fmt: skip
    """Score the rows of a part, as `riskscan.scoring.rows.score_part` does."""
    from riskscan.scoring.rows import score_part

    screener = _screener(watchlist, cache, packs)
    scored = score_part(part, events, number, before, context=context, screener=screener)
    screener.flush()  # a worker may be killed: it loses no more than this part
    return scored


def _screener(watchlist: Any, cache: Any, packs: "tuple[InstalledPack, ...] | None") -> "Screener":
    """Return the screener of this process; it stays to the end, so that it need not be searched for garbage."""
    from riskscan.chemistry.shared_screener import screener_of

    screener = screener_of(watchlist, cache, packs)
    _freeze()
    return screener


@cache
def _freeze() -> None:
    gc.freeze()
