"""Every row of the table of EC, UN and FEMA numbers: well formed, of one substance, in the order of its inventory."""

from collections import defaultdict

import pytest

from riskscan.exceptions import TableError
from riskscan.identifiers import normalize_un_number
from riskscan.tables import identifiers
from riskscan.tables.identifiers import SubstanceIdentifier, has_ec_check_digit, load_identifiers
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import load_substances

IDENTIFIERS = load_identifiers()
SUBSTANCES = {substance.substance_id: substance for substance in load_substances()}
# Solvents and reagents of Table II of the 1988 Convention: carried as dangerous goods under their own names.
TABLE_II_GOODS = ("acetone", "ethyl-ether", "hydrochloric-acid", "mek", "piperidine", "sulfuric-acid", "toluene")
# Entries of the Dangerous Goods List that take in many substances.
GENERIC_UN_NUMBERS = {
    "UN1224", "UN1482", "UN1759", "UN1760", "UN1987", "UN1992", "UN1993", "UN2735", "UN2810", "UN2811", "UN2920",
    "UN2922", "UN2924", "UN3077", "UN3082", "UN3259", "UN3260", "UN3261", "UN3264", "UN3265", "UN3267", "UN3439",
}  # fmt: skip

every_identifier = pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row.kind}-{row.value}-{row.substance_id}") for row in IDENTIFIERS]
)


def find_values(substance_id: str, kind: str) -> set[str]:
    return {row.value for row in IDENTIFIERS if (row.substance_id, row.kind) == (substance_id, kind)}


@every_identifier
def test_row_names_a_substance_and_its_source(row: SubstanceIdentifier) -> None:
    assert row.substance_id in SUBSTANCES
    assert row.source
    assert row.mark in MARKS


@every_identifier
def test_un_number_is_one_of_a_named_substance(row: SubstanceIdentifier) -> None:
    if row.kind == "un":
        assert normalize_un_number(row.value) == row.value
        assert row.value not in GENERIC_UN_NUMBERS


def test_a_number_has_one_owner() -> None:
    owners = defaultdict(set)
    for row in IDENTIFIERS:
        owners[row.kind, row.value].add(row.substance_id)
    assert {key: found for key, found in owners.items() if len(found) > 1} == {}
    assert len(set(IDENTIFIERS)) == len(owners)


def test_a_substance_has_one_ec_number() -> None:
    owners = [row.substance_id for row in IDENTIFIERS if row.kind == "ec"]
    assert len(set(owners)) == len(owners)


def test_ec_numbers_ascend_with_the_cas_rn() -> None:
    """EINECS numbered its substances in the order of their CAS RNs: a number recalled wrongly falls out of line."""
    cas_rns = {row.value: SUBSTANCES[row.substance_id].cas_rn for row in IDENTIFIERS if row.kind == "ec"}
    in_order = sorted(cas_rns, key=lambda value: [int(part) for part in cas_rns[value].split("-")])
    assert in_order == sorted(cas_rns)


@pytest.mark.parametrize("substance_id", TABLE_II_GOODS)
def test_goods_of_table_ii_have_a_un_number(substance_id: str) -> None:
    assert find_values(substance_id, "un")
    assert find_values(substance_id, "ec")


@pytest.mark.parametrize(
    ("substance_id", "kind", "value"),
    [
        pytest.param("acetone", "un", "UN1090", id="solvent"),
        pytest.param("acetic-anhydride", "ec", "203-564-8", id="anhydride"),
        pytest.param("hydrochloric-acid", "un", "UN1050", id="gas"),
        pytest.param("white-phosphorus", "un", "UN2447", id="molten"),
        pytest.param("piperonal", "fema", "2911", id="flavouring"),
    ],
)
def test_number_belongs_to_its_substance(substance_id: str, kind: str, value: str) -> None:
    assert value in find_values(substance_id, kind)


@pytest.mark.parametrize(
    ("ec_number", "holds"),
    [
        pytest.param("204-409-7", True, id="right"),
        pytest.param("204-409-6", False, id="wrong digit"),
        pytest.param("240-409-7", False, id="two digits swapped"),
        pytest.param("204-409", False, id="cut short"),
        pytest.param("", False, id="empty"),
    ],
)
def test_ec_check_digit(ec_number: str, holds: bool) -> None:
    assert has_ec_check_digit(ec_number) is holds


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("acetone,einecs,200-662-2,x,M", "unknown kind 'einecs'; known: ec, un, fema", id="kind"),
        pytest.param("acetone,un,1090,x,M", "'1090' is not written like a number of kind 'un'", id="UN without UN"),
        pytest.param("acetone,ec,200-662-3,x,M", "check digit of EC number 200-662-3 is wrong", id="check digit"),
    ],
)
def test_bad_row_is_refused(line: str, message: str, tmp_path, monkeypatch) -> None:
    (tmp_path / "identifiers.csv").write_text(f"substance_id,kind,value,source,mark\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(identifiers, "DATA", tmp_path)
    with pytest.raises(TableError, match=message):
        load_identifiers.__wrapped__()


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("21034-5", id="too short"),
        pytest.param("00210345", id="no hyphen"),
        pytest.param("0021034-55", id="too long"),
    ],
)
def test_a_cus_number_has_seven_digits_and_one(value: str, tmp_path, monkeypatch) -> None:
    (tmp_path / "identifiers.csv").write_text(
        f"substance_id,kind,value,source,mark\nacetone,cus,{value},made up,M\n", encoding="utf-8"
    )
    monkeypatch.setattr(identifiers, "DATA", tmp_path)
    with pytest.raises(TableError, match="kind 'cus'"):
        load_identifiers.__wrapped__()


def test_a_cus_number_is_read(tmp_path, monkeypatch) -> None:
    (tmp_path / "identifiers.csv").write_text(
        "substance_id,kind,value,source,mark\nacetone,cus,9999999-9,made up,M\n", encoding="utf-8"
    )
    monkeypatch.setattr(identifiers, "DATA", tmp_path)
    [row] = load_identifiers.__wrapped__()
    assert (row.kind, row.value) == ("cus", "9999999-9")
