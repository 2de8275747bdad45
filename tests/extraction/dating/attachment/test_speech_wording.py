from __future__ import annotations

from datetime import date

import pytest

from quotes.extraction.dating.attachment.attachments import attach_times
from quotes.extraction.dating.attachment.layout import lay_out
from quotes.extraction.dating.attachment.speech_wording import Wording, wording
from quotes.extraction.dating.expressions.recognition import find_times


def read(text: str) -> Wording:
    """How the words around the only time of `text` tell of speaking."""
    layout = lay_out(text, [])
    (attached,) = attach_times(layout, find_times(text), date(2021, 10, 3))
    return wording(layout, attached)


WORDINGS = [
    ("Lorn said on Friday that it rains.", Wording("said", "", False, False)),
    ("Lorn spoke at a rally on Friday.", Wording("rally", "", False, False)),
    ("It came after Lorn spoke on Friday.", Wording("spoke", "after", False, False)),
    ("When Lorn spoke on Friday, it rained.", Wording("spoke", "when", True, False)),
    ("Vance, who had spoken on Friday, was silent.", Wording("spoken", "who", False, True)),
]


@pytest.mark.parametrize(("text", "expected"), WORDINGS, ids=[text for text, _ in WORDINGS])
def test_the_word_a_time_is_tied_to_and_its_clause(text, expected):
    assert read(text) == expected


def test_a_clause_far_before_the_time_tells_nothing():
    between = "the mill and the quay and the yard and the bridge and the lock and the weir"

    assert read(f"While it rained on {between} Lorn said on Friday that it would stop.").clause == ""
