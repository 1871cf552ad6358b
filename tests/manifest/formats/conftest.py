"""Fixtures of the tests of formats."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from riskscan.manifest import read_table

FIXTURES = Path(__file__).parent / "fixtures"

Cells = dict[str, str]


@pytest.fixture(scope="session")
def content_of() -> Callable[[str], bytes]:
    """Return the bytes of a file of `fixtures` by its name."""
    return lambda name: (FIXTURES / name).read_bytes()


@pytest.fixture(scope="session")
def rows_of() -> Callable[[bytes], list[Cells]]:
    """Return the rows of a file, each with the cells that hold something."""

    def rows(content: bytes) -> list[Cells]:
        frame = read_table(io.BytesIO(content)).frame
        return [
            {str(column): cell for column, cell in row.items() if not pd.isna(cell)}
            for row in frame.to_dict(orient="records")
        ]

    return rows


@pytest.fixture(scope="session")
def issues_of() -> Callable[[bytes], list[str]]:
    """Return the issues of a file, as ``row kind``, each once."""
    return lambda content: list(
        dict.fromkeys(f"{issue.row} {issue.kind}" for issue in read_table(io.BytesIO(content)).issues)
    )
