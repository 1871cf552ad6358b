"""Damaged files: no line is lost, whatever their quotes, separators and line ends have become."""

import io
import random

import pytest

from riskscan.manifest import read_table
from tests.delimited_damage import damage, find_loss, good_files

FILES = list(good_files())


@pytest.mark.parametrize("place", range(len(FILES)))
def test_good_files_are_read_without_issues(place: int) -> None:
    table = read_table(io.BytesIO(FILES[place]))
    assert table.frame.columns.tolist()[2] == "goods_description"
    assert len(table.issues) == 0
    assert find_loss(FILES[place]) == ""


@pytest.mark.parametrize("seed", range(8))
def test_no_line_of_a_damaged_file_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        content = damage(chance.choice(FILES), chance)
        assert find_loss(content) == "", content


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"a,b\n" + b'"' * 5000, id="quotes"),
        pytest.param(b"a,b\n" + b'x,"\n' * 5000, id="quotes that close a line later"),
        pytest.param(b"a,b\n" + b'"x\n' * 5000, id="quotes that close a cell later"),
        pytest.param(b"a,b\n" + b'1,"x\n' + b'1,"",2\n' * 5000, id="one open quote, doubled ones behind"),
        pytest.param(b"goods,kg\n" + b"tea, black, loose" * 3000 + b",1\n", id="separators"),
        pytest.param(b"goods,kg\n" + b",x" * 200 + b"\n" + b'"a" b,' * 900 + b"\n", id="quotes and separators"),
        pytest.param(b"goods,kg,x\n" + b"tea\n" * 5000, id="short rows"),
        pytest.param(b",".join(b"c%d" % n for n in range(3000)) + b"\n" + b"x,\n" * 300, id="columns"),
    ],
)
def test_hard_files(content: bytes) -> None:
    assert find_loss(content) == ""
