"""The sample manifest is what its README says."""

import csv
from pathlib import Path

from riskscan.manifest.schema import CANONICAL
from riskscan.simulation import LABEL_COLUMNS

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "manifest.csv"


def test_sample_is_canonical_and_unlabeled() -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert tuple(rows[0]) == CANONICAL
    assert not set(rows[0]) & set(LABEL_COLUMNS)
    assert 50 <= len(rows) <= 100
    assert len({row["consignment_id"] for row in rows}) == len(rows)


def test_sample_shows_every_kind_of_finding() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for phrase in (
        "4-Piperidinone, 1-(2-phenylethyl)-", "1-苯乙基-4-哌啶酮", "N-FENETIL", "Essigsäureanhydrid", "phenylacetlc",
        "CAS79099", "hydrochloride monohydrate", "tert-butyl 4-oxopiperidine", "O=C1CCN", "BMK oil", "dog food",
        "P2P network camera", "BMK bicycle parts", "acetone free", "2026-02-31", "Atlantis", "=HYPERLINK",
    ):  # fmt: skip
        assert phrase in text
