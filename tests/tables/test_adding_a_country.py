"""A new country is files and no code: a copy of the package with one more country, and a group it is in."""

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


def _add_list(house: Path, severity: str) -> None:
    with (house / "riskscan" / "tables" / "data" / "lists.csv").open("a", encoding="utf-8") as lists:
        lists.write(f"ZZ,List Z,{severity},precursor,\n")


def _run(house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=house, env={"PYTHONPATH": str(house)}, text=True, capture_output=True
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
