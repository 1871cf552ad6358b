"""Keep a model in a folder and load it again, without pickle, checked against its hashes.

The hashes find damage and careless editing. They do not prove who made the folder: a person who can write the folder
can write the hashes. What protects the reader's machine is that nothing in the folder can name code to run: only the
types of `TRUSTED_TYPES` are rebuilt.
"""

import hashlib
import importlib
import json
import zipfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import riskscan
from riskscan.exceptions import ModelError
from riskscan.features.families import trusted_classes
from riskscan.modelling.plain_state import read_plain, write_plain

__all__ = [
    "FORMAT_VERSION",
    "TRUSTED_TYPES",
    "check_file",
    "default_folder",
    "dump_object",
    "dump_plain",
    "load_metadata",
    "load_object",
    "load_plain",
    "sha256_of",
    "write_metadata",
]

FORMAT_VERSION = 1

_MODELLING = (
    "baselines.Baselines", "baselines.ExactRows", "baselines.PlainEncoder", "calibration.MarginCalibrator",
    "drift.ReferenceProfile", "model.RiskModel",
)  # fmt: skip
_SKLEARN = (
    "_loss.link.Interval", "_loss.link.LogitLink", "_loss.loss.HalfBinomialLoss", "_loss._loss.CyHalfBinomialLoss",
    "compose._column_transformer.ColumnTransformer", "decomposition._truncated_svd.TruncatedSVD",
    "ensemble._hist_gradient_boosting.binning._BinMapper",
    "ensemble._hist_gradient_boosting.gradient_boosting.HistGradientBoostingClassifier",
    "ensemble._hist_gradient_boosting.predictor.TreePredictor", "feature_extraction.text.TfidfTransformer",
    "isotonic.IsotonicRegression", "linear_model._stochastic_gradient.SGDClassifier",
    "preprocessing._encoders.OrdinalEncoder", "preprocessing._function_transformer.FunctionTransformer",
    "preprocessing._label.LabelEncoder",
)  # fmt: skip

TRUSTED_TYPES: tuple[str, ...] = (
    *trusted_classes(),
    *(f"riskscan.modelling.{name}" for name in _MODELLING),
    *(f"sklearn.{name}" for name in _SKLEARN),
    # The input check of HistGradientBoostingClassifier. `functools.partial` is rebuilt only around a function that is
    # trusted itself, and `check_array` is the only one here.
    "functools.partial",
    "sklearn.utils.validation.check_array",
    "scipy.sparse._csr.csr_matrix",
)
"""Types that a model folder may hold beside numpy's own, which skops trusts by default."""

_REMEDY = "Train again with `riskscan train`, or leave --model out to use the shipped model."


def default_folder() -> Path:
    """Return the folder of the shipped model: inside an installed wheel, else in the checkout."""
    packaged = Path(riskscan.__file__).parent / "models" / "default"
    return packaged if packaged.is_dir() else Path(riskscan.__file__).parent.parent / "models" / "default"


@cache
def _skops() -> Any:
    """Return skops without the list of all estimators that it makes when it is imported.

    The list takes as long as loading a model; the types that a model may hold are named above.
    """
    import sklearn.utils

    listed = sklearn.utils.all_estimators
    sklearn.utils.all_estimators = list
    try:
        return importlib.import_module("skops.io")
    finally:
        sklearn.utils.all_estimators = listed


def dump_object(value: Any, target: Path) -> str:
    """Write an object with skops, compressed; return the SHA-256 of the file."""
    _skops().dump(value, target, compression=zipfile.ZIP_DEFLATED, compresslevel=6)
    return sha256_of(target)


def write_metadata(folder: Path, metadata: dict[str, Any]) -> None:
    """Write ``metadata.json``, closed by the hash of its own content."""
    body = dict(metadata)
    body["metadata_sha256"] = _digest(metadata)
    text = json.dumps(body, indent=1, ensure_ascii=False, sort_keys=True, allow_nan=False)
    (folder / "metadata.json").write_text(text + "\n", encoding="utf-8")


def load_metadata(folder: Path) -> dict[str, Any]:
    """Read and check ``metadata.json``.

    Raises
    ------
    ModelError
        Where the folder or the file is missing, not JSON, altered, or of another format.
    """
    path = folder / "metadata.json"
    if not path.is_file():
        raise ModelError(f"{folder} is not a model folder: it has no metadata.json. {_REMEDY}")
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))
        found = metadata.pop("metadata_sha256")
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise ModelError(f"{path} cannot be read as model metadata. {_REMEDY}") from error
    if metadata.get("format_version") != FORMAT_VERSION:
        raise ModelError(
            f"{folder} has model format {metadata.get('format_version')!r}; this riskscan reads {FORMAT_VERSION}. "
            f"{_REMEDY}"
        )
    if found != _digest(metadata):
        raise ModelError(f"{path} was changed after the model was written: its hash does not fit. {_REMEDY}")
    return dict(metadata)


def load_object(folder: Path, name: str, metadata: dict[str, Any]) -> Any:
    """Load one skops file of a model folder after checking its hash, its types and the library versions.

    Raises
    ------
    ModelError
        Where the file is missing, altered, holds other types, or was written by another scikit-learn.
    """
    path = check_file(folder, name, metadata)
    made_by = metadata["versions"]["scikit-learn"]
    here = version("scikit-learn")
    if made_by.split(".")[:2] != here.split(".")[:2]:
        raise ModelError(f"{folder} was written with scikit-learn {made_by}; {here} is installed. {_REMEDY}")
    try:
        return _skops().load(path, trusted=list(TRUSTED_TYPES))
    except _skops().exceptions.UntrustedTypesFoundException as error:
        raise ModelError(f"{path} holds types that riskscan does not load: {error}. {_REMEDY}") from error


def check_file(folder: Path, name: str, metadata: dict[str, Any]) -> Path:
    """Return the path of a file of a model folder, which is there as it was written.

    Raises
    ------
    ModelError
        Where it is missing or altered.
    """
    path = folder / name
    if not path.is_file():
        raise ModelError(f"{folder} lacks {name}. {_REMEDY}")
    if sha256_of(path) != metadata["files"].get(name):
        raise ModelError(f"{path} was changed after the model was written: its hash does not fit. {_REMEDY}")
    return path


def dump_plain(value: Any, target: Path) -> str:
    """Write an object plainly (`riskscan.modelling.plain_state`); return the SHA-256 of the file."""
    write_plain(value, target)
    return sha256_of(target)


def load_plain(folder: Path, name: str, metadata: dict[str, Any]) -> Any:
    """Load one plain file of a model folder after checking its hash.

    Raises
    ------
    ModelError
        Where the file is missing, altered, or holds other types.
    """
    path = check_file(folder, name, metadata)
    try:
        return read_plain(path)
    except ValueError as error:
        raise ModelError(f"{path} holds what riskscan does not load: {error} {_REMEDY}") from error


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(metadata: dict[str, Any]) -> str:
    text = json.dumps(metadata, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
