from __future__ import annotations

import math
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import floats

from quotes.extraction import Cue, Span
from quotes.extraction.dating.quote_dates import ArticleTimes, read
from quotes.extraction.dating.ranking.feature_groups import names
from quotes.extraction.dating.ranking.ranker import calibrated, shipped_weights
from quotes.extraction.dating.ranking.speakers import QuoteToDate

SUNDAY = date(2021, 10, 3)
TEXT = "Lorn spoke on Monday. Lorn spoke on Friday. “We will rebuild,” Lorn said."


def told(text: str = TEXT) -> ArticleTimes:
    found = [
        QuoteToDate((Span(*quote.span()),), speaker="Ada Lorn") for quote in re.finditer("“[^”]*”", text)
    ]
    article = read(text, SUNDAY, found)
    assert article is not None
    return article


def chosen(weights: dict[str, float], text: str = TEXT) -> list[str | None]:
    article = told(text)
    times = article.candidates.all
    return [
        None if claim is None else times[claim.candidate].attached.expression.text
        for claim in article.ranker(weights).likeliest()
    ]


def test_the_time_with_the_weightiest_clues_dates_the_quote():
    assert chosen({"at=prev": 2.0}) == ["on Friday"]
    assert chosen({"at=par": 2.0}) == ["on Monday"]


def test_a_time_is_unlikely_where_none_is_likelier():
    (claim,) = told().ranker({"none": 4.0}).likeliest()

    assert claim is not None
    assert claim.chance < 0.1


def test_an_article_without_times_claims_none():
    assert chosen({}, "Lorn spoke. “We will rebuild,” Lorn said.") == [None]


@given(floats(0, 1), floats(0, 1))
def test_a_likelier_time_is_surer(one, other):
    low, high = sorted((one, other))

    assert 0 <= calibrated(low) <= calibrated(high) <= 1


def test_words_for_one_day_count_together():
    text = "Lorn spoke on Friday. Friday was wet. Lorn spoke on Monday. “We will rebuild,” Lorn said."

    assert chosen({"at=prev": 0.5}, text) == ["Friday"]


def test_how_likely_each_reading_is_adds_up_to_one():
    ((choice, chances),) = told().ranker(shipped_weights()).choices()

    assert len(chances) == len(choice.candidates) + 1
    assert math.isclose(sum(chances), 1.0)


def test_a_verb_that_attributes_the_quote_tells_its_time():
    text = "Lorn spoke on Friday. “We will rebuild,” Lorn said on Monday."
    cue = Cue("said", text.index("said"), text.index("said") + 4)
    article = read(text, SUNDAY, [QuoteToDate((Span(22, 42),), None, cue, "Ada Lorn")])

    assert article is not None
    (claim,) = article.ranker({"oncue": 1.0}).likeliest()
    assert claim is not None
    assert article.candidates.all[claim.candidate].attached.expression.text == "on Monday"


def test_every_clue_that_is_told_has_a_name_of_its_own():
    ((choice, _),) = told().ranker({}).choices()

    for groups in choice.groups:
        told_names = [name for group in groups for name in names(group)]
        assert len(told_names) == len(set(told_names))
        assert not any(" " in name for name in told_names)


def test_the_shipped_weights_are_numbers_and_know_the_clues():
    weights = shipped_weights()
    ((choice, _),) = told().ranker({}).choices()
    known = [name for groups in choice.groups for group in groups for name in names(group) if name in weights]

    assert all(math.isfinite(weight) for weight in weights.values())
    assert {"time", "rel=held"} <= set(known)


def test_a_text_without_sentences_tells_nothing():
    assert read(" \n", SUNDAY, []) is None


@pytest.mark.parametrize("published", [None, SUNDAY])
def test_the_numbers_of_moments_follow_the_text(published):
    article = read(TEXT, published, [QuoteToDate((Span(44, 64),), speaker="Ada Lorn")])

    assert article is not None
    assert [candidate.attached.expression.text for candidate in article.candidates.all] == [
        "on Monday",
        "on Friday",
    ]
