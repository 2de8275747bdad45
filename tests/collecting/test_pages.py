"""What stands at an address becomes an article, whatever kind of file it is."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from simulated_web import Answer, Web

from quotes.collecting.pages import Pages
from quotes.fetching import FetchError
from quotes.intake import NoArticle
from tests.intake.pages import FIRST, SAID
from tests.intake.pages import page as html
from tests.intake.pdfs import LINES, PARAGRAPHS, pdf

TEXT = f"{FIRST}\n\n{SAID}"
PAGE = html(f"<article><h1>Ferry stays</h1><p>{FIRST}</p><p>{SAID}</p></article>").encode()
MARKDOWN = f"---\nurl: https://elsewhere.example/a\n---\n# Ferry stays\n\n{FIRST}\n\n{SAID}".encode()
MAIL = (
    b"From: Una Brekk <una@tarn.example>\r\nSubject: Ferry stays\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
) + TEXT.encode()
WHOLE = ["Ferry stays", FIRST, SAID]


def brought(web: Web, pages: Pages, url: str, content: bytes, media_type: str, **known: object):
    web.places[url] = Answer(content, headers={"Content-Type": media_type})
    found = pages.bring(url, patience=60, **known)
    assert found is not None
    assert found.article.url == url
    return found.article


@pytest.mark.parametrize(
    ("path", "content", "media_type", "paragraphs"),
    [
        ("/a", pdf(LINES), "application/pdf", PARAGRAPHS),
        ("/a.pdf", pdf(LINES), "application/octet-stream", PARAGRAPHS),
        ("/a.html", pdf(LINES), "text/html; charset=utf-8", PARAGRAPHS),
        ("/a.txt", TEXT.encode(), "text/plain", [FIRST, SAID]),
        ("/a", TEXT.encode(), "", [FIRST, SAID]),
        ("/a.md", MARKDOWN, "text/plain", WHOLE),
        ("/a", MARKDOWN, "text/markdown; charset=utf-8", WHOLE),
        ("/a", PAGE, "text/html", WHOLE),
        ("/a.pdf", PAGE, "application/pdf", WHOLE),
        ("/a", PAGE, "", WHOLE),
        ("/a.html.gz", gzip.compress(PAGE, mtime=0), "application/gzip", WHOLE),
        ("/a", gzip.compress(PAGE, mtime=0), "text/html", WHOLE),
        ("/a.eml", MAIL, "message/rfc822", [FIRST, SAID]),
        ("/a.eml", MAIL, "application/octet-stream", [FIRST, SAID]),
    ],
)
def test_every_kind_of_file_with_one_article_is_read(web, pages, path, content, media_type, paragraphs):
    article = brought(web, pages, f"https://tarn.example{path}", content, media_type)
    assert article.text.split("\n\n") == paragraphs


def test_what_the_caller_knows_overrides_what_the_file_says(web, pages):
    known = {"title": "Minutes", "author": "Bo Lind", "published": date(2024, 5, 3), "publisher": None}
    article = brought(
        web, pages, "https://tarn.example/a", pdf(LINES, title="Scan"), "application/pdf", **known
    )
    assert (article.title, article.author, article.published) == ("Minutes", "Bo Lind", date(2024, 5, 3))


def test_a_saved_page_stands_at_the_address_that_sent_it_and_not_where_it_says(web, pages):
    saved = (
        b"Snapshot-Content-Location: https://elsewhere.example/a\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ) + PAGE
    article = brought(web, pages, "https://tarn.example/a.mht", saved, "multipart/related")
    assert article.text.split("\n\n") == WHOLE
    assert article.canonical is None


def test_a_text_is_read_in_the_encoding_that_the_server_names(web, pages):
    content = "“Yes,” said Ada.".encode("mac_roman")
    article = brought(web, pages, "https://tarn.example/a", content, "text/plain; charset=macintosh")
    assert article.text == "“Yes,” said Ada."


@pytest.mark.parametrize(
    ("content", "media_type", "why"),
    [
        (b'{"url": "https://tarn.example/a"}', "application/json", "it is JSON"),
        (b"{}", "application/json", "of the type application/json"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "of the type image/png"),
        (b"\x89PNG\r\n\x1a\n\x00", "", "not read from files of this kind"),
        (b"<?xml version='1.0'?>\n<!-- a --><feed xmlns='a'>", "text/xml", "it is a feed"),
        (b"<urlset xmlns='a'><url>", "application/xml", "it is a feed or a sitemap"),
        (b"WARC/1.0\r\n", "application/warc", "it is a web archive"),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), "application/gzip", "it is a web archive"),
        (b"not a PDF", "application/pdf", "the PDF cannot be read"),
        (b"", "text/html", "no main text"),
        (b"", "", "the text is empty"),
    ],
)
def test_what_is_not_read_is_refused_with_the_reason(web, pages, content, media_type, why):
    with pytest.raises(NoArticle if "PDF" not in why else ValueError, match=why):
        brought(web, pages, "https://tarn.example/a", content, media_type)


@pytest.mark.parametrize(
    "content", [gzip.compress(b"a" * 20_000_000, mtime=0), gzip.compress(TEXT.encode(), mtime=0)[:40]]
)
def test_a_compressed_file_that_is_too_large_or_cut_off_is_refused(web, pages, content):
    with pytest.raises(FetchError, match=r"larger than the limit|incomplete"):
        brought(web, pages, "https://tarn.example/a.gz", content, "application/gzip")
