import pytest

from riskscan.manifest.delimited.styles import Style, occurs, standardize


@pytest.mark.parametrize(
    ("style", "text"),
    [
        pytest.param(Style.ESCAPED, '"5\\" tape"', id="escaped"),
        pytest.param(Style.WRAPPED, '"1,""tea"""', id="wrapped"),
        pytest.param(Style.SPACED, '1, "tea"', id="spaced"),
        pytest.param(Style.MARKS, "1,“tea”", id="typographic"),
        pytest.param(Style.MARKS, '1,""tea""', id="doubled"),
        pytest.param(Style.APOSTROPHE, "1,'tea'", id="apostrophe"),
    ],
)
def test_styles_show(style: Style, text: str) -> None:
    assert occurs(style, text + "\n", ",")
    assert not occurs(style, 'O\'Hara\'s "tea", C:\\lot,"",5" tape\n', ",")


@pytest.mark.parametrize("style", list(Style))
def test_lines_without_quotes_stay(style: Style) -> None:
    assert standardize("1,tea; black,5 kg\n", ",", style) == "1,tea; black,5 kg\n"
