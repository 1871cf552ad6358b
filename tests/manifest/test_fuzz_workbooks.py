"""Damaged workbooks and containers, seeded: read or refused in a sentence, and no goods lost without a word."""

import random

import pytest

from riskscan.manifest import RawTable
from tests.benchmarks.fuzz_workbooks import good_files, lost_goods, read_damaged
from tests.container_damage import damage

N_DAMAGED = 250
FILES = good_files()
# A changed bit inside a page of Parquet or Arrow makes another value, and nothing in the file tells.
SILENT = ("parquet", "feather", "xls", "xlsb")


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in FILES])
def test_undamaged_file_is_read_whole(kind: str) -> None:
    outcome = read_damaged(FILES[kind])
    assert isinstance(outcome, RawTable)
    assert lost_goods(FILES[kind], outcome) == []
    assert len(outcome.issues) == 0


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in FILES])
def test_damaged_file_is_read_or_refused_in_words(kind: str) -> None:
    chance = random.Random(f"{kind} of the tests")
    for _ in range(N_DAMAGED):
        content = damage(FILES[kind], chance)
        outcome = read_damaged(content)
        if isinstance(outcome, RawTable):
            assert outcome.frame.columns.is_unique
            assert kind in SILENT or lost_goods(content, outcome) == []
        else:
            assert str(outcome).endswith((".", ")"))
