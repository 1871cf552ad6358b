"""Every format of lists is read to the same facts, and a damaged file gives one sentence."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from riskscan.exceptions import TableError
from riskscan.parties import read_sanctions

OPEN = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",'
    '"program_ids","dataset","first_seen","last_seen","last_change"\n'
    '"x-1","Company","Zorvik Chemie GmbH","Zorvik Chem;Зорвик Хеми","","de;at","Beispielweg 4, 1010 Wien","","","","",'
    '"XX-TEST","Test list","2025-01-01","2026-02-03T04:05:06","2025-05-05"\n'
    '"x-2","Person","Quendrik Halvorsenius","","1960","","","","","","","","Test list","2025-01-01","2026-02-01",""\n'
    '"x-3","Person","","","","","","","","","","","Test list","2025-01-01","2026-02-01",""\n'
)
SDN = (
    '11,"ZORVIK CHEMIE GMBH",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
    '12,"HALVORSENIUS, Quendrik","individual","SDGT] [TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1960."\n\x1a'
)
ALT = '11,5,"aka","ZORVIK CHEM",-0- \n11,6,"aka","ZORVIX","weak"\n'
ADD = '11,7,"Beispielweg 4","Wien 1010","Austria",-0- \n12,8,-0- ,-0- ,-0- ,-0- \n'
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>
<FIRST_NAME>QUENDRIK</FIRST_NAME><SECOND_NAME>HALVORSENIUS</SECOND_NAME><UN_LIST_TYPE>TEST</UN_LIST_TYPE>
<REFERENCE_NUMBER>TEi.001</REFERENCE_NUMBER><NATIONALITY><VALUE>Austria</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Q. Halvor</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>ZORVIK CHEMIE</FIRST_NAME><UN_LIST_TYPE>TEST</UN_LIST_TYPE>
<ENTITY_ADDRESS><STREET>Beispielweg 4</STREET><CITY>Wien</CITY><COUNTRY>Austria</COUNTRY></ENTITY_ADDRESS>
</ENTITY><ENTITY><DATAID>3</DATAID></ENTITY></ENTITIES></CONSOLIDATED_LIST>"""
EU = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-01-21T17:00:34.049+01:00">
<sanctionEntity euReferenceNumber="EU.1.1" logicalId="1"><regulation programme="TEST"/>
<subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="Zorvik Chemie" strong="true"/><nameAlias wholeName="Zorvix" strong="false"/>
<address street="Beispielweg 4" city="Wien" countryIso2Code="AT" countryDescription="AUSTRIA"/></sanctionEntity>
<sanctionEntity logicalId="2"><subjectType code="person"/>
<nameAlias firstName="Quendrik" middleName="" lastName="Halvorsenius" wholeName=""/>
<citizenship countryIso2Code="00"/></sanctionEntity><sanctionEntity logicalId="3"/></export>"""


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_opensanctions(tmp_path: Path) -> None:
    found = read_sanctions(_file(tmp_path, "targets.simple.csv", OPEN))
    assert (found.name, found.day, found.day_basis, found.n_nameless) == ("Test list", date(2026, 2, 3), "stated", 1)
    firm, person = found.parties
    assert [name.text for name in firm.names] == ["Zorvik Chemie GmbH", "Zorvik Chem", "Зорвик Хеми"]
    assert (firm.kind, firm.countries, firm.programs) == ("firm", {"DE", "AT"}, ("XX-TEST",))
    assert (person.kind, person.programs) == ("person", ("Test list",))


@pytest.mark.parametrize(
    ("main", "alias", "address", "name"),
    [
        pytest.param("SDN.CSV", "ALT.CSV", "ADD.CSV", "OFAC SDN", id="sdn"),
        pytest.param("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "OFAC consolidated (non-SDN)", id="consolidated"),
    ],
)
def test_ofac_with_its_companions(tmp_path: Path, main: str, alias: str, address: str, name: str) -> None:
    _file(tmp_path, alias, ALT)
    _file(tmp_path, address, ADD)
    found = read_sanctions(_file(tmp_path, main, SDN))
    assert (found.name, found.day_basis) == (name, "file")
    assert "time stamp of the file" in found.edition
    firm, person = found.parties
    assert [(one.text, one.is_weak) for one in firm.names] == [
        ("ZORVIK CHEMIE GMBH", False), ("ZORVIK CHEM", False), ("ZORVIX", True),
    ]  # fmt: skip
    assert (firm.countries, firm.addresses) == ({"AT", "CU"}, ("Beispielweg 4, Wien 1010, Austria",))
    assert (person.names[0].text, person.programs) == ("Quendrik HALVORSENIUS", ("SDGT", "TEST"))
    assert person.addresses == ()


def test_ofac_alone(tmp_path: Path) -> None:
    assert [len(party.names) for party in read_sanctions(_file(tmp_path, "SDN.CSV", SDN)).parties] == [1, 1]


def test_un(tmp_path: Path) -> None:
    found = read_sanctions(_file(tmp_path, "un.xml", UN))
    assert (found.day, found.day_basis, found.n_nameless) == (date(2026, 2, 27), "stated", 1)
    person, firm = found.parties
    assert [(one.text, one.is_weak) for one in person.names] == [("QUENDRIK HALVORSENIUS", False), ("Q. Halvor", True)]
    assert (person.id, person.countries) == ("TEi.001", {"AT"})
    assert (firm.kind, firm.addresses) == ("firm", ("Beispielweg 4, Wien, Austria",))


def test_eu(tmp_path: Path) -> None:
    found = read_sanctions(_file(tmp_path, "eu.xml", EU))
    assert (found.name, found.day, found.n_nameless) == ("EU financial sanctions", date(2026, 1, 21), 1)
    firm, person = found.parties
    assert [(one.text, one.is_weak) for one in firm.names] == [("Zorvik Chemie", False), ("Zorvix", True)]
    assert (firm.countries, firm.programs) == ({"AT"}, ("TEST",))
    assert (person.names[0].text, person.kind, person.countries) == ("Quendrik Halvorsenius", "person", frozenset())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("a.csv", "goods,mass\nshirts,3\n", "no list of parties", id="a manifest"),
        pytest.param("a.csv", "", "no list of parties", id="empty"),
        pytest.param("a.csv", OPEN + '"x-4","Person"\n', "damaged.*number of cells", id="opensanctions cut"),
        pytest.param("SDN.CSV", SDN[:-30], "damaged.*line 2", id="ofac cut"),
        pytest.param("a.xml", UN[:600], "damaged.*XML", id="un cut"),
        pytest.param("a.xml", "<CONSOLIDATED_LIST/>", "damaged.*no INDIVIDUAL", id="un without entries"),
        pytest.param("a.xml", EU[:500], "damaged.*XML", id="eu cut"),
        pytest.param("a.csv", OPEN.splitlines()[0] + "\n", "names nobody", id="only a header"),
    ],
)
def test_a_damaged_list_gives_one_sentence(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        read_sanctions(_file(tmp_path, name, text))
    assert "\n" not in str(caught.value)


def test_a_missing_list_gives_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_sanctions(tmp_path / "nothing.csv")


def test_entities_of_xml_are_not_resolved(tmp_path: Path) -> None:
    secret = _file(tmp_path, "secret.txt", "TOPSECRET")
    bomb = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>' + UN.split("?>", 1)[1].replace("QUENDRIK", "&a;")
    found = read_sanctions(_file(tmp_path, "un.xml", bomb))
    assert all("TOPSECRET" not in name.text for party in found.parties for name in party.names)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_list_that_a_spreadsheet_saved(tmp_path: Path, separator: str, encoding: str) -> None:
    """Each country's spreadsheet has a separator of its own and quotes only what needs it."""
    for name, text, endings in (("targets.simple.csv", OPEN, ""), ("SDN.csv", SDN, "\x1a"), ("ALT.csv", ALT, "")):
        rows = csv.reader(io.StringIO(text.replace(endings, "") if endings else text))
        with (tmp_path / name).open("w", encoding=encoding, newline="") as handle:
            csv.writer(handle, delimiter=separator).writerows(rows)
    firm, person = read_sanctions(tmp_path / "targets.simple.csv").parties
    assert [name.text for name in firm.names] == ["Zorvik Chemie GmbH", "Zorvik Chem", "Зорвик Хеми"]
    assert person.names[0].text == "Quendrik Halvorsenius"
    firm, person = read_sanctions(tmp_path / "SDN.csv").parties
    assert [name.text for name in firm.names] == ["ZORVIK CHEMIE GMBH", "ZORVIK CHEM", "ZORVIX"]
    assert person.names[0].text == "Quendrik HALVORSENIUS"
