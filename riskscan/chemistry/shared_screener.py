"""Screening without an object of one's own: one screener a process for each set of lists."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from riskscan.chemistry.screening import Screener
from riskscan.compiling.garbage import collector_paused
from riskscan.packs.store import InstalledPack, packs_in_use

__all__ = ["screen", "screener_of"]


def screener_of(
    watchlist: Path | str | None = None,
    cache: bool | Path | str = False,
    packs: tuple[InstalledPack, ...] | None = None,
) -> Screener:
    """Return the one screener of this process for a watch list, a cache, and packs.

    Parameters
    ----------
    watchlist, cache, packs : optional
        As of `Screener`; the packs in use where left out.

    Returns
    -------
    Screener
        The same for the same arguments.
    """
    return _shared(watchlist, cache, packs_in_use() if packs is None else packs)


@cache
@collector_paused()
def _shared(
    watchlist: Path | str | None, cache: bool | Path | str, packs: tuple[InstalledPack, ...]
) -> Screener:  # fmt: skip
    return Screener(watchlist=watchlist, cache=cache, packs=packs)


def screen(
    texts: Iterable[str | None],
    *,
    as_of: date | str | None = None,
    jurisdictions: Iterable[str] | None = None,
    route: tuple[str | None, str | None] | str | None = None,
) -> Any:
    """Screen texts with one shared `Screener`, which knows the installed packs; see `Screener.screen`.

    Parameters
    ----------
    texts : iterable of str or None
        Names, identifiers or goods descriptions, or a column of pandas, Polars or Arrow.
    as_of : datetime.date or str, optional
        Day whose law counts (ISO), default today.
    jurisdictions : iterable of str, optional
        Lists that count, default all.
    route : tuple of str or None, optional
        Countries that the goods leave and enter; or both as ``CN:US``.

    Returns
    -------
    pandas.DataFrame, or the kind of frame that `texts` is a column of
        One row per mention, at least one per text.

    Examples
    --------
    >>> screen(["dog food", "phenylacetic acid"], as_of="2026-01-01")["outcome"].tolist()
    ['no_chemical', 'listed']
    """
    return screener_of().screen(texts, as_of=as_of, jurisdictions=jurisdictions, route=route)
