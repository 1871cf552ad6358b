"""Values nested deeper than a program can follow are one sentence, whichever file of the user they stand in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from riskscan.cli.config_file import read_config
from riskscan.exceptions import RiskscanError
from riskscan.manifest.mapping.rules import read_rules
from riskscan.policy import read_policy

DEPTH = 100_000


@pytest.mark.parametrize("read", [read_policy, read_rules, read_config])
def test_nested_values(read: Callable[[Path], Any], tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    path.write_text(f"a = {'[' * DEPTH}{']' * DEPTH}")
    with pytest.raises(RiskscanError, match="nested too deeply") as told:
        read(path)
    assert "\n" not in str(told.value)
