from __future__ import annotations

import re
from datetime import date

from quotes.extraction import Span
from quotes.extraction.dating.quote_dates import read
from quotes.extraction.dating.ranking.intervening_times import InterveningTimes
from quotes.extraction.dating.ranking.speakers import QuoteToDate

TEXT = (
    "Lorn spoke on Monday. Vance spoke on Thursday. Lorn spoke on Friday.\n\n"
    "“It stands,” Lorn said. “It falls,” Vance said."
)


def test_times_between_a_time_and_a_quote_are_counted():
    spans = [Span(*quote.span()) for quote in re.finditer("“[^”]*”", TEXT)]
    speakers = ("Ada Lorn", "Piet Vance")
    quotes = [QuoteToDate((span,), speaker=who) for span, who in zip(spans, speakers, strict=True)]
    article = read(TEXT, date(2021, 10, 3), quotes)
    assert article is not None
    between = InterveningTimes(article.candidates)
    monday, _, friday = article.candidates.all
    lorn, _ = article.positions

    assert between.counts(monday, lorn) == ["1", "2", "2"]
    assert between.counts(friday, lorn) == ["0", "0", "0"]
