"""Every synonym names one entry, means nothing else, and says in which context a short one counts."""

import re
from collections import defaultdict

import pytest

from riskscan.chemistry.law.structures import read_structure
from riskscan.chemistry.names.lexicon import load_lexicon
from riskscan.chemistry.names.nomenclature import parse_systematic_name
from riskscan.chemistry.text.spelling import clean_characters, fold_name, squeeze_name
from riskscan.tables.listings import load_listings
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import Synonym, load_substances, load_synonyms

SYNONYMS = load_synonyms()
SUBSTANCES = {substance.substance_id: substance for substance in load_substances()}
LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "pt", "ru", "zh")
# Languages that name what trade moves: the UN tables and the precursors of fentanyl, but not every substance.
FURTHER = ("ar", "fa", "hi", "id", "ko", "nl", "pl", "th", "tr", "uk", "vi")
# Languages that name the substances that were listed first, and the solvents.
SPARSE = ("bg", "cs", "da", "el", "fi", "hu", "ro", "sv")
FEW = ("bn", "he", "lt")
"""Of these few names were added, nearly all as they stand in a source."""
CLASSIC = {
    "acetic-anhydride", "acetone", "anpp", "anthranilic-acid", "benzyl-cyanide", "ephedrine", "ergometrine",
    "ergotamine", "ethyl-ether", "gbl", "hydrochloric-acid", "isosafrole", "lysergic-acid", "mdp2p", "mek",
    "methylamine", "n-acetylanthranilic-acid", "nitroethane", "norephedrine", "npp", "p2p", "phenylacetic-acid",
    "piperidine", "piperonal", "potassium-permanganate", "pseudoephedrine", "red-phosphorus", "safrole",
    "sulfuric-acid", "toluene",
}  # fmt: skip
KINDS = {"common", "systematic", "cas_index", "trade", "abbreviation"}
FENTANYL_PRECURSORS = {
    "npp", "anpp", "4-ap", "1-boc-4-ap", "norfentanyl", "4-piperidone", "1-boc-4-piperidone", "benzylfentanyl",
    "propionyl-chloride", "propionic-anhydride", "phenethyl-bromide", "benzyl-chloride", "piperidine",
}  # fmt: skip

# Names that the table of known compounds gives to another structure, and why they stand here all the same.
EXPLAINED_HOMONYMS = {
    "iod": "German for iodine; filed under hydrogen iodide",
    "yodo": "Spanish for iodine; filed under hydrogen iodide",
    "white phosphorus": "filed as a single phosphorus atom",
    "bmk": "carbendazim in that table; counts only in a context that speaks of the ketone or its glycidates",
    "oleum": "sulphuric acid with sulphur trioxide: the same heading of the tariff and the same acid",
    "fuming sulfuric acid": "sulphuric acid with sulphur trioxide: the same heading of the tariff and the same acid",
    "iodo": "clioquinol in that table; the Portuguese element, in a context that says so",
    "ethyl 2,3-epoxy-2-methyl-3-phenylpropionate": "the table has an isomer; the locants say the listed ester",
    "propionic acid,anhydride": "the table has a fluorinated one; the name says none",
    "l-(-)-ephedrine": "filed under norephedrine; the name has no nor",
}
# Names that the parser reads to another structure, and why they stand here all the same.
EXPLAINED_READINGS = {
    "phenethylpiperidone": "no locant; the trade means the 4-ketone",
    "phenethyl piperidone": "no locant; the trade means the 4-ketone",
    "phenethylpiperidon": "no locant; the trade means the 4-ketone",
    "1-boc-piperidone": "no locant; the trade means the 4-ketone",
    "4,4-piperidinediol hydrochloride": "the hydrate of 4-piperidone hydrochloride under its other name",
    "4,4-dihydroxypiperidine hydrochloride": "the hydrate of 4-piperidone hydrochloride under its other name",
    "methylenedioxyphenylacetone": "3,4- is understood; the parser builds a ring of another kind",
    "isopropylidene(2-(3,4-methylenedioxyphenyl)acetyl)malonate": "the name in the EU list, of the cyclic ester",
    "isopropyliden-2-(3,4-methylendioxyphenyl)acetylmalonat": "German form of the name in the EU list",
    "4-fluoro anilino-1-boc-piperidine": "the name in the Canadian schedule",
    "4-bromo anilino-1-boc-piperidine": "the name in the Canadian schedule",
    "2-chlorophenylcyclopentylketone": "written without spaces; the parser takes it for a symmetrical ketone",
    "methylenedioxyphenyl-2-propanone": "no locants; only the 3,4-isomer is traded under it",
    "methylenedioxyphenylpropanone": "no locants; only the 3,4-isomer is traded under it",
    "methylenedioxyphenyl acetone": "no locants; only the 3,4-isomer is traded under it",
    "phenylnitropropene": "no locants; only the 2-nitro isomer is traded under it",
    "boc-anilinopiperidine": "no locants; only the 4-isomer is traded under it",
    "anilinopiperidine": "no locants; only the 4-isomer is traded under it",
    "methyl phenylacetoacetate": "a trade name of MAPA; the parser has the 4-phenyl isomer",
    "phenylacetoacetamide": "a trade name of APAA; the parser has the 4-phenyl isomer",
    "azeton": "old German spelling of acetone",
    "iodine": "the parser has the atom",
    "bromine": "the parser has the atom",
}
# Phosphinates are written there as ions without the hydrogen on phosphorus.
SAME_WITHOUT_HYDROGEN = {"hypophosphorous-acid"}

