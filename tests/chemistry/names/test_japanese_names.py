"""Tests of Japanese names read by their parts."""

import pytest

from riskscan.chemistry.names.japanese_names import find_japanese_names, may_hold_japanese_name
from riskscan.chemistry.text.spelling import fold_name


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("ニトロトルエン", "nitrotoluene"),
        ("シクロヘキサノン 200kg", "cyclohexanone"),
        ("4-フェニルピペリジン", "4-phenylpiperidine"),
        ("N-メチルピロリドン 200kg", "N-methylpyrrolidone"),
        ("塩化ベンゾイル", "benzoyl chloride"),
        ("メチルエチルケトン", "methyl ethyl ketone"),
    ],
)
def test_names_are_read_by_their_parts(text, reading):
    assert [name.reading for name in find_japanese_names(fold_name(text))] == [reading]
    assert may_hold_japanese_name(text)


@pytest.mark.parametrize(
    "text",
    ["ポリエチレン袋", "タオル", "カバー", "シャンプー", "コンピュータ", "トリートメント", "プロテイン", "アルミニウム",
     "ビタミン", "トリオ", "モノタロウ", "メチル", "ブータン"],
)  # fmt: skip
def test_everyday_words_are_none(text):
    assert not may_hold_japanese_name(text)


def test_name_of_which_a_part_is_unknown_wants_a_look():
    (name,) = find_japanese_names(fold_name("クロロニトロトルエンスルホネート"))
    assert name.wants_a_look and not name.reading
