"""A part of a file reads like the whole, wherever the file is cut."""

import pickle
from itertools import pairwise

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.manifest import ColumnRules, clean_manifest
from riskscan.manifest.conventions import ColumnVotes
from riskscan.manifest.mapping import freeze_mapping, map_columns, take_sample
from riskscan.manifest.surveying import survey_columns

RULES = ColumnRules(rates={"EUR": 1.5, "MXN": 0.05, "INR": 0.012})
DIRTY = {
    "consignment id": [None, "A1", "A1", "B2", "N/A", None, "7.0", '="C3"', "x"],
    "date": [
        "03/02/2026", "25/02/2026", "02/25/2026", "2026-02-03T10:00", "14082025", "4082025", "250501", "010526",
        "46056", "3 lis 2026", "5 srp 2026", "05/01/69", "05/01/2569", "N/A", "soon", None, "", 46056, "01-02-03",
    ],
    "description": [
        "acetone", "ACETONE ", "-", "NULL", None, '="x"', "ph\u0435nyl", "=1+1", "a\x00b", "丙酮", "a\ud800", "TOTAL",
    ],
    "net weight": [
        "1.200", "12,5", "12.5", "1.200,5", "5 LB", "7", "heavy", "-3", "", None, 1.234, 5, "3 boxes", "1'200",
    ],
    "value": ["1.200", "$ 10", "10 €", "Rs 5", "10,5", "7", None, "N/A", "1000", "x"],
    "currency": ["USD", "MXN", "Rs", "EUR", None, "XAF", "$"],
    "origin": ["CN", "China", "156", "249", "36", "840", "Narnia", "Hong Kong, China", "NA", None, "KP", 392],
    "destination country": ["US", "UNITED STATES", "840", None],
    "hs code": ["2933.37", "90121", "2.91411E+09", "'0902100000", 293337.0, "x", None],
    "consignee": ["Acme Ltd", "TO ORDER", "acme ltd", None, "NULL"],
}  # fmt: skip


def _rows() -> st.SearchStrategy[list[dict[str, object]]]:
    row = st.fixed_dictionaries({header: st.sampled_from(cells) for header, cells in DIRTY.items()})
    return st.lists(row, min_size=1, max_size=12)


def _cleaned_in_parts(frame: pd.DataFrame, cuts: list[int]) -> tuple[pd.DataFrame, list[str]]:
    bounds = [0, *sorted(cut for cut in cuts if 0 < cut < len(frame)), len(frame)]
    parts = [frame.iloc[start:end] for start, end in pairwise(bounds)]
    mapping = map_columns(list(frame.columns), RULES, sample=take_sample(frame))
    rules = freeze_mapping(mapping, RULES)
    votes = ColumnVotes()
    for part in parts:
        votes += survey_columns(part, mapping, RULES)
    frozen = pickle.loads(pickle.dumps(votes.freeze(mapping, RULES)))  # noqa: S301 - made here
    cleaned = []
    issues: list[str] = []
    for part, start in zip(parts, bounds[:-1], strict=True):
        clean = clean_manifest(part, columns=rules, conventions=frozen, first_row=start)
        cleaned.append(clean.frame)
        issues += clean.issues.as_text(part.index).tolist()
    return pd.concat(cleaned), issues


@settings(max_examples=300)
@given(_rows(), st.lists(st.integers(1, 11), max_size=4))
def test_any_split_cleans_like_the_whole(rows: list[dict[str, object]], cuts: list[int]) -> None:
    frame = pd.DataFrame(rows, dtype=object)
    whole = clean_manifest(frame, columns=RULES)
    in_parts, issues = _cleaned_in_parts(frame, cuts)
    pd.testing.assert_frame_equal(in_parts, whole.frame)
    assert issues == whole.issues.as_text(frame.index).tolist()


def test_texts_alone_are_counted_over_the_whole_file() -> None:
    masses, texts = ["2", None, None, None], ["copper wire", "on drums", "green tea", "black tea"]
    frame = pd.DataFrame({"description": texts, "net weight": masses, "origin": [None] * 4, "hs code": [None] * 4})
    assert "text_alone" not in "".join(_cleaned_in_parts(frame, [2])[1])
    frame.loc[2, "origin"] = "CN"
    assert [issue.split(":")[0] for issue in _cleaned_in_parts(frame, [3])[1]] == ["", "text_alone", "", "text_alone"]
