from __future__ import annotations

import pytest

from quotes.intake.page.body.credits import without_credits
from tests.intake.pages import FIRST, LAST, SAID, TEXT


@pytest.mark.parametrize(
    "line",
    [
        "By Una Brekk",
        "By Una Brekk and Bo Lind / Tarn Post Staff Writers",
        "Una Brekk",
        "17:41 JST, October 13, 2024",
        "Published 3 May 2024, updated 11.20am BST",
    ],
)
def test_a_line_above_a_text_that_tells_who_wrote_it_or_when_is_left_out(line):
    assert without_credits([line, *TEXT], "Una Brekk") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Una Brekk in Oddmoor; editing by Bo Lind",
        "— Tarn Post writer Una Brekk in Oddmoor contributed to this report.",
        "With files from Bo Lind",
        "(c) 2024 Tarn Post",
    ],
)
def test_a_line_below_a_text_that_tells_who_helped_is_left_out(line):
    assert without_credits([*TEXT, line], None) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Bo Lind",
        "By noon the hall was full.",
        "In 2024, 300 people came.",
        "Nils Orr",
    ],
)
def test_other_short_lines_stay(line):
    assert without_credits([line, *TEXT], "Una Brekk") == [line, *TEXT]


def test_words_like_a_credit_stay_within_a_text_and_within_quotation_marks():
    within = [FIRST, "Reporting by the council was late.", *([SAID] * 6), LAST]
    assert without_credits(within, None) == within
    quoted = [*TEXT, "“Editing by night is hard,” said Nils Orr."]
    assert without_credits(quoted, None) == quoted


def test_a_text_of_nothing_else_stays():
    assert without_credits(["By Una Brekk"], None) == ["By Una Brekk"]