every_language = pytest.mark.parametrize("language", LANGUAGES)
all_languages = pytest.mark.parametrize("language", (*LANGUAGES, *FURTHER, *SPARSE))


def fold(name: str) -> str:
    return fold_name(clean_characters(name))


def read_skeletons(smiles: str) -> set[str]:
    structure = read_structure(smiles)
    return {structure.skeleton} | {parent.skeleton for parent in structure.parents} if structure else set()


def describe(synonym: Synonym) -> str:
    return f"{synonym.language}: {synonym.substance_id}: {synonym.name}"


def test_languages() -> None:
    assert {synonym.language for synonym in SYNONYMS} == {*LANGUAGES, *FURTHER, *SPARSE, *FEW}


def test_names_of_the_first_languages_come_first() -> None:
    codes = list(dict.fromkeys(synonym.language for synonym in SYNONYMS))
    assert set(codes[: len(LANGUAGES)]) == set(LANGUAGES)


def test_rows_are_complete() -> None:
    for synonym in SYNONYMS:
        assert synonym.substance_id in SUBSTANCES, describe(synonym)
        assert synonym.name == " ".join(synonym.name.split()), describe(synonym)
        assert synonym.kind in KINDS, describe(synonym)
        assert synonym.mark in MARKS, describe(synonym)
        assert synonym.source, describe(synonym)
        assert all(word == word.lower() for word in synonym.context), describe(synonym)


@all_languages
def test_no_name_stands_twice_in_a_language(language: str) -> None:
    names = [fold(synonym.name) for synonym in SYNONYMS if synonym.language == language]
    assert len(names) == len(set(names))


def test_no_name_is_that_of_two_substances() -> None:
    owners = defaultdict(set)
    for synonym in SYNONYMS:
        owners[squeeze_name(fold(synonym.name))].add(synonym.substance_id)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_no_name_is_that_of_another_known_compound() -> None:
    lexicon = load_lexicon()
    foreign, explained = [], set()
    for synonym in SYNONYMS:
        substance = SUBSTANCES[synonym.substance_id]
        folded = fold(synonym.name)
        known = lexicon.find_name(folded)
        if known is None or not substance.smiles:
            continue
        if synonym.substance_id in SAME_WITHOUT_HYDROGEN and ("O-]P=O" in known.smiles or known.smiles == "O=PO"):
            continue
        if read_skeletons(known.smiles) & read_skeletons(substance.smiles):
            continue
        if folded in EXPLAINED_HOMONYMS:
            explained.add(folded)
        else:
            foreign.append((describe(synonym), known.cas_rn, known.name))
    assert foreign == []
    assert explained == set(EXPLAINED_HOMONYMS)


