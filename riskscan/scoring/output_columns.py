"""The columns that scoring appends."""

import pandas as pd

from riskscan.frames import headers_of

__all__ = ["OUTPUT_COLUMNS", "SCREENED", "without_output"]

OUTPUT_COLUMNS = (
    "risk_score", "risk_tier", "risk_rank", "screening_outcome", "substance_name", "substance_cas_rn", "relation",
    "listings", "listed_parties", "reasons", "family_effects", "row_issues", "score_basis", "model_id",
)  # fmt: skip
"""Columns that scoring appends, in order."""

SCREENED = OUTPUT_COLUMNS[3:8]
"""Those that screening gives."""


def without_output(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame without the columns of an earlier scoring."""
    earlier = sorted({*OUTPUT_COLUMNS}.intersection(headers_of(frame)))
    return frame.drop(columns=earlier) if earlier else frame
