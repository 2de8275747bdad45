"""Cursors are opaque, and only their own list takes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.store.cursor import BadCursor, decode, encode

LISTING = {"list": "articles", "q": None}


@given(value=st.text(st.characters(exclude_categories=["Cs"]), max_size=100), pk=st.integers(0, 2**63 - 1))
def test_a_cursor_gives_back_what_it_was_made_of(value: str, pk: int) -> None:
    assert decode(encode((value, pk), LISTING), LISTING, str) == (value, pk)


@given(st.text(max_size=60))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        decode(text, LISTING, str)


@given(
    value=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    pk=st.integers(0, 2**63 - 1),
    at=st.integers(0, 200),
    put=st.sampled_from("Aa0-_=.\u0661"),
)
def test_a_cursor_that_is_changed_anywhere_is_refused(value: str, pk: int, at: int, put: str) -> None:
    cursor = encode((value, pk), LISTING)
    at %= len(cursor)
    changed = cursor[:at] + put + cursor[at + 1 :]
    try:
        found = decode(changed, LISTING, str)
    except BadCursor:
        return
    # The last character may hold bits that mean nothing.
    assert found == (value, pk)


@pytest.mark.parametrize(
    "key", [(1, 2), ("a", "b"), ("a", -1), ("a", 2**63), ("a",), ("a", True), (None, 1), ([], 1)]
)
def test_values_of_another_kind_are_refused(key: tuple[object, ...]) -> None:
    with pytest.raises(BadCursor):
        decode(encode(key, LISTING), LISTING, str)  # type: ignore[arg-type]


def test_numbers_must_fit_the_database() -> None:
    assert decode(encode((2**63 - 1, 1), LISTING), LISTING, int) == (2**63 - 1, 1)
    with pytest.raises(BadCursor):
        decode(encode((2**63, 1), LISTING), LISTING, int)


def test_another_list_or_other_filters_are_refused() -> None:
    cursor = encode(("a", 1), LISTING)
    for other in ({"list": "speakers", "q": None}, {"list": "articles", "q": "b"}, {}):
        with pytest.raises(BadCursor):
            decode(cursor, other, str)
