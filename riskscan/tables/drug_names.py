"""Names of controlled drugs in other languages: those that a table holds, and those that spelling makes of the INN.

International nonproprietary names keep their sound in every language and take its spelling: ``oxycodone``,
``oxicodona``, ``oksykodon``. So one table of rules stands for the languages of Latin and Cyrillic letters; what
they miss, and the names in other scripts, stand in another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from riskscan.exceptions import TableError
from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.reading import DATA, read_rows, split_cell

__all__ = ["DrugName", "load_drug_names", "spelled_names"]

_ONE_WORD = re.compile("[a-z]{6,}")
"""Names that are respelled: of one word and long enough to say something in any language."""


@dataclass(frozen=True, slots=True)
class DrugName:
    """A name of a controlled drug.

    Attributes
    ----------
    drug : str
        `riskscan.tables.controlled_drugs.ControlledDrug.name`.
    name : str
        In small letters.
    """

    drug: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """One row, shared by its languages."""

    pattern: re.Pattern[str]
    spelling: str
    is_optional: bool


@cache
def load_drug_names() -> tuple[DrugName, ...]:
    """Return every name that is not the one in ``controlled_drugs.csv``, each once.

    Raises
    ------
    TableError
        On a pattern that is no regular expression, or a name of no controlled drug.

    Examples
    --------
    >>> [row.name for row in load_drug_names() if row.drug == "morphine"][:4]
    ['吗啡', 'モルヒネ', '모르핀', 'مورفين']
    """
    drugs = {row.name: row.other_names for row in load_controlled_drugs()}
    names: dict[str, str] = {}
    for drug, name in _table_names(drugs):
        names.setdefault(name, drug)
    for drug, others in drugs.items():
        for known in filter(_ONE_WORD.fullmatch, (drug, *others)):
            for name in spelled_names(known):
                names.setdefault(name, drug)
    own = {name for drug, others in drugs.items() for name in (drug, *others)}
    return tuple(DrugName(drug, name) for name, drug in names.items() if drug and name not in own)


def spelled_names(name: str) -> tuple[str, ...]:
    """Return the spellings of an international nonproprietary name in the languages of ``drug_spellings.csv``.

    Examples
    --------
    >>> [spelling for spelling in spelled_names("oxycodone") if spelling.isascii()]
    ['oxicodona', 'ossicodone', 'oxykodon', 'oxikodon', 'oksykodon', 'oksikodon', 'oxycodon', 'oksykodoni']
    """
    return tuple(dict.fromkeys(spelling for rules in _rule_sets() for spelling in _spelled(name, rules)))


def _spelled(name: str, rules: Iterable[_Rule]) -> list[str]:
    spellings = [name]
    for rule in rules:
        changed = [_respell(rule, spelling) for spelling in spellings]
        if changed != spellings:
            spellings = list(dict.fromkeys(spellings + changed)) if rule.is_optional else changed
    return spellings


@lru_cache(maxsize=2_000)  # one name after the other is spelled in all languages
def _respell(rule: _Rule, spelling: str) -> str:
    return rule.pattern.sub(rule.spelling, spelling)


@cache
def _rule_sets() -> tuple[tuple[_Rule, ...], ...]:
    """Return the rules of each language, those of languages that spell alike once."""
    rules: dict[str, list[_Rule]] = {}
    for row in read_rows(DATA / "drug_spellings.csv", ("languages", "pattern", "spelling", "optional")):
        try:
            rule = _Rule(re.compile(row["pattern"]), row["spelling"], row["optional"] == "yes")
        except re.error as error:
            raise TableError(f"drug_spellings.csv: {row['pattern']!r} is no pattern ({error}).") from error
        for language in split_cell(row["languages"]):
            rules.setdefault(language, []).append(rule)
    return tuple(dict.fromkeys(map(tuple, rules.values())))


def _table_names(drugs: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = set(drugs)
    for row in read_rows(DATA / "drug_names.csv", ("drug", "language", "name", "source", "mark")):
        if row["drug"] and row["drug"] not in known:
            raise TableError(f"drug_names.csv, {row['name']!r}: {row['drug']!r} is no controlled drug of the table.")
        yield row["drug"], row["name"].lower()
