from __future__ import annotations

import pytest

from quotes.intake import read_html
from tests.intake.pages import TEXT, page, paragraphs

UNDER = "The council has found the money for one more year"


@pytest.mark.parametrize(
    "header",
    [
        f'<h2 class="article-standfirst">{UNDER}</h2>',
        f'<div class="deck"><p>{UNDER}</p></div>',
        f"<p>{UNDER}</p>",
    ],
)
def test_the_text_begins_with_the_headline_and_the_line_under_it(header):
    body = f"<header><h1>Night ferry stays</h1>{header}</header><article>{paragraphs(*TEXT)}</article>"
    head = f'<meta name="description" content="{UNDER}">'
    assert read_html(page(body, head)).text.split("\n\n") == ["Night ferry stays", UNDER, *TEXT]


def test_what_stands_in_the_text_already_is_not_put_before_it_again():
    body = f"<article><h1>Night ferry stays</h1>{paragraphs(UNDER, *TEXT)}</article>"
    assert read_html(page(body)).text.split("\n\n") == ["Night ferry stays", UNDER, *TEXT]


def test_of_several_headings_that_of_the_title_is_meant():
    body = f"<h1>Log in</h1><h1>Night ferry stays</h1><article>{paragraphs(*TEXT)}</article>"
    assert read_html(page(body)).text.split("\n\n") == ["Night ferry stays", *TEXT]
