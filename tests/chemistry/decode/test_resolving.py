import pytest


@pytest.mark.parametrize(
    ("name", "method", "entry", "relation"),
    [
        pytest.param("acetic anhydride", "listed name", "acetic-anhydride", "identical", id="listed"),
        pytest.param("4-Piperidinone, 1-(2-phenylethyl)-", "", "npp", "identical", id="index name"),
        pytest.param("1-[2-(phenyl)ethyl]piperidin-4-one", "systematic name", "npp", "identical", id="systematic"),
        pytest.param("pseudoephedrine tartrate", "", "pseudoephedrine", "salt", id="salt word"),
        pytest.param("piperonal-d2", "", "piperonal", "isotopologue", id="label"),
        pytest.param("(+)-norephedrine", "", "norephedrine", "stereoisomer", id="sign of rotation"),
        pytest.param("methyl 2-aminobenzoate", "", "anthranilic-acid", "ester", id="covered"),
    ],
)
def test_listed(resolver, name, method, entry, relation):
    found = resolver.resolve(name)
    assert method in found.method
    assert found.matches[0].entry_id == entry
    assert relation in found.matches[0].relation
    assert found.confidence >= 0.9


@pytest.mark.parametrize("name", ["caffeine", "2-methylpropan-1-ol", "sodium chloride", "ibuprofen sodium"])
def test_other_chemicals_have_a_structure_and_no_match(resolver, name):
    found = resolver.resolve(name)
    assert found.matches == ()
    assert found.smiles


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="empty"),
        pytest.param("-", id="hyphen"),
        pytest.param("dog food", id="goods"),
        pytest.param("hydrochloride", id="salt word alone"),
        pytest.param("sulphate", id="salt word alone, British"),
        pytest.param("monohydrate", id="hydrate word alone"),
        pytest.param("2-methylpropan-9-ol", id="impossible locant"),
        pytest.param("x" * 5000, id="too long"),
        pytest.param("(" * 300, id="brackets"),
        pytest.param("methyl" * 60, id="methyl methyl methyl"),
        pytest.param("ephedrine" + "1c11c1" * 40 + "x", id="isotope labels without end"),
    ],
)
def test_what_is_no_name(resolver, name):
    assert resolver.resolve(name) is None


@pytest.mark.parametrize("name", ["chloride", "iodide", "hydrogen sulfate", "hydrochloride anhydrous"])
def test_an_ion_alone_is_not_its_acid(resolver, name):
    found = resolver.resolve(name)
    assert found is None or not found.matches


@pytest.mark.parametrize("name", ["4-piperidone", "toluene", "norephedrine"])
def test_case_does_not_matter(resolver, name):
    assert resolver.resolve(name.upper()).matches == resolver.resolve(name).matches


def test_a_long_bracket_of_letters_does_not_hang(resolver):
    assert resolver.resolve("(" + "e" * 300 + "-methylpiperidone") is None


@pytest.mark.parametrize("name", ["HCl (Salzsäure)", "HCl (asam klorida)"])
def test_an_acid_beside_its_formula_is_no_salt_of_itself(resolver, name):
    found = resolver.resolve(name)
    assert [match.entry_id for match in found.matches] == ["hydrochloric-acid"]


def test_a_salt_of_a_base_stays_one(resolver):
    assert resolver.resolve("efedrin HCl").matches[0].relation == "salt"
