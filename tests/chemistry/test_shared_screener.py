"""One screener a process; one that waits until it is asked."""

from datetime import date

import pytest

from riskscan.chemistry.screening import Screener
from riskscan.chemistry.shared_screener import AwaitedScreener, screener_of
from riskscan.chemistry.text_cache.cache import CacheUse


@pytest.fixture
def awaited(monkeypatch):
    """One that has not loaded, and how often it does."""
    loads = []
    original = Screener.__init__

    def load(self, **given):
        loads.append(given)
        original(self, **given)

    monkeypatch.setattr(Screener, "__init__", load)
    return AwaitedScreener(), loads


def test_what_needs_no_tables_does_not_load_them(awaited):
    screener, loads = awaited
    screener.flush()
    screener.forget()
    assert (screener.watchlist, screener.cache, screener.packs, screener.cache_use) == (None, False, (), CacheUse())
    assert not loads


def test_the_first_text_loads_it_once(awaited):
    screener, loads = awaited
    day, where = date(2026, 1, 1), frozenset({"UN"})
    for text in ("phenylacetic acid", "dog food"):
        assert screener.find(text, day, where) == screener_of().find(text, day, where)
    screener.forget()
    assert len([given for given in loads if "watchlist" not in given]) == 1


def test_what_it_does_not_have_is_an_error(awaited):
    screener, _ = awaited
    with pytest.raises(AttributeError, match="colour"):
        _ = screener.colour
