"""What is kept as JSON is worked out once, and also where nothing can be kept."""

import pytest

from riskscan.compiling import kept_json as module
from riskscan.compiling.kept_json import kept_json
from riskscan.exceptions import CacheError

VALUE = {"α": ["a", 1, None], "\ud800": {}}


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """How often the value was worked out, in a cache of its own."""
    monkeypatch.setenv("RISKSCAN_CACHE", str(tmp_path))
    asked = []

    def work_out():
        asked.append(1)
        return VALUE

    return asked, work_out


def test_it_is_worked_out_once_for_each_stamp(asked):
    asked, work_out = asked
    assert [kept_json("toy", stamp, work_out) for stamp in ("1", "1", "2")] == [VALUE] * 3
    assert len(asked) == 2


def test_a_changed_file_is_worked_out_anew(asked, tmp_path):
    asked, work_out = asked
    kept_json("toy", "1", work_out)
    (path,) = tmp_path.glob("toy-*/kept.json")
    path.write_text('{"other": 1}')
    assert kept_json("toy", "1", work_out) == VALUE
    assert len(asked) == 2


def test_it_is_worked_out_where_nothing_can_be_kept(asked, monkeypatch):
    def refuse(*args):
        raise CacheError("full")

    monkeypatch.setattr(module, "compile_once", refuse)
    assert kept_json("toy", "1", asked[1]) == VALUE


def test_what_cannot_be_worked_out_is_said(asked, tmp_path):
    def fail():
        raise ValueError("broken table")

    with pytest.raises(ValueError, match="broken table"):
        kept_json("toy", "1", fail)
    assert not list(tmp_path.glob("toy-*"))
