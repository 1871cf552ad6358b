"""Words that make another compound of a name: each has its place, and stands once."""

from collections import Counter
from typing import get_args

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import compound_words, languages
from riskscan.tables.compound_words import CompoundKind, load_compound_words


def test_no_word_stands_twice_in_a_language() -> None:
    rows = Counter((word.language, word.kind, word.place, word.word) for word in load_compound_words())
    assert [row for row, count in rows.items() if count > 1] == []


@pytest.mark.parametrize("kind", get_args(CompoundKind))
def test_every_kind_has_words(kind: CompoundKind) -> None:
    words = [word for word in load_compound_words() if word.kind == kind]
    assert words and all(word.word == word.word.strip().lower() and word.source for word in words)


def test_an_unknown_kind_is_told(monkeypatch, tmp_path) -> None:
    (tmp_path / "qq.toml").write_text(
        'code = "qq"\nname = "Toy"\n[[compounds]]\nsource = "x"\nmark = "D"\nkind = "metal"\nwords = ["y"]\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages.language_tables.cache_clear()
    try:
        with pytest.raises(TableError, match=r"qq\.toml: \[\[compounds\]\] has no kind 'metal'"):
            compound_words.load_compound_words.__wrapped__()
    finally:
        languages.language_tables.cache_clear()
