"""Web archives are read record by record, and what is no article is left out."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quotes.intake.formats import warc
from quotes.intake.formats.warc import BrokenArchive, is_archive, read_archive, record_at

URL = "https://tidewater.example/2024/05/03/bridge"
WORDS = "<p>“We will rebuild the bridge,” Mayor Ivo Marrek said on Friday.</p>" + (
    "<p>The harbour board met again on Monday to hear from the engineers about the ferry.</p>" * 15
)
PAGE = (
    f'<html lang="en-GB"><head><meta property="og:type" content="article"></head><body>{WORDS}</body></html>'
)
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an archive with these records: each a dictionary of what differs from an article's."""

    def make(*records: dict, name: str = "news.warc.gz") -> Path:
        path = tmp_path / name
        with path.open("wb") as file:
            writer = WARCWriter(file, gzip=name.endswith(".gz"))
            writer.write_record(writer.create_warcinfo_record(name, {"software": "a test"}))
            for given in records:
                record = {"url": URL, "body": PAGE.encode(), "status": "200 OK", "type": "text/html"} | given
                headers = [("Content-Type", record["type"]), *record.get("headers", [])]
                writer.write_record(
                    writer.create_warc_record(
                        record["url"],
                        record.get("kind", "response"),
                        payload=BytesIO(record["body"]),
                        length=len(record["body"]),
                        http_headers=StatusAndHeaders(record["status"], headers, protocol="HTTP/1.1"),
                        warc_headers_dict={"WARC-Date": "2024-05-03T10:00:00Z"},
                    )
                )
        return path

    return make


def test_a_page_is_read_in_the_encoding_that_its_server_named(write: Write) -> None:
    body = PAGE.replace("Ivo", "Žofie Říhová").encode("windows-1250")
    (found,) = read_archive(write({"body": body, "type": "text/html; charset=windows-1250"}), 10_000)
    assert found.article is not None
    assert "Žofie Říhová" in found.article.text


@pytest.mark.parametrize("name", ["news.warc.gz", "news.warc"])
def test_articles_are_read_and_found_again_by_their_offsets(write: Write, name: str) -> None:
    path = write({"url": URL}, {"url": f"{URL}-2", "body": PAGE.replace("Ivo", "Ida").encode()}, name=name)
    first, second = read_archive(path, 10_000)
    assert first.article is not None
    assert "We will rebuild the bridge" in first.article.text
    assert (first.article.url, first.at) == (URL, "2024-05-03T10:00:00Z")
    assert record_at(path, first.offset) == PAGE.encode()
    assert b"Mayor Ida" in record_at(path, second.offset)
    assert [one.url for one in read_archive(path, 10_000, second.offset)] == [second.url]
    assert is_archive(path)
    assert is_archive(path.rename(path.with_name("news.bin")))


def test_what_is_no_archive_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("WAR and peace")
    (tmp_path / "b.gz").write_bytes(b"\x1f\x8bWARC/1.0")
    assert not any(is_archive(tmp_path / name) for name in ("a.txt", "b.gz", "none.txt"))


def test_a_page_is_decompressed_and_joined_from_its_chunks(write: Write) -> None:
    packed = gzip.compress(PAGE.encode())
    chunked = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    both = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    (one,) = read_archive(write({"body": chunked, "headers": both}), 10_000)
    assert one.article is not None


LEFT_OUT = {
    "answers without a page": {"status": "301 Moved"},
    "files of other types": {"type": "image/png"},
    "front pages and lists": {"url": "https://tidewater.example/"},
    "pages too small or too large": {"body": b"<html>no</html>"},
    "pages in other languages": {"body": PAGE.replace("en-GB", "de").encode()},
    "pages that do not say they are articles": {"body": PAGE.replace("og:type", "og:x").encode()},
}


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_what_is_no_article_is_left_out_unparsed(write: Write, monkeypatch, kind: str) -> None:
    monkeypatch.setattr(warc, "read_html", None)
    (one,) = read_archive(write(LEFT_OUT[kind]), 10_000)
    assert (one.left_out, one.article, one.error) == (kind, None, None)


@pytest.mark.parametrize(
    "path",
    ["/tag/harbour", "/category/news/", "/author/ada-moor", "/news/page/2", "/search", "/topics/harbour/"],
)
def test_lists_are_known_by_their_addresses(write: Write, path: str) -> None:
    (one,) = read_archive(write({"url": f"https://tidewater.example{path}"}), 10_000)
    assert one.left_out == "front pages and lists"


@pytest.mark.parametrize(
    "path",
    ["/topics/mayor-promises-a-new-bridge", "/page/one-more-story-of-the-bridge", "/archives/123", "/a"],
)
def test_articles_behind_such_words_are_articles(write: Write, path: str) -> None:
    (one,) = read_archive(write({"url": f"https://tidewater.example{path}"}), 10_000)
    assert one.article is not None


@pytest.mark.parametrize(
    "sign",
    [
        '<script type="application/ld+json">{"@context": "x", "@type": "NewsArticle"}</script>',
        '<script type="application/ld+json">{"@type": ["ReportageNewsArticle"]}</script>',
        '<div itemtype="https://schema.org/Article">', "<article class='story'>",
        "<meta content='article' property='og:type'>", '<meta property="og:type" content="article" />',
    ],
)  # fmt: skip
def test_a_page_may_say_in_several_ways_that_it_is_an_article(write: Write, sign: str) -> None:
    (one,) = read_archive(write({"body": f"<html><body>{sign}{WORDS}".encode()}), 10_000)
    assert one.article is not None


def test_other_records_are_passed_over(write: Write) -> None:
    assert list(read_archive(write({"kind": "request", "status": "GET / HTTP/1.1"}), 10_000)) == []


def test_a_page_without_a_text_or_with_too_long_a_one_is_told(write: Write) -> None:
    empty = b"<html><article></article>" + b" " * 2_000
    first, second = read_archive(write({"body": empty}, {}), 100)
    assert first.error == "the page has no main text"
    assert second.error is not None
    assert "more than the limit of 100" in second.error


def test_a_bomb_is_left_out(write: Write) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    (one,) = read_archive(write({"body": bomb, "headers": [("Content-Encoding", "gzip")]}), 10_000)
    assert one.left_out == "pages too small or too large"


def test_a_file_that_breaks_off_is_read_up_to_there(write: Write) -> None:
    path = write({}, {"url": f"{URL}-2"})
    path.write_bytes(path.read_bytes()[:-300])
    records = read_archive(path, 10_000)
    assert next(records).url == URL
    with pytest.raises(BrokenArchive, match="the file ends within a record") as broken:
        next(records)
    with pytest.raises(BrokenArchive):
        record_at(path, broken.value.offset)


@pytest.mark.parametrize("content", [b"no archive at all\n" * 100, b"\x1f\x8b\x08\x00broken", bytes(5_000)])
def test_what_is_no_archive_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(content)
    with pytest.raises(BrokenArchive):
        list(read_archive(path, 10_000))
    with pytest.raises(BrokenArchive):
        record_at(path, 0)


def test_a_file_compressed_as_a_whole_is_told(write: Write) -> None:
    path = write({}, {"url": f"{URL}-2"}, name="news.warc")
    packed = path.with_suffix(".warc.gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(BrokenArchive):
        list(read_archive(packed, 10_000))
