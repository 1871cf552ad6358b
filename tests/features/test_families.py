import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from riskscan.features.base import FeatureFamily, Folds
from riskscan.features.extra import ExtraFeatures
from riskscan.features.families import FAMILIES, FeatureFamilies
from riskscan.features.party import HISTORY_PREFIX
from riskscan.history.aggregates import HISTORY_COLUMNS
from riskscan.modelling.splitting import forward_folds
from riskscan.tables.features import load_feature_docs

Labelled = tuple[pd.DataFrame, np.ndarray]
EVERY_FAMILY = [pytest.param(family, id=family.family) for family in FAMILIES]


@pytest.mark.parametrize("family", EVERY_FAMILY)
def test_family_obeys_the_estimator_contract(family: type[FeatureFamily], labelled_rows: Labelled) -> None:
    X, y = labelled_rows
    fitted = clone(family()).set_output(transform="pandas").fit(X, y)
    features = fitted.transform(X)
    assert list(features.columns) == list(fitted.get_feature_names_out())
    assert features.index.equals(X.index)
    assert (features.dtypes == np.float64).all()
    assert fitted.categories() <= set(features.columns)
    assert all(name.endswith("_") for name in vars(fitted) if name not in family().get_params() and name[0] != "_")


@pytest.mark.parametrize("family", EVERY_FAMILY)
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda X: X[["goods_description"]], id="one column left"),
        pytest.param(lambda X: X.drop(columns=list(X.columns)), id="no column left"),
        pytest.param(lambda X: X.assign(**dict.fromkeys(X.columns)), id="all null"),
        pytest.param(lambda X: X.head(1), id="one row"),
        pytest.param(lambda X: X.head(0), id="no row"),
    ],
)
def test_family_tolerates(family: type[FeatureFamily], damage: object, labelled_rows: Labelled) -> None:
    X, y = labelled_rows
    fitted = family().fit(X, y)
    damaged = damage(X)  # type: ignore[operator]
    assert fitted.transform(damaged).shape == (len(damaged), len(fitted.get_feature_names_out()))


@pytest.mark.parametrize("family", EVERY_FAMILY)
def test_family_fits_rows_without_any_column(family: type[FeatureFamily], labelled_rows: Labelled) -> None:
    X, y = labelled_rows
    bare = X[[]].head(300)
    fitted = family().fit(bare, y[:300])
    assert len(fitted.transform(bare)) == 300


@pytest.mark.parametrize("family", EVERY_FAMILY)
def test_features_do_not_depend_on_row_order_or_other_columns(
    family: type[FeatureFamily], labelled_rows: Labelled
) -> None:
    X, y = labelled_rows
    fitted = family().fit(X, y)
    order = np.random.default_rng(3).permutation(len(X))
    shuffled = X.iloc[order].assign(remark="nothing", is_violation=y[order])
    pd.testing.assert_frame_equal(fitted.transform(shuffled).sort_index(), fitted.transform(X))


@pytest.mark.parametrize("family", EVERY_FAMILY)
def test_transform_leaves_the_frame_alone(family: type[FeatureFamily], labelled_rows: Labelled) -> None:
    X, y = labelled_rows
    before = X.copy(deep=True)
    family().fit(X, y).transform(X)
    pd.testing.assert_frame_equal(X, before)


def test_catalogue_documents_exactly_the_features_that_are_made(labelled_rows: Labelled) -> None:
    X, y = labelled_rows
    families = FeatureFamilies(("package_count",), ("carrier",), also=("relative", "links")).fit(X, y)
    made = {name: family for name, family in families.family_of().items() if family != "extra"}
    documented = {doc.feature: doc.family for doc in load_feature_docs() if doc.family != "extra"}
    assert made == documented
    assert {HISTORY_PREFIX + name for name in HISTORY_COLUMNS} <= set(made)


def test_catalogue_rows_are_complete() -> None:
    docs = load_feature_docs()
    assert len({doc.feature for doc in docs}) == len(docs)
    for doc in docs:
        assert doc.meaning and doc.why and doc.null_when and doc.source and doc.mark in "VSMD", doc.feature
    categories = {name for family in FAMILIES for name in family.categorical}
    assert categories == {doc.feature for doc in docs if doc.kind == "category" and doc.family != "extra"}


def test_stronger_chemical_evidence_never_lowers_the_score() -> None:
    rising = {doc.feature for doc in load_feature_docs() if doc.direction == 1}
    assert {"hit_confidence", "hit_severity", "conflict_hs", "conflict_identifiers", "conflict_goods"} <= rising


def test_later_rows_do_not_change_earlier_features(labelled_rows: Labelled) -> None:
    X, y = labelled_rows
    families = FeatureFamilies()
    folds = forward_folds(X, gap_days=14, seed=0)
    before = families.cross_fit_transform(X, y, folds)
    last = folds.block == folds.block.max()
    changed = X.copy()
    changed.loc[last, "goods_description"] = "something else entirely"
    changed.loc[last, "net_mass_kg"] *= 1_000
    changed.loc[last, "origin_country"] = "AQ"
    flipped = np.where(last, 1 - y, y)
    after = FeatureFamilies().cross_fit_transform(changed, flipped, folds)
    # Codes of categories name values; the values behind them stay, their numbers may not.
    numbers = [name for name in before.columns if name not in families.categories()]
    pd.testing.assert_frame_equal(before.loc[~last, numbers], after.loc[~last, numbers])


def test_labels_count_only_when_they_were_known(labelled_rows: Labelled) -> None:
    X, _ = labelled_rows
    folds = forward_folds(X, gap_days=20, seed=0)
    days = X["lodged_on"].to_numpy().astype("datetime64[D]").astype(int)
    gap = min(20, 0.03 * (days.max() - days.min()))
    for learn, use in folds.pairs():
        assert days[learn].max() + gap <= days[use].min() + 1


def test_run_in_rows_get_no_statistics(labelled_rows: Labelled) -> None:
    X, y = labelled_rows
    folds = forward_folds(X, gap_days=14, seed=0)
    features = FeatureFamilies().cross_fit_transform(X, y, folds)
    assert features.loc[folds.block == 0, "text_score"].isna().all()
    assert not folds.usable[folds.block == 0].any()


def test_folds_without_dates_learn_from_all_other_blocks() -> None:
    folds = Folds(np.array([0, 0, 1, 1, 2]), forward=False)
    for learn, use in folds.pairs():
        assert not (learn & use).any()
        assert (learn | use).all()
    assert folds.usable.all()


def test_in_sample_statistics_are_not_used_for_training_rows() -> None:
    """A category met once must not carry its own label into its own row."""
    X = pd.DataFrame({"office": [f"office {number}" for number in range(400)]})
    y = (np.arange(400) % 10 == 0).astype(np.float64)
    folds = Folds(np.arange(400) % 5, forward=False)
    features = ExtraFeatures((), ("office",)).cross_fit_transform(X, y, folds, None)
    assert features["extra_office_log_lift"].abs().max() == 0.0
