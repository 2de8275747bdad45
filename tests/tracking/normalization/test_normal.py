"""The normal forms of a text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.tracking.normalization import Wording, placed_normal_words
from quotes.tracking.words import words_of

PIECES = """
    a the one two half third of and hundred million dozen 5 3.5 1/2 $ £ % may 3rd the 9.30 at it's won't gonna
    'em ’98 90 s nineties colour minus point oh to quarter past May pounds p m bn
""".split()  # noqa: SIM905 - a word list


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@example("“It’s 1½ million — or 5 percent”—5m, can not")
def test_every_written_word_has_its_form(text: str) -> None:
    wording = Wording(text)
    assert wording.written == words_of(text)
    at = 0
    for form in wording.forms:
        assert form.text
        assert form.first in (at, at - 1)
        assert form.last > form.first
        at = form.last
    assert at == len(wording.written)


def test_a_form_tells_how_it_may_be_written_otherwise() -> None:
    forms = Wording("We won't lose five grey boats, nor one more").forms
    assert [(form.text, form.dress) for form in forms] == [
        ("we", None),
        ("will", "contraction"),
        ("not", "contraction"),
        ("lose", None),
        ("5", "same_value"),
        ("gray", "spelling"),
        ("boats", None),
        ("nor", None),
        ("one", None),
        ("more", None),
    ]


def test_forms_stand_where_their_words_do() -> None:
    text = "Half a million pounds won't do"
    assert [text[word.start : word.end] for word in placed_normal_words(text)] == [
        *("Half a million pounds", "won't", "won't", "do")
    ]


def test_numbers_beyond_all_counting_are_read_no_further() -> None:
    text = "one " + "trillion " * 30_000 + "9" * 10_000
    assert Wording(text).forms[-1].last == 30_002


@pytest.mark.parametrize("letters", ["a", "all", "is", "our", "it's", "'s", "n't", "'d", "we'll", "x1", "-"])
def test_the_time_for_a_word_without_end_grows_with_its_length(letters: str, seconds) -> None:
    def read(count: int) -> None:
        assert Wording(letters * count).forms or letters == "-"

    before = min(seconds(read, 2_000) for _ in range(2))
    assert seconds(read, 8 * 2_000) < 16 * before + 0.2
