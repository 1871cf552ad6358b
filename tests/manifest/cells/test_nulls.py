"""Words for nothing, in the columns where they say nothing."""

import pandas as pd
import pytest

from riskscan.manifest import clean_manifest
from riskscan.manifest.cells.nulls import is_null, null_texts
from riskscan.tables.null_words import load_null_words
from riskscan.tables.reading import MARKS


@pytest.mark.parametrize(
    ("text", "kind", "is_so"),
    [
        pytest.param("NULL", "goods", True, id="NULL"),
        pytest.param("n/a", "goods", True, id="n/a"),
        pytest.param("Ｎ／Ａ", "goods", True, id="full width"),
        pytest.param("  - ", "goods", True, id="dash with blanks"),
        pytest.param("-----", "number", True, id="dashes"),
        pytest.param("<not available>", "any", True, id="brackets"),
        pytest.param("NOT-AVAILABLE", "any", True, id="hyphen"),
        pytest.param("NO DISPONIBLE", "party", True, id="Spanish"),
        pytest.param("ОТСУТСТВУЕТ", "goods", True, id="Russian"),
        pytest.param("TO ORDER", "party", True, id="to order names nobody"),
        pytest.param("TO ORDER", "goods", False, id="in a goods text it is text"),
        pytest.param("TO ORDER OF ACME BANK", "party", False, id="to the order of somebody"),
        pytest.param("SIN MARCA", "goods", True, id="no brand"),
        pytest.param("as per invoice", "goods", False, id="a vague text is one"),
        pytest.param("NA", "country", False, id="Namibia"),
        pytest.param("NAN", "place", False, id="port of Nadi"),
        pytest.param("NULL", "place", True, id="no port"),
        pytest.param("acme", "party", False, id="a firm"),
        pytest.param("", "any", True, id="empty"),
    ],
)
def test_words(text: str, kind: str, is_so: bool) -> None:
    assert is_null(text, kind) == is_so


def test_columns() -> None:
    frame = pd.DataFrame(
        {
            "goods": ["acetone", "N/A"], "consignee": ["TO ORDER", "ACME"], "port of loading": ["NAN", "NULL"],
            "consignment id": ["N/A", "12.0"],
        }
    )  # fmt: skip
    clean = clean_manifest(frame)
    assert clean.frame["goods_description"].tolist() == ["acetone", None]
    assert clean.frame["consignee_name"].tolist() == [None, "ACME"]
    assert clean.frame["port_of_loading"].tolist() == ["NAN", None]
    assert clean.frame["consignment_id"].tolist() == [None, "12"]
    assert clean.issues.as_text(frame.index).tolist() == ["", "no_goods_text"]


def test_table() -> None:
    words = load_null_words()
    assert len({(word.word, word.kind) for word in words}) == len(words)
    for word in words:
        assert word.source
        assert word.mark in MARKS
        kind = "goods" if word.kind == "any" else word.kind
        assert word.word.casefold() in null_texts(kind) or word.word != word.word.strip(), word
