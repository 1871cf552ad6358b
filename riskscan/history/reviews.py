"""What a reviewer decided about rows, so that the same goods of the same consignor are not raised as new each time.

Rows are the same where consignor, goods texts and substance are: compared without case, punctuation and spacing, by a
short hash. A row without a consignor is never the same as another.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from riskscan.exceptions import OptionError

__all__ = ["REVIEW_COLUMNS", "Review", "Verdict", "latest_reviews", "read_reviews", "review_key", "review_keys"]

REVIEW_COLUMNS = (
    "review_key", "reviewed_on", "verdict", "note", "row", "risk_rank", "consignor_name", "goods_text",
    "substance_name",
)  # fmt: skip
"""Columns of a labels file; the last four are for people, and nothing reads them but ``row``."""

_NEEDED = ("review_key", "reviewed_on", "verdict")
_APART = re.compile(r"[\W_]+")
_LENGTH = 16


class Verdict(StrEnum):
    """What a reviewer says of a row."""

    DIVERSION = "diversion"
    LEGITIMATE = "legitimate"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Review:
    """One decision.

    Attributes
    ----------
    key : str
        Of the row; see `review_key`. Empty where the row has no consignor.
    day : date
        When it was made.
    verdict : Verdict
        What was decided.
    note : str
        In the reviewer's words.
    row : int or None
        Number of the row in the scored file, from 1.
    """

    key: str
    day: date
    verdict: Verdict
    note: str = ""
    row: int | None = None


def review_key(consignor: object, texts: Iterable[object], substance: object) -> str:
    """Return what rows have in common that need one review only.

    Parameters
    ----------
    consignor : str or None
        Name.
    texts : iterable of str or None
        Goods description and chemical name.
    substance : str or None
        Name of the listed substance.

    Returns
    -------
    str
        16 hexadecimal digits, empty where there is no consignor.

    Examples
    --------
    >>> one = review_key("Acme Ltd.", ["BMK  oil", None], "P2P")
    >>> one == review_key("ACME LTD", ["bmk oil"], "P2P"), one == review_key("Acme", ["BMK oil"], "P2P")
    (True, False)
    >>> review_key(None, ["BMK oil"], "P2P")
    ''
    """
    name = _fold(consignor)
    if not name:
        return ""
    parts = [name, " ".join(filter(None, map(_fold, texts))), _fold(substance)]
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=_LENGTH // 2).hexdigest()


def review_keys(
    consignors: Iterable[object], goods: Iterable[object], names: Iterable[object], substances: Iterable[object]
) -> list[str]:
    """Return the key of every row.

    Parameters
    ----------
    consignors, goods, names, substances : iterable of str or None
        Columns of the rows.

    Returns
    -------
    list of str
        As `review_key`.
    """
    return [
        review_key(consignor, texts, substance)
        for consignor, *texts, substance in zip(consignors, goods, names, substances, strict=True)
    ]


def _fold(value: object) -> str:
    return _APART.sub(" ", value.casefold()).strip() if isinstance(value, str) else ""


def read_reviews(path: Path | str) -> list[Review]:
    """Read a labels file, as the report or ``riskscan review`` saved it.

    Parameters
    ----------
    path : Path or str
        A labels file.

    Returns
    -------
    list of Review
        In the order of the file.

    Raises
    ------
    OptionError
        Where the file cannot be read, lacks a column or has a verdict or day that is none; it names the line.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise OptionError(
                    f"{path} is no labels file: it lacks {', '.join(missing)}. Save one in the report, or with"
                    " `riskscan review`."
                )
            return list(_parse_rows(reader, path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OptionError(f"Cannot read {path}: {error}.") from error


def _parse_rows(reader: "csv.DictReader[str]", path: Path | str) -> Iterator[Review]:
    for row in reader:
        where = f"{path}, line {reader.line_num}"
        try:
            verdict = Verdict((row["verdict"] or "").strip().casefold())
        except ValueError as error:
            known = ", ".join(Verdict)
            raise OptionError(f"{where}: {row['verdict']!r} is no verdict; known: {known}.") from error
        try:
            day = date.fromisoformat((row["reviewed_on"] or "").strip()[:10])
        except ValueError as error:
            raise OptionError(f"{where}: {row['reviewed_on']!r} is no day; write it as 2026-01-31.") from error
        number = (row.get("row") or "").strip()
        yield Review(
            (row["review_key"] or "").strip(), day, verdict, (row.get("note") or "").removeprefix("'"),
            int(number) if number.isdecimal() else None,
        )  # fmt: skip


def latest_reviews(reviews: Iterable[Review]) -> dict[str, Review]:
    """Return the last review of each key; of one day, the last in the file.

    Parameters
    ----------
    reviews : iterable of Review
        In the order of their file.

    Returns
    -------
    dict of str to Review
        By key; reviews without a key are left out.
    """
    found: dict[str, Review] = {}
    for review in reviews:
        if review.key and (review.key not in found or found[review.key].day <= review.day):
            found[review.key] = review
    return found
