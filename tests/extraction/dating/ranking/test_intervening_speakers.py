from __future__ import annotations

import re
from datetime import date

from quotes.extraction import Span
from quotes.extraction.dating.quote_dates import ArticleTimes, read
from quotes.extraction.dating.ranking.intervening_speakers import InterveningSpeakers
from quotes.extraction.dating.ranking.speakers import QuoteToDate

TEXT = (
    "Lorn spoke on Monday. “It stands,” Lorn said.\n\nVance spoke on Thursday. “It falls,” Vance said.\n\n"
    "Quill was not there.\n\n“It stood,” Lorn said."
)
SPEAKERS = ("Ada Lorn", "Piet Vance", "Ada Lorn")


def told() -> ArticleTimes:
    quotes = zip(re.finditer("“[^”]*”", TEXT), SPEAKERS, strict=True)
    found = [QuoteToDate((Span(*quote.span()),), speaker=speaker) for quote, speaker in quotes]
    article = read(TEXT, date(2021, 10, 3), found)
    assert article is not None
    return article


def test_people_quoted_and_named_between_a_time_and_a_quote_are_counted():
    article = told()
    stretch = InterveningSpeakers(article.speakers, article.positions)
    monday, thursday = article.candidates.all

    assert stretch.speakers(monday, article.positions[0]) == ("0", "False", "0")
    assert stretch.speakers(monday, article.positions[2]) == ("1", "True", "1")
    assert stretch.speakers(thursday, article.positions[2]) == ("1", "False", "1")
