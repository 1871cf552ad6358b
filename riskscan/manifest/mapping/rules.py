"""The user's mapping file: what the built-in aliases cannot know.

A mapping file is TOML. Every table is optional::

    [columns]                      # canonical column = "header in the file"
    goods_description = "Ware"
    customs_value_usd = "Betrag"

    [units]                        # where the header does not state it: kg g mg t lb oz, or a currency code
    net_mass_kg = "g"
    customs_value_usd = "EUR"

    [currency]                     # column of currency codes; USD for one unit of each currency
    column = "Whg"
    rates = { EUR = 1.08, CNY = 0.139 }

    [dates]                        # strptime format, where day and month cannot be told apart
    lodged_on = "%d/%m/%Y"

    [file]                         # where detection fails
    encoding = "cp1251"
    separator = ";"
    decimal = ","
"""

import datetime
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from riskscan.exceptions import TableError
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.schema import SCHEMA, Kind

__all__ = ["ColumnRules", "read_rules", "resolve_rules"]

_KEYS = {
    "columns": set(SCHEMA),
    "units": {name for name, column in SCHEMA.items() if column.unit},
    "currency": {"column", "rates"},
    "dates": {name for name, column in SCHEMA.items() if column.kind is Kind.DATE},
    "file": {"encoding", "separator", "decimal"},
}


@dataclass(frozen=True, slots=True)
class ColumnRules:
    """What a mapping file says.

    Attributes
    ----------
    columns : dict of str to str
        Canonical column to header.
    units : dict of str to str
        Canonical column to unit symbol or ISO 4217 code.
    currency_column : str or None
        Header of the column of currency codes.
    rates : dict of str to float
        USD for one unit of a currency; USD itself is 1.
    dates : dict of str to str
        Canonical column to `strptime` format.
    encoding, separator, decimal : str or None
        Overrides of what is detected.
    """

    columns: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    currency_column: str | None = None
    rates: Mapping[str, float] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    ignore: tuple[str, ...] = ()


def read_rules(mapping_file: str | Path) -> ColumnRules:
    """Read a mapping file.

    Raises
    ------
    TableError
        Where the file cannot be read, is not TOML, or has an unknown key or a value of the wrong kind; the message
        names the key.
    """
    try:
        table = tomllib.loads(Path(mapping_file).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TableError(f"Cannot read the mapping file {mapping_file}: {reason}.") from error
    return _parse_rules(str(mapping_file), table)


def _parse_rules(name: str, table: dict[str, Any]) -> ColumnRules:
    _check_keys(name, "", table, set(_KEYS))
    for section, known in _KEYS.items():
        if not isinstance(table.setdefault(section, {}), dict):
            raise TableError(f"{name}: {section} must be a table, [{section}].")
        _check_keys(name, f"{section}.", table[section], known)
        for key, value in table[section].items():
            if (section, key) != ("currency", "rates") and not (isinstance(value, str) and value):
                raise TableError(f"{name}: {section}.{key} must be a text that is not empty, found {value!r}.")
    file = table["file"]
    return ColumnRules(
        columns=table["columns"],
        units={target: _unit(name, target, symbol) for target, symbol in table["units"].items()},
        currency_column=table["currency"].get("column"),
        rates=_rates(name, table["currency"].get("rates", {})),
        dates={target: _date_format(name, target, layout) for target, layout in table["dates"].items()},
        encoding=file.get("encoding"),
        separator=_one_of(name, "separator", file.get("separator"), (",", ";", "\t", "|")),
        decimal=_one_of(name, "decimal", file.get("decimal"), (".", ",")),
    )


def _check_keys(name: str, where: str, table: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(table) - known):
        raise TableError(f"{name}: unknown key {where}{unknown[0]}; known here: {', '.join(sorted(known))}.")


def _one_of(name: str, key: str, value: str | None, known: tuple[str, ...]) -> str | None:
    if value is not None and value not in known:
        raise TableError(f"{name}: file.{key} must be one of {', '.join(map(repr, known))}, found {value!r}.")
    return value


def _unit(name: str, target: str, symbol: str) -> str:
    unit = lookup_unit(symbol, "currency" if SCHEMA[target].unit == "USD" else "mass")
    if unit is not None:
        return unit.unit
    if SCHEMA[target].unit == "USD" and len(symbol) == 3 and symbol.isascii() and symbol.isalpha():
        return symbol.upper()
    raise TableError(f"{name}: units.{target} is {symbol!r}, which is not a unit of {SCHEMA[target].unit}.")


def _rates(name: str, rates: Any) -> dict[str, float]:
    if not isinstance(rates, dict):
        raise TableError(f"{name}: currency.rates must be a table such as {{ EUR = 1.08 }}, found {rates!r}.")
    for currency, rate in rates.items():
        is_number = isinstance(rate, int | float) and not isinstance(rate, bool)
        if not is_number or not 0 < rate < math.inf:
            raise TableError(f"{name}: currency.rates.{currency} must be a number above zero, found {rate!r}.")
    return {currency.upper(): float(rate) for currency, rate in rates.items()}


def _date_format(name: str, target: str, layout: str) -> str:
    day = datetime.datetime(2021, 11, 23)
    try:
        is_whole = datetime.datetime.strptime(day.strftime(layout), layout) == day
    except ValueError:
        is_whole = False
    if not is_whole:
        raise TableError(f"{name}: dates.{target} is {layout!r}, which is not a format of whole dates like '%d/%m/%Y'.")
    return layout


def resolve_rules(columns: ColumnRules | str | Path | None) -> ColumnRules:
    """Return the rules that a caller gave: as they are, read from a mapping file, or none at all."""
    if isinstance(columns, str | Path):
        return read_rules(columns)
    return columns or ColumnRules()
