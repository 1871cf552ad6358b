"""Arrays of parts, in memory or on disk."""

from pathlib import Path

import numpy as np
import pytest

from riskscan.exceptions import OutputError
from riskscan.manifest.array_store import ArrayStore
from riskscan.manifest.mapped_arrays import MappedArrays

ARRAYS = {
    "small": np.array([1, -1, 0], dtype=np.int8),
    "keys\0": np.array([2**64 - 1, 0], dtype=np.uint64),
    "numbers": np.array([0.5, np.nan, -np.inf, -0.0]),
    "none": np.zeros(0, dtype=np.int64),
}


@pytest.mark.parametrize("most_bytes", [pytest.param(0, id="on disk"), pytest.param(1_000, id="in memory")])
def test_arrays_come_back_as_often_as_they_are_asked_for(most_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.manifest.array_store._IN_MEMORY_BYTES", most_bytes)
    store = ArrayStore()
    for number in range(3):
        store.add({name: values[number:] for name, values in ARRAYS.items()})
    for _ in range(2):
        for number, found in enumerate(store):
            assert list(found) == list(ARRAYS)
            for name, values in ARRAYS.items():
                assert found[name].dtype == values.dtype
                assert found[name].tobytes() == values[number:].tobytes()
    store.close()
    assert not len(store)


def test_mapped_arrays_are_equal_also_after_their_memory_was_let_go() -> None:
    mapped = MappedArrays(iter(ARRAYS.values()))
    for _ in range(2):
        assert [found.tobytes() for found in mapped.arrays] == [values.tobytes() for values in ARRAYS.values()]
        assert [found.dtype for found in mapped.arrays] == [values.dtype for values in ARRAYS.values()]
        mapped.let_go()
    with pytest.raises(ValueError, match="read-only"):
        mapped.arrays[0][0] = 1
    assert MappedArrays([]).arrays == []


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> object:
        return Path("/dev/full").open("wb")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(OutputError, match=r"No space left on device.*TMPDIR"):
        MappedArrays([np.zeros(100_000)])