def test_no_name_is_read_to_another_structure() -> None:
    foreign, explained = [], set()
    for synonym in SYNONYMS:
        substance = SUBSTANCES[synonym.substance_id]
        if synonym.language in ("ja", "ru", "zh") or synonym.kind == "abbreviation" or not substance.smiles:
            continue
        folded = fold(synonym.name)
        smiles = parse_systematic_name(folded)
        if not smiles or read_skeletons(smiles) & read_skeletons(substance.smiles):
            continue
        if folded in EXPLAINED_READINGS:
            explained.add(folded)
        else:
            foreign.append((describe(synonym), smiles))
    assert foreign == []
    assert explained == set(EXPLAINED_READINGS)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("3-chloropropiophenone", id="chlorine on the chain"),
        pytest.param("acetoacetanilide", id="one letter from APAA in Chinese"),
        pytest.param("1-methyl-4-piperidone", id="neighbour of 4-piperidone"),
        pytest.param("strawberry aldehyde", id="isomer of a glycidate"),
        pytest.param("acetophenone", id="neighbour of propiophenone"),
        pytest.param("xylene", id="neighbour of toluene"),
        pytest.param("二甲苯", id="xylene in Chinese"),
        pytest.param("三乙胺", id="triethylamine in Chinese"),
        pytest.param("乙酰乙酰苯胺", id="acetoacetanilide in Chinese"),
        pytest.param("PP粉", id="polypropylene powder"),
        pytest.param("sel de mer iodé", id="iodised salt"),
        pytest.param("garam beryodium", id="iodised salt in Indonesian"),
        pytest.param("تلوين", id="colouring in Arabic"),
        pytest.param("취소", id="cancelled in Korean, an old name of bromine"),
        pytest.param("thuốc tím", id="without tones a heart medicine in Vietnamese"),
        pytest.param("brome grass", id="a grass"),
        pytest.param("piperonylacetone", id="a perfume, one carbon longer"),
    ],
)
def test_neighbours_are_no_synonyms(name: str) -> None:
    assert fold(name) not in {fold(synonym.name) for synonym in SYNONYMS}


def test_abbreviations_have_context() -> None:
    for synonym in SYNONYMS:
        assert bool(synonym.context) == (synonym.kind == "abbreviation"), describe(synonym)


def test_capitals_of_four_letters_at_most_are_abbreviations() -> None:
    for synonym in SYNONYMS:
        if re.fullmatch(r"(?:[A-Z]\.?){1,4}|[A-Z]\d[A-Z]{1,2}", synonym.name):
            assert synonym.kind == "abbreviation", describe(synonym)


@pytest.mark.parametrize(
    "name", ["NPP", "BMK", "PMK", "GBL", "MEK", "MAPA", "P2P", "HCl", "PCC", "CBD", "4-AP", "oleum"]
)
def test_ambiguous_abbreviation_does_not_speak_for_itself(name: str) -> None:
    rows = [synonym for synonym in SYNONYMS if synonym.name == name]
    assert rows
    assert all(row.context for row in rows)


@pytest.mark.parametrize(
    "name", ["4-ANPP", "MDP2P", "P-2-P", "APAAN", "1-boc-4-AP", "BMK methyl glycidate", "BMK oil", "KMnO4"]
)
def test_specific_short_name_speaks_for_itself(name: str) -> None:
    assert any(synonym.name == name and not synonym.context for synonym in SYNONYMS)


