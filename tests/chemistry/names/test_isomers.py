import pytest

from riskscan.chemistry.names.isomers import drop_locants
from riskscan.chemistry.names.nomenclature import parse_name


@pytest.mark.parametrize(
    ("folded", "letters"),
    [
        pytest.param("1-(2-phenylethyl)-4-piperidone", "phenylethylpiperidone", id="figures"),
        pytest.param("n-phenyl-o-toluidine", "phenyltoluidine", id="letters"),
        pytest.param("propan-2-one", "propanone", id="inside a word"),
        pytest.param("9h-fluorene", "fluorene", id="indicated hydrogen"),
        pytest.param("nitrobenzene", "nitrobenzene", id="a letter that begins a word stays"),
    ],
)
def test_locants_are_dropped(folded: str, letters: str) -> None:
    assert drop_locants(folded) == letters


def test_opsin_says_which_names_leave_positions_open() -> None:
    open_name, exact = parse_name("aminobenzoic acid"), parse_name("2-aminobenzoic acid")
    assert open_name is not None and open_name.is_ambiguous
    assert exact is not None and not exact.is_ambiguous


@pytest.mark.parametrize(
    ("text", "outcome", "substance_id"),
    [
        pytest.param("PIPERIDONE HCL", "resembles", "4-piperidone", id="a listed isomer among several"),
        pytest.param("benzylpiperidone 5 kg", "resembles", "1-benzyl-4-piperidone", id="in a line of goods"),
        pytest.param("BUTYLENE GLYCOL", "resembles", "1-4-butanediol", id="that OPSIN reads without a warning"),
        pytest.param("butyleneglycol", "resembles", "1-4-butanediol", id="written together"),
        pytest.param("4-aminophenylpiperidine", "resembles", "4-ap", id="its parts in another order"),
        pytest.param("4-氨基苯基哌啶", "resembles", "4-ap", id="in Chinese"),
        pytest.param("4-(4-aminophenyl)piperidine", "clear", None, id="another isomer with its positions"),
        pytest.param("carboxyaniline", "resembles", "anthranilic-acid", id="of the known compounds"),
        pytest.param("aminobenzoic acid", "resembles", "anthranilic-acid", id="OPSIN thinks of the listed one first"),
        pytest.param("anilinopiperidine", "listed", "4-ap", id="only the listed isomer is traded"),
        pytest.param("2-aminobenzoic acid", "listed", "anthranilic-acid", id="a name that is exact"),
        pytest.param("4-aminobenzoic acid", "clear", None, id="another isomer, exact"),
        pytest.param("nitrotoluene", "clear", None, id="no listed isomer"),
        pytest.param("methyl 4-phenylacetoacetate", "clear", None, id="the isomer by its full name"),
    ],
)
def test_an_ambiguous_name_is_judged_by_what_it_may_mean(screener, text: str, outcome: str, substance_id) -> None:
    first = screener.screen([text], as_of="2026-11-01").iloc[0]
    found = (
        None
        if first["substance_id"] is None or first["substance_id"] != first["substance_id"]
        else first["substance_id"]
    )
    assert (first["outcome"], found) == (outcome, substance_id)


def test_an_ambiguous_name_is_not_given_the_structure_of_one_isomer(screener) -> None:
    [row] = screener.screen(["nitrotoluene"]).to_dict("records")
    assert row["smiles"] is None or row["smiles"] != row["smiles"]
