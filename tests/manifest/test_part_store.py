import datetime
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from riskscan.exceptions import OutputError
from riskscan.manifest import part_store, spill_file
from riskscan.manifest.part_store import PartStore, pack_frame
from riskscan.manifest.parts import open_parts


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_store, "_IN_MEMORY_CELLS", 0)


@pytest.mark.parametrize(
    ("cells", "is_kept_on_disk"),
    [
        pytest.param(pd.Series(["tea", None, "棉 \u200b"], dtype=object), True, id="texts"),
        pytest.param(pd.Series(["tea", None, ""]), True, id="pandas' own texts"),
        pytest.param(pd.Series([None, None, None], dtype=object), True, id="nothing"),
        pytest.param(pd.Series([1.5, np.nan, -0.0]), True, id="numbers"),
        pytest.param(pd.Series([1, 2, 2**62 + 1]), True, id="whole numbers"),
        pytest.param(pd.Series([True, False, True]), True, id="truth"),
        pytest.param(pd.to_datetime(pd.Series(["2026-01-02", None, "2026-01-03 04:05"], dtype=object), format="mixed"),
                     True, id="time stamps"),
        pytest.param(pd.Series(["1", 2, 2.5], dtype=object), False, id="cells of several kinds"),
        pytest.param(pd.Series([1, 2.5, None], dtype=object), False, id="numbers as objects"),
        pytest.param(pd.Series(["\ud800", "a", None], dtype=object), False, id="half characters"),
        pytest.param(pd.Series([["a"], None, {"b": 1}], dtype=object), False, id="lists"),
        pytest.param(pd.Series([datetime.date(2026, 1, 2), None, None], dtype=object), False, id="dates"),
    ],
)  # fmt: skip
def test_frames_come_back_equal(cells: pd.Series, is_kept_on_disk: bool, on_disk: None) -> None:
    frame = pd.DataFrame({"a": cells, "a b": ["x", "y", "z"]})
    store = PartStore()
    store.add(frame)
    store.add(frame.iloc[:0])
    pd.testing.assert_frame_equal(store[0], frame)
    pd.testing.assert_frame_equal(store[1], frame.iloc[:0])
    assert (store[0] is frame) != is_kept_on_disk
    assert len(store) == 2
    store.close()


def test_packed_frames_are_kept_like_others() -> None:
    frame = pd.DataFrame({"goods": np.array(["tea", None], dtype=object), "kg": [1.0, np.nan]})
    packed = pack_frame(frame)
    assert packed is not None and len(packed) == 2
    pd.testing.assert_frame_equal(pickle.loads(pickle.dumps(packed)).frame(), frame)  # noqa: S301 - made here
    store = PartStore()
    store.add(packed)
    pd.testing.assert_frame_equal(store[0], frame)
    store.close()
    assert pack_frame(pd.DataFrame({"mixed": np.array(["1", 2], dtype=object)})) is None


@pytest.mark.parametrize("is_archive", [False, True], ids=["a file", "an archive, whose members are labelled"])
def test_rows_on_disk_go_to_other_processes_by_their_place(is_archive: bool, on_disk: None, tmp_path: Path) -> None:
    path, text = tmp_path / "rows.csv", "goods,kg\n" + "green tea,1\n" * 3
    path.write_text(text)
    if is_archive:
        path = tmp_path / "rows.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("one.csv", text)
            archive.writestr("other.csv", text)
    with open_parts(path) as table:
        assert all(part.lent is None for part in table.parts(2))  # another machine would not find it
        sent = list(table.parts(2, are_sent=True))
        assert any(part.lent is not None for part in sent) == (not is_archive and Path("/proc/self/fd").exists())
        for part, one in zip(table.parts(2), sent, strict=True):
            there = pickle.loads(pickle.dumps(one))  # noqa: S301 - made here
            pd.testing.assert_frame_equal(there.frame, part.frame)
            assert (there.first_row, list(there.issues)) == (part.first_row, list(part.issues))
            assert len(one.frame) == len(part.frame)


def test_small_tables_stay_in_memory() -> None:
    frame = pd.DataFrame({"a": ["x"]})
    store = PartStore()
    store.add(frame)
    assert store[0] is frame
    store.close()


def test_a_full_disk_is_one_sentence(on_disk: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def seek(self, *place: int) -> int:
            return 0

        def write(self, content: bytes) -> int:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            return None

    monkeypatch.setattr(spill_file.tempfile, "TemporaryFile", lambda **_: Full())
    store = PartStore()
    with pytest.raises(OutputError, match=r"No space left on device in .*TMPDIR"):
        store.add(pd.DataFrame({"a": ["x"]}))
    store.close()
