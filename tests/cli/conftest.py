"""Commands of the tests keep what texts say apart from what the user's own runs keep."""

import pytest


@pytest.fixture(autouse=True)
def _own_texts(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.getbasetemp()
    monkeypatch.setattr("riskscan.chemistry.screening.cache_folder", lambda: folder)
