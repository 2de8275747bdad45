from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.extraction import Cue, Mention, Span
from quotes.extraction.dating.attachment.layout import lay_out
from quotes.extraction.dating.expressions.normalization import resolve
from quotes.extraction.dating.expressions.recognition import find_times
from quotes.extraction.dating.quote_dates import date_quotes
from quotes.extraction.dating.ranking.speakers import QuoteToDate

PIECES = st.one_of(
    st.sampled_from(
        ["Monday", "Sept.", "February", "2016", "'80s", "ago", "two", "days", "weeks", "weekend", "hours"]
    ),
    st.sampled_from(
        ["last", "this", "next", "the", "of", "on", "in", "after", "since", "until", "early", "a.m."]
    ),
    st.sampled_from(
        ["said", "told", "Lorn", "She", "rally", "debate", "'ll", "I", "May", "March", "Christmas", "Eve"]
    ),
    st.sampled_from(
        ["“", "”", '"', "'", ",", ".", ";", "(", ")", "—", "-", "/", ":", "\n", "\n\n", "___", "ﬁ", "İ"]
    ),
    st.sampled_from(
        ["3", "31", "29", "1999", "10/03/2021", "2021-02-30", "9", "yesterday", "today", "spring"]
    ),
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))
DATES = st.dates()


@st.composite
def readings(draw):
    """A text with quotes anywhere in it, whether that makes sense or not."""
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))

    def stretch():
        start, end = sorted((draw(offsets), draw(offsets)))
        return start, end

    attributions = []
    for _ in range(draw(st.integers(0, 4))):
        spans = tuple(Span(*stretch()) for _ in range(draw(st.integers(1, 2))))
        at, cue = stretch(), stretch()
        attributions.append(
            QuoteToDate(
                spans,
                Mention(text[at[0] : at[1]], *at) if draw(st.booleans()) else None,
                Cue(text[cue[0] : cue[1]], *cue) if draw(st.booleans()) else None,
                draw(st.sampled_from([None, "Ada Lorn", "Lorn", "", "1999", "’s"])),
            )
        )
    return text, attributions


@settings(max_examples=400, deadline=None)
@given(reading=readings(), published=st.one_of(st.none(), DATES))
def test_any_text_is_dated_and_nothing_after_its_publication(reading, published):
    text, attributions = reading

    found = date_quotes(text, published, attributions)

    assert len(found) == len(attributions)
    for said in filter(None, found):
        assert (said.text is None) == (said.basis == "published")
        assert said.text is None or said.text in text
        assert published is None or said.on is None or said.on <= published


@given(text=TEXTS)
def test_times_lie_where_they_say(text):
    found = find_times(text)

    assert all(
        text[time.start : time.end] == time.text and time.start <= time.core < time.end for time in found
    )
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(text=TEXTS, published=DATES)
def test_no_time_comes_to_a_day_after_publication(text, published):
    for found in find_times(text):
        resolved = resolve(found.form, published)
        assert resolved is None or resolved.on is None or resolved.on <= published


@given(text=TEXTS)
def test_sentences_follow_each_other_and_quotes_are_blotted_out(text):
    layout = lay_out(text, [Span(0, len(text) // 2)])

    assert len(layout.outside) == len(text)
    assert layout.outside[len(text) // 2 :] == text[len(text) // 2 :]
    assert all(one.end <= other.start for one, other in pairwise(layout.sentences))


@pytest.mark.parametrize(
    "unit",
    [
        "on Monday Lorn said “no” and ",
        "January 5 ",
        "he said Monday ",
        "A. ",
        "A-",
        " ",
        "“",
        "Monday (July ",
        "9/",
        "the ",
    ],
)
def test_time_grows_with_length_alone(unit):
    def seconds(repeats: int) -> float:
        text = unit * repeats
        quotes = [QuoteToDate((Span(at, at + 2),), speaker="Lorn") for at in range(0, len(text) - 2, 500)]
        start = time.process_time()
        date_quotes(text, date(2021, 10, 3), quotes, [])
        return time.process_time() - start

    short, long = min(seconds(1000) for _ in range(3)), seconds(6000)

    # Six times the text: a quadratic step would take 36 times as long.
    assert long < 18 * short + 0.2
