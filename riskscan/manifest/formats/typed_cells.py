"""Cells that a spreadsheet keeps with a type, as text."""

import datetime
import decimal
import re

__all__ = ["Cell", "cell_text"]

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
"""What a cell of a spreadsheet can hold; empty text is an empty cell."""

_COULD_BE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def cell_text(cell: Cell) -> str | None:
    """Return a cell as text, as people see it, days and hours in ISO order.

    A number with three decimals gets a fourth, because ``1.234`` as text could be a thousand.

    Examples
    --------
    >>> [cell_text(cell) for cell in (2903150000.0, 0.1 + 0.2, 12.345, True, datetime.date(2025, 4, 3), "")]
    ['2903150000', '0.3', '12.3450', 'TRUE', '2025-04-03', None]
    """
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number_text(float(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return cell.isoformat(timespec="seconds") if isinstance(cell, datetime.time) else cell.isoformat()


def _number_text(number: float) -> str:
    """Return the 15 digits that a spreadsheet shows at most, without exponent where the number can be written out."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    if "e" in text and 1e-10 < abs(number) < 1e20:
        text = f"{decimal.Decimal(text):f}"
    return f"{text}0" if _COULD_BE_THOUSANDS.fullmatch(text) else text
