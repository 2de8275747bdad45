from __future__ import annotations

from quotes.intake import read_html
from tests.intake.pages import FIRST, LAST, page, paragraphs


def post(credit: str) -> str:
    return (
        '<blockquote class="twitter-tweet"><p>The pier stays. <a href="https://t.co/x">pic.twitter.com/Ab1</a></p>'
        f"{credit}</blockquote>"
    )


def text_with(embedded: str) -> list[str]:
    body = f"<article>{paragraphs(FIRST)}{embedded}{paragraphs(LAST)}</article>"
    return read_html(page(body)).text.split("\n\n")


def test_a_post_is_quoted_and_its_writer_and_day_stand_under_it():
    expected = [FIRST, "“The pier stays.”", "— Ada Moor (@ada) May 3, 2024", LAST]
    assert text_with(post('&mdash; Ada Moor 🏴‍☠️ (@ada) <a href="/1">May 3, 2024</a>')) == expected
    assert text_with(post('<p>&mdash; Ada Moor (@ada) <a href="/1">May 3, 2024</a></p>')) == expected


def test_a_post_without_a_credit_is_quoted():
    assert text_with(post("")) == [FIRST, "“The pier stays.”", LAST]
