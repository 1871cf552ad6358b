"""What letters of other scripts sound like."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import letter_sounds
from riskscan.tables.letter_sounds import SOUNDS, load_letter_sounds


def test_every_letter_has_one_sound_or_none():
    sounds = load_letter_sounds()
    assert len(sounds) > 250
    assert {sound for sound in sounds.values() if sound} == SOUNDS
    assert not any(letter.isascii() for letter in sounds)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param("Toy,ქ,q,none", "'q'", id="unknown sound"),
        pytest.param("Toy,ქ,ks,none", "'ks'", id="two sounds"),
        pytest.param("Toy,ქ,k,none\nToy,აქ,a,none", "'ქ'", id="a letter twice"),
    ],
)
def test_a_wrong_row_is_refused(rows, says, tmp_path, monkeypatch):
    (tmp_path / "letter_sounds.csv").write_text(f"script,letters,sound,source\n{rows}\n", encoding="utf-8")
    monkeypatch.setattr(letter_sounds, "DATA", tmp_path)
    with pytest.raises(TableError, match=says):
        load_letter_sounds.__wrapped__()
