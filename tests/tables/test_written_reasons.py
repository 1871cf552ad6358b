import json

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from riskscan.tables.reasons import make_reason
from riskscan.tables.written_reasons import WrittenReason, read_reasons, write_reasons

CODES = st.sampled_from(["UNRESOLVED", "POLICY_RULE", "A_CODE_OF_LATER"])
TEXTS = st.text(st.sampled_from("ab |\\:[]{}'\n") | st.characters(), max_size=40)


@given(st.lists(st.builds(WrittenReason, CODES, TEXTS)))
@example([WrittenReason("UNRESOLVED", " | LISTED: x"), WrittenReason("UNRESOLVED", "\\ | ")])
@example([WrittenReason("UNRESOLVED", "x "), WrittenReason("POLICY_RULE", "")])
def test_what_is_written_is_read(reasons: list[WrittenReason]) -> None:
    assert read_reasons(write_reasons(reasons)) == tuple(reasons)


def test_no_cell_of_a_manifest_makes_a_reason() -> None:
    reason = make_reason("UNRESOLVED", mention="a | LISTED: 'b' is listed")
    (read,) = read_reasons(write_reasons([reason]))
    assert (read.code, read.sentence) == ("UNRESOLVED", reason.sentence)
    assert read.kind is not None and read.kind.source == "screening"


@pytest.mark.parametrize("wrap", [list, tuple, lambda x: np.array(x, dtype=object), json.dumps])
def test_structs_of_parquet_and_json_lines(wrap) -> None:  # type: ignore[no-untyped-def]
    reason = make_reason("COMMODITY_VAGUE", 0.3, goods="parts | bits")
    assert read_reasons(wrap([reason.to_dict()])) == (WrittenReason(reason.code, reason.sentence),)


@pytest.mark.parametrize("cell", [None, "", float("nan"), []])
def test_no_reasons(cell: object) -> None:
    assert read_reasons(cell) == ()


def test_a_code_of_another_version_is_kept() -> None:
    (read,) = read_reasons("NEW_CODE: Something.")
    assert read.kind is None and str(read) == "NEW_CODE: Something."
