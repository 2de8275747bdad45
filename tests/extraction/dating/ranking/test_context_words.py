from __future__ import annotations

from datetime import date

import pytest

from quotes.extraction import Cue, Span
from quotes.extraction.dating.quote_dates import ArticleTimes, read
from quotes.extraction.dating.ranking.context_words import words_around_time, words_beside_quote
from quotes.extraction.dating.ranking.feature_groups import names
from quotes.extraction.dating.ranking.speakers import QuoteToDate


def told(text: str, cue: str = "said") -> ArticleTimes:
    quote = Span(text.index("“"), text.index("”") + 1)
    at = text.find(cue)
    found = Cue(cue, at, at + len(cue)) if at >= 0 else None
    article = read(text, date(2021, 10, 3), [QuoteToDate((quote,), None, found, "Ada Lorn")])
    assert article is not None
    return article


def test_words_around_a_time_are_told_without_names_and_numbers():
    article = told("“It stands,” said Lorn, who spoke to 40 millers on May 3, 2021, in Tarn.")
    (time,) = article.candidates.all

    assert set(names(words_around_time(article.layout, time.attached))) == {
        "told=on_may_#,_####",
        "before=said",
        "before=who",
        "before=spoke",
        "before=to",
        "before=#",
        "before=millers",
        "behind=in",
    }


def test_words_of_other_sentences_are_not_around_a_time():
    article = told("Rain fell. Lorn spoke on Friday. Mills closed. “It stands,” Lorn said.")
    (time,) = article.candidates.all

    assert words_around_time(article.layout, time.attached) == ("around", "on_friday", "spoke", "")


def test_words_beside_a_quote_are_those_outside_its_marks():
    article = told("Rain fell. “It stands,” Lorn said in another interview. Mills closed.")

    assert set(names(words_beside_quote(article.layout, article.positions[0]))) == {
        "none",
        "none&beside=said",
        "none&beside=in",
        "none&beside=another",
        "none&beside=interview",
    }


@pytest.mark.parametrize(
    ("text", "cue", "tense"),
    [
        ("“It stands,” Lorn said.", "said", ""),
        ("Lorn has often said “it stands”.", "said", "perfect"),
        ("Lorn had said “it stands”.", "said", "pluperfect"),
        ("“It stands,” Lorn says.", "says", "present"),
        ("Lorn: “It stands.”", "absent", ""),
    ],
)
def test_the_tense_in_which_words_are_told(text, cue, tense):
    assert told(text, cue).positions[0].tense == tense
