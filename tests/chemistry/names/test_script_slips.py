"""A listed name with one slip, in scripts that are not mended, is for a chemist to see."""

import pytest

from riskscan.chemistry.names.script_slips import ScriptSlips
from riskscan.chemistry.text.writing import Written, write


def _whole(written: Written, first: int, last: int) -> bool:
    return (first, last) == (0, len(written.letters))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        pytest.param("abcdefgh", False, id="as it is: no slip"),
        pytest.param("abcdefh", True, id="a letter lost"),
        pytest.param("abxdefgh", True, id="another letter"),
        pytest.param("abcdefggh", True, id="a letter more"),
        pytest.param("abdcefgh", True, id="two changed places"),
        pytest.param("abxdexgh", False, id="a slip in each half"),
        pytest.param("shrt", False, id="of a name too short to tell"),
    ],
)
def test_one_slip(text: str, is_found: bool) -> None:
    found = set(ScriptSlips(["abcdefgh", "short"]).find(write(text), _whole))
    assert found == ({(0, len(text))} if is_found else set())


def test_without_names_nothing_is_found() -> None:
    assert list(ScriptSlips([]).find(write("abcdefgh"), _whole)) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("فینل اتیل الکل", id="Persian"),
        pytest.param("คลอโรคฟอร์ม", id="Thai"),
        pytest.param("페닐아세트알데이드", id="Korean"),
        pytest.param("нітротеан", id="Ukrainian"),
    ],
)
def test_is_for_a_chemist_to_see(screener, text: str) -> None:
    assert screener.screen([text])["outcome"].tolist() == ["unresolved"]


@pytest.mark.parametrize("text", ["ساعت دیواری", "เสื้อยืดผ้าฝ้าย", "여름 면 티셔츠", "सूती टी शर्ट"])
def test_ordinary_goods_stay_silent(screener, text: str) -> None:
    assert screener.screen([text])["outcome"].tolist() == ["no_chemical"]
