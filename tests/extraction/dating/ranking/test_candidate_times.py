from __future__ import annotations

from datetime import date

import pytest

from quotes.extraction import Span
from quotes.extraction.dating.quote_dates import read
from quotes.extraction.dating.ranking.speakers import QuoteToDate


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Lorn spoke on Friday. “It stands,” she said.", [True]),
        ("Lorn spoke on Friday. She also spoke on Monday. “It stands,” she said.", [False, False]),
    ],
)
def test_the_only_day_on_which_anybody_spoke_is_known(text, only):
    quote = Span(text.index("“"), text.index("”") + 1)
    article = read(text, date(2021, 10, 3), [QuoteToDate((quote,), speaker="Ada Lorn")])
    assert article is not None
    assert [candidate.only for candidate in article.candidates.all] == only
