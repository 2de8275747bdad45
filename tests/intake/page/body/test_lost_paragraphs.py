from __future__ import annotations

import pytest

from quotes.intake import read_html
from quotes.intake.page.body.lost_paragraphs import article_body
from tests.intake.pages import FIRST, LAST, SAID, TEXT, page, paragraphs

MORE = [
    f"The ferry with number {number} was bought by a treasurer who is not known by name." for number in "2345"
]
ADVERTISEMENT = "<aside><div>Most Popular</div></aside>"


def test_a_text_in_several_blocks_is_read_to_its_end():
    block = '<div class="item"><div class="article-body"><div>{}</div></div></div>'
    blocks = [block.format(paragraphs(*texts)) for texts in ([FIRST, *MORE], [SAID], [LAST])]
    body = f"<main><article><h1>Night ferry stays</h1>{ADVERTISEMENT.join(blocks)}</article></main>"
    assert read_html(page(body)).text.split("\n\n")[1:] == [FIRST, *MORE, SAID, LAST]


def test_blocks_of_another_article_are_not_taken():
    own = f'<article><h1>Night ferry stays</h1><div class="article-body">{paragraphs(*TEXT)}</div></article>'
    other = f'<article><h2>Mud</h2><div class="article-body">{paragraphs(*MORE)}</div></article>'
    assert read_html(page(f"<main>{own}{other}</main>")).text.split("\n\n")[1:] == TEXT


def linked(body: str) -> dict[str, str]:
    return {"@type": "NewsArticle", "articleBody": body}


def test_a_page_that_is_built_by_a_script_is_read_from_its_linked_data():
    found = read_html(page('<div id="root"></div>', linked=linked("\n\n".join(TEXT))))
    assert found.text.split("\n\n") == TEXT


def test_paragraphs_that_only_the_linked_data_have_stand_in_their_place():
    body = page(
        f"<article>{paragraphs(FIRST, LAST)}</article>", linked=linked("\n".join([FIRST, *MORE, SAID, LAST]))
    )
    assert read_html(body).text.split("\n\n") == [FIRST, *MORE, SAID, LAST]


def test_what_the_page_shows_is_not_taken_a_second_time_from_the_linked_data():
    body = page(f"<article>{paragraphs(*TEXT)}</article>", linked=linked(" ".join(TEXT) + " Sign up today."))
    assert read_html(body).text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("<p>One &amp; two.</p><p>Three.</p>", ["One & two.", "Three."]),
        ("It rains; 2 &lt; 3.", ["It rains; 2 < 3."]),
        (None, []),
        (["One."], []),
    ],
)
def test_an_article_body_may_be_text_or_html(body, parts):
    assert article_body({"articleBody": body}) == parts
