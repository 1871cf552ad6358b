"""Mentions come back from bytes exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.decode.evidence import Edit, Evidence, Sense, Source
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.law.control_list import Match
from riskscan.chemistry.law.resemblance import Near
from riskscan.chemistry.text_cache.encoding import MentionEncoding
from riskscan.tables.listings import load_listings

LISTINGS = load_listings()[:300]
ENCODING = MentionEncoding(LISTINGS)

texts = st.text(st.characters(exclude_categories=()), max_size=20)  # halves of characters too
shares = st.floats(0, 1)
matches = st.builds(
    Match, st.sampled_from(["listed", "covered"]), texts, texts, texts, texts,
    st.lists(st.sampled_from(LISTINGS), max_size=4).map(tuple), st.integers(0, 9),
)  # fmt: skip
evidences = st.builds(Evidence, st.sampled_from(Source), st.lists(st.sampled_from(Edit), max_size=3).map(tuple))
resolutions = st.builds(
    Resolution, texts, evidences, shares, st.lists(matches, max_size=3).map(tuple), st.none() | texts,
    st.none() | texts, st.lists(texts, max_size=3).map(tuple), st.none() | st.builds(Near, texts, shares, texts),
    st.none() | matches, st.sampled_from(Sense),
)  # fmt: skip
mentions = st.lists(st.builds(Mention, texts, st.none() | resolutions, texts), max_size=3).map(tuple)


@given(mentions)
def test_what_was_encoded_is_decoded(found):
    assert ENCODING.decode(ENCODING.encode(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ud83d", id="half a character"),
        pytest.param("\ud83d\ude00", id="two halves side by side"),
        pytest.param("\U0001f600", id="the same in one"),
        pytest.param('a\0"\\\n', id="control characters and quotes"),
    ],
)
def test_characters_stay_what_they_were(text):
    [found] = ENCODING.decode(ENCODING.encode((Mention(text, None, text),)))
    assert (found.text, found.note) == (text, text)


def test_a_name_of_every_kind_keeps_its_type():
    found = Resolution("x", Evidence(Source.LISTED, (Edit.TRANSLATED, Edit.SPELLING)), 0.1, (), None, None)
    [mention] = ENCODING.decode(ENCODING.encode((Mention("x", found),)))
    assert mention.resolution is not None
    assert mention.resolution.evidence.source is Source.LISTED
    assert mention.resolution.sense is Sense.CERTAIN
    assert mention.resolution.method == "listed name, translated, spelling mended"


def test_no_word_of_evidence_holds_what_parts_them():
    assert not [word for word in (*Source, *Edit) if ", " in word]


def test_a_listing_of_other_tables_is_our_mistake():
    match = Match("listed", "x", "x", "", "identical", load_listings()[300:301])
    with pytest.raises(KeyError):
        ENCODING.encode((Mention("x", Resolution("x", Evidence(Source.LISTED), 1.0, (match,), None, None)),))
