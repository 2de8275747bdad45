from __future__ import annotations

import pytest

from quotes.intake import read_html
from tests.intake.pages import FIRST, LAST, SAID, TEXT, article, page, paragraphs

SEATS = "It carries ninety people."
FACTS = paragraphs("“The boat was built in 1951,” said the harbour book.", SEATS)


def text_of(body: str, **more: object) -> list[str]:
    return read_html(page(body, **more)).text.split("\n\n")[1:]


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(f'<div class="tarn-factbox"><h3>The boat</h3>{FACTS}</div>', id="facts"),
        pytest.param(f'<div class="Infobox">{FACTS}</div>', id="facts, with a capital"),
        pytest.param('<div class="newsletter-signup"><p>News every day. Mail</p></div>', id="letter"),
        pytest.param('<section class="ranking"><h2>Read most</h2><p>Mud</p></section>', id="ranking"),
        pytest.param('<div class="author-bio"><p>Una Brekk writes on ships.</p></div>', id="author"),
        pytest.param('<div hidden id="note"><p>We may earn from what you buy.</p></div>', id="hidden"),
    ],
)
def test_a_box_between_paragraphs_is_no_part_of_the_text(box):
    body = f"<article><h1>Night ferry stays</h1>{paragraphs(FIRST, SAID)}{box}{paragraphs(LAST)}</article>"
    assert text_of(body) == TEXT


def test_what_a_box_says_does_not_come_back_from_the_data_of_the_page():
    linked = {
        "@type": "NewsArticle",
        "articleBody": "\n".join([FIRST, SAID, *[SEATS] * 3, LAST]),
    }
    box = f'<div class="factbox">{paragraphs(*[SEATS] * 3)}</div>'
    body = f"<article><h1>Night ferry stays</h1>{paragraphs(FIRST, SAID)}{box}{paragraphs(LAST)}</article>"
    assert text_of(body, linked=linked) == TEXT


def test_an_element_with_the_whole_text_is_no_box_whatever_it_is_called():
    assert text_of(f'<div class="factbox">{article(*TEXT)}</div>') == TEXT


def test_paragraphs_in_elements_that_sound_like_notices_stay_if_most_of_the_text_is_in_such():
    body = "".join(f'<div class="promo-text"><p>{text}</p></div>' for text in TEXT)
    assert text_of(f"<article><h1>Night ferry stays</h1>{body}</article>") == TEXT
