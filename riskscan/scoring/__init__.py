"""Score manifests of any size: survey -> context -> rows -> finish, carried by an engine that knows none of them.

The names below load on first use: who reads what was scored needs no model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskscan.scoring.output_columns import OUTPUT_COLUMNS
    from riskscan.scoring.scorer import InputTable, RiskScorer, Scored

__all__ = ["OUTPUT_COLUMNS", "InputTable", "RiskScorer", "Scored"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'riskscan.scoring' has no attribute {name!r}")
    home = "output_columns" if name == "OUTPUT_COLUMNS" else "scorer"
    return getattr(import_module(f"riskscan.scoring.{home}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
