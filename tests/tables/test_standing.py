"""Which listings of a finding concern a row: each answer compared with what the listings themselves say."""

from dataclasses import replace

import pytest

from riskscan.tables.listings import describe_listings, load_listings
from riskscan.tables.lists import OWN
from riskscan.tables.standing import Standing

US = next(one for one in load_listings() if one.jurisdiction == "US" and one.binds and one.severity > 1)
CN = replace(US, jurisdiction="CN", list="Category II", severity=2.0)
UN = replace(US, jurisdiction="UN", list="Table I", severity=3.0)
PROPOSED = replace(US, jurisdiction="EU", list="Category 1", status="proposed")
WATCHED = replace(US, jurisdiction="MX", list="surveillance", severity=0.5, is_watch=True)
OF_OWN = replace(US, jurisdiction=OWN, list="watch list", severity=2.5)
ALL = (UN, US, CN, PROPOSED, WATCHED)


@pytest.mark.parametrize(
    ("listings", "touched", "is_near", "shown", "severity"),
    [
        pytest.param(ALL, {"CN"}, True, (CN,), 2.0, id="one"),
        pytest.param(ALL, {"CN", "UN"}, True, (UN, CN), 3.0, id="in the order of the listings"),
        pytest.param(ALL, {"EU"}, False, ALL, 3.0, id="a proposal alone concerns none"),
        pytest.param(ALL, {"MX"}, False, ALL, 3.0, id="a watching list alone concerns none"),
        pytest.param(ALL, {"CN", "EU", "MX"}, True, (CN, PROPOSED, WATCHED), 2.0, id="shown beside what binds"),
        pytest.param(ALL, set(), False, ALL, 3.0, id="no place"),
        pytest.param((*ALL, OF_OWN), {"JP"}, True, (OF_OWN,), 2.5, id="own lists always count"),
        pytest.param((), {"US"}, False, (), 0.0, id="no listing"),
        pytest.param((PROPOSED,), {"EU"}, False, (PROPOSED,), 0.0, id="nothing binds"),
    ],
)
def test_what_concerns_a_row(listings, touched, is_near, shown, severity):
    concern = Standing(listings).concerning(frozenset(touched))
    assert (concern.is_near, concern.severity) == (is_near, severity)
    assert tuple(listings[place] for place in concern.places) == shown
    prefix = "" if is_near or not shown else "elsewhere: "
    assert concern.describe() == prefix + describe_listings(shown)
    assert concern.describe(1) == prefix + describe_listings(shown[:1])
    assert concern.listers == ", ".join(dict.fromkeys(one.jurisdiction for one in shown))
