import io

import numpy as np
import pandas as pd
import pytest

from riskscan.manifest import read_manifest
from riskscan.manifest.cleaning import clean_manifest
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping import map_columns
from riskscan.manifest.spilled import add_spilled_texts, find_spilled_texts

RAW = pd.DataFrame(
    {
        "consignee": ["Elm Co", "Elm Co", "stray acetone", None],
        "goods_description": ["tea", "tea", None, None],
        "hs_code": ["acetone", "0902", None, None],
        "net_mass_kg": ["5", "5", None, None],
        "surplus_cells": ["64-17-5, CN", None, None, "{'goods': 'ethanol"],
    }
)
MAPPING = map_columns(list(RAW.columns))


@pytest.mark.parametrize(
    ("row", "kind", "text"),
    [
        pytest.param(0, IssueKind.TOO_MANY_CELLS, "acetone | 64-17-5, CN", id="cells behind the goods"),
        pytest.param(2, IssueKind.TOO_FEW_CELLS, "stray acetone", id="a line of one cell"),
        pytest.param(3, IssueKind.UNREADABLE_LINE, "{'goods': 'ethanol", id="a line that could not be read"),
    ],
)
def test_found(row: int, kind: IssueKind, text: str) -> None:
    issues = RowIssues()
    issues.add(row, kind)
    assert find_spilled_texts(RAW, MAPPING, issues) == {row: text}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        pytest.param(0, IssueKind.SPILLED_TEXT, id="joined again"),
        pytest.param(1, IssueKind.TOO_MANY_CELLS, id="no word behind the goods"),
        pytest.param(1, IssueKind.TOO_FEW_CELLS, id="cut off"),
    ],
)
def test_not_found(row: int, kind: IssueKind) -> None:
    issues = RowIssues()
    issues.add(row, kind)
    assert find_spilled_texts(RAW, MAPPING, issues) == {}


def test_added() -> None:
    canonical = {"goods_description": np.array(["tea", None, "silk"], dtype=object)}
    add_spilled_texts(canonical, {0: "acetone", 1: "ethanol"})
    assert canonical["goods_description"].tolist() == ["tea | acetone", "ethanol", "silk"]


def test_text_that_a_row_spilled_is_screened() -> None:
    rows = "consignment_id,goods_description,hs_code\nA1,tea,0902\nA2,silk,5007\nA3,solvent,acetone,ethanol,x\n"
    manifest = read_manifest(io.BytesIO(rows.encode()))
    assert "acetone" in manifest["goods_description"].tolist()[2]
    assert "ethanol" in manifest["goods_description"].tolist()[2]


@pytest.mark.parametrize(
    ("column", "cell", "goods"),
    [
        pytest.param("hs_code", "acetone", "Foo Ltd | acetone", id="code"),
        pytest.param("net_mass_kg", "acetone", "Foo Ltd | acetone", id="number"),
        pytest.param("net_mass_kg", "acetone 20 kgz", "Foo Ltd | acetone 20 kgz", id="number with a text"),
        pytest.param("lodged_on", "acetone", "Foo Ltd | acetone", id="date"),
        pytest.param("hs_code", "N/A", "Foo Ltd", id="nothing"),
        pytest.param("hs_code", "Various", "Foo Ltd", id="nothing of goods"),
        pytest.param("lodged_on", "2026-13-45", "Foo Ltd", id="no words"),
    ],
)
def test_words_in_the_place_of_a_code_or_a_number_are_screened(column: str, cell: str, goods: str) -> None:
    raw = pd.DataFrame({"goods_description": ["Foo Ltd"], column: [cell]}, dtype=object)
    assert clean_manifest(raw).frame["goods_description"].tolist() == [goods]


def test_words_before_the_goods_are_screened_beside_what_stands_behind_them() -> None:
    rows = "HS code,Goods,Net weight (kg),Consignee\n090210,tea,5,Foo\nacetone,Foo Ltd,291411,7,Utrecht harbour\n"
    manifest = read_manifest(io.BytesIO(rows.encode()))
    assert manifest["goods_description"].tolist()[1] == "Foo Ltd | Utrecht harbour | acetone"


def test_a_misread_number_is_no_goods_text() -> None:
    rows = (
        "HS code,HS description,Goods,Net weight (kg)\n0902,Tea,tea leaf,6\n291411,Acetone,,six cartons\n,,,six cartons"
    )
    manifest = read_manifest(io.BytesIO(rows.encode()))
    assert manifest["goods_description"].tolist()[1:] == ["Acetone | six cartons", "six cartons"]
    assert "tariff_text" in manifest["row_issues"][1]
    assert "no_goods_text" in manifest["row_issues"][2]
