"""How words asked for compare with words found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lookup.comparison.comparison import compare
from quotes.lookup.question import Question

STORED = "We will not spend 3.5 million on the bridge, and not in May."


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (STORED, "verbatim"),
        ("“we will NOT spend 3.5 million — on the bridge — and not in may”", "verbatim"),
        ("spend 3.5 million on the bridge", "trimmed"),
        ("We will spend 3.5 million on the bridge, and not in May.", "altered"),
        ("We will not spend 35 million on the bridge, and not in May.", "altered"),
        ("We will not spend 3.5 million on the bridge, and not in June.", "altered"),
        ("not in May on the bridge", "near"),
        ("million on", "trimmed"),
        ("We will not spend 3.5 million on the brid-ge, and not in May.", "verbatim"),
        ("illion o", "near"),
    ],
)
def test_the_kind_of_a_match(asked: str, kind: str) -> None:
    assert compare(asked, STORED).kind == kind


def test_the_difference_is_told_word_by_word() -> None:
    steps = compare("We will spend 35 million", "We will not spend 3.5 million").difference
    assert [(step.op, step.asked, step.found) for step in steps] == [
        ("equal", "We will", "We will"),
        ("insert", "", "not"),
        ("equal", "spend", "spend"),
        ("replace", "35", "3.5"),
        ("equal", "million", "million"),
    ]


WORDS = st.lists(st.sampled_from(["we", "will", "not", "3.5", "go"]), min_size=1, max_size=8).map(" ".join)


@given(asked=WORDS, found=WORDS)
def test_the_difference_puts_both_together_again(asked: str, found: str) -> None:
    comparison = compare(asked, found)
    assert " ".join(filter(None, (step.asked for step in comparison.difference))) == asked
    assert " ".join(filter(None, (step.found for step in comparison.difference))) == found
    assert 0 <= comparison.similarity <= 1
    assert (comparison.similarity == 1) == (asked == found) == (comparison.kind == "verbatim")
    assert comparison.kind != "trimmed" or asked in found


def test_words_put_in_near_the_beginning_or_the_end_take_no_others_place() -> None:
    longer = "We [the town] will rebuild the old bridge before winter comes back to all of us"
    comparison = compare("We will rebuild the old bridge before winter comes back to us", longer)
    assert [(one.op, one.asked, one.found) for one in comparison.difference] == [
        ("equal", "We", "We"),
        ("insert", "", "the town"),
        (
            "equal",
            "will rebuild the old bridge before winter comes back to",
            "will rebuild the old bridge before winter comes back to",
        ),
        ("insert", "", "all of"),
        ("equal", "us", "us"),
    ]


@pytest.mark.parametrize("words", ["we" + " " * 13, "we [stay] go ", "we ... go ", "don't go "])
def test_the_time_for_reading_what_is_asked_grows_with_its_length(words, seconds) -> None:
    def read(count: int) -> None:
        assert Question(words * count).without_glosses is None or "[" in words

    before = min(seconds(read, 200) for _ in range(2))
    assert seconds(read, 8 * 200) < 16 * before + 0.2


def test_the_time_for_reading_a_run_of_spaces_grows_with_its_length(seconds) -> None:
    def read(count: int) -> None:
        Question(f"we{' ' * count}go")

    before = min(seconds(read, 2_500) for _ in range(2))
    assert seconds(read, 8 * 2_500) < 16 * before + 0.2


def test_what_stands_in_brackets_is_left_out_one_by_one() -> None:
    bare = Question("[Moor:] We stay (in Brune) and [they] go [not here]").without_glosses
    assert bare is not None
    assert bare.words == ["we", "stay", "and", "go", "not", "here"]
    assert bare.glosses == [(0, "[Moor:]"), (2, "(in Brune)"), (3, "[they]")]
