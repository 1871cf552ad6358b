"""How a mention was read is said in words and told by types."""

import pytest

from riskscan.chemistry.decode.evidence import Edit, Evidence, Sense, Source


@pytest.mark.parametrize(
    ("evidence", "words", "is_mended", "is_verbatim"),
    [
        pytest.param(Evidence(Source.LISTED), "listed name", False, True, id="as it stands"),
        pytest.param(Evidence(Source.KNOWN), "known name", False, True, id="a known compound"),
        pytest.param(Evidence(Source.SYSTEMATIC), "systematic name", False, False, id="read by its parts"),
        pytest.param(
            Evidence(Source.LISTED).after(Edit.SPELLING), "listed name, spelling mended", True, False, id="mended"
        ),
        pytest.param(
            Evidence(Source.SYSTEMATIC, (Edit.TRANSLATED, Edit.PUNCTUATION)),
            "systematic name, translated, punctuation mended", True, False, id="two edits",
        ),
        pytest.param(Evidence(Source.LISTED, (Edit.INFLECTED,)), "listed name, inflected", False, False, id="a case"),
    ],
)  # fmt: skip
def test_evidence(evidence: Evidence, words: str, is_mended: bool, is_verbatim: bool) -> None:
    assert (str(evidence), evidence.is_mended, evidence.is_verbatim) == (words, is_mended, is_verbatim)


def test_a_name_that_leaves_open_what_it_means_stays_so_when_mended(resolver) -> None:
    found = resolver.resolve("chlorotoluene")
    assert found.sense is Sense.AMBIGUOUS and found.is_ambiguous and not found.is_verbatim
    assert found.method == "ambiguous name"
