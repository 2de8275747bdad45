from __future__ import annotations

from datetime import date

import pytest

from quotes.extraction.dating.attachment.attachments import attach_times
from quotes.extraction.dating.attachment.layout import lay_out
from quotes.extraction.dating.expressions.recognition import find_times


def attached(text: str) -> list[tuple[str, str]]:
    """The times of a text that may date words, each with its tie."""
    found = attach_times(lay_out(text, []), find_times(text), date(2021, 10, 3))
    return [(each.expression.text, each.attachment) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Lorn arrived on Friday with two aides.",
        "The bridge is today the longest of all.",
        "The bridge has been closed since Friday.",
        "Lorn will speak on Monday.",
    ],
)
def test_times_of_other_events_date_no_words(text):
    assert attached(text) == []


def test_words_said_tonight_are_dated_by_it():
    assert attached("The bridge stands, Lorn said tonight in Tarn.") == [("tonight", "verb")]
