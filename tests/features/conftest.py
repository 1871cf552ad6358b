import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.history.aggregates import TraderHistory
from riskscan.modelling.preparing import join_history, prepare_rows
from riskscan.simulation import simulate


@pytest.fixture(scope="session")
def labelled_rows(screener: Screener) -> tuple[pd.DataFrame, np.ndarray]:
    """Prepared rows with history, and their labels."""
    frame = simulate(1_500, seed=11, violation_share=0.06)
    labels = frame["is_violation"].to_numpy(dtype=np.float64)
    rows = prepare_rows(frame, screener=screener)
    history = TraderHistory.from_rows(rows.X, labels, label_delay_days=14)
    return join_history(rows.X, history, within=False), labels
