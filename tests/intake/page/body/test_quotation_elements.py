"""Words that a page sets off by its elements get marks in the text."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from quotes.intake import read_html
from quotes.intake.page.body.quotation_elements import mark_quotations


def marked(body: str) -> str:
    page = document_fromstring(f"<html><body>{body}</body></html>")
    mark_quotations(page)
    return " ".join(page.text_content().split())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>It is <q>a shame</q>, she said.</p>", "It is “a shame”, she said."),
        ("<p>It is <q>a <b>shame</b></q>.</p>", "It is “a shame”."),
        ("<p><q>They said <q>never</q> to us</q></p>", "“They said ‘never’ to us”"),
        ("<p><q>“We stay”</q></p>", "“We stay”"),
    ],
)
def test_a_quotation_within_a_line_gets_the_marks_that_a_browser_shows(body, text):
    assert marked(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>She wrote:</p><blockquote><p>We stay.</p><p>It rains.</p></blockquote>",
                     "She wrote:“We stay.“It rains.”", id="led in by a colon"),
        pytest.param("<p>She wrote:</p><blockquote>We <i>stay</i>.</blockquote>",
                     "She wrote:“We stay.”", id="without paragraphs"),
        pytest.param("<blockquote><p>We stay.</p><cite>Ada Moor</cite></blockquote>",
                     "“We stay.”— Ada Moor", id="cite"),
        pytest.param("<blockquote><p>We stay.</p><footer>— Moor, <cite>Notes</cite></footer></blockquote>",
                     "“We stay.”— Moor, Notes", id="footer"),
        pytest.param('<blockquote class="twitter-tweet"><p>We stay.</p>— Ada (@ada) May 3, 2021</blockquote>',
                     "“We stay.”— Ada (@ada) May 3, 2021", id="a post"),
    ],
)  # fmt: skip
def test_a_block_quotation_whose_source_is_told_gets_marks(body, text):
    assert marked(body) == text


@pytest.mark.parametrize(
    "body",
    [
        "<p>It rained.</p><blockquote><p>The pier is long.</p></blockquote>",
        "<p>She wrote:</p><blockquote><p>“We stay.”</p></blockquote>",
        "<p>She wrote:</p><blockquote></blockquote>",
    ],
)
def test_other_blocks_stay_as_they_are(body):
    assert marked(body) == " ".join(document_fromstring(body).text_content().split())


def test_the_caption_within_a_short_speech_stays_out_of_it():
    page = (
        "<article><p>Ada Moor, who keeps the harbour light, wrote to the board on the first of May.</p>"
        "<p>“We have kept the lamp for a hundred years and more.</p><figure><img src='a.jpg'/>"
        "<figcaption>The lamp. Photo: Ben Hale</figcaption></figure><p>“It was not easy,” Moor wrote.</p>"
        "</article>"
    )
    assert read_html(page).text.split("\n\n")[1:] == [
        "“We have kept the lamp for a hundred years and more.",
        "“It was not easy,” Moor wrote.",
    ]


@pytest.mark.parametrize(
    "body", ["<blockquote></blockquote>", "<q></q>", "<blockquote><cite></cite></blockquote>"]
)
def test_the_time_for_many_empty_elements_grows_with_their_number(body, seconds):
    def page(count: int):
        return document_fromstring(f"<html><body>{body * count}</body></html>")

    before = min(seconds(mark_quotations, page(500)) for _ in range(2))
    assert seconds(mark_quotations, page(8 * 500)) < 16 * before + 0.2


def test_the_time_for_a_block_of_many_elements_grows_with_their_number(seconds):
    def page(count: int):
        return document_fromstring(f"<p>She wrote:</p><blockquote>We {'<b>stay</b> ' * count}.</blockquote>")

    before = min(seconds(mark_quotations, page(2_000)) for _ in range(2))
    assert seconds(mark_quotations, page(8 * 2_000)) < 16 * before + 0.2
