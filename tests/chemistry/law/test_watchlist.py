from datetime import date

import pytest

from riskscan.chemistry.law.watchlist import read_watchlist
from riskscan.chemistry.screening import Screener
from riskscan.exceptions import TableError

HEADER = "name,cas_rn,smiles,synonyms,hs_codes,note\n"
ROWS = "caffeine,58-08-2,Cn1cnc2c1c(=O)n(C)c(=O)n2C,koffein;project kettle,293930,asked by the lab\nblue widget,,,,,\n"


def _write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "own.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_rows_become_substances_names_and_listings(tmp_path):
    own = read_watchlist(_write(tmp_path, HEADER + ROWS))
    assert [substance.name for substance in own.substances] == ["caffeine", "blue widget"]
    assert own.substances[0].inchikey.startswith("RYYVLZVUVIJVGH")
    assert own.substances[0].hs_codes == ("293930",)
    assert {synonym.name for synonym in own.synonyms} == {"caffeine", "koffein", "project kettle", "blue widget"}
    assert {listing.jurisdiction for listing in own.listings} == {"OWN"}


def test_only_the_name_is_needed(tmp_path):
    assert len(read_watchlist(_write(tmp_path, "name\nblue widget\n")).substances) == 1


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert len(read_watchlist(_write(tmp_path, HEADER + ROWS, "utf-8-sig")).substances) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "no rows", id="empty file"),
        pytest.param(HEADER, "no rows", id="header only"),
        pytest.param("cas_rn\n58-08-2\n", "name must be there", id="no name column"),
        pytest.param("name,color\nx,red\n", r"unknown: \['color'\]", id="unknown column"),
        pytest.param(HEADER + "ok,,,,,\n,58-08-2,,,,\n", "line 3: the name is empty", id="no name"),
        pytest.param(HEADER + "x,58-08-3,,,,\n", "line 2: '58-08-3' is not a CAS RN", id="check digit"),
        pytest.param(HEADER + "\n\nx,58-08-3,,,,\n", "line 4: '58-08-3'", id="line numbers count blank lines"),
        pytest.param("name\n4-Piperidinone, 1-(2-phenylethyl)-\n", "line 2: 2 cells for 1 columns", id="comma"),
        pytest.param("name,name\nx,y\n", "each once", id="repeated column"),
        pytest.param(HEADER + 'x,,,"never closed,,\n', "is a quote left open", id="open quote"),
        pytest.param(HEADER + "x,,,---,,\n", "line 2: '---' has no letter or digit", id="nothing to find it by"),
        pytest.param(HEADER + "x,,,,2939.30; coffee,\n", "line 2: 'coffee' is not an HS code", id="HS code"),
        pytest.param(HEADER + "x,,C1CC,,,\n", "line 2: the structure 'C1CC' cannot be read", id="structure"),
    ],
)
def test_errors_name_the_row(tmp_path, text, said):
    with pytest.raises(TableError, match=said):
        read_watchlist(_write(tmp_path, text))


def test_a_file_that_is_not_there_or_not_text(tmp_path):
    with pytest.raises(TableError, match="no such file"):
        read_watchlist(tmp_path / "none.csv")
    with pytest.raises(TableError, match="cannot be read"):
        read_watchlist(_write(tmp_path, HEADER + "café,,,,,\n", "latin-1"))


def test_own_substances_are_screened_like_listed_ones(tmp_path):
    screener = Screener(watchlist=_write(tmp_path, HEADER + ROWS))
    day, nowhere = date(1990, 1, 1), frozenset()
    for text in (
        "caffeine",
        "koffein 25 kg",
        "CAS 58-08-2",
        "O=c1c2c(ncn2C)n(C)c(=O)n1C",
        "caffeine hydrochloride",
        "cafeine",
    ):
        [finding, *_] = screener.find(text, day, nowhere)
        assert (finding.outcome, finding.substance_name) == ("listed", "caffeine"), text
    assert screener.find("project kettle", day, nowhere)[0].is_hit
    assert screener.find("toluene", day, nowhere)[0].outcome == "clear"
    assert screener.find("caffeine", day, nowhere)[0].listings[0].list == "watch list"


@pytest.mark.parametrize(
    ("row", "text"),
    [
        pytest.param("project falcon,39742-60-4,,,,", "CAS 39742-60-4", id="CAS RN"),
        pytest.param("project falcon,,O=C1CCN(CCc2ccccc2)CC1,,,", "N-phenethyl-4-piperidone", id="structure"),
        pytest.param("N-phenethyl-4-piperidone,,,,,", "N-phenethyl-4-piperidone 5 kg", id="name"),
        pytest.param("project falcon,,,1-phenethyl-4-piperidone,,", "N-phenethyl-4-piperidone", id="synonym"),
    ],
)
def test_a_watch_list_takes_nothing_of_the_law_away(tmp_path, row, text):
    screener = Screener(watchlist=_write(tmp_path, HEADER + row + "\n"))
    [finding, *_] = screener.find(text, date(2026, 1, 1), frozenset({"UN", "US"}))
    assert finding.substance_id == "npp"
    assert {"OWN", "UN", "US"} == {listing.jurisdiction for listing in finding.listings}


def test_a_short_code_name_of_the_users_own_is_found(tmp_path):
    screener = Screener(watchlist=_write(tmp_path, "name\nX9\n"))
    for text in ("x9 powder 25 kg", "25kg X9"):
        assert screener.screen([text])["substance_name"].tolist() == ["X9"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        pytest.param("bdb-7 resin 25kg", True, id="a word that makes another compound of a chemical"),
        pytest.param("bdb-7 free resin 25kg", False, id="absent"),
        pytest.param("caffeine resin 25kg", False, id="a chemical with a structure"),
    ],
)
def test_words_beside_a_code_name_make_no_other_compound_of_it(tmp_path, text, is_found):
    screener = Screener(watchlist=_write(tmp_path, HEADER + ROWS + "blue dream base,,,bdb-7,,\n"))
    assert (screener.screen([text])["outcome"].iloc[0] == "listed") is is_found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nblue widget\nBlue Widget\n", "line 3: 'blue widget' stands in line 2 too"),
        ("name\nblue\x00widget\n", "line 2: it holds a control character"),
    ],
)
def test_a_row_twice_or_damaged_is_named(tmp_path, text, said):
    with pytest.raises(TableError, match=said):
        read_watchlist(_write(tmp_path, text))
