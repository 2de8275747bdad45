"""Invented sentences about a day after publication, which prove the day of publication too old or do not."""

from __future__ import annotations

import re
from datetime import date
from time import process_time

import pytest

from quotes.extraction import Span
from quotes.extraction.dating.reference_day import reference_day

PUBLISHED = date(2024, 5, 3)
TOLD = date(2024, 6, 3)
CHANGED = date(2024, 6, 7)

PROOFS = [
    "“We won,” Lorn said on June 3, 2024.",
    "Lorn told reporters on Monday, 3 June 2024 that the bridge would reopen.",
    "On June 3, 2024, the council said the bridge would reopen.",
    "On 3 June 2024, Lorn told the council that she would resign.",
    "Lorn on June 3, 2024, said it was over.",
    "He said in a statement on June 3, 2024, that he would go.",
    "Lorn spoke at a rally on June 3, 2024.",
    "The mayor died in Tarn on June 3, 2024, after a long illness.",
    "She was arrested on June 3, 2024 and released.",
    "The pier was closed on June 3, 2024, and will reopen.",
    "On June 3, 2024, three men were killed in the mine.",
]
NONE = [
    "The fair opens on June 3, 2024, Lorn said.",
    "The fair will open on June 3, 2024.",
    "Lorn announced a rally on June 3, 2024.",
    "Lorn announced a fair on June 3, 2024.",
    "Lorn said the match on June 3, 2024, was vital.",
    "The council approved elections on June 3, 2024.",
    "Lorn agreed to return to work on June 3, 2024.",
    "She was ordered to appear in court on June 3, 2024.",
    "The concert was postponed to June 3, 2024.",
    "The vote, scheduled for June 3, 2024, was moved.",
    "He was elected to a term ending on June 3, 2024.",
    "She missed the June 3, 2024, deadline.",
    "He signed a lease until June 3, 2024.",
    "The pier is closed on June 3, 2024.",
    "A fair held on June 3, 2024, will draw crowds.",
    "On June 3, 2024, the law passed last year takes effect.",
    "The bill, if passed on June 3, 2024, would end it.",
    "Updated June 3, 2024: The pier was closed.",
    "This story was updated on June 3, 2024.",
    "“I resigned on June 3, 2024,” Lorn said.",
    "Lorn resigned in June 2024 and moved to Tarn.",
    "Lorn resigned on June 3 and moved to Tarn.",
    "Lorn resigned on 04/06/2024 and moved to Tarn.",
    "Lorn was born on June 3, 1954, in a village near Tarn.",
]


def reference(text: str, published: date | None = PUBLISHED, modified: date | None = CHANGED) -> date | None:
    quoted = [Span(found.start(), found.end()) for found in re.finditer("“[^”]*”", text)]
    return reference_day(text, published, modified, quoted)


@pytest.mark.parametrize("text", PROOFS)
def test_a_later_day_told_as_past_puts_the_change_in_the_place_of_publication(text):
    assert reference(text) == CHANGED
    assert reference(text, modified=TOLD) == TOLD


@pytest.mark.parametrize("text", PROOFS)
def test_where_no_change_late_enough_is_known_there_is_no_reference(text):
    assert reference(text, modified=None) is None
    assert reference(text, modified=date(2024, 6, 2)) is None


@pytest.mark.parametrize("text", NONE)
def test_what_is_to_come_or_not_plainly_past_proves_nothing(text):
    assert reference(text) == PUBLISHED


@pytest.mark.parametrize("text", PROOFS)
def test_a_day_up_to_publication_proves_nothing(text):
    assert reference(text, published=TOLD) == TOLD


def test_a_later_change_alone_does_not_move_the_day_of_publication():
    assert reference("“We won,” Lorn said on Thursday.") == PUBLISHED


def test_the_latest_day_told_must_not_be_after_the_change():
    text = "Lorn resigned on June 3, 2024. She left Tarn on June 9, 2024."
    assert reference(text) is None
    assert reference(text, modified=date(2024, 6, 9)) == date(2024, 6, 9)


def test_without_a_day_of_publication_nothing_is_counted():
    assert reference(PROOFS[0], published=None) is None


def test_the_cost_grows_with_the_length_of_the_text_alone():
    text = "The pier was staged and closed on June 3, 2024, " * 20_000
    started = process_time()
    assert reference(text) == CHANGED
    assert process_time() - started < 30


@pytest.mark.parametrize(
    ("text", "changed", "expected"),
    [
        ("Speaking in August 2025, she called it a debt.", date(2025, 9, 20), None),
        ("It will reopen in August 2025, she said.", date(2025, 9, 20), PUBLISHED),
        ("“We met in August 2025,” she said.", date(2025, 9, 20), PUBLISHED),
        ("Speaking in August 2025, she called it a debt.", date(2024, 6, 7), PUBLISHED),
        ("Speaking in August 2025, she called it a debt.", None, PUBLISHED),
        ("Speaking in May 2024, she called it a debt.", date(2025, 9, 20), PUBLISHED),
    ],
)
def test_a_page_that_grew_for_years_has_no_day_to_count_from(text, changed, expected):
    quoted = [Span(found.start(), found.end()) for found in re.finditer("“[^”]*”", text)]
    assert reference_day(text, PUBLISHED, changed, quoted) == expected
