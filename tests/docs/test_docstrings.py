"""Public docstrings state every parameter and result: numpydoc's own checks, on all that people import."""

import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

import pytest
from numpydoc.validate import validate

CHECKS = {"GL08", "SS03", "PR01", "PR02", "PR03", "PR04", "PR06", "PR07", "PR08", "PR09", "RT01", "RT03", "YD01"}
MODULES = (
    "riskscan", "riskscan.chemistry.drawing", "riskscan.chemistry.drawn_sheet", "riskscan.chemistry.explaining",
    "riskscan.chemistry.findings", "riskscan.chemistry.screening", "riskscan.classifier", "riskscan.compounds",
    "riskscan.distributed", "riskscan.exceptions", "riskscan.history.reviews", "riskscan.history.store",
    "riskscan.history.store_results",
    "riskscan.identifiers", "riskscan.inspection_plan", "riskscan.manifest.reading", "riskscan.modelling.judging",
    "riskscan.parties", "riskscan.parties.judging", "riskscan.plotting", "riskscan.scoring",
    "riskscan.scoring.known_before", "riskscan.simulation", "riskscan.tables.listings", "riskscan.tables.reasons",
    "riskscan.training", "riskscan.unseen",
)  # fmt: skip
"""Modules whose public names people import; a new one is to be added here."""


def _names() -> Iterator[str]:
    seen = set()
    for module in map(importlib.import_module, MODULES):
        for name in module.__all__:
            found = getattr(module, name)
            if not (inspect.isclass(found) or inspect.isfunction(found)) or found in seen:
                continue
            seen.add(found)
            home = f"{found.__module__}.{found.__qualname__}"
            yield home
            for own, value in vars(found).items() if inspect.isclass(found) else ():
                if not own.startswith("_") and (inspect.isfunction(value) or isinstance(value, classmethod | property)):
                    yield f"{home}.{own}"


NAMES = sorted(_names())


def _find(name: str) -> object:
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError:
        return getattr(_find(module), attribute)


def _field_names(found: object) -> set[str]:
    """Return what a record holds, which is its attributes rather than its parameters."""
    if is_dataclass(found):
        return {field.name for field in fields(found) if not field.name.startswith("_")}
    return set(getattr(found, "_fields", ()))


@pytest.mark.parametrize("name", NAMES)
def test_docstring(name: str) -> None:
    found = _find(name)
    checks = set(CHECKS)
    if inspect.isclass(found) and (_field_names(found) or issubclass(found, Enum)):
        checks.discard("PR01")
    assert [error for error in validate(name)["errors"] if error[0] in checks] == []


RECORDS = [name for name in NAMES if inspect.isclass(_find(name)) and _field_names(_find(name))]


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_states_each_of_its_fields(name: str) -> None:
    found = _find(name)
    said = {
        word.strip()
        for line in re.findall(r"^ *([\w, ]+) : ", inspect.getdoc(found) or "", re.MULTILINE)
        for word in line.split(",")
    }
    assert _field_names(found) - said == set()


def test_modules_are_many() -> None:
    assert len(NAMES) > 100 and len(RECORDS) > 15