@pytest.mark.parametrize(
    ("language", "script"),
    [
        pytest.param("zh", r"[\u4e00-\u9fff]", id="Chinese"),
        pytest.param("ja", r"[\u3040-\u30ff\u4e00-\u9fff]", id="Japanese"),
        pytest.param("ru", r"[\u0400-\u04ff]", id="Russian"),
        pytest.param("uk", r"[\u0400-\u04ff]", id="Ukrainian"),
        pytest.param("bg", r"[\u0400-\u04ff]", id="Bulgarian"),
        pytest.param("el", r"[\u0370-\u03ff]", id="Greek"),
        pytest.param("ko", r"[\uac00-\ud7a3]", id="Korean"),
        pytest.param("th", r"[\u0e00-\u0e7f]", id="Thai"),
        pytest.param("ar", r"[\u0600-\u06ff]", id="Arabic"),
        pytest.param("fa", r"[\u0600-\u06ff]", id="Persian"),
        pytest.param("hi", r"[\u0900-\u097f]", id="Hindi"),
    ],
)
def test_names_are_written_in_the_script_of_the_language(language: str, script: str) -> None:
    for synonym in SYNONYMS:
        if synonym.language == language:
            assert re.search(script, synonym.name), describe(synonym)


@pytest.mark.parametrize(
    "language",
    ["de", "en", "es", "fr", "it", "pt", "pl", "nl", "tr", "id", "vi", "cs", "ro", "hu", "sv", "da", "fi"],
)
def test_names_are_written_in_latin_letters(language: str) -> None:
    for synonym in SYNONYMS:
        if synonym.language == language:
            assert not re.search(r"[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]", synonym.name), describe(synonym)


@pytest.mark.parametrize("language", (*LANGUAGES, *FURTHER))
def test_every_fentanyl_precursor_and_un_substance_has_a_name(language: str) -> None:
    named = {synonym.substance_id for synonym in SYNONYMS if synonym.language == language}
    un_tables = {
        row.subject
        for row in load_listings()
        if row.jurisdiction == "UN" and row.list.startswith("Table") and row.subject in SUBSTANCES
    }
    assert FENTANYL_PRECURSORS | un_tables <= named


@pytest.mark.parametrize("language", SPARSE)
def test_a_sparse_language_names_what_was_listed_first(language: str) -> None:
    named = {synonym.substance_id for synonym in SYNONYMS if synonym.language == language}
    assert named >= CLASSIC


@every_language
def test_names_cover_97_percent_of_the_substances(language: str) -> None:
    named = {synonym.substance_id for synonym in SYNONYMS if synonym.language == language}
    assert len(named & set(SUBSTANCES)) >= 0.97 * len(SUBSTANCES)


@pytest.mark.parametrize(
    ("name", "substance_id"),
    [
        pytest.param("4-Piperidinone, 1-(2-phenylethyl)-", "npp", id="CAS index name"),
        pytest.param("N-fenetil-4-piperidona", "npp", id="Spanish"),
        pytest.param("1-苯乙基-4-哌啶酮", "npp", id="Chinese"),
        pytest.param("4-苯胺基-N-苯乙基哌啶", "anpp", id="Chinese ANPP"),
        pytest.param("丙醯氯", "propionyl-chloride", id="traditional characters"),
        pytest.param("chlorhydrate d'éphédrine", "ephedrine", id="French salt"),
        pytest.param("эфедрина гидрохлорид", "ephedrine", id="Russian salt"),
        pytest.param("エフェドリン塩酸塩", "ephedrine", id="Japanese salt"),
        pytest.param("Iodwasserstoffsäure", "hydriodic-acid", id="German"),
        pytest.param("acido ipofosforoso", "hypophosphorous-acid", id="Italian"),
        pytest.param("permanganato de potássio", "potassium-permanganate", id="Portuguese"),
        pytest.param("PMK ethyl glycidate", "mdp2p-methyl-glycidate-ethyl", id="trade name of an ester"),
        pytest.param("枸橼酸芬太尼", "fentanyl", id="drug in Chinese"),
    ],
)
def test_name_belongs_to_its_substance(name: str, substance_id: str) -> None:
    assert {synonym.substance_id for synonym in SYNONYMS if fold(synonym.name) == fold(name)} == {substance_id}
