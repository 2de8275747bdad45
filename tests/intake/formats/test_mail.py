from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from quotes.intake import NoArticle
from quotes.intake.formats.mail import read_mail
from tests.intake.pages import TEXT, article, page

PAGE = page(article(*TEXT))
SAVED = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://tarn.example/ferry\r\n"
    b"Date: Sat, 1 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html\r\nContent-Location: https://tarn.example/ferry\r\n\r\n"
    + PAGE.encode()
    + b"\r\n--b--\r\n"
)


def newsletter(html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Una Brekk <una@tarn.example>"
    message["Subject"] = "The ferry stays"
    message["Date"] = "Fri, 03 May 2024 21:00:00 -0500"
    message.set_content("“We stay,” said Ada Moor.", charset="windows-1252")
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_a_newsletter_has_its_title_author_and_day_in_its_header():
    found = read_mail(newsletter(PAGE).as_bytes())
    assert (found.title, found.author, found.published) == ("The ferry stays", "Una Brekk", date(2024, 5, 3))
    assert found.text.split("\n\n")[1:] == TEXT


def test_a_message_without_a_page_is_read_as_text():
    assert read_mail(newsletter().as_bytes()).text.strip() == "“We stay,” said Ada Moor."


def test_a_saved_page_has_its_address_and_not_the_day_on_which_it_was_saved():
    found = read_mail(SAVED)
    assert (found.url, found.published, found.author) == ("https://tarn.example/ferry", None, None)
    assert found.text.split("\n\n") == ["Night ferry stays", *TEXT]


@pytest.mark.parametrize(
    "content",
    [b"", b"Subject: A\n\n", b"Content-Type: image/png\n\nabc", b"Content-Type: multipart/mixed\n\nabc"],
)
def test_a_message_without_text_is_no_article(content):
    with pytest.raises(NoArticle):
        read_mail(content)
