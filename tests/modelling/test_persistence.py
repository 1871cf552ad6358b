import errno
import json
import shutil
import zipfile
from copy import copy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import skops.io

from riskscan.exceptions import ModelError, OptionError, OutputError
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.persistence import TRUSTED_TYPES, default_folder, load_metadata, write_metadata


@pytest.fixture
def folder(small_model_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_model_folder, tmp_path / "model"))


def _rewrite(folder: Path, **changes: object) -> None:
    metadata = load_metadata(folder)
    write_metadata(folder, metadata | changes)


def test_a_loaded_model_answers_as_the_one_that_was_saved(folder: Path, small_model: TrainedModel) -> None:
    loaded = load_model(folder, with_baselines=True)
    features = np.random.default_rng(0).normal(size=(50, len(small_model.model.feature_names)))
    np.testing.assert_array_equal(loaded.model.margin(features), small_model.model.margin(features))
    margin = small_model.model.margin(features)
    np.testing.assert_array_equal(loaded.model.probability(margin), small_model.model.probability(margin))
    assert loaded.baselines is not None
    assert load_model(folder).baselines is None


def test_no_type_beyond_the_list_is_needed(folder: Path) -> None:
    for name in ("model.skops", "baselines.skops"):
        assert set(skops.io.get_untrusted_types(file=folder / name)) <= set(TRUSTED_TYPES)


def test_nothing_pickled_and_no_names_inside(folder: Path, labelled_frame: object) -> None:
    content = b"".join(
        zipfile.ZipFile(folder / name).read(entry)
        for name in ("model.skops", "baselines.skops")
        for entry in zipfile.ZipFile(folder / name).namelist()
    )
    consignors = labelled_frame["consignor_name"].dropna().unique()  # type: ignore[index]
    assert not any(name.encode() in content for name in consignors[:200])
    assert b"cnumpy" not in content


def test_metadata_says_what_the_model_was_made_from(folder: Path, small_model: TrainedModel) -> None:
    metadata = load_metadata(folder)
    assert metadata["feature_names"] == small_model.model.feature_names
    assert {"versions", "training_data_sha256", "tables_sha256", "seed", "split", "metrics", "files"} <= set(metadata)
    assert "simulated" in (folder / "README.md").read_text(encoding="utf-8")


def _tamper_model(folder: Path) -> None:
    with (folder / "model.skops").open("ab") as handle:
        handle.write(b"x")


def _tamper_metadata(folder: Path) -> None:
    path = folder / "metadata.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"seed": 3', '"seed": 4'), encoding="utf-8")


def _other_version(folder: Path) -> None:
    metadata = load_metadata(folder)
    _rewrite(folder, versions=metadata["versions"] | {"scikit-learn": "0.1.0"})


def _without_plain(folder: Path) -> None:
    (folder / "scoring.zip").unlink()
    files = load_metadata(folder)["files"]
    _rewrite(folder, files={name: digest for name, digest in files.items() if name != "scoring.zip"})


def _foreign_class(folder: Path) -> None:
    with zipfile.ZipFile(folder / "scoring.zip", "w") as archive:
        archive.writestr("state.json", json.dumps({"object": "pathlib.Path", "state": {}}))
    from riskscan.modelling.persistence import sha256_of

    files = load_metadata(folder)["files"]
    _rewrite(folder, files=files | {"scoring.zip": sha256_of(folder / "scoring.zip")})


