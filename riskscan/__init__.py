"""Find mislabelled and hidden drug precursors in shipment manifests.

The names below load on first use, so that ``import riskscan`` costs nothing.

Examples
--------
>>> import riskscan
>>> found = riskscan.screen(["4-Piperidinone, 1-(2-phenylethyl)-"], as_of="2026-01-01")
>>> found.loc[0, ["outcome", "substance_name"]].tolist()
['listed', 'N-phenethyl-4-piperidone (NPP)']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskscan.chemistry.screening import Screener
    from riskscan.chemistry.shared_screener import screen
    from riskscan.classifier import RiskClassifier
    from riskscan.manifest.reading import read_manifest
    from riskscan.scoring import RiskScorer
    from riskscan.training import train

__version__ = "0.1.0"
__all__ = ["RiskClassifier", "RiskScorer", "Screener", "__version__", "read_manifest", "screen", "train"]

_HOME = {
    "RiskClassifier": "riskscan.classifier",
    "RiskScorer": "riskscan.scoring",
    "Screener": "riskscan.chemistry.screening",
    "read_manifest": "riskscan.manifest.reading",
    "screen": "riskscan.chemistry.shared_screener",
    "train": "riskscan.training",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'riskscan' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
