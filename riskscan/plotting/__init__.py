"""Pictures of scored rows and of models, in scikit-learn's Display idiom: made from rows, drawn on `ax`, kept.

Needs matplotlib (``pip install riskscan[plot]``). A display is made by ``from_predictions``, ``from_scored`` or
``from_estimator``, which compute and draw; ``plot`` draws the same once more, on other axes.
"""

from riskscan.plotting.capacity import PrecisionAtCapacityDisplay
from riskscan.plotting.distribution import ScoreDistributionDisplay
from riskscan.plotting.drift import DriftDisplay
from riskscan.plotting.families import FamilyImportanceDisplay
from riskscan.plotting.learning import LearningCurveDisplay
from riskscan.plotting.reliability import ReliabilityDisplay
from riskscan.plotting.routes import RoutesDisplay

__all__ = [
    "DriftDisplay",
    "FamilyImportanceDisplay",
    "LearningCurveDisplay",
    "PrecisionAtCapacityDisplay",
    "ReliabilityDisplay",
    "RoutesDisplay",
    "ScoreDistributionDisplay",
]
