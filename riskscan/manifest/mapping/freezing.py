"""A mapping kept for more than one table: frozen for the parts of a file, checked for files that are put together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from riskscan.exceptions import ManifestError
from riskscan.manifest.mapping.assembling import map_columns
from riskscan.manifest.mapping.columns import ColumnMapping
from riskscan.manifest.mapping.explicit import list_headers
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.mapping.texts import is_tariff_text
from riskscan.manifest.schema import SCHEMA

__all__ = ["check_same_columns", "freeze_mapping"]


def freeze_mapping(mapping: ColumnMapping, rules: ColumnRules | None = None) -> ColumnRules:
    """Return rules that map every part of a file as the mapping maps the whole, whatever the cells of the part are.

    A unit that was only assumed stays open: the cells of the whole file decide it (`riskscan.manifest.conventions`).

    Parameters
    ----------
    mapping : ColumnMapping
        Of the whole file.
    rules : ColumnRules, optional
        That the mapping was made with; rates, dates and what they say of the file stay.

    Examples
    --------
    >>> from riskscan.manifest.mapping import ColumnSample
    >>> headers, sample = ["Goods", "CIF_USD", "FOB_USD"], {"CIF_USD": ColumnSample(9, ())}
    >>> frozen = freeze_mapping(map_columns(headers, sample=sample))
    >>> map_columns(headers, frozen).source("customs_value_usd")
    'FOB_USD'
    """
    rules = rules or ColumnRules()
    columns: dict[str, str | tuple[str, ...]] = {
        target: mapped.sources if len(mapped.sources) > 1 else mapped.source
        for target, mapped in mapping.columns.items()
        if target != "currency"
    }
    units = {
        target: mapped.unit
        for target, mapped in mapping.columns.items()
        if target in SCHEMA and SCHEMA[target].unit and mapped.unit and mapped.basis != "assumed"
    }
    helpers = mapping.helper_sources
    others = tuple(header for header in mapping.unmapped if header not in helpers and not is_tariff_text(header))
    currency = mapping.source("currency")
    return replace(rules, columns=columns, units=units, currency_column=currency, ignore=others)


def check_same_columns(headers_of_files: Mapping[str, Sequence[str]], rules: ColumnRules | None = None) -> None:
    """Refuse files that name a column differently, where their rows are put together under all of their headers.

    Parameters
    ----------
    headers_of_files : mapping of str to sequence of str
        Headers by the name of the file.
    rules : ColumnRules, optional
        The user's mapping file.

    Raises
    ------
    ManifestError
        Naming every column that would be lost, with the file that has it.
    """
    together = list(dict.fromkeys(header for headers in headers_of_files.values() for header in headers))
    joint = map_columns(together, rules, require_text=False)
    lost = []
    for name, headers in headers_of_files.items():
        missing = set(together) - set(headers)
        own = map_columns(headers, _without(rules, missing), require_text=False)
        lost += [
            f"{target} of {name} stands in {list_headers(mapped.sources)}"
            for target, mapped in own.columns.items()
            if not set(mapped.sources) <= set(joint.columns[target].sources if target in joint.columns else ())
        ]
    if lost:
        raise ManifestError(
            f"The files name their columns differently: {'; '.join(lost)}, but another file has another header for it."
            " Give them the same headers first."
        )


def _without(rules: ColumnRules | None, missing: set[str]) -> ColumnRules | None:
    """Return the rules without headers that one file lacks and another one has."""
    if rules is None:
        return None
    columns = {
        target: present
        for target, sources in rules.columns.items()
        if (present := tuple(source for source in _as_tuple(sources) if source not in missing))
    }
    currency = None if rules.currency_column in missing else rules.currency_column
    return replace(rules, columns=columns, currency_column=currency)


def _as_tuple(sources: str | tuple[str, ...]) -> tuple[str, ...]:
    return (sources,) if isinstance(sources, str) else tuple(sources)
