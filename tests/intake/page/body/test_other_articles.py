from __future__ import annotations

from quotes.intake import read_html
from tests.intake.pages import FIRST, LAST, SAID, page, paragraphs

ADDRESS = "https://tarn.example/2024/05/03/ferry"
MUD = "The mud in the harbour rises"
OWN = "The council meets again at noon"


def post(heading: str, text: str) -> str:
    return f'<div class="post"><time>17:56</time><div><h3>{heading}</h3>{text}</div></div>'


def live(*posts: str) -> list[str]:
    body = f"<article><h1>Night ferry: the council meets</h1>{''.join(posts)}</article>"
    return read_html(page(body), url=ADDRESS).text.split("\n\n")


def test_a_box_in_a_post_with_how_a_linked_article_begins_is_left_out():
    box = paragraphs("“Too deep,” said Nils Orr.", f'Read more: <a href="/mud">{MUD}</a>')
    mud = post(MUD, f"<p>The boats lie still.</p><div>{box}</div>")
    text = live(post("The hall is full", paragraphs(FIRST)), mud, post(OWN, paragraphs(SAID, LAST)))
    assert text[-6:] == [FIRST, MUD, "The boats lie still.", OWN, SAID, LAST]


def test_a_post_that_tells_of_a_linked_article_in_its_own_paragraphs_stays():
    mud = post(MUD, paragraphs("“Too deep,” said Nils Orr.", f'Read more: <a href="/mud">{MUD}</a>'))
    text = live(post("The hall is full", paragraphs(FIRST)), mud, post(OWN, paragraphs(SAID, LAST)))
    assert text[-6:-2] == [FIRST, MUD, "“Too deep,” said Nils Orr.", OWN]


def test_a_post_that_only_mentions_another_article_stays():
    mud = post(OWN, paragraphs("“Too deep,” said Nils Orr.", f'Read more: <a href="/mud">{MUD}</a>'))
    text = live(post("The hall is full", paragraphs(FIRST)), mud, post("Later in the day", paragraphs(SAID)))
    assert "“Too deep,” said Nils Orr." in text


def test_an_article_that_links_to_a_copy_of_itself_stays():
    body = f"<h1>{MUD}</h1>{paragraphs(FIRST, SAID)}<p>Copy: <a href='/copy'>{MUD}</a></p>"
    text = read_html(page(f"<div>{body}</div><div></div><div></div>"), url=ADDRESS).text
    assert SAID in text


def test_the_heading_of_a_row_of_cards_goes_with_them():
    card = '<div class="card"><h3><a href="/{}">Fees rise</a></h3><p>“Too low,” said Nils Orr.</p></div>'
    row = f"<section><h2>Read most on ships</h2><div>{card.format(1)}{card.format(2)}</div></section>"
    body = f"<article><h1>Night ferry stays</h1>{paragraphs(FIRST, SAID)}{row}{paragraphs(LAST)}</article>"
    assert read_html(page(body), url=ADDRESS).text.split("\n\n")[1:] == [FIRST, SAID, LAST]
