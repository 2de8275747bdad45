"""Full-text queries can hold nothing but words, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from quotes.store import search


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("bridge", '"bridge"'),
        ("the bridge", '"the" AND "bridge"'),
        ('"the bridge" down', '"the bridge" AND "down"'),
        ("a OR b", '"a" AND "OR" AND "b"'),
        ("text:closed*", '"text:closed*"'),
        ('odd" quote', '"odd" AND "quote"'),
        ("* bridge (", '"bridge"'),
    ],
)
def test_words_and_phrases_must_all_be_there(typed: str, expression: str) -> None:
    assert search.all_of(typed) == expression


def test_the_last_part_of_a_name_may_be_cut_short() -> None:
    assert search.starting_with("Mira Oko") == '"Mira" AND "Oko"*'


@pytest.mark.parametrize("typed", ["", "*", '"', "—", "( )", '"" ""', "_"])
def test_without_a_word_there_is_nothing_to_search(typed: str) -> None:
    for build in (search.all_of, search.starting_with):
        with pytest.raises(search.NoWords):
            build(typed)


@given(typed=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40))
def test_sqlite_takes_whatever_comes_out(search_index: Database, typed: str) -> None:
    for build in (search.all_of, search.starting_with):
        try:
            expression = build(typed)
        except search.NoWords:
            continue
        search_index.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (expression,)).fetchone()


@pytest.fixture(scope="module")
def search_index() -> Database:
    db = Database(memory=True)
    db.execute("CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize='unicode61 remove_diacritics 2')")
    return db
