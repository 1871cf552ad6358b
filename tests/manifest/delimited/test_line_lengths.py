"""A line longer than the limit is said before anything is kept, with the key that raises the limit."""

import io
from pathlib import Path

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest.delimited.line_lengths import check_line_lengths
from riskscan.manifest.parts import open_parts

LONG = b"x" * 1_200_000


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"goods\n" + LONG + b"\ntea\n", id="in the middle"),
        pytest.param(b"goods\r" + LONG + b"\rtea\r", id="old line ends"),
        pytest.param(b"goods\n" + LONG, id="at the end"),
        pytest.param(LONG + b"\n", id="the first"),
        pytest.param(b"goods\n" + b"tea\n" * 262_100 + LONG, id="across pieces"),
    ],
)
def test_long_lines_are_refused(content: bytes) -> None:
    with pytest.raises(ManifestError, match=r"more than 1 MB .*longest_line_mb"):
        check_line_lengths(io.BytesIO(content), "rows.csv", 1)
    check_line_lengths(io.BytesIO(content), "rows.csv", 2)


def test_many_lines_are_no_long_one() -> None:
    check_line_lengths(io.BytesIO(b"tea\n" * 600_000), "rows.csv", 1)


def test_the_mapping_file_raises_the_limit(tmp_path: Path) -> None:
    source, rules = tmp_path / "rows.csv", tmp_path / "columns.toml"
    source.write_bytes(b"goods_description,kg\n" + LONG + b",5\ntea,6\n")
    rules.write_text("[file]\nlongest_line_mb = 1\n")
    with pytest.raises(ManifestError, match="line 2"), open_parts(source, columns=rules):
        pass
    rules.write_text("[file]\nlongest_line_mb = 2\n")
    with open_parts(source, columns=rules) as parts:
        assert parts.n_rows == 2
