from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from quotes.intake import NoArticle
from quotes.intake.errors import PageTooLarge
from quotes.intake.formats.mail import UnreadableMail, read_mail
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


TEXT_AFTER = b"\n\n\xe2\x80\x9cYes,\xe2\x80\x9d said Ada.\n"
PART = b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n'
NESTED = b"".join(PART % (number, number) for number in range(99))


@pytest.mark.parametrize(
    ("header", "title"),
    [
        (b"=?utf-8?q?Ferry_stays?=", "Ferry stays"),
        (b"=?utf-8?b?RmVycnk=?= =?iso-8859-1?q?_caf=E9?=", "Ferry café"),
        ("Ferry café".encode(), "Ferry café"),
        (b"Ferry\n stays", "Ferry stays"),
        (b"=?utf-8?b?a?=", "=?utf-8?b?a?="),
        (b"=?no-such?q?Ferry?=", "Ferry"),
        (b"=?utf-8?q?a=0d=0ab?=", "a b"),
        (b"", None),
    ],
)
def test_a_title_is_read_however_it_is_encoded(header, title):
    assert read_mail(b"Subject: " + header + TEXT_AFTER).title == title


@pytest.mark.parametrize(
    "header",
    [
        b"From: " + b"(" * 2_000,
        b"From: undisclosed:;",
        b"Date: " + b"9" * 5_000,
        b"Date: Fri, 99 May 99999 99:00:00 +99999",
        b'Content-Type: text/plain; charset="a\x00b"',
        b"Content-Type: text/plain; charset=rot13",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: none",
        b"Subject: " + b"=?utf-8?q?a?= " * 5_000,
    ],
)
def test_a_broken_header_does_no_harm_to_the_text(header):
    assert read_mail(header + TEXT_AFTER).text.strip() == "“Yes,” said Ada."


def test_an_attached_page_is_not_the_article():
    message = newsletter()
    message.add_attachment(PAGE, subtype="html", filename="a.html")
    assert read_mail(message.as_bytes()).text.strip() == "“We stay,” said Ada Moor."


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"Content-Type: message/rfc822\n\n" * 1_000, UnreadableMail),
        (NESTED, UnreadableMail),
        (b"Content-Type: text/plain; " + b"a=b; " * 100_000, UnreadableMail),
        (b"Subject: A\n" + b"\n" * 600_000, PageTooLarge),
    ],
)
def test_a_message_that_nobody_sends_is_refused_before_it_is_parsed(content, error):
    with pytest.raises(error):
        read_mail(content + TEXT_AFTER)
