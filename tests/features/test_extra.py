import numpy as np
import pandas as pd
import pytest

from riskscan.features.extra import ExtraFeatures


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(["1.5", "2", ""], [1.5, 2.0, np.nan], id="text"),
        pytest.param([1, 2, 3], [1.0, 2.0, 3.0], id="integers"),
        pytest.param(["1,5", "2,25", "3,0"], [1.5, 2.25, 3.0], id="decimal comma"),
        pytest.param(["1,500", "12,000", "7"], [1500.0, 12000.0, 7.0], id="thousands"),
        pytest.param(["5 %", "7.5%", None], [5.0, 7.5, np.nan], id="percent"),
        pytest.param([True, False, True], [1.0, 0.0, 1.0], id="booleans"),
        pytest.param(["much", "little", "none"], [np.nan] * 3, id="no numbers"),
        pytest.param(pd.to_datetime(["1970-01-02", None, "1970-01-03"]), [1.0, np.nan, 2.0], id="dates"),
    ],
)
def test_numeric_columns(cells: object, expected: list[float]) -> None:
    X = pd.DataFrame({"rate": cells})
    found = ExtraFeatures(("rate",)).fit(X).transform(X)["extra_rate"]
    np.testing.assert_array_equal(found.to_numpy(), expected)


def test_codes_read_as_numbers_equal_codes_read_as_text() -> None:
    text = pd.DataFrame({"office": ["10", "20", "10", "20"] * 30})
    y = np.tile([1.0, 0.0], 60)
    fitted = ExtraFeatures((), ("office",)).fit(text, y)
    numbers = pd.DataFrame({"office": [10.0, 20.0, np.nan]})
    found = fitted.transform(numbers)
    expected = fitted.transform(pd.DataFrame({"office": ["10", "20", None]}))
    pd.testing.assert_frame_equal(found, expected)
    assert found["extra_office_log_lift"].iloc[0] > 0 > found["extra_office_log_lift"].iloc[1]


def test_a_value_never_seen_is_average_and_has_no_rows() -> None:
    X = pd.DataFrame({"office": ["10", "20"] * 50})
    fitted = ExtraFeatures((), ("office",)).fit(X, np.tile([1.0, 0.0], 50))
    found = fitted.transform(pd.DataFrame({"office": ["99"]}))
    assert found["extra_office_log_lift"].item() == 0.0
    assert found["extra_office_log_rows"].item() == 0.0
    assert np.isnan(found["extra_office"].item())
