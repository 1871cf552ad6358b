"""Greek: listed names with a slip and words made of parts of chemical names are never silent; everyday words are."""

from datetime import date

import pytest

DAY, WHERE = date(2026, 6, 1), frozenset({"UN", "US", "EU"})


@pytest.mark.parametrize(
    "text",
    [
        "ακετνη 25 kg", "ακετονι", "πιπερδίνη 25 kg", "μεθυλαιθυλκετνη 200 L", "υπερμαγγανκό κάλιο 25 kg",
        "τολυόλιο 25 L", "οξικος ανυδριτις 25 L", "εφεδρνη 1 kg", "σαφρλη 25 kg", "φαινυλακετνη",
    ],
)  # fmt: skip
def test_one_slip_is_for_a_chemist(screener, text):
    assert {found.outcome for found in screener.find(text, DAY, WHERE)} == {"unresolved"}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("αιθανόλη 5 L", "clear", id="ethanol"),
        pytest.param("διμεθυλοφορμαμίδιο 200 L", "clear", id="dimethylformamide"),
        pytest.param("φαινοξυαιθανόλη", "clear", id="phenoxyethanol"),
        pytest.param("1-φαιναιθυλο-4-πιπεριδόνη", "listed", id="listed, as the table has it"),
        pytest.param("χλωροφόρμιο 5 L", "no_chemical", id="on no list of these"),
    ],
)
def test_names_are_read_by_their_parts(screener, text, outcome):
    outcomes = {found.outcome for found in screener.find(text, DAY, WHERE)}
    assert outcomes == {outcome} or (outcome == "no_chemical" and outcomes == {"clear"})


@pytest.mark.parametrize(
    "text",
    [
        "βενζίνη αμόλυβδη", "βρώμη νιφάδες 1 kg", "εγκυκλοπαίδεια", "κυκλοφορία", "βούτυρο 1 kg", "ελαιόλαδο 5 L",
        "χλωρίνη 5 L", "καρέκλα ξύλινη", "πετρελαϊκός αιθέρας 5 L", "εφεδρεία", "προπύλαια", "Σπυρίδων",
    ],
)  # fmt: skip
def test_everyday_words_are_silent(screener, text):
    assert {found.outcome for found in screener.find(text, DAY, WHERE)} == {"no_chemical"}