def _foreign_type(folder: Path) -> None:
    skops.io.dump({"model": Path("x").joinpath}, folder / "model.skops")
    from riskscan.modelling.persistence import sha256_of

    _rewrite(folder, files={"model.skops": sha256_of(folder / "model.skops")})


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param(_tamper_model, "changed after", id="altered model"),
        pytest.param(_tamper_metadata, "changed after", id="altered metadata"),
        pytest.param(
            lambda folder: (_without_plain(folder), _other_version(folder)),
            "scikit-learn 0.1.0",
            id="other scikit-learn",
        ),
        pytest.param(lambda folder: (folder / "scoring.zip").write_bytes(b"PK"), "changed after", id="altered tables"),
        pytest.param(lambda folder: (folder / "scoring.zip").unlink(), "lacks scoring.zip", id="no tables"),
        pytest.param(_foreign_class, "pathlib.Path", id="class that is not rebuilt"),
        pytest.param(_foreign_type, "does not load", id="type that is not trusted"),
        pytest.param(lambda folder: (folder / "model.skops").unlink(), "lacks model.skops", id="no model file"),
        pytest.param(lambda folder: (folder / "metadata.json").unlink(), "not a model folder", id="no metadata"),
        pytest.param(lambda folder: (folder / "metadata.json").write_text("{"), "cannot be read", id="broken"),
        pytest.param(
            lambda folder: (folder / "metadata.json").write_text("[]"), "cannot be read", id="list as metadata"
        ),
        pytest.param(lambda folder: (folder / "metadata.json").write_text("[" * 100_000), "cannot be read", id="deep"),
        pytest.param(lambda folder: _rewrite(folder, format_version=99), "format 99", id="other format"),
    ],
)
def test_damaged_folders_are_refused_with_a_remedy(damage: object, words: str, folder: Path) -> None:
    damage(folder)  # type: ignore[operator]
    with pytest.raises(ModelError, match=words) as caught:
        load_model(folder)
    assert "riskscan train" in str(caught.value)


def test_scoring_needs_no_certain_scikit_learn(folder: Path) -> None:
    _other_version(folder)
    assert load_model(folder).model.boosters == []
    with pytest.raises(ModelError, match=r"scikit-learn 0\.1\.0"):
        load_model(folder, with_baselines=True)


def test_a_model_is_the_same_with_and_without_boosters(folder: Path, labelled_frame: object) -> None:
    plain, whole = load_model(folder), load_model(folder, with_baselines=True)
    assert plain.model.boosters == []
    assert whole.model.boosters
    rows = labelled_frame.head(200)  # type: ignore[attr-defined]
    features = whole.model.features(rows)
    pd.testing.assert_frame_equal(plain.model.features(rows), features)
    np.testing.assert_array_equal(plain.model.margin(features), whole.model.margin(features))
    np.testing.assert_array_equal(plain.reference, whole.reference)
    np.testing.assert_array_equal(plain.training_keys.near, whole.training_keys.near)
    assert plain.history.to_dict().keys() == whole.history.to_dict().keys()


def test_a_model_without_boosters_can_be_saved_again(folder: Path, tmp_path: Path) -> None:
    load_model(folder).save(tmp_path / "again")
    again = load_model(tmp_path / "again")
    features = np.random.default_rng(0).normal(size=(9, len(again.model.feature_names)))
    np.testing.assert_array_equal(again.model.margin(features), load_model(folder).model.margin(features))
    assert not (tmp_path / "again" / "model.skops").exists()


def test_large_trees_are_kept_with_skops_only(small_model: TrainedModel, tmp_path: Path) -> None:
    large = replace(small_model, model=copy(small_model.model))
    vars(large.model)["tables"] = None
    large.save(tmp_path / "large")
    assert not (tmp_path / "large" / "scoring.zip").exists()
    assert load_model(tmp_path / "large").model.boosters


def test_the_shipped_model_is_kept_plainly() -> None:
    assert "scoring.zip" in load_metadata(default_folder())["files"]


def test_unknown_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model folder"):
        load_model(tmp_path / "none")


def test_a_model_is_not_overwritten_by_accident(folder: Path, small_model: TrainedModel) -> None:
    before = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    with pytest.raises(OptionError, match="--force"):
        small_model.save(folder)
    small_model.save(folder, force=True)
    assert json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["model_id"] == before["model_id"]
    assert [path.name for path in folder.parent.iterdir()] == ["model"]


def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path, small_model: TrainedModel) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("x")
    with pytest.raises(OptionError, match="not a model folder"):
        small_model.save(tmp_path / "letters", force=True)


def test_a_model_that_cannot_be_written_is_one_sentence(
    small_model: TrainedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(self: Path, *arguments: object, **options: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", write)
    with pytest.raises(OutputError, match=r"Cannot write .*full: No space left on device"):
        small_model.save(tmp_path / "full")
    assert not list(tmp_path.iterdir())
