"""Which quote of a new reading is which of the one before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.tracking.revision_matching import by_place, by_words, changed


def test_a_quote_whose_ends_have_moved_is_the_same() -> None:
    assert by_place([[(0, 10)], [(20, 30)]], [[(1, 11)], [(18, 25)]]) == {0: 0, 1: 1}


def test_each_goes_with_the_one_that_it_overlaps_most() -> None:
    assert by_place([[(0, 30)]], [[(0, 10)], [(10, 30)]]) == {1: 0}
    assert by_place([[(0, 10)], [(10, 30)]], [[(0, 30)]]) == {0: 1}
    assert by_place([[(0, 5), (9, 20)]], [[(0, 5)], [(9, 20)]]) == {1: 0}


def test_what_touches_nothing_is_new() -> None:
    assert by_place([[(0, 10)]], [[(10, 20)]]) == {}


def test_the_same_words_are_the_same_quote_wherever_they_stand() -> None:
    assert by_words([["no"], ["yes", "sir"]], [["yes", "sir"], ["new"], ["no"]]) == {0: 1, 2: 0}
    assert by_words([["no"], ["no"]], [["no"], ["no"], ["no"]]) == {0: 0, 1: 1}


def test_a_quote_worded_anew_takes_the_place_of_the_old() -> None:
    before = [["we", "will", "go", "home"], ["never"], ["no"]]
    after = [["no"], ["we", "will", "not", "go", "home"], ["always"]]
    pairs = by_words(before, after)
    assert pairs == {0: 2}
    assert changed(before, after, pairs) == {1: 0}


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda span: (span[0], span[0] + span[1])),
    min_size=1,
    max_size=2,
)


@given(before=st.lists(SPANS, max_size=5), after=st.lists(SPANS, max_size=5))
def test_no_quote_is_in_two_pairs(
    before: list[list[tuple[int, int]]], after: list[list[tuple[int, int]]]
) -> None:
    pairs = by_place(before, after)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= set(range(len(after)))
    assert set(pairs.values()) <= set(range(len(before)))
