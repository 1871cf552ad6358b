"""What ``metadata.json`` says of a training run on the user's rows."""

import platform
from importlib.metadata import version
from typing import Any

import pandas as pd

import riskscan
from riskscan.modelling.evaluation import Evaluation
from riskscan.modelling.fingerprints import data_digest, run_digest, table_digest
from riskscan.modelling.labelled_rows import LabelledRows
from riskscan.modelling.model import RiskModel
from riskscan.modelling.overlap import count_contradictions
from riskscan.modelling.persistence import FORMAT_VERSION
from riskscan.modelling.ways import Way
from riskscan.packs.counted import describe_packs

__all__ = ["run_metadata", "run_notes"]

_SIMULATED = (
    "The rows are simulated: no distribution and no trader of theirs is told as a fact, and scores are relative until "
    "a base rate is stated."
)


def run_metadata(data: LabelledRows, model: RiskModel, way: Way, evaluation: Evaluation | None) -> dict[str, Any]:
    """Return what every way of training says; each adds its split, base rate, trees and notes.

    Parameters
    ----------
    data : LabelledRows
        The rows.
    model : RiskModel
        The kept model.
    way : Way
        How it was made.
    evaluation : Evaluation or None
        What was measured; None where the labels are too few.
    """
    config, y = data.config, data.labels.y
    digest = data_digest(data.content, y)
    base = way.base.model_id if way.base else ""
    tables = [table_digest(), *(pack["digest"] for pack in data.packs)]
    packages = ("numpy", "pandas", "scikit-learn", "skops")
    return {
        "format_version": FORMAT_VERSION,
        "model_id": f"riskscan-{run_digest(digest, repr(config), *tables, base)[:10]}",
        "versions": {
            "riskscan": riskscan.__version__,
            "python": platform.python_version(),
            **{name: version(name) for name in packages},
        },
        "label": data.label,
        "learned_from": "simulated" if data.is_simulated else "own",
        "way": way.name,
        "way_because": way.why,
        "families": [family.family for family in model.families.families_],
        "without": list(config.without),
        "without_because": config.without_because,
        "has_goods_text": data.has_text,
        "feature_names": model.feature_names,
        "extra_numeric": list(config.extra_numeric),
        "extra_categorical": list(config.extra_categorical),
        "training_data_sha256": digest,
        "tables_sha256": tables[0],
        "packs": data.packs,
        "seed": config.seed,
        "n_rows": len(data.X),
        "n_labelled": int(data.is_labelled.sum()),
        "n_violations": int((y == 1).sum()),
        "calibration_method": model.calibrator.method_,
        "metrics": evaluation.as_dict() if evaluation else {},
    }


def run_notes(data: LabelledRows) -> list[str]:
    """Return what a reader must know of the rows."""
    notes = []
    if contradictions := count_contradictions(data.keys, data.labels.y):
        notes.append(f"{contradictions:,} labelled rows equal another row that has the other label; all were kept.")
    if undated := int(pd.isna(data.X["lodged_on"]).sum()):
        notes.append(f"{undated:,} rows have no readable date.")
    if data.is_simulated:
        notes.append(_SIMULATED)
    if data.config.without:
        notes.append(f"Feature families and features left out: {', '.join(data.config.without)}.")
    if data.packs:
        notes.append(f"Rows were screened with these packs too: {describe_packs(data.packs)}.")
    return notes
