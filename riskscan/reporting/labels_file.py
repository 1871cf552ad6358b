"""The file that a reviewer's decisions go to, one by one: an interrupted review loses none of them."""

from datetime import date
from pathlib import Path

import pandas as pd

from riskscan.exceptions import OptionError
from riskscan.history.reviews import REVIEW_COLUMNS, Verdict, read_reviews
from riskscan.manifest.writing import check_target, write_frame
from riskscan.reporting.evidence import RowEvidence

__all__ = ["LabelsFile"]


class LabelsFile:
    """A labels file that is continued.

    Parameters
    ----------
    path : Path
        CSV; what stands in it is kept.

    Raises
    ------
    OptionError
        Where the file is there and is no labels file, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        if path.suffix.casefold() != ".csv":
            raise OptionError(f"Labels are CSV: end the name of {path} with .csv.")
        check_target(path, force=True)
        self.path = path
        self._rows = pd.DataFrame(columns=list(REVIEW_COLUMNS), dtype=object)
        self._done: set[tuple[int | None, str]] = set()
        if path.exists():
            self._done = {(review.row, review.key) for review in read_reviews(path)}
            self._rows = pd.read_csv(path, dtype=object, keep_default_na=False, encoding="utf-8-sig")

    def __len__(self) -> int:
        return len(self._rows)

    def has(self, row: RowEvidence) -> bool:
        """Return whether a row was decided on."""
        return (row.number, row.key) in self._done

    def add(self, row: RowEvidence, verdict: Verdict, note: str, day: date) -> None:
        """Write a decision."""
        cells = (
            row.key, day.isoformat(), verdict.value, note, str(row.number), str(row.rank), row.consignor, row.goods,
            row.substance,
        )  # fmt: skip
        added = pd.DataFrame([cells], columns=list(REVIEW_COLUMNS), dtype=object)
        self._rows = pd.concat([self._rows, added], ignore_index=True)
        self._done.add((row.number, row.key))
        write_frame(self._rows, self.path, force=True)
