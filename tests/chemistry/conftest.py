"""Fixtures for what is kept on disk."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, which those of `tmp_path` are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.fixture
def unprivileged() -> str:
    """Lines of code that take root's rights away: root may write everywhere."""
    return "import os\nif os.geteuid() == 0: os.setuid(65534)\n"
