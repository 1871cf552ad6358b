"""Paths of segments."""

import pytest

from riskscan.exceptions import TableError
from riskscan.manifest.formats.edifact_parts import SegmentsReader, segment_path
from riskscan.manifest.formats.edifact_segments import Segment


def _segment(text: str) -> Segment:
    tag, *elements = text.split("+")
    return Segment(tag, tuple((tuple(element.split(":")),) for element in elements))


SEGMENTS = [_segment(text) for text in ("MEA+AAE+G+KGM:12", "MEA+WT+N+GRM:900", "FTX+AAA+++A:B", "LOC+9+GBFXT:139:6:X")]
READER = SegmentsReader(SEGMENTS, [[_segment("CUX+2:EUR")]], "cuscar:item")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("MEA(2=G)/3.2~3.1", [("12", "KGM")]),
        ("MEA(1=AAE|WT)/3.2~3.1", [("12", "KGM"), ("900", "GRM")]),
        ("MEA(1=AAE,2=N)/3.2", []),
        ("MEA(2=*)/3.2", [("12", ""), ("900", "")]),
        ("MEA(4=*)/3.2", []),
        ("FTX/4", [("A B", "")]),
        ("FTX/4.2", [("B", "")]),
        ("LOC(1=9)/2.1,2.4", [("GBFXT", ""), ("X", "")]),
        ("LOC(1=9)/9", []),
        ("NAD/1", []),
    ],
)
def test_path(path, found):
    assert [(leaf.text, leaf.unit) for leaf in READER.find(path)] == found


def test_unit_of_what_holds_the_part():
    assert READER.unit_at("CUX(1=2)/1.2") == "EUR"
    assert READER.unit_at("CUX(1=3)/1.2") == ""


def test_the_rest_has_no_taken_part():
    taken = {leaf.key for path in ("MEA(2=G)/3.2~3.1", "LOC(1=9)/2.1", "FTX/4") for leaf in READER.find(path)}
    assert READER.rest(taken) == {"cuscar:item/MEA+WT+N": "GRM:900", "cuscar:item/LOC+9": "X"}


@pytest.mark.parametrize("path", ["MEAS/1", "MEA(1=AAE/2", "mea/1", "MEA/x"])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(TableError, match="is no path of segments"):
        segment_path(path)
