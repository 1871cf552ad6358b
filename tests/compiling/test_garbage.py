import gc

import pytest

from riskscan.compiling.garbage import collector_paused, collector_seldom


def test_the_collector_is_paused_and_goes_on():
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error():
    with pytest.raises(ValueError, match="bad"), collector_paused():
        raise ValueError("bad")
    assert gc.isenabled()


def test_an_inner_pause_does_not_end_the_outer_one():
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()


def test_who_has_switched_it_off_keeps_it_off():
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_collector_works_as_before_once_it_was_seldom() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="bad"), collector_seldom():
        assert gc.get_threshold()[0] > before[0]
        raise ValueError("bad")
    assert gc.get_threshold() == before
