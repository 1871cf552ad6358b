"""Rows whose goods only the text of the tariff heading names."""

import pandas as pd

from riskscan.manifest import ColumnRules, IssueKind, clean_manifest
from riskscan.manifest.mapping import freeze_mapping

FRAME = pd.DataFrame(
    {
        "Declaration": ["1", "2", "3", "Total"],
        "HS description": ["Ceramics", "Potassium permanganate", None, "Sum"],
        "Product description": ["tiles", None, None, None],
        "Net weight kg": ["5", "6", "7", "18"],
    }
)


def _kinds(frame: pd.DataFrame, **options: object) -> dict[int, list[IssueKind]]:
    issues = clean_manifest(frame, **options).issues  # type: ignore[arg-type]
    return {row: [issue.kind for issue in issues if issue.row == row] for row in range(len(frame))}


def test_it_is_read_where_nothing_else_names_the_goods() -> None:
    clean = clean_manifest(FRAME)
    assert clean.frame["goods_description"].tolist() == ["tiles", "Potassium permanganate", None, None]
    kinds = _kinds(FRAME)
    assert IssueKind.TARIFF_TEXT not in kinds[0]
    assert IssueKind.TARIFF_TEXT in kinds[1]
    assert IssueKind.NO_GOODS_TEXT not in kinds[1]
    assert IssueKind.NO_GOODS_TEXT in kinds[2]


def test_a_total_has_no_goods() -> None:
    assert _kinds(FRAME)[3] == [IssueKind.TOTAL_ROW]


def test_what_the_user_ignores_is_not_read() -> None:
    clean = clean_manifest(FRAME, columns=ColumnRules(ignore=("HS description",)))
    assert clean.frame["goods_description"].tolist() == ["tiles", None, None, None]


def test_a_part_of_a_file_reads_it_too() -> None:
    frozen = freeze_mapping(clean_manifest(FRAME).mapping)
    clean = clean_manifest(FRAME.iloc[1:2], columns=frozen)
    assert clean.frame["goods_description"].tolist() == ["Potassium permanganate"]
