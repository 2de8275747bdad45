from __future__ import annotations

import pytest

from quotes.intake import read_html
from tests.intake.pages import FIRST, LAST, SAID, TEXT, page, paragraphs


def text_with(shown: str) -> list[str]:
    body = f"<article><h1>Night ferry stays</h1>{paragraphs(FIRST)}{shown}{paragraphs(SAID, LAST)}</article>"
    return read_html(page(body)).text.split("\n\n")[1:]


@pytest.mark.parametrize(
    "shown",
    [
        '<blockquote class="Pullquote"><div>“It is the only way home.”</div></blockquote>',
        '<aside><p>“It is the only way home”</p></aside>',
        '<div class="pull-quote"><p>It is the only way home</p><p>Mira Holt</p></div>',
        "<h2>‘It is the only way home’</h2>",
        "<p>“It is the only way home”</p>",
    ],
)  # fmt: skip
def test_words_that_are_shown_a_second_time_are_left_out(shown):
    assert text_with(shown) == TEXT


@pytest.mark.parametrize(
    "shown",
    [
        "<blockquote><p>“Nobody will be left on the quay.”</p></blockquote>",
        "<p>“It is late”</p>",
        "<h2>The only way home</h2>",
    ],
)
def test_words_that_stand_nowhere_else_stay(shown):
    assert len(text_with(shown)) == len(TEXT) + 1


def test_sentences_that_the_text_parts_are_known_again():
    said = "“The boat is old and it leaks,” said Nils Orr. “Nobody is left to mend it.”"
    again = "The boat is old and it leaks. Nobody is left to mend it."
    shown = f'<blockquote class="quote"><p>{again}</p></blockquote>'
    body = f"<article>{paragraphs(FIRST)}{shown}{paragraphs(said, LAST)}</article>"
    assert read_html(page(body)).text.split("\n\n") == [FIRST, said, LAST]
