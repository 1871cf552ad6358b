"""Score manifests of any size: survey -> context -> rows -> finish, carried by an engine that knows none of them."""

from riskscan.scoring.finish import OUTPUT_COLUMNS
from riskscan.scoring.scorer import InputTable, RiskScorer, Scored

__all__ = ["OUTPUT_COLUMNS", "InputTable", "RiskScorer", "Scored"]
