from __future__ import annotations

import pytest

from quotes.intake import read_html
from tests.intake.pages import FIRST, LAST, SAID, TEXT, page, paragraphs

ADDRESS = "https://tarn.example/2024/05/03/ferry"


def text_with(between: str) -> list[str]:
    """The paragraphs of an article that has this among them."""
    body = (
        f"<article><h1>Night ferry stays</h1>{paragraphs(FIRST, SAID)}{between}{paragraphs(LAST)}</article>"
    )
    return read_html(page(body), url=ADDRESS).text.split("\n\n")[1:]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param('<p><strong>READ MORE: <a href="/fees">Fees rise</a></strong></p>', id="label and link"),
        pytest.param('<p><a href="/fees">Fees in Oddmoor rise again</a></p>', id="link alone"),
        pytest.param('<h3><a href="/fees">Fees in Oddmoor rise again</a></h3>', id="linked heading"),
        pytest.param("<p>Read more:</p>", id="label alone"),
        pytest.param(
            '<a href="/fees"><div><h3>Fees rise</h3><p>“They are too low,” said Nils Orr.</p></div></a>',
            id="card",
        ),
        pytest.param(
            "<div>"
             f'<div class="card"><h3><a href="/{1}">Fees</a></h3><p>“Too low,” said Nils Orr.</p></div>'
             f'<div class="card"><h3><a href="/{2}">Mud</a></h3><p>“Too deep,” said Nils Orr.</p></div>'
             "</div>",
            id="row of cards",
        ),
        pytest.param('<p>Got a story? Write to <a href="mailto:a@tarn.example">us</a>.</p>', id="house line"),
        pytest.param('<div class="visually-hidden">Article content goes on.</div>', id="for screen readers"),
        pytest.param('<figure><img src="a"><figcaption>The ferry</figcaption></figure>', id="caption"),
        pytest.param('<p><img src="a.jpg"><br><em>The ferry at night</em></p>', id="caption in italics"),
        pytest.param('<div class="show-comments"><p>Tell us what you think of it.</p></div>', id="comments"),
    ],
)  # fmt: skip
def test_what_stands_between_paragraphs_and_is_no_part_of_the_article_is_left_out(between):
    assert text_with(between) == TEXT


@pytest.mark.parametrize(
    "own",
    [
        'The <a href="/council">council</a> will meet again in May.',
        '<a href="/letter">Its letter was read out twice, and nobody in the hall said a word.</a>',
        '“More of <a href="/this">this</a>,” said Nils Orr, “and we sink.”',
        "Follow us, said the captain to the crew of the other boat.",
    ],
)
def test_paragraphs_with_links_and_words_like_labels_stay(own):
    assert len(text_with(f"<p>{own}</p>")) == len(TEXT) + 1


def test_a_link_between_two_paragraphs_of_a_quotation_does_not_part_them():
    between = '<p>“It is late.</p><p>ALSO READ: <a href="/mud">Mud</a></p><p>“We go,” said Nils Orr.</p>'
    assert text_with(between)[2:4] == ["“It is late.", "“We go,” said Nils Orr."]


def test_a_page_of_nothing_but_links_is_read_all_the_same():
    found = read_html(page('<p><a href="/a">Ferry stays</a></p><p><a href="/b">Mud rises</a></p>'))
    assert "Ferry stays" in found.text
