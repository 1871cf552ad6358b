"""Fixtures of the chemistry tests."""

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
