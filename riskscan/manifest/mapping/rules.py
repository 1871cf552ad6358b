"""The user's mapping file: what the built-in aliases cannot know.

A mapping file is TOML. Every table is optional::

    [columns]                      # canonical column = "header in the file"
    goods_description = ["Ware", "Zusatz"]   # texts in several columns are joined in this order
    customs_value_usd = "Betrag"
    mass_unit = "ME"               # column that holds the unit of each mass
    net_mass_unit = "ME netto"     # of the net mass, where it has its own
    ignore = ["Preis"]             # headers that are not to be read at all

    [units]                        # where the header does not state it: kg g mg t lb oz, or a currency code
    net_mass_kg = "g"
    customs_value_usd = "1000 EUR"

    [currency]                     # column of currency codes; USD for one unit of each currency
    column = "Whg"
    rates = { EUR = 1.08, CNY = 0.139 }

    [dates]                        # strptime format, where day and month cannot be told apart
    lodged_on = "%d/%m/%Y"

    [file]                         # where detection fails
    encoding = "cp1251"
    separator = ";"
    decimal = ","
    longest_line_mb = 500          # a row is read whole, in some seven times its size
"""

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from riskscan.exceptions import TableError
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.delimited.line_lengths import LONGEST_LINE_MB
from riskscan.manifest.schema import SCHEMA, Kind
from riskscan.tables.reading import parse_toml

__all__ = ["ColumnRules", "read_rules", "resolve_rules"]

_KEYS = {
    "columns": {*SCHEMA, "mass_unit", "net_mass_unit", "ignore"},
    "units": {name for name, column in SCHEMA.items() if column.unit},
    "currency": {"column", "rates"},
    "dates": {name for name, column in SCHEMA.items() if column.kind is Kind.DATE},
    "file": {"encoding", "separator", "decimal", "longest_line_mb"},
}


_THOUSANDS = re.compile(r"(?:'?1?[.,' ]?000|thousands? of|thousands?)\s*(.+)", re.I)


