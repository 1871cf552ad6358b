"""A file that unpacks to more than a manifest does is refused before the disk is full of it."""

import errno
import gzip
import io
import os
from pathlib import Path

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import source
from riskscan.manifest.source import open_source


def _packed(content: bytes) -> io.BytesIO:
    return io.BytesIO(gzip.compress(content))


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_RATIO_FROM", 1 << 20)
    with pytest.raises(ManifestError, match=r"200 times its size .*Unpack it yourself"):
        open_source(_packed(b"goods\n" + bytes(8 << 20)))


def test_equal_rows_are_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_RATIO_FROM", 1 << 20)
    rows = b"".join(b"%d,tea,5\n" % number for number in range(400_000))
    with open_source(_packed(b"id,goods,kg\n" + rows)) as opened:
        assert opened.compression == "gzip"


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def __init__(self, max_size: int) -> None:
            super().__init__()

        def write(self, piece: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(source.tempfile, "SpooledTemporaryFile", Full)
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(b"goods\ntea\n"))
    with pytest.raises(ManifestError, match=r"does not fit into .*TMPDIR"):
        open_source(path)
