"""How strict each control list is, for ranking hits: a judgment of this project, not of the law."""

from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["load_severities"]


@cache
def load_severities() -> dict[tuple[str, str], float]:
    """Return the severity (1 to 3) of each list by jurisdiction and name.

    3 are drugs and the precursors under the strictest rules, 2 the middle categories, 1 the bulk solvents and
    reagents of large legal trade.
    """
    rows = read_rows(DATA / "lists.csv", ("jurisdiction", "list", "severity", "kind", "note"))
    return {(row["jurisdiction"], row["list"]): float(row["severity"]) for row in rows}
