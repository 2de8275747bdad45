from __future__ import annotations

import re
from datetime import date

from quotes.extraction import Span
from quotes.extraction.dating.quote_dates import Told, read
from quotes.extraction.dating.ranking.intervening_speakers import Stretch
from quotes.extraction.dating.ranking.speakers import Attributed

TEXT = (
    "Lorn spoke on Monday. “It stands,” Lorn said.\n\nVance spoke on Thursday. “It falls,” Vance said.\n\n"
    "Quill was not there.\n\n“It stood,” Lorn said."
)
SPEAKERS = ("Ada Lorn", "Piet Vance", "Ada Lorn")


def told() -> Told:
    quotes = zip(re.finditer("“[^”]*”", TEXT), SPEAKERS, strict=True)
    found = [Attributed((Span(*quote.span()),), speaker=speaker) for quote, speaker in quotes]
    article = read(TEXT, date(2021, 10, 3), found)
    assert article is not None
    return article


def test_people_quoted_and_named_between_a_time_and_a_quote_are_counted():
    article = told()
    stretch = Stretch(article.people, article.places)
    monday, thursday = article.moments.all

    assert stretch.people(monday, article.places[0]) == ("0", "False", "0")
    assert stretch.people(monday, article.places[2]) == ("1", "True", "1")
    assert stretch.people(thursday, article.places[2]) == ("1", "False", "1")