@dataclass(frozen=True, slots=True)
class ColumnRules:
    """What a mapping file says.

    Attributes
    ----------
    columns : dict of str to str or tuple of str
        Canonical column (or ``mass_unit``, ``net_mass_unit``) to header; a column of text to one or several, which are
        joined in order.
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
    longest_line_mb : int
        Megabytes of a line of delimited text, at most.
    ignore : tuple of str
        Headers that stand for no canonical column, whatever they say.
    """

    columns: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    currency_column: str | None = None
    rates: Mapping[str, float] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    longest_line_mb: int = LONGEST_LINE_MB
    ignore: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header of the file that ``[columns]`` names."""
        named = (one if isinstance(one, tuple) else (one,) for one in self.columns.values())
        return tuple(header for headers in named for header in headers)


def read_rules(mapping_file: str | Path) -> ColumnRules:
    """Read a mapping file.

    Raises
    ------
    TableError
        Where the file cannot be read, is not TOML, or has unknown keys or values of the wrong kind; the message names
        every one of them.
    """
    try:
        table = parse_toml(Path(mapping_file).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TableError(f"Cannot read the mapping file {mapping_file}: {reason}.") from error
    return _RulesFile(str(mapping_file)).parse(table)


class _RulesFile:
    """A mapping file while it is parsed; it gathers what is wrong, so that one run says all of it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._wrong: list[str] = []

    def parse(self, table: dict[str, Any]) -> ColumnRules:
        sections = {section: self._section(section, table.get(section, {})) for section in _KEYS}
        self._check_keys("", table, set(_KEYS))
        columns, file, currency = sections["columns"], sections["file"], sections["currency"]
        rules = ColumnRules(
            columns={target: source for target, source in columns.items() if target != "ignore"},
            units={target: self._unit(target, symbol) for target, symbol in sections["units"].items()},
            currency_column=currency.get("column"),
            rates=self._rates(currency.get("rates", {})),
            dates={target: self._date_format(target, layout) for target, layout in sections["dates"].items()},
            encoding=file.get("encoding"),
            separator=self._one_of("separator", file.get("separator"), (",", ";", "\t", "|")),
            decimal=self._one_of("decimal", file.get("decimal"), (".", ",")),
            longest_line_mb=file.get("longest_line_mb", LONGEST_LINE_MB),
            ignore=columns.get("ignore", ()),
        )
        if self._wrong:
            raise TableError(f"{self._name}: {'; '.join(self._wrong)}.")
        return rules

    def _section(self, section: str, found: Any) -> dict[str, Any]:
        """Return the entries of a section that are of the right kind."""
        if not isinstance(found, dict):
            self._wrong.append(f"{section} must be a table, [{section}]")
            return {}
        self._check_keys(f"{section}.", found, _KEYS[section])
        return {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in found.items()
            if key in _KEYS[section] and self._is_right(section, key, value)
        }

    def _is_right(self, section: str, key: str, value: Any) -> bool:
        if (section, key) == ("currency", "rates"):
            return True
        if (section, key) == ("file", "longest_line_mb"):
            is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
            if not is_number:
                self._wrong.append(f"file.longest_line_mb must be a whole number above zero, found {value!r}")
            return is_number
        if isinstance(value, list) and section == "columns":
            is_list_of_texts = bool(value) and all(isinstance(item, str) and item for item in value)
            if is_list_of_texts and (key == "ignore" or SCHEMA[key].kind is Kind.TEXT):
                return True
            expected = "a list of texts" if key == "ignore" or SCHEMA[key].kind is Kind.TEXT else "one text"
            self._wrong.append(f"{section}.{key} must be {expected} that is not empty, found {value!r}")
            return False
        if isinstance(value, str) and value and key != "ignore":
            return True
        expected = "a list of texts" if key == "ignore" else "a text that is not empty"
        self._wrong.append(f"{section}.{key} must be {expected}, found {value!r}")
        return False

    def _check_keys(self, where: str, table: dict[str, Any], known: set[str]) -> None:
        if unknown := sorted(set(table) - known):
            keys = ", ".join(f"{where}{key}" for key in unknown)
            plural = "s" * (len(unknown) > 1)
            self._wrong.append(f"unknown key{plural} {keys}; known here: {', '.join(sorted(known))}")

    def _one_of(self, key: str, value: str | None, known: tuple[str, ...]) -> str | None:
        if value is not None and value not in known:
            self._wrong.append(f"file.{key} must be one of {', '.join(map(repr, known))}, found {value!r}")
        return value

    def _unit(self, target: str, symbol: str) -> str:
        dimension = SCHEMA[target].dimension
        unit = _parse_unit(symbol, dimension) if dimension else ""
        if not unit:
            self._wrong.append(f"units.{target} is {symbol!r}, which is not a unit of {SCHEMA[target].unit}")
        return unit

    def _rates(self, rates: Any) -> dict[str, float]:
        if not isinstance(rates, dict):
            self._wrong.append(f"currency.rates must be a table such as {{ EUR = 1.08 }}, found {rates!r}")
            return {}
        right = {}
        for currency, rate in rates.items():
            is_number = isinstance(rate, int | float) and not isinstance(rate, bool)
            if is_number and 0 < rate < math.inf:
                right[currency.upper()] = float(rate)
            else:
                self._wrong.append(f"currency.rates.{currency} must be a number above zero, found {rate!r}")
        return right

    def _date_format(self, target: str, layout: str) -> str:
        day = datetime.datetime(2021, 11, 23)
        try:
            is_whole = datetime.datetime.strptime(day.strftime(layout), layout) == day
        except ValueError:
            is_whole = False
        if not is_whole:
            self._wrong.append(f"dates.{target} is {layout!r}, which is not a format of whole dates like '%d/%m/%Y'")
        return layout


def _parse_unit(symbol: str, dimension: Literal["mass", "currency"]) -> str:
    """Return the usual symbol of a unit, with a thousand before it where it is one of thousands; empty for none."""
    if unit := lookup_unit(symbol, dimension):
        return unit.unit
    if thousands := _THOUSANDS.fullmatch(symbol.strip()):
        unit_of_one = _parse_unit(thousands[1], dimension)
        return f"1000 {unit_of_one}" if unit_of_one else ""
    is_code = dimension == "currency" and len(symbol) == 3 and symbol.isascii() and symbol.isalpha()
    return symbol.upper() if is_code else ""


def resolve_rules(columns: ColumnRules | str | Path | None) -> ColumnRules:
    """Return the rules that a caller gave: as they are, read from a mapping file, or none at all."""
    if isinstance(columns, str | Path):
        return read_rules(columns)
    return columns or ColumnRules()
