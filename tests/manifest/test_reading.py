"""Whole files, as different systems write them."""

import gzip
import io
import json
from pathlib import Path

import pandas as pd
import pytest
import zstandard
from hypothesis import example, given
from hypothesis import strategies as st

from riskscan.exceptions import ManifestError, RiskscanError
from riskscan.manifest import CANONICAL, ColumnRules, read_manifest, read_table

FIXTURES = Path(__file__).parent / "fixtures"


def _column(manifest: pd.DataFrame, name: str) -> list[object]:
    return [None if pd.isna(cell) else cell for cell in manifest[name]]


def test_courier_file_with_pounds_and_month_first() -> None:
    table = read_table(FIXTURES / "courier_us.csv")
    assert (table.dialect.encoding, table.dialect.separator) == ("utf-8 with byte order mark", ",")
    manifest = read_manifest(FIXTURES / "courier_us.csv", columns=ColumnRules(rates={"EUR": 1.1}))
    assert manifest["lodged_on"].dt.strftime("%m-%d").tolist() == ["04-23", "04-02", "04-03", "04-03"]
    assert manifest["gross_mass_kg"].round(3).tolist() == [499.995, 1.996, 0.907, 0.998]
    assert _column(manifest, "customs_value_usd") == [52.0, 1040.0, None, pytest.approx(42.35)]
    assert _column(manifest, "origin_country") == ["CN", "CN", None, "DE"]
    assert _column(manifest, "consignor_name")[2] is None
    assert manifest["Currency Code"].tolist() == ["USD", "USD", "USD", "EUR"]
    assert set(manifest["row_issues"]) == {""}


def test_latin_1_file_with_decimal_commas_and_day_first() -> None:
    manifest = read_manifest(FIXTURES / "aduana_sur.csv")
    assert manifest["consignee_name"].tolist()[0] == "LABORATORIO ÑANDÚ SA"
    assert manifest["gross_mass_kg"].tolist() == [1310.25, 1250.0, 22.0]
    assert _column(manifest, "lodged_on") == [pd.Timestamp("2026-04-03"), pd.Timestamp("2026-04-25"), None]
    assert _column(manifest, "transit_countries") == [None, "AE;PA", None]
    assert manifest["hs_code"].tolist()[0] == "29224301"
    assert manifest["row_issues"].tolist() == ["", "", "bad_date: lodged_on '30/02/2026'"]


def test_utf_16_postal_items_in_grams() -> None:
    manifest = read_manifest(FIXTURES / "upu_items.tsv", columns=ColumnRules(rates={"CNY": 0.14}))
    assert manifest["net_mass_kg"].tolist() == [0.75, 1.2, 0.5]
    assert _column(manifest, "customs_value_usd") == [pytest.approx(11.2), 14.0, None]
    assert manifest["row_issues"].tolist()[2] == "no_rate: customs_value_usd '10 GBP'"
    assert manifest["goods_description"].tolist()[1] == "1‑Boc‑4‑piperidone"


def test_chinese_file() -> None:
    assert read_table(FIXTURES / "baoguan.csv").dialect.encoding == "gb18030"
    manifest = read_manifest(FIXTURES / "baoguan.csv", columns=ColumnRules(rates={"CNY": 0.14}))
    assert manifest["net_mass_kg"].tolist() == [25.0, 9.0]
    assert manifest["customs_value_usd"].tolist() == [pytest.approx(252.0), pytest.approx(98.0)]
    assert manifest["destination_country"].tolist() == ["MX", "US"]
    assert manifest["lodged_on"].dt.day.tolist() == [1, 2]


