"""Screening without an object of one's own: one screener a process for each set of lists."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from riskscan.chemistry.screening import Screener
from riskscan.chemistry.text_cache.cache import CacheUse
from riskscan.compiling.garbage import collector_paused
from riskscan.packs.store import InstalledPack, packs_in_use

__all__ = ["AwaitedScreener", "screen", "screener_of"]


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


class AwaitedScreener(Screener):
    """A screener that loads when it is first asked for a text: where other processes read all texts, never.

    Parameters
    ----------
    cache : bool or path-like, default False
        As of `Screener`; the packs are those in use.
    """

    def __init__(self, *, cache: bool | Path | str = False) -> None:
        self.watchlist = None
        self.cache = cache
        self.packs = packs_in_use()

    def __getattr__(self, name: str) -> Any:
        """Load, where what is asked for is part of what is loaded."""
        if self._is_loaded or name.startswith("__"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        with collector_paused():
            super().__init__(cache=self.cache, packs=self.packs)
        return getattr(self, name)

    @property
    def _is_loaded(self) -> bool:
        return "_judge" in self.__dict__  # the last that is set

    @property
    def cache_use(self) -> CacheUse:
        """As of `Screener`."""
        return super().cache_use if self._is_loaded else CacheUse()

    def flush(self) -> None:
        """As of `Screener`."""
        if self._is_loaded:
            super().flush()

    def forget(self) -> None:
        """As of `Screener`."""
        if self._is_loaded:
            super().forget()


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
