"""Which quotes of one speaker are one statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.tracking.statements import Said, closer, parent, pieces_of, relation
from quotes.tracking.words import words_of

DAY = date(2024, 5, 1)
SENTENCE = "We will rebuild the bridge before the winter comes."


def said(text: str, days: int | None = 0, *, sure: float = 0, article: int = 1, name: str = "") -> Said:
    day = None if days is None else DAY + timedelta(days=days)
    return Said(name or text, text, tuple(words_of(text)), pieces_of(text), day, sure, article)


@pytest.mark.parametrize(
    ("text", "days", "kind"),
    [
        ("“We will rebuild the bridge – before the winter comes”", 0, "same"),
        ("We will rebuild the bridge … before the winter comes", 0, "same"),
        ("rebuild the bridge before the winter", 0, "cut"),
        ("rebuild the bridge before winter", 0, None),
        ("We will rebuild … before the winter", 0, "cut"),
        ("We will rebuild [...] the winter comes", 0, "cut"),
        ("before the winter … we will rebuild", 0, None),
        ("rebuild the bridge", 0, None),
        ("We will rebuild the bridge before the summer comes.", 0, "variant"),
        ("We will not rebuild the bridge before the winter comes.", 0, None),
        ("We won't rebuild the bridge before the winter comes.", 0, None),
        ("[They] will rebuild the bridge before the winter comes.", 0, "overlap"),
        ("The council will see to the harbour and the ferry first.", 0, None),
        ("We will rebuild the bridge before the summer comes.", 4, None),
        (SENTENCE, 300, "same"),
        (SENTENCE, 500, None),
        (SENTENCE, None, "same"),
        ("", 0, None),
    ],
)
def test_how_a_report_is_the_same_statement(text: str, days: int | None, kind: str | None) -> None:
    one, other = said(SENTENCE), said(text, days, article=2)
    assert relation(one, other) == kind
    assert relation(other, one) == kind


def test_another_translation_is_a_variant() -> None:
    one = said("We have no choice. The old piers will not survive another winter.")
    other = said("We had no choice: those old piers would not survive one more winter", article=2)
    assert relation(one, other) == "variant"


def test_sentences_of_small_words_alone_are_compared_by_all_their_words() -> None:
    one = said("There was always a choice. We chose to be safe.")
    assert relation(one, said("The ferry is slower than it was in my day,", article=2)) is None
    assert relation(one, said("There always was a choice. We chose to be safe!", article=2)) == "variant"


def test_an_ellipsis_that_hides_a_mere_denial_makes_no_cut() -> None:
    denied = said("We will not rebuild the bridge in twenty years before the winter comes.")
    assert relation(denied, said("We will … rebuild the bridge in twenty years", article=2)) is None
    assert relation(denied, said("We will not rebuild … before the winter", article=2)) == "cut"
    longer = said("We will pay, as nobody else would ever do, for the bridge.")
    assert relation(longer, said("We will pay … for the bridge", article=2)) == "cut"


def test_words_taken_from_a_denial_are_a_cut_since_the_reporter_may_deny_them() -> None:
    denied = said("We will not tolerate any more attacks on the harbour.")
    assert relation(denied, said("tolerate any more attacks on the harbour", article=2)) == "cut"


def test_what_was_said_on_two_days_was_said_twice() -> None:
    assert relation(said(SENTENCE, sure=1), said(SENTENCE, 1, sure=1, name="b")) == "same"
    assert relation(said(SENTENCE, sure=1), said(SENTENCE, 3, sure=1, name="b")) is None
    assert relation(said(SENTENCE, sure=1), said(SENTENCE, 3, name="b")) == "same"


SPEECH = "We shall build the new pier of Holm from the money that the ferries earn, and from there alone."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The new pier of Holm from the money that the ferries earn, as I said last year", "overlap"),
        (
            "Let me be clear: we shall build the new pier of Holm from the money of those who live there",
            "overlap",
        ),
        ("We shall not build the new pier of Holm from the money that the ferries earn, never", None),
        (
            "We shall build the new pier of Holm from the money that the ferries earn in twenty years",
            "overlap",
        ),
        ("We shall build the new pier of Velden from the money that the ferries earn, friends", None),
        ("Ask anybody where the money goes that is paid for the new pier of Holm in these days", None),
    ],
)
def test_a_report_that_holds_words_of_another_joins_it(text: str, kind: str | None) -> None:
    assert relation(said(SPEECH), said(text, 1, article=2)) == kind


def test_what_holds_little_of_another_joins_it_only_in_about_the_same_days() -> None:
    before = "Whoever asks me what I want gets one answer in every town along this coast, and so be it:"
    after = "And that is what I have told you every summer since I came to live here with my children."
    one = said(f"{SPEECH} {after}")
    other = said(f"{before} build the new pier of Holm from the money that is left to us", 2, article=2)
    assert relation(one, other) == "overlap"
    assert relation(one, replace(other, day=DAY + timedelta(days=20))) is None


def test_a_stock_phrase_of_eight_words_said_on_two_occasions_is_two_statements() -> None:
    phrase = "we are going to make the harbour great again"
    one = said(f"Friends, here in Holm {phrase}, and we start with the pier that nobody has mended.")
    two = said(
        f"Whatever they tell you in Velden, {phrase} and the ferries will not cost a penny.", 30, article=2
    )
    assert relation(one, two) is None
    assert (
        relation(
            said("We will make the whole harbour great again!"),
            said("We will make the whole harbour great again", 30, article=2),
        )
        is None
    )
    assert (
        relation(
            said("Thank you, thank you all so very much indeed!"),
            said("Thank you, thank you all so very much indeed", 30, article=2),
        )
        is None
    )


def test_a_doubtful_date_parts_less_the_more_doubtful_it_is() -> None:
    def apart(sure: float, days: int) -> bool:
        return relation(said(SPEECH, sure=0.95), said(SPEECH, days, sure=sure, article=2, name="b")) is None

    assert apart(0.9, 2)
    assert not apart(0.8, 4)
    assert apart(0.8, 60)
    assert not apart(0.4, 60)
    assert not apart(0, 300)


def test_what_was_said_in_a_week_is_near_to_each_of_its_days() -> None:
    week = replace(said(SENTENCE, article=2), until=DAY + timedelta(days=6))
    varied = "We will rebuild the bridge before the summer comes."
    kinds = [relation(week, said(varied, days)) for days in (-4, -3, 0, 6, 9, 10)]
    assert kinds == [None, "variant", "variant", "variant", "variant", None]


def test_a_few_words_weeks_later_were_said_again() -> None:
    assert relation(said("No comment."), said("No comment!", 5)) == "same"
    assert relation(said("No comment."), said("No comment!", 20)) is None
    assert relation(said("No comment."), said("No comment!", None)) is None


def test_two_sentences_of_one_article_are_no_variants_of_each_other() -> None:
    other = "We will rebuild the bridge before the summer comes."
    assert relation(said(SENTENCE), said(other, article=2)) == "variant"
    assert relation(said(SENTENCE), said(other, article=1)) is None


def test_a_quote_hangs_on_the_closest() -> None:
    cut = said("will rebuild the bridge and the pier before winter comes", 2, name="cut")
    speech = said(
        "We will rebuild the bridge and the pier before winter comes. More soon.", sure=1, name="speech"
    )
    later = said(
        "We will rebuild the bridge and the pier before winter comes, yes.", 30, sure=1, name="later"
    )
    same = said("Will rebuild the bridge and the pier before winter comes!", 200, sure=1, name="same")
    assert parent(cut, [speech, later]) == speech
    assert parent(cut, [later, speech]) == speech
    assert parent(cut, [speech, later, same]) == same
    assert parent(speech, [cut, later, same]) is None
    assert parent(cut, []) is None
    assert closer(cut, same, speech)
    assert not closer(cut, later, speech)
    assert not closer(speech, cut, None)


def test_a_phrase_in_two_speeches_does_not_make_them_one() -> None:
    phrase = said("before the winter comes to us", 0, name="phrase")
    one = said("We will rebuild the bridge before the winter comes to us, all of it.", 0, name="one")
    two = said("Fill your sheds and your barns before the winter comes to us.", 0, article=2, name="two")
    assert relation(phrase, one) == relation(phrase, two) == "cut"
    assert relation(one, two) is None
    assert parent(one, [phrase, two]) is None
    assert parent(two, [phrase, one]) is None


WORDS = st.lists(st.sampled_from(["we", "will", "not", "rebuild", "bridge", "…"]), min_size=1, max_size=9)
QUOTES = st.builds(
    said,
    WORDS.map(" ".join),
    st.none() | st.integers(0, 10),
    sure=st.sampled_from([0, 0.7, 0.9, 1]),
    article=st.integers(1, 3),
    name=st.text("abc", min_size=4, max_size=8),
)


@given(quote=QUOTES, others=st.lists(QUOTES, max_size=6, unique_by=lambda other: other.id))
def test_a_parent_depends_on_the_quotes_and_not_on_their_order(quote: Said, others: list[Said]) -> None:
    others = [other for other in others if other.id != quote.id]
    found = parent(quote, others)
    assert parent(quote, reversed(others)) == found
    present = None
    for other in others:
        if closer(quote, other, present):
            present = other
    assert present == found
    assert found is None or found.rank > quote.rank