def test_every_row_of_a_damaged_file_comes_out() -> None:
    manifest = read_manifest(FIXTURES / "damaged.csv")
    assert manifest["consignment_id"].tolist() == ["B1", "B2", "B2", "B3", "B4", "B5", "B6", "B7", "B8"]
    kinds = [{part.split(":")[0] for part in text.split("; ") if part} for text in manifest["row_issues"]]
    assert kinds == [
        set(),
        {"bad_date", "bad_number", "negative_number", "unknown_country", "duplicate_id"},
        {"formula_cell", "bad_hs_code", "bad_number", "duplicate_id"},
        {"too_many_cells", "bad_hs_code", "bad_number", "unknown_country"},
        {"too_few_cells", "no_goods_text"},
        {"hidden_characters", "mixed_scripts"},
        {"mixed_encoding", "nul_character"},
        {"unterminated_quote"},
        {"long_text"},
    ]
    assert manifest["surplus_cells"].tolist()[3] == "seven,eight"
    assert manifest["goods_description"].tolist()[6] == "café   cups"
    assert manifest["goods_description"].tolist()[7] == '"not closed'
    assert len(manifest["goods_description"].tolist()[8]) == 150_000


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gzip", "zstd"])
def test_compressed_files_read_as_their_content(pack, tmp_path: Path) -> None:
    content = (FIXTURES / "courier_us.csv").read_bytes()
    packed = tmp_path / "any name"
    packed.write_bytes(pack(content))
    pd.testing.assert_frame_equal(read_table(packed).frame, read_table(io.BytesIO(content)).frame)
    packed.write_bytes(pack(content)[:-9])
    with pytest.raises(ManifestError, match="damaged or incomplete"):
        read_table(packed)


def test_parquet_and_excel_read_as_the_csv(tmp_path: Path) -> None:
    manifest = read_manifest(FIXTURES / "courier_us.csv")
    manifest.drop(columns="row_issues").to_parquet(tmp_path / "m.parquet")
    manifest.drop(columns="row_issues").to_excel(tmp_path / "m.xlsx", index=False)
    for name in ("m.parquet", "m.xlsx"):
        again = read_manifest(tmp_path / name)
        assert again.columns.tolist() == manifest.columns.tolist()
        pd.testing.assert_frame_equal(again[_canonical(manifest)], manifest[_canonical(manifest)])


def _canonical(manifest: pd.DataFrame) -> list[str]:
    return [column for column in CANONICAL if column in manifest]


def test_json_lines_flatten_and_keep_bad_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"content": {"description": "acetone", "net_weight_kg": 1.50, "via": ["KR", "SG"]}, "hs": "2914"}),
        '{"content": {"description": "open',
        "",
        "[1, 2]",
        '{"content": {"description": "half \\ud800"}}',
    ]
    (tmp_path / "m.jsonl").write_text("\n".join(lines), encoding="utf-8")
    table = read_table(tmp_path / "m.jsonl")
    assert table.frame["content.net_weight_kg"].tolist() == ["1.5", None, None, None]
    assert table.frame["content.via"].tolist()[0] == "KR;SG"
    assert table.frame["surplus_cells"].tolist() == [None, lines[1], lines[3], None]
    assert table.frame["content.description"].tolist() == ["acetone", None, None, "half \ufffd"]
    assert [issue.kind for issue in table.issues] == ["unreadable_line", "unreadable_line"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "is empty", id="no bytes"),
        pytest.param(b"\xef\xbb\xbf \r\n", "is empty", id="mark and blanks"),
        pytest.param(b"PAR1 and no more", "not a readable Parquet", id="broken Parquet"),
        pytest.param(b"PK\x03\x04 and no more", "not a readable Excel", id="broken Excel"),
        pytest.param(b"\xd0\xcf\x11\xe0 old", "save it as .xlsx", id="old Excel"),
        pytest.param(b'{"a": \n[1]\n', "no JSON objects", id="no objects"),
    ],
)
def test_unreadable_files_say_why(content: bytes, said: str) -> None:
    with pytest.raises(ManifestError, match=said):
        read_table(io.BytesIO(content))


