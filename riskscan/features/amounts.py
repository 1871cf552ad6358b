"""Quantities as an officer reads them."""

import numpy as np

__all__ = ["amount"]


def amount(value: float) -> str:
    """Return a quantity with two or three significant digits.

    Examples
    --------
    >>> amount(1234.5), amount(80.2), amount(0.01234)
    ('1,230', '80.2', '0.0123')
    """
    if not np.isfinite(value) or value == 0:
        return "0"
    digits = int(np.floor(np.log10(abs(value))))
    rounded = round(value, 2 - digits)
    return f"{rounded:,.0f}" if digits >= 2 else f"{rounded:.{max(0, 2 - digits)}f}".rstrip("0").rstrip(".")
