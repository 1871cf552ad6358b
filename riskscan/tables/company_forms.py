"""Forms of companies in many languages, as they stand at either end of a name."""

from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["load_company_forms"]

_COLUMNS = ("form", "generic", "source", "mark")


@cache
def load_company_forms() -> dict[str, str]:
    """Return the generic form (``LLC``, ``JSC`` ...; empty where none is told) by form in plain small letters."""
    return {row["form"]: row["generic"] for row in read_rows(DATA / "company_forms.csv", _COLUMNS)}
