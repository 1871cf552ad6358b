import xml.etree.ElementTree as ET

import pytest

from riskscan.chemistry.drawing import draw_beside

PIPERIDONE = "O=C1CCNCC1"


def test_the_shared_part_is_the_listed_structure() -> None:
    pair = draw_beside("CC(C)(C)OC(=O)N1CCC(=O)CC1", PIPERIDONE)
    assert pair is not None and pair.listed is not None and pair.n_shared == 7
    assert pair.mention.content.count("<circle") == 7


def test_a_part_is_shared_where_neither_holds_the_other() -> None:
    pair = draw_beside("OC1CCN(C)CC1", PIPERIDONE)
    assert pair is not None and pair.listed is not None and 0 < pair.n_shared < 8


def test_no_part_is_sought_where_time_is_up() -> None:
    pair = draw_beside("OC1CCN(C)CC1", PIPERIDONE, seeks_part=False)
    assert pair is not None and pair.listed is not None and pair.n_shared == 0
    whole = draw_beside("CN1CCC(=O)CC1", PIPERIDONE, seeks_part=False)
    assert whole is not None and whole.n_shared == 7


def test_the_listed_structure_itself_is_drawn_once() -> None:
    pair = draw_beside("C1CC(=O)CCN1", PIPERIDONE)
    assert pair is not None and pair.listed is None and pair.n_shared == 7
    assert "shared" not in pair.mention.content


@pytest.mark.parametrize("listed", [None, "", "not a structure"])
def test_an_entry_without_a_structure(listed: str | None) -> None:
    pair = draw_beside("CC(=O)C", listed)
    assert pair is not None and pair.listed is None and pair.n_shared == 0


@pytest.mark.parametrize("smiles", ["C" * 91, "C" * 5_000], ids=["too large", "too long to read"])
def test_what_is_too_large_is_not_drawn(smiles: str) -> None:
    assert draw_beside(smiles, PIPERIDONE) is None


@pytest.mark.parametrize("smiles", ["C[C@H](N)[C@@H](O)c1ccccc1.Cl", "[2H]C1CC(=O)CCN1", "[K+].[O-][Mn](=O)(=O)=O"])
def test_a_drawing_is_small_and_needs_no_style(smiles: str) -> None:
    pair = draw_beside(smiles, PIPERIDONE)
    assert pair is not None
    content = pair.mention.content
    tags = [part.tag for part in ET.fromstring(f"<svg>{content}</svg>")]
    assert set(tags) <= {"path", "circle", "text"} and "path" in tags
    assert "style" not in content and "#" not in content and len(content) < 3_000
