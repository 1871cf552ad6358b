import re
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest.locations import expand_patterns
from riskscan.manifest.parts import open_parts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.csv", "a.csv", "c.txt", "[x].csv"):
        (tmp_path / name).write_text("goods_description,hs_code\ntea,0902\n")
    return tmp_path


@pytest.fixture
def bucket() -> Iterator[str]:
    """Three files in fsspec's own store in memory."""
    system = fsspec.filesystem("memory")
    for name in ("b.csv", "a.csv", "c.txt"):
        system.pipe(f"/bucket/{name}", b"goods_description,hs_code\n" + name.encode() + b",0902\n")
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


def test_the_files_of_a_pattern_come_by_name_and_the_others_as_they_stand(folder: Path) -> None:
    names = ["-", f"{folder}/c.txt", f"{folder}/?.csv", f"{folder}/[x].csv"]
    assert expand_patterns(names) == ["-", *(f"{folder}/{name}" for name in ("c.txt", "a.csv", "b.csv", "[x].csv"))]


def test_a_pattern_of_addresses(bucket: str) -> None:
    found = expand_patterns([f"{bucket}/*.csv"])
    assert [name.rpartition("/")[2] for name in found] == ["a.csv", "b.csv"]
    with open_parts(found[1]) as parts:
        assert next(parts.parts(10)).frame.to_dict("list") == {"goods_description": ["b.csv"], "hs_code": ["0902"]}
        assert parts.name == found[1]


@pytest.mark.parametrize(
    "pattern", [pytest.param("{}/*.xlsx", id="paths"), pytest.param("memory://nothing/*.csv", id="addresses")]
)
def test_a_pattern_without_files_is_said(pattern: str, folder: Path) -> None:
    name = pattern.format(folder)
    with pytest.raises(ManifestError, match=f"No file matches {re.escape(name)}"):
        expand_patterns([name])


@pytest.mark.parametrize(
    ("address", "why"),
    [
        pytest.param("memory://nothing/a.csv", "Cannot read memory://nothing/a.csv", id="no file"),
        pytest.param("nowhere://a.csv", "Cannot read nowhere://a.csv: Protocol not known", id="no such protocol"),
    ],
)
def test_an_address_that_cannot_be_read_is_one_sentence(address: str, why: str) -> None:
    with pytest.raises(ManifestError, match=why), open_parts(address):
        pass
