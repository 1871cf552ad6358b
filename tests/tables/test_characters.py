"""What may stand beside a name in Chinese and Japanese, and look-alike letters."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import characters
from riskscan.tables.characters import load_cjk_neighbors, load_homoglyphs, load_letter_variants


def test_no_character_both_carries_a_name_on_and_ends_it():
    neighbors = load_cjk_neighbors()
    assert not neighbors.name_characters & neighbors.goods_characters
    assert {"酸", "酯", "单", "單"} <= neighbors.name_characters
    assert "桶" in neighbors.goods_characters
    assert all(len(word) > 1 or word not in neighbors.name_characters for word in neighbors.goods_words)
    assert not neighbors.counters & set("氯甲乙丙丁苯硝氨酸")  # what numerals count in names
    assert "盐酸" in neighbors.acids_of_salts


def test_an_unknown_role_is_refused(tmp_path, monkeypatch):
    (tmp_path / "cjk_neighbors.csv").write_text("role,text,what,source\nverb,说,to say,none\n", encoding="utf-8")
    monkeypatch.setattr(characters, "DATA", tmp_path)
    with pytest.raises(TableError, match="'verb'"):
        load_cjk_neighbors.__wrapped__()


def test_homoglyphs_become_one_latin_letter():
    table = load_homoglyphs()
    assert len(table) > 50
    assert all(latin.isascii() and latin.islower() for latin in table.values())


def test_letter_variants_end_where_they_lead():
    variants = load_letter_variants()
    assert "أسيتون".translate(variants) == "اسيتون"
    assert "२५ ۲۵ ٢٥ ๒๕".translate(variants) == "25 25 25 25"
    assert "乙醯氯 麻黄硷 麻黃鹼".translate(variants) == "乙酰氯 麻黄碱 麻黄碱"
    assert all(other is None or ord(other) not in variants for other in variants.values())
    assert not any(chr(letter).isascii() for letter in variants)


def test_unlike_numbers_of_letters_are_refused(tmp_path, monkeypatch):
    (tmp_path / "letters.csv").write_text("letters,plain,what,source\nłđı,ld,made up,none\n", encoding="utf-8")
    monkeypatch.setattr(characters, "DATA", tmp_path)
    with pytest.raises(TableError, match="3 letters and 'ld' 2"):
        load_letter_variants.__wrapped__()
