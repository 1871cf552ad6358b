"""A new country and a new tariff are files and no code: a copy of the package with one more of each."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import riskscan

_LISTING = "toluene,{list},salts,,in_force,,2020-01-01,,Act 1,test,V,\n"
_PROGRAM = """
from datetime import date
from click.testing import CliRunner
from riskscan.chemistry.law.control_list import ControlList, applicable
from riskscan.chemistry.options import parse_jurisdictions
from riskscan.chemistry.law.structures import read_structure
from riskscan.cli.main import main
from riskscan.tables.listings import load_listings
from riskscan.tables.lists import jurisdictions_in
from riskscan.tables.substances import load_forms, load_substances

day = date(2026, 1, 1)
controls = ControlList(load_substances(), load_forms(), load_listings())
found = applicable(controls.match_structure(read_structure("Cc1ccccc1")), day, parse_jurisdictions(["zz"]))
print(*[listing.list for listing in found[1]])
print(*sorted(jurisdictions_in("AQ", day)))
for command in ("check", "score", "substances list"):
    print("ZZ" in CliRunner().invoke(main, [*command.split(), "--help"]).output.upper())
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package with a country ZZ."""
    shutil.copytree(Path(riskscan.__file__).parent, tmp_path / "riskscan", ignore=shutil.ignore_patterns("__pycache__"))
    data = tmp_path / "riskscan" / "tables" / "data"
    header = (data / "listings" / "un.csv").read_text(encoding="utf-8").partition("\n")[0]
    (data / "listings" / "zz.csv").write_text(f"{header}\n{_LISTING.format(list='List Z')}", encoding="utf-8")
    with (data / "country_groups.csv").open("a", encoding="utf-8") as groups:
        groups.write("ZZ,AQ,2000-01-01,,test,V\n")
    return tmp_path


_EDITIONS = """
from datetime import date
from riskscan.tables.law_news import changes_since
from riskscan.tables.tariff_codes import load_tariff_codes

code = load_tariff_codes()["toluene"][-1]
print(code.period)
print(changes_since(date(2033, 1, 1))[0].name)
"""


def _add_list(house: Path, severity: str) -> None:
    with (house / "riskscan" / "tables" / "data" / "lists.csv").open("a", encoding="utf-8") as lists:
        lists.write(f"ZZ,List Z,{severity},precursor,\n")


def _run(house: Path, program: str = _PROGRAM) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=house, env={"PYTHONPATH": str(house)}, text=True, capture_output=True
    )


def test_a_country_is_files_and_no_code(house):
    _add_list(house, "2")
    result = _run(house)
    assert result.stderr == ""
    assert result.stdout.splitlines() == ["List Z", "ZZ", "True", "True", "True"]


def test_a_list_without_severity_is_refused(house):
    _add_list(house, "")
    assert "lists.csv, ZZ List Z: severity '' is not a number" in _run(house).stderr


def test_a_list_that_stands_there_twice_is_refused(house):
    _add_list(house, "2")
    _add_list(house, "3")
    assert "lists.csv, ZZ List Z: the list stands there twice; leave one out." in _run(house).stderr


def test_a_listing_on_no_list_is_refused(house):
    assert "the list 'List Z' of ZZ stands in no row of lists.csv" in _run(house).stderr


def test_an_edition_of_the_tariff_is_files_and_no_code(house):
    _add_list(house, "2")
    data = house / "riskscan" / "tables" / "data"
    with (data / "tariff_editions.csv").open("a", encoding="utf-8") as editions:
        editions.write("HS2033,HS 2033,,2033-01-01,,test,V\n")
    with (data / "tariff_codes.csv").open("a", encoding="utf-8") as codes:
        codes.write("toluene,,HS2033,290239,2033-01-01,,test,V,\n")
    result = _run(house, _EDITIONS)
    assert result.stderr == ""
    assert result.stdout.splitlines() == ["HS 2033, from 2033-01-01", "toluene: 2902.39"]
