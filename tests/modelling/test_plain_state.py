import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from riskscan.features.statistics import CategoryCodes
from riskscan.modelling.plain_state import read_plain, write_plain
from riskscan.modelling.tree_tables import FeatureTable


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="nothing"),
        pytest.param([True, 1, 0.1, "", "\ud800"], id="plain values"),
        pytest.param({"a": (1, [2.5, {"b": None}])}, id="nested"),
        pytest.param(float("inf"), id="infinity"),
        pytest.param({"object": "pathlib.Path", "state": {}}, id="a dict that looks like an object"),
    ],
)
def test_values_come_back(value: object, tmp_path: Path) -> None:
    write_plain(value, tmp_path / "a.zip")
    assert read_plain(tmp_path / "a.zip") == value


@pytest.mark.parametrize(
    "array",
    [
        pytest.param(np.array(["a", "\u00e9\u4e2d"]), id="text"),
        pytest.param(np.zeros((0, 3)), id="empty"),
        pytest.param(np.array([2**63], dtype=np.uint64), id="uint64"),
    ],
)
def test_arrays_come_back(array: np.ndarray, tmp_path: Path) -> None:
    write_plain([array], tmp_path / "a.zip")
    (found,) = read_plain(tmp_path / "a.zip")
    np.testing.assert_array_equal(found, array)
    assert found.dtype == array.dtype


def test_numbers_of_numpy_keep_their_kind(tmp_path: Path) -> None:
    write_plain({"rate": np.float32(0.1)}, tmp_path / "a.zip")
    found = read_plain(tmp_path / "a.zip")["rate"]
    assert type(found) is np.float32
    assert found == np.float32(0.1)


def test_sparse_matrices_come_back(tmp_path: Path) -> None:
    matrix = csr_matrix(np.array([[0, 1.5], [0, 0], [2, 0]], dtype=np.float32))
    write_plain(matrix, tmp_path / "a.zip")
    found = read_plain(tmp_path / "a.zip")
    assert (found != matrix).nnz == 0
    assert (found.shape, found.dtype) == (matrix.shape, matrix.dtype)


def test_objects_of_ours_come_back(tmp_path: Path) -> None:
    codes = CategoryCodes(limit=3)
    codes.values_ = np.array(["a", "b"])
    table = FeatureTable(1, np.array([0.5]), False, np.zeros((3, 2), dtype=np.uint64))
    write_plain([codes, table], tmp_path / "a.zip")
    found, frozen = read_plain(tmp_path / "a.zip")
    assert (found.limit, found.least, found.values_.tolist()) == (3, 20, ["a", "b"])
    assert isinstance(frozen, FeatureTable)
    assert frozen.edges.tolist() == [0.5]


def test_the_same_objects_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write_plain({"x": np.arange(3)}, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize(
    "value", [pytest.param(date(2026, 1, 1), id="foreign class"), pytest.param({1: 2}, id="keys that are no names")]
)
def test_other_objects_are_not_kept(value: object, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="not kept plainly"):
        write_plain(value, tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        pytest.param(b'{"object": "os.system", "state": {}}', "none of the classes", id="foreign class"),
        pytest.param(b'{"array": 3}', "no plain objects", id="missing array"),
        pytest.param(b"[" * 100_000, "no plain objects", id="deep"),
    ],
)
def test_files_of_others_are_refused(state: bytes, words: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("state.json", state)
    with pytest.raises(ValueError, match=words):
        read_plain(tmp_path / "a.zip")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no archive")
    with pytest.raises(ValueError, match="no plain objects"):
        read_plain(tmp_path / "a.zip")
