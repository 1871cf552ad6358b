import pytest

from riskscan.manifest.delimited.fitting import fit_quotes, without_quotes


@pytest.mark.parametrize(
    ("text", "n_cells", "cells"),
    [
        pytest.param('"tea "green", black",5', 2, ['tea "green", black', "5"], id="quotes inside"),
        pytest.param('"tea, 5" tins",2', 2, ['tea, 5" tins', "2"], id="inches inside"),
        pytest.param('"2026,"tea, black",2', 3, ['"2026', "tea, black", "2"], id="slip in another cell"),
        pytest.param('"a","b,c"",d"', 3, ["a", 'b,c"', 'd"'], id="fewest quotes unexplained"),
        pytest.param('"tea,5', 2, ['"tea', "5"], id="nothing to join"),
        pytest.param('tea, black"x,5', 2, None, id="no quote at the start"),
        pytest.param('"tea,5', 3, None, id="too few pieces"),
        pytest.param('"a,b",' * 600, 3, None, id="too long to try"),
    ],
)
def test_fitted_quotes(text: str, n_cells: int, cells: list[str] | None) -> None:
    assert fit_quotes(text, ",", n_cells) == cells


@pytest.mark.parametrize(
    ("piece", "quote", "text"),
    [
        pytest.param('"tea"', '"', "tea", id="at both ends"),
        pytest.param('"so ""green"" a tea"', '"', 'so "green" a tea', id="doubled inside"),
        pytest.param('"tea', '"', '"tea', id="at one end"),
        pytest.param('"', '"', '"', id="one alone"),
        pytest.param("'tea'", '"', "'tea'", id="another quote"),
        pytest.param("'tea'", "'", "tea", id="apostrophes"),
    ],
)
def test_without_quotes(piece: str, quote: str, text: str) -> None:
    assert without_quotes(piece, quote) == text
