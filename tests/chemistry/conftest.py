"""Fixtures of the chemistry tests."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from riskscan.chemistry.decode.repairing import Repairer
from riskscan.chemistry.decode.resolving import Resolver
from riskscan.chemistry.names.lexicon import Lexicon, load_lexicon
from riskscan.chemistry.names.listed_names import ListedNames
from riskscan.tables.substances import load_forms, load_substances, load_synonyms


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def names() -> ListedNames:
    return ListedNames(load_substances(), load_forms(), load_synonyms())


@pytest.fixture(scope="session")
def resolver(screener, names, lexicon) -> Resolver:
    return Resolver(screener.controls, names, lexicon)


@pytest.fixture(scope="session")
def repairer(resolver) -> Repairer:
    return Repairer(resolver)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, which those of `tmp_path` are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.fixture
def unprivileged() -> str:
    """Lines of code that take root's rights away: root may write everywhere."""
    return "import os\nif os.geteuid() == 0: os.setuid(65534)\n"
