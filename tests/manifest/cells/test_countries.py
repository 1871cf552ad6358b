"""Columns of countries: towns before a country, and numbers of one list or another."""

import pandas as pd
import pytest

from riskscan.manifest import ColumnRules, clean_manifest
from riskscan.manifest.cells.countries import CodeVotes, decide_codes, read_countries, read_country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Busan, South Korea", "KR"), ("Shenzhen, Guangdong, China", None), ("Port of Busan, South Korea", None),
        ("Hong Kong, China", "HK"), ("Georgia, USA", None), ("EU", "EU"), ("Unión Europea", "EU"),
        ("Narnia, Nowhere", None),
    ],
)  # fmt: skip
def test_cells(text: str, country: str | None) -> None:
    reading = read_country(text)
    assert reading.value == country
    assert bool(reading.kinds) == (country is None)


@pytest.mark.parametrize(
    ("cells", "countries", "kind"),
    [
        pytest.param(["156", "36", "840.0", "392"], ["CN", "AU", "US", "JP"], "", id="ISO numbers, lost zeros"),
        pytest.param(["156"], ["CN"], "ambiguous_country", id="one number shows nothing"),
        pytest.param(["249", "215", "190", "493", "169"], [None] * 5, "unknown_country", id="numbers of another list"),
        pytest.param(["5700", "5880"], ["CN", "JP"], "", id="codes of the U.S. Census Bureau"),
        pytest.param(["CN", "China", "na"], ["CN", "CN", "NA"], "", id="no numbers"),
        pytest.param(["ZZ", "000", "UNKNOWN", "-"], [None] * 4, "", id="null words"),
    ],
)
def test_columns(cells: list[str], countries: list[str | None], kind: str) -> None:
    frame = pd.DataFrame({"goods": [f"g{n}" for n in range(len(cells))], "origin": cells})
    clean = clean_manifest(frame, columns=ColumnRules(columns={"origin_country": "origin"}))
    assert clean.frame["origin_country"].tolist() == countries
    assert {text.split(":")[0] for text in clean.issues.as_text(clean.frame.index)} == {kind}


def test_a_slip_in_a_column_of_iso_numbers_is_only_a_slip() -> None:
    votes = CodeVotes(frozenset(f"{n:03d}" for n in (4, 8, 12, 20, 24, 28, 31, 32, 36)), frozenset({"999"}))
    assert decide_codes(votes).is_iso and decide_codes(votes).is_clear
    assert decide_codes(CodeVotes() + votes) == decide_codes(votes)
    assert not decide_codes(CodeVotes(frozenset({"004"}), frozenset({"999"}))).is_iso


def test_lists() -> None:
    assert read_countries("Hong Kong, China").value == "HK"
    assert read_countries("KR / Singapore, KR").value == "KR;SG"
