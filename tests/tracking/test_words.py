"""Words as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.tracking.words import (
    contains,
    fingerprints_of,
    fold,
    key_of,
    placed_words,
    range_of,
    runs_of,
    words_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We will win,”", "we will win"),
        ("well-known", "well known"),
        ("well — known", "well known"),
        ("don’t", "don't"),
        ("Café", "cafe\u0301"),
        ("re\u00adbuild", "rebuild"),
        ("a\u00a0b", "a b"),
        ("1,000,000", "1000000"),
        ("[to trap] for", "to trap for"),
        ("so … it", "so it"),
        ("\u202eabc\u202c", "abc"),
        ("ﬁnal", "final"),
        ("5%", "5 percent"),
        ("5 per cent", "5 percent"),
        ("can not", "cannot"),
        ("bread & water", "bread and water"),
        ("it´s", "it's"),
        ("dont", "don't"),
        ("20\u00a0000 men", "20,000 men"),
        ("the bill—5 million", "the bill -- 5 million"),
        ("the bill – 5 million", "the bill-5 million"),
        ("۵", "5"),
        ("我 们", "我们"),
        ("نمی\u200cرویم", "نمیرویم"),
    ],
)
def test_what_makes_no_difference(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5", "35"),
        ("3.5", "3 5"),
        ("1,5", "15"),
        ("$5", "5"),
        ("5%", "5"),
        ("-5 degrees", "5 degrees"),
        ("1½", "11/2"),
        ("10²", "102"),
        ("€5", "₽5"),
        ("1.000", "1000"),
        ("in 20, 100 people", "in 20100 people"),
        ("9/11", "911"),
        ("will", "will not"),
        ("can't", "can"),
        ("we're", "were"),
        ("we’ll", "well"),
        ("हिन्दी", "हन्द"),
        ("мир", "мор"),
    ],
)
def test_what_makes_a_difference(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(st.characters(categories=["Ll"]), min_size=1)))
def test_words_are_found_again_in_what_they_make(words: list[str]) -> None:
    assert words_of(" ".join(words_of(" ".join(words)))) == words_of(" ".join(words))


@given(st.text())
@example("“It’s 1½ per cent — or 5 percent”—5 million, can not")
@example("killed 20\u00a0000 men")
def test_placed_words_are_the_words(text: str) -> None:
    placed = placed_words(text)
    assert [word.text for word in placed] == words_of(text)
    assert all(text[word.start : word.end].strip() for word in placed)
    assert [word.start for word in placed] == sorted(word.start for word in placed)


def test_words_stand_where_they_are_written() -> None:
    text = "“The piers—all of them—won’t cost 5 per cent,” he said."
    assert [text[word.start : word.end] for word in placed_words(text)] == [
        *("The", "piers", "all", "of", "them", "won’t", "cost", "5", "per cent", "he", "said")
    ]


def test_runs_that_begin_alike_lie_side_by_side() -> None:
    marks = {
        words: runs_of(words.split())[0] for words in ("we will", "we will not", "we will not go now", "we")
    }
    for length, inside in (
        (1, set(marks)),
        (2, set(marks) - {"we"}),
        (3, {"we will not", "we will not go now"}),
    ):
        low, high = range_of(marks["we will not go now"], length)
        assert {words for words, mark in marks.items() if low <= mark <= high} == inside
    assert all(-(2**63) <= mark < 2**63 for mark in runs_of([str(number) for number in range(3000)]))


def test_a_part_is_a_run_of_whole_words() -> None:
    words = words_of("we will rebuild the bridge")
    assert contains(words, ["rebuild", "the"])
    assert contains(words, words)
    assert not contains(words, ["build", "the"])
    assert not contains(words, ["we", "rebuild"])


def test_keys_fit_a_signed_integer_of_64_bits() -> None:
    keys = {key_of([str(number)]) for number in range(2000)}
    assert len(keys) == 2000
    assert min(keys) >= -(2**63)
    assert max(keys) < 2**63
    assert min(keys) < 0 < max(keys)


WORDS = st.lists(st.sampled_from(list("abcdefgh")), min_size=5, max_size=9)


@given(shared=WORDS, before=WORDS, after=WORDS, left=WORDS, right=WORDS)
def test_texts_that_share_five_words_share_a_fingerprint(
    shared: list[str], before: list[str], after: list[str], left: list[str], right: list[str]
) -> None:
    assert fingerprints_of(before + shared + after) & fingerprints_of(left + shared + right)
    assert fingerprints_of(shared) & fingerprints_of(before + shared)


def test_fewer_words_than_a_fingerprint_needs_have_none() -> None:
    assert fingerprints_of(["no", "money"]) == set()
    assert len(fingerprints_of(["not", "a", "penny"])) == 1
