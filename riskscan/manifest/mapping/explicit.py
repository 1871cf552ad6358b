"""What the user's mapping file says of the headers of a file; all that does not fit is said at once."""

from collections.abc import Iterable, Sequence

from riskscan.exceptions import ManifestError
from riskscan.manifest.mapping.columns import MappedColumn
from riskscan.manifest.mapping.recognizing import header_key, stated_unit
from riskscan.manifest.mapping.rules import ColumnRules

__all__ = ["list_headers", "stated_by_header", "take_explicit"]

_SHOWN = 30


def take_explicit(headers: Sequence[str], rules: ColumnRules) -> dict[str, MappedColumn]:
    """Return the columns that a mapping file names.

    Raises
    ------
    ManifestError
        Where the file lacks headers that it names: all of them are listed.
    """
    folded = {header_key(header): header for header in reversed(headers)}
    named = {
        target: (header,) if isinstance(header, str) else tuple(header) for target, header in rules.columns.items()
    }
    if rules.currency_column:
        named["currency"] = (rules.currency_column,)
    missing, claimed = [], {}
    for target, sources in named.items():
        found = [source if source in headers else folded.get(header_key(source)) for source in sources]
        missing += [f"{target} from {source!r}" for source, header in zip(sources, found, strict=True) if not header]
        present = tuple(dict.fromkeys(header for header in found if header))
        if present:
            claimed[target] = MappedColumn(target, present, stated_unit(present[0], target), "mapping file")
    if missing:
        raise ManifestError(
            f"The mapping file takes {', '.join(missing)}, which the file does not have: found {list_headers(headers)}."
        )
    return claimed


def stated_by_header(mapped: MappedColumn) -> str:
    """Return the unit that the header of a mapped column states by itself, empty for none."""
    return stated_unit(mapped.source, mapped.target)


def list_headers(headers: Iterable[str]) -> str:
    """Return headers in quotes as one text, the first of many."""
    listed = list(headers)
    shown = ", ".join(repr(header[:60]) for header in listed[:_SHOWN])
    return f"{shown} and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else shown or "no columns"
