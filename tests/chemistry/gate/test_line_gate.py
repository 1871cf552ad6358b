"""What the gate lets out, and that what it lets out would have been read as nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.chemistry.decode.mentions import TextReader
from riskscan.chemistry.gate.line_gate import LineGate
from riskscan.chemistry.gate.tokens import TokenJudge
from riskscan.chemistry.names.scripts import ScriptNames
from riskscan.chemistry.names.word_scripts import WordScripts

PIECES = (
    "cotton", "shirts", "olive", "oil", "red", "powder", "Powder,", "P2P", "acid", "ester", "drum", "25", "kg", "99%",
    "4", "x", "108", "-", "88", "3", "7723-14-0", "CAS", "case", "un", "1090", "1090,", "a", "c", "e", "t", "o", "n",
    "phenet", "hyl", "saf", "role", "toluene", "t0luene", "ac.", "fenilacetico", "1.", "2.glue", "b)paste", "HI,",
    "아세톤", "خشب", "丙酮", "纸尿裤", "苯", "乙酸", "ацетон", "хлопок", "асе", "tone", "café", "label:glue",
    "glue/25", "InChI=", "<br>", "glue50kg", "than", "metal", "ﬁlm", "vBMK", "liquid",
)  # fmt: skip


JOINTS = (" ", " ", " ", " ", "", "<br>", "|", "-", "(", "&", ", ")


@pytest.fixture(scope="module")
def reader(resolver) -> TextReader:
    return TextReader(resolver)


@pytest.fixture(scope="module")
def gate(resolver) -> LineGate:
    tokens = TokenJudge((folded for folded, _ in resolver.names.items()), compiled=True)
    word_scripts = WordScripts(resolver.names.items(), resolver.names.chemical_words)
    return LineGate(tokens, ScriptNames(resolver.names.items()), word_scripts, resolver.knows)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Cotton shirts, 12 pcs", id="goods"),
        pytest.param("LEITE FERM 18X6X75G V - 739331", id="invoice"),
        pytest.param("Parts of machines other than those of metal", id="a piece beside another word"),
        pytest.param("Olive oil 500 ml", id="companion of other words"),
        pytest.param("phone case 12 pcs UN 12", id="labels without a number"),
        pytest.param("De ancho superior a 35 cm o de 80 cm y de 3 m", id="short words"),
        pytest.param("黑色 简约 42 休闲鞋 男士", id="Chinese"),
        pytest.param("日本胸罩cecileL罩杯无痕条纹", id="Chinese without spaces"),
        pytest.param("Футболка хлопковая", id="Russian"),
        pytest.param("Bremsbeläge für Fässer 2008 - 13 und 1999", id="German with figures"),
        pytest.param("fans of subheading 8414.51.00", id="tariff code"),
        pytest.param("", id="nothing"),
    ],
)
def test_ordinary_lines_leave(gate, line):
    assert gate.is_ordinary(line)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("crude toluene", id="listed"),
        pytest.param("t0luene drum", id="scanner"),
        pytest.param("25 kg HI, 99%", id="formula of two letters"),
        pytest.param("red oil", id="companion met"),
        pytest.param("vBMK liquid", id="companion with a strange word"),
        pytest.param("phenet hyl drum", id="cut word"),
        pytest.param("a c e t o n e", id="letters apart"),
        pytest.param("108 - 88 - 3", id="number apart"),
        pytest.param("7723 14 0 x CAS", id="number in groups"),
        pytest.param("drum 7664.93.9", id="number with full stops"),
        pytest.param("UN 1090 drum", id="UN number"),
        pytest.param("CAS 7723140", id="label"),
        pytest.param("drums 108 \u2013 88 \u2013 3", id="number with dashes"),
        pytest.param("Fässer, CAS 7723140", id="label in a German line"),
        pytest.param("für Fässer 108 \u2013 88 \u2013 3", id="number with dashes in a German line"),
        pytest.param("AC. FENILACETICO", id="abbreviated"),
        pytest.param("25kgacetone", id="glued"),
        pytest.param("drum<br>GBL<br>25kg", id="markup"),
        pytest.param("P2P|25 kg", id="bar"),
        pytest.param("metil amin-AR", id="companion with a grade"),
        pytest.param("工业丙酮25公斤", id="Chinese name"),
        pytest.param("苯 乙 酸", id="Chinese name apart"),
        pytest.param("25 - 苯", id="number and Chinese name round a hyphen"),
        pytest.param("ацетоном", id="Russian"),
        pytest.param("аcetone 25", id="look-alike"),
        pytest.param("ace-\ntone", id="broken line"),
        pytest.param("ａｃｅｔｏｎｅ", id="full width"),
    ],
)
def test_other_lines_are_read(gate, line):
    assert not gate.is_ordinary(line)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS)), max_size=8))
def test_nothing_stands_in_what_leaves(gate, reader, parts):
    line = "".join(part for pair in parts for part in pair)
    assert not gate.is_ordinary(line) or reader.read(line) == ()


def test_lines_learnt_together_are_told_as_lines_alone(resolver, gate):
    lines = ["Cotton shirts", "crude toluene", "黑色 简约", "工业丙酮", "red oil", "olive oil 5 l"]
    tokens = TokenJudge((folded for folded, _ in resolver.names.items()), compiled=True)
    word_scripts = WordScripts(resolver.names.items(), resolver.names.chemical_words)
    other = LineGate(tokens, ScriptNames(resolver.names.items()), word_scripts, resolver.knows)
    other.learn(lines)
    assert [other.is_ordinary(line) for line in lines] == [gate.is_ordinary(line) for line in lines]


@settings(max_examples=200)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS)), max_size=12).map(
            lambda parts: "".join(part for pair in parts for part in pair)
        ),
        max_size=6,
    )
)
def test_lines_told_together_are_told_as_lines_alone(gate, lines):
    assert gate.are_ordinary(lines) == [gate.is_ordinary(line) for line in lines]


def test_words_are_let_go_of_in_the_middle_of_a_line(gate, monkeypatch) -> None:
    """What was known of a line's words is looked at again where a new word makes them too many to be remembered."""
    assert gate.is_ordinary("cotton shirts 18 pcs")
    monkeypatch.setattr("riskscan.chemistry.gate.word_marks._MAX_KNOWN", 0)
    assert gate.is_ordinary("cotton shirts 18 pcs linen trousers")
    assert gate.are_ordinary(["cotton shirts 18 pcs", "wool socks 18 pcs", "toluene 18 pcs"]) == [True, True, False]
