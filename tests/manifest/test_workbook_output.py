"""A workbook holds every cell as what it is, and nothing that Excel would run."""

import datetime
import errno
import gc
import io
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from riskscan.exceptions import OptionError, OutputError
from riskscan.manifest import workbook_output
from riskscan.manifest.reading import read_table
from riskscan.manifest.writing import check_target, write_frame

ROWS = pd.DataFrame(
    {
        "goods_description": ["=HYPERLINK(\"http://x.example\")", "@SUM(A1)", None, "bell \x07 and \x1b[2J", "http://x.example"],
        "hs_code": ["0012345678", "2933", None, "12", "13"],
        "net_mass_kg": [1.5, float("nan"), float("inf"), -2.0, 3.0],
        "lodged_on": pd.to_datetime(["2026-01-31", None, "2026-02-01 12:30", "2026-02-02", None], format="mixed"),
        "big": pd.array([2**60, None, 1, 2, 3], dtype="Int64"),
        "risk_tier": ["hold", "inspect", "review", "release", None],
        "risk_score": [0.93, 0.5, 0.1, 0.01, None],
        "reasons": [[{"code": "LISTED"}], [], None, "text", "x" * 40_000],
    }
)  # fmt: skip


@pytest.fixture
def sheet(tmp_path: Path):  # type: ignore[no-untyped-def]
    write_frame(ROWS, tmp_path / "out.xlsx")
    return openpyxl.load_workbook(tmp_path / "out.xlsx")["rows"]


def _column(sheet, name: str) -> list[object]:  # type: ignore[no-untyped-def]
    place = [cell.value for cell in sheet[1]].index(name)
    return [row[place].value for row in sheet.iter_rows(min_row=2)]


def test_cells(sheet) -> None:  # type: ignore[no-untyped-def]
    assert _column(sheet, "hs_code") == ["0012345678", "2933", None, "12", "13"]
    assert _column(sheet, "net_mass_kg") == [1.5, None, "inf", -2, 3]
    assert _column(sheet, "lodged_on")[:3] == [
        datetime.datetime(2026, 1, 31), None, datetime.datetime(2026, 2, 1, 12, 30),
    ]  # fmt: skip
    assert _column(sheet, "big") == [str(2**60), None, 1, 2, 3]
    assert _column(sheet, "reasons")[0] == '[{"code": "LISTED"}]'


def test_nothing_is_run(sheet, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        content = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in content and "hyperlink" not in content.casefold().replace("=hyperlink(", "")


def test_a_cell_that_is_too_long_says_so(sheet) -> None:  # type: ignore[no-untyped-def]
    text = str(_column(sheet, "reasons")[-1])
    assert len(text) <= 32_767 and text.endswith("[cut: 40,000 characters, a cell of Excel holds 32,767]")


def test_columns_of_scoring_have_their_look(sheet) -> None:  # type: ignore[no-untyped-def]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:H6"
    assert sheet["G2"].number_format == "0.0%"
    assert sheet["F2"].fill.fgColor.rgb == "FFF4B6B6"


def test_it_reads_back(tmp_path: Path) -> None:
    write_frame(ROWS, tmp_path / "out.xlsx")
    frame = read_table(tmp_path / "out.xlsx").frame
    assert frame["goods_description"].tolist()[:2] == ['=HYPERLINK("http://x.example")', "@SUM(A1)"]
    assert len(frame) == 5


def test_no_rows(tmp_path: Path) -> None:
    write_frame(ROWS.head(0), tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["rows"].max_row == 1


def test_too_many_rows_leave_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_output, "_MOST_ROWS", 4)
    with pytest.raises(OutputError, match="holds 4 rows"):
        write_frame(ROWS, tmp_path / "out.xlsx")
    assert not list(tmp_path.iterdir())


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    assert check_target(tmp_path / "a.XLSX") == "xlsx"
    with pytest.raises(OptionError, match="Cannot tell the format"):
        check_target(tmp_path / "a.xls")


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive that was not ended writes its end when Python lets go of it."""

    class Full(io.BytesIO):
        def write(self, data: bytes) -> int:
            if self.tell() + len(data) > 300:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)

    begin = workbook_output._Target.__init__
    monkeypatch.setattr(workbook_output._Target, "__init__", lambda target, stream: begin(target, Full()))
    with pytest.raises(OutputError, match="No space left on device"):
        write_frame(ROWS, tmp_path / "out.xlsx")
    gc.collect()
    assert not list(tmp_path.iterdir())