def test_missing_file_says_why(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="No such file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(ManifestError, match="directory"):
        read_table(tmp_path)


def test_file_without_text_column_lists_what_it_has() -> None:
    with pytest.raises(ManifestError, match=r"'Weight', 'Farbe'.*goods_description"):
        read_manifest(io.BytesIO(b"Weight,Farbe\n1,rot\n"))


def test_of_two_columns_for_one_target_the_other_passes_through() -> None:
    frame = read_manifest(io.BytesIO(b"Description,Gross Wt,Peso bruto\nx,1,2\n"))
    assert frame[["gross_mass_kg", "Peso bruto"]].to_numpy().tolist() == [[1.0, "2"]]


def test_parts_of_a_joined_text_stay_in_the_output() -> None:
    frame = read_manifest(io.BytesIO("Goods,Product name EN\nацетон,acetone\nтеа,\n".encode()))
    assert frame["goods_description"].tolist() == ["ацетон | acetone", "теа"]
    assert frame["Goods"].tolist() == ["ацетон", "теа"]
    assert frame["Product name EN"].tolist() == ["acetone", ""]


@pytest.mark.parametrize(
    ("content", "header", "n_rows", "n_titles"),
    [
        pytest.param("sep=;\ngoods;kg\ntea, black;1\n", ["goods", "kg"], 1, 0, id="separator declared"),
        pytest.param(
            "Report of 3 May, all lines\n\nGoods;Gross weight;Origin\ntea;1;CN\n",
            ["Goods", "Gross weight", "Origin"],
            1,
            1,
            id="title above the header",
        ),
        pytest.param("\n\ngoods,hs\ntea,0902\n", ["goods", "hs"], 1, 0, id="blank lines above the header"),
        pytest.param("goods\ntea, black; loose\n", ["goods"], 1, 0, id="one column"),
        pytest.param("a|goods|c\n1|tea, black|3\n", ["a", "goods", "c"], 1, 0, id="bars"),
        pytest.param("goods,,goods\ntea,1,2\n", ["goods", "column_2", "goods (2)"], 1, 0, id="odd headers"),
        pytest.param("goods,hs,\ntea,0902,\n", ["goods", "hs", "column_3"], 1, 0, id="separator at the end of lines"),
        pytest.param("goods,hs\n", ["goods", "hs"], 0, 0, id="no rows"),
        pytest.param("goods,hs\rtea,0902\r", ["goods", "hs"], 1, 0, id="old line ends"),
    ],
)
def test_layouts(content: str, header: list[str], n_rows: int, n_titles: int) -> None:
    table = read_table(io.BytesIO(content.encode()))
    assert table.frame.columns.tolist()[: len(header)] == header
    assert len(table.frame) == n_rows
    assert "surplus_cells" not in table.frame
    assert table.dialect.n_title_lines == n_titles


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b'\xff\xfea\x00"\x00\n\x00')
@example(b"PK\x03\x04")
@example(b"\x1f\x8b\x08")
@example(b"a,b\r\r\n\x00,\xff")
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    try:
        table = read_table(io.BytesIO(content))
    except RiskscanError as error:
        assert str(error)
    else:
        assert table.frame.columns.is_unique


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_row_comes_out_once_in_order(rows: list[list[str]], separator: str, encoding: str) -> None:
    header = ["id", "goods_description", "remark"]
    numbered = [[str(place), *row[1:]] for place, row in enumerate(rows)]
    text = "\r\n".join(
        separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *numbered]
    )
    table = read_table(io.BytesIO(text.encode(encoding)))
    assert table.frame.to_numpy().tolist() == numbered
    assert len(table.issues) == 0


@given(st.lists(st.text('ab",; \n', max_size=12), max_size=12))
def test_no_text_is_lost_whatever_the_quotes_do(lines: list[str]) -> None:
    text = "goods,remark\n" + "".join(f"{line}\n" for line in lines)
    frame = read_table(io.BytesIO(text.encode())).frame
    letters = "".join(cell for row in frame.to_numpy().tolist() for cell in row if isinstance(cell, str))
    assert sorted(c for c in letters if c in "ab") == sorted(c for line in lines for c in line if c in "ab")


def test_regular_file_reads_as_with_pandas() -> None:
    rows = "".join(f'{n},"item {n}, ""big""",{n / 7:.3f},\n' for n in range(500))
    content = ("id,goods_description,net_mass_kg,remark\n" + rows).encode()
    expected = pd.read_csv(io.BytesIO(content), dtype=object, keep_default_na=False)
    assert read_table(io.BytesIO(content)).frame.to_numpy().tolist() == expected.to_numpy().tolist()


def test_weights_in_units_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text(
        "Goods;Gross weight;Gross weight unit;Net weight;Net weight unit\ntea;5;mt;4900;kg\nsalt;500;gr;0,4;kg\n"
    )
    frame = read_manifest(file)
    assert frame["gross_mass_kg"].tolist() == [5000.0, 0.5]
    assert frame["net_mass_kg"].tolist() == [4900.0, 0.4]
