"""Results of inspections as users write them."""

import pandas as pd

from riskscan.exceptions import OptionError

__all__ = ["parse_known_days", "parse_labels"]

_YES = {"1", "1.0", "true", "yes", "y", "t", "violation", "positive", "seized", "si", "sí", "oui", "ja"}
_NO = {"0", "0.0", "false", "no", "n", "f", "clean", "clear", "negative", "in order", "non", "nein"}
_NULL = {"", "nan", "none", "null", "na", "n/a", "unknown", "?", "-"}


def parse_labels(values: pd.Series) -> pd.Series:
    """Return labels as numbers: 1 violation, 0 in order, NaN not known.

    Parameters
    ----------
    values : Series of shape (n_rows,)
        Numbers, booleans or words.

    Raises
    ------
    OptionError
        Where a value is none of these, naming it.

    Examples
    --------
    >>> parse_labels(pd.Series(["yes", "0", None])).tolist()
    [1.0, 0.0, nan]
    """
    words = values.astype(object).where(values.notna(), "").astype(str).str.strip().str.casefold()
    unknown = sorted(set(words) - _YES - _NO - _NULL)
    if unknown:
        raise OptionError(
            f"Label column {values.name!r} holds {unknown[0]!r}"
            f"{f' and {len(unknown) - 1} other such values' if len(unknown) > 1 else ''};"
            " write 1 for a violation, 0 for a row found in order, nothing where not known."
        )
    return words.map({**dict.fromkeys(_YES, 1.0), **dict.fromkeys(_NO, 0.0)}).astype(float)


def parse_known_days(values: pd.Series) -> pd.Series:
    """Return the days on which results became known, NaT where not given.

    Parameters
    ----------
    values : Series of shape (n_rows,)
        Days as ISO text, or time stamps.

    Raises
    ------
    OptionError
        Where a value is no such day, naming it: which of 01/02/2026 is the month is not guessed.

    Examples
    --------
    >>> parse_known_days(pd.Series(["2026-01-31", ""])).tolist()
    [Timestamp('2026-01-31 00:00:00'), NaT]
    """
    words = values.astype(object).where(values.notna(), "").astype(str).str.strip()
    is_given = ~words.str.casefold().isin(_NULL | {"nat"})
    days = pd.to_datetime(words.where(is_given), format="ISO8601", errors="coerce", utc=True).dt.tz_localize(None)
    unread = sorted(set(words[is_given & days.isna()]))
    if unread:
        raise OptionError(
            f"Column {values.name!r} of days holds {unread[0]!r}"
            f"{f' and {len(unread) - 1} other such values' if len(unread) > 1 else ''};"
            " write days as 2026-01-31, nothing where not known."
        )
    return days
