"""Public docstrings state every parameter and result: numpydoc's own checks."""

import inspect
from collections.abc import Iterator

import pytest
from numpydoc.validate import validate

import riskscan

CHECKS = {"GL08", "SS03", "PR01", "PR02", "PR03", "PR04", "PR06", "PR07", "PR08", "PR09", "RT01", "RT03", "YD01"}


def _names() -> Iterator[str]:
    for name in riskscan.__all__:
        found = getattr(riskscan, name)
        if inspect.isclass(found) or inspect.isfunction(found):
            yield f"riskscan.{name}"
        if inspect.isclass(found):
            for own, value in vars(found).items():
                if not own.startswith("_") and (inspect.isfunction(value) or isinstance(value, classmethod | property)):
                    yield f"riskscan.{name}.{own}"


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in _names()])
def test_docstring(name: str) -> None:
    assert [error for error in validate(name)["errors"] if error[0] in CHECKS] == []
