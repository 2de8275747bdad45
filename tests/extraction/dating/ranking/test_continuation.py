from __future__ import annotations

import re
from datetime import date

import pytest

from quotes.extraction import Span
from quotes.extraction.dating.quote_dates import ArticleTimes, read
from quotes.extraction.dating.ranking.continuation import LikelyTime, carry_on
from quotes.extraction.dating.ranking.speakers import QuoteToDate

LORN, VANCE = "Ada Lorn", "Piet Vance"
FRIDAY = LikelyTime(0, 0.8)


def told(text: str, *speakers: str) -> ArticleTimes:
    quotes = zip(re.finditer("“[^”]*”", text), speakers, strict=True)
    found = [QuoteToDate((Span(*quote.span()),), speaker=speaker) for quote, speaker in quotes]
    article = read(text, date(2021, 10, 3), found)
    assert article is not None
    return article


def carried(text: str, *speakers: str, own: LikelyTime | None = None) -> LikelyTime | None:
    """The claim of the second quote, where the first one has been dated."""
    article = told(text, *speakers)
    return carry_on([FRIDAY, own], article.layout, article.candidates, article.positions)[1]


@pytest.mark.parametrize(
    ("text", "chance"),
    [
        ("Lorn spoke on Friday. “It stands,” Lorn said. “It will stand,” she said.", 0.8 * 0.98),
        ("Lorn spoke on Friday. “It stands,” Lorn said.\n\n“It will stand,” she said.", 0.8 * 0.9),
        ("Lorn spoke on Friday. “It stands,” Lorn said.\n\nRain fell.\n\nLorn also said “yes”.", 0.8 * 0.98),
    ],
    ids=["in one paragraph", "in the next one", "behind also"],
)
def test_who_is_quoted_again_at_once_speaks_at_the_same_time(text, chance):
    claim = carried(text, LORN, LORN)

    assert claim is not None
    assert (claim.candidate, claim.chance) == (0, pytest.approx(chance))


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Lorn spoke on Friday. “It stands,” Lorn said. “It falls,” Vance said.", (LORN, VANCE)),
        ("Lorn spoke on Friday. “It stands,” Lorn said.\n\nRain fell.\n\n“Yes,” Lorn says.", (LORN, LORN)),
        ("Lorn spoke on Friday. “It stands,” Lorn said. “It may fall,” she said at the time.", (LORN, LORN)),
        ("Lorn spoke on Friday. “It stands,” Lorn said. “Soon,” she told Vance on Monday.", (LORN, LORN)),
        (
            "Lorn spoke on Friday. “It stands,” Lorn said. On Monday she met Vance. “Soon,” she said.",
            (LORN, LORN),
        ),
    ],
    ids=["another speaker", "further on", "words of that time", "a time of its own", "a time in between"],
)
def test_nothing_is_carried_on_to_other_words(text, speakers):
    assert carried(text, *speakers) is None


def test_a_likelier_time_of_its_own_stays():
    text = "Lorn spoke on Friday. “It stands,” Lorn said. “It will stand,” she said."

    assert carried(text, LORN, LORN, own=LikelyTime(0, 0.9)) == LikelyTime(0, 0.9)
