"""What a reading costs falls with how sure it is."""

from collections.abc import Callable

import pytest

from riskscan.chemistry.decode.costs import cost_of, cost_of_mending, cost_of_slips, least_cost, worth_of_unread
from riskscan.chemistry.decode.evidence import Edit, Evidence, Sense, Source
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.names.near_names import NearNames, allowed_edits


def _cost(evidence: Evidence, sense: Sense = Sense.CERTAIN, words: str = "acetone") -> float:
    return cost_of(Resolution(words, evidence, 0.9, (), None, None, sense=sense), words)


_KNOWN, _PUNCTUATION = Evidence(Source.KNOWN), Evidence(Source.KNOWN, (Edit.PUNCTUATION,))


@pytest.mark.parametrize(
    ("dearer", "cheaper"),
    [
        pytest.param(lambda: _cost(Evidence(Source.SYSTEMATIC)), lambda: _cost(_KNOWN), id="no table has it"),
        pytest.param(lambda: _cost(_KNOWN.after(Edit.TRANSLATED)), lambda: _cost(_KNOWN), id="another language"),
        pytest.param(lambda: _cost(_KNOWN, Sense.AMBIGUOUS), lambda: _cost(_KNOWN), id="which isomer is open"),
        pytest.param(lambda: _cost(_PUNCTUATION, words="powder, BMK"), lambda: _cost(_PUNCTUATION), id="over a comma"),
        pytest.param(lambda: 2 * _cost(_KNOWN), lambda: _cost(Evidence(Source.SYSTEMATIC)), id="two names and one"),
        pytest.param(lambda: cost_of_mending(1), lambda: cost_of_mending(0.4), id="a letter and a scan"),
        pytest.param(lambda: cost_of_mending(0.4), least_cost, id="mended and as it stands"),
        pytest.param(lambda: _cost(_KNOWN), worth_of_unread, id="read and unread"),
    ],
)
def test_costs(dearer: Callable[[], float], cheaper: Callable[[], float]) -> None:
    assert dearer() > cheaper()


def test_nothing_costs_less_than_a_name_of_a_table() -> None:
    assert _cost(_KNOWN) == least_cost()


def test_a_slip_costs_more_than_a_sign(names) -> None:
    near = NearNames(names.squeezed_items(allowed_edits))
    [slip, *_], [sign, *_] = near.find(("phenylacetoone",)), near.find(("phenyl", "acetone"))
    assert (slip.target, sign.target) == ("phenylacetone", "phenylacetone")
    assert cost_of_slips(slip, "phenylacetoone") > cost_of_slips(sign, "phenyl acetone") > 0
    assert cost_of_slips(sign, "phenyl, acetone") > cost_of_slips(slip, "phenylacetoone")
