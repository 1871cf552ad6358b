"""What the parts of a run say of their traders, kept while it lasts."""

from contextlib import closing
from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest

from riskscan.features.references import References
from riskscan.history.events import Events, events_of, number_alike
from riskscan.history.links import LinkRows
from riskscan.scoring.kept_facts import KeptFacts
from riskscan.scoring.survey import TraderFacts

ROWS = pd.DataFrame(
    {
        "lodged_on": pd.to_datetime(["2026-01-05", None, "2026-01-07"]),
        "consignor_name": ["Golden Bay Trading", "R&D Supply", None],
        "consignee_address": ["22 Elm Ct., Mesa", None, "PO Box 221 Tucson"],
        "hs_code": ["293333", None, "2933"],
        "gross_mass_kg": [1.5, np.nan, 20.0],
    }
)
FACTS = TraderFacts(
    3, events_of(ROWS), np.array([5, 5, 7]), References.empty(), LinkRows.of(ROWS),
    {"\0party consignor_name": np.array([1, 2, 0], dtype=np.uint64)},
)  # fmt: skip


@pytest.mark.parametrize("most_bytes", [pytest.param(0, id="on disk"), pytest.param(10_000, id="in memory")])
def test_facts_come_back_part_by_part(most_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.manifest.array_store._IN_MEMORY_BYTES", most_bytes)
    with closing(KeptFacts()) as kept:
        for _ in range(2):
            kept.add(FACTS)
        for number in (1, 0, 1):
            events, known = kept.of(number)
            assert isinstance(events, Events) and FACTS.events is not None
            for field in fields(Events):
                assert getattr(events, field.name).tolist() == getattr(FACTS.events, field.name).tolist()
            assert {name: values.tolist() for name, values in known.items()} == {"\0party consignor_name": [1, 2, 0]}
        assert Events.join(kept.events()).day.tolist() == [*FACTS.events.day.tolist()] * 2
        assert kept.keys().tolist() == number_alike(np.array([5, 5, 7, 5, 5, 7])).tolist()
        assert [len(links) for links in kept.take_links()] == [3, 3] and not kept.take_links()


def test_facts_that_nobody_asked_for_are_none() -> None:
    with closing(KeptFacts()) as kept:
        assert kept.of(0) == (None, {}) and kept.events() == []
        kept.add(replace(FACTS, events=None))
        assert kept.of(0)[0] is None and kept.events() == []
