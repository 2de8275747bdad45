"""What somebody says is told as said otherwise only where both claims cannot hold at once."""

from __future__ import annotations

import pytest

from quotes.tracking.contradictions.claim_pairs import otherwise
from quotes.tracking.contradictions.claims import marks_of

SAID_OTHERWISE = [
    ("negation", "We will rebuild the bridge.", "We will not rebuild the bridge."),
    ("negation", "We will rebuild the bridge this year.", "We won't rebuild the bridge this year."),
    ("negation", "I voted for the war in Tarn.", "I did not vote for the war in Tarn."),
    ("negation", "I voted for the war in Tarn.", "I never voted for the war in Tarn."),
    ("negation", "I knew about the letter from the mine.", "I did not know about the letter from the mine."),
    ("negation", "The council will pay for the school.", "The council will never pay for the school."),
    ("negation", "We're going to raise taxes on land.", "Look, we will not raise taxes."),
    ("negation", "I support the toll on the bridge.", "I no longer support the toll on the bridge."),
    ("negation", "I think we will rebuild the bridge.", "I don't think we will rebuild the bridge."),
    ("negation", "We will rebuild the bridge.", "I don't think that we will rebuild the bridge."),
    ("negation", "It is possible to rebuild the old bridge.", "It is impossible to rebuild the old bridge."),
    ("negation", "The mine is safe for workers.", "The mine is unsafe for workers."),
    ("negation", "There was a contract with the harbor firm.", "There was no contract with the harbor firm."),
    ("negation", "The fire was an accident.", "We know more now. The fire was not an accident."),
    ("negation", "We can afford the new school.", "We can't afford the new school, and you know why."),
    ("number", "We will build thirty houses in Velden.", "We will build 50 houses in Velden."),
    ("number", "The bridge will cost $30 million.", "The bridge will cost $50 million."),
    ("number", "We will close the mine in 2025.", "We will close the mine in 2030."),
    ("number", "Our schools lost twelve teachers.", "Our schools lost forty teachers, which hurts."),
    ("name", "The new hospital will be built in Velden.", "The new hospital will be built in Tarnholm."),
]
BOTH_MAY_HOLD = [
    (
        "a condition",
        "We will rebuild the bridge.",
        "We will not rebuild the bridge until the money is there.",
    ),
    ("a supposition", "We will rebuild the bridge.", "If we do not rebuild the bridge, the town dies."),
    ("a question", "We will rebuild the bridge.", "Will we not rebuild the bridge?"),
    ("what others say", "We will rebuild the bridge.", "They say we will not rebuild the bridge."),
    ("words of others", "We will rebuild the bridge.", "They shouted “we will not rebuild the bridge”."),
    ("somebody else", "We will rebuild the bridge.", "He will not rebuild the bridge."),
    ("another time", "We will rebuild the bridge.", "We did not rebuild the bridge."),
    ("a part affirmed", "We will not only rebuild the bridge.", "We will rebuild the bridge."),
    ("a part denied", "We will raise taxes.", "We will not raise taxes on land."),
    ("progress", "We have rebuilt the bridge.", "We have not yet rebuilt the bridge."),
    ("not every one", "Every child can read books.", "Not every child can read books."),
    ("another object", "We are leaving no one behind.", "We are leaving behind the old mine."),
    ("a thought cut off", "I think the old harbor, as it is, will do.", "I don't think the old harbor"),
    ("a stock phrase", "I don't care.", "I care."),
    ("an unknown he", "He is a good man.", "He is not a good man."),
    ("fragments", "a good old bridge", "not a good old bridge"),
    ("other things counted", "We will build 30 houses.", "We will build 50 schools."),
    ("other places counted", "We built 30 houses in Velden.", "We built 50 houses in Tarnholm."),
    ("other years counted", "In 2015 we built 30 houses.", "In 2016 we built 50 houses."),
    ("a rounded number", "The bridge will cost 3.9 million.", "The bridge will cost nearly 4 million."),
    ("at least", "We will build more than 30 houses.", "We will build 50 houses."),
    ("an age", "Our council is 43 years old.", "Our council is 44 years old."),
    ("the people of both", "I love the first people of Velden.", "I love the first people of Tarnholm."),
    ("said of many places", "It is great to be in Velden tonight.", "It is great to be in Tarnholm tonight."),
    ("said of many people", "Ada Fenn hates the harbor.", "Per Moor hates the harbor."),
    ("a tail", "Our harbor is full of fish.", "Our harbor is full of fish, I don't know why."),
    ("the same in another dress", "We won't rebuild the bridge.", "We will not rebuild the bridge."),
    ("both said in one", "We will rebuild it.", "We will not rebuild the bridge. We will rebuild it."),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAID_OTHERWISE)
def test_a_negation_a_number_or_a_name_is_told_from_either_side(kind: str, one: str, other: str) -> None:
    (there,) = otherwise(one, other)
    (back,) = otherwise(other, one)
    assert there.kind == back.kind == kind
    assert (there.words, there.other_words) == (back.other_words, back.words)
    assert there.words in one
    assert there.other_words in other


@pytest.mark.parametrize(("_kind", "one", "other"), SAID_OTHERWISE)
def test_claims_about_the_same_share_a_mark(_kind: str, one: str, other: str) -> None:
    assert marks_of(one) & marks_of(other)


@pytest.mark.parametrize(("_why", "one", "other"), BOTH_MAY_HOLD)
def test_nothing_is_told_where_both_may_hold(_why: str, one: str, other: str) -> None:
    assert otherwise(one, other) == otherwise(other, one) == ()


def test_two_reports_of_one_occasion_differ_in_the_name_of_any_place() -> None:
    reports = [
        f"We met the brave old miners of the deep mine near {place}." for place in ("Velden", "Tarnholm")
    ]
    assert otherwise(*reports) == ()
    (differing,) = otherwise(*reports, one_occasion=True)
    assert (differing.kind, differing.words, differing.other_words) == ("name", "Velden", "Tarnholm")


def test_the_sentences_are_those_that_the_words_stand_in() -> None:
    (differing,) = otherwise(
        "The piers are old. We will build 30 houses. Thank you.", "Well, we will build 50 houses."
    )
    assert (differing.sentence, differing.other_sentence) == (
        "We will build 30 houses",
        "we will build 50 houses.",
    )


def test_a_long_quote_takes_no_longer_than_in_proportion(seconds) -> None:
    short, long = ("We will build 30 houses and never 40 schools. " * times for times in (40, 400))
    other = "We will not build houses. " * 40
    assert seconds(otherwise, long, other) < 20 * seconds(otherwise, short, other) + 1
