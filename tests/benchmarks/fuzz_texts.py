"""Fuzz the reading of texts: ``pip install atheris``, ``python -m tests.benchmarks.fuzz_texts -runs=10000``.

Every text must get an answer; what crashes or takes longer than ``-timeout`` seconds is reported by atheris.
"""

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["riskscan.chemistry", "riskscan.identifiers"]):
    from riskscan.chemistry.screening import Screener

_DAY, _WHERE = date(2026, 11, 1), frozenset({"UN", "US", "EU"})
_SCREENER = Screener()


def read_one(data: bytes) -> None:
    """Screen one text made of fuzzed bytes."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(400)
    assert _SCREENER.find(text, _DAY, _WHERE)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
