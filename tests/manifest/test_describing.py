from pathlib import Path

import pytest

from riskscan.manifest import describe_manifest
from riskscan.manifest.issues import IssueKind
from tests.dirty_files import write_files


@pytest.mark.parametrize("part_rows", [1, 10, 64])
@pytest.mark.parametrize("place", [0, 1])
def test_what_is_told_does_not_depend_on_how_many_rows_are_held(part_rows: int, place: int, tmp_path: Path) -> None:
    file = write_files(tmp_path)[place]
    whole = describe_manifest(file)
    assert whole.issues
    assert describe_manifest(file, part_rows=part_rows) == whole


def test_examples_are_the_first_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    days = ["2026-01-05", "x", "2026-01-06", "y", "z", "2026-01-07"]
    file.write_text("Goods description,Date\n" + "".join(f"tea {day},{day}\n" for day in days), encoding="utf-8")
    [count] = describe_manifest(file, n_examples=2, part_rows=2).issues
    assert (count.kind, count.n_rows) == (IssueKind.BAD_DATE, 3)
    assert [(issue.row, issue.value) for issue in count.examples] == [(1, "x"), (3, "y")]


def test_a_row_with_two_issues_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("Goods description,Date,Origin\ntea,x,Nowhereland\nrice,2026-01-05,India\n", encoding="utf-8")
    described = describe_manifest(file, part_rows=1)
    assert described.n_rows_with_issues == 1
    assert len(described.issues) == 2
