"""Reads articles from web archives: WARC files, compressed or not, such as those of CC-NEWS.

A file is read as a stream, one record at a time. Most records that are not articles are left out before their
page is parsed, by their headers and their first bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from os import SEEK_END
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from quotes.intake.article import Article
from quotes.intake.characters import charset_of, decode_html
from quotes.intake.contents import Broken, head_of, opened
from quotes.intake.errors import IntakeError
from quotes.intake.formats.text import check_length
from quotes.intake.page.web_page import read_html

LARGEST = 5_000_000  # bytes of a page; larger ones are lists or errors
SMALLEST = 1_000
_BLOCK = 65_536
_BEGINS = b"WARC/"
_CUT = "the file ends within a record"

_HEAD = 200_000  # bytes at the beginning in which to look for signs of an article
_HTML_LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?\s*([a-zA-Z]{2,3})\b", re.IGNORECASE)
# Signs of an article in a page: Open Graph, schema.org in JSON-LD or microdata, HTML 5.
_ARTICLE = re.compile(
    rb"og:type[\"']?\s+content\s*=\s*[\"']?article|content\s*=\s*[\"']?article[\"']?\s+property\s*=\s*[\"']?og:type"
    rb"|\"@type\"\s*:\s*\[?\s*\"[A-Za-z]*(?:Article|BlogPosting|Reportage)[A-Za-z]*\""
    rb"|schema\.org/[A-Za-z]*Article\b|<article[\s>]",
    re.IGNORECASE,
)
# Words in the paths of lists. A path with a longer name after such a word is that of an article.
_LIST_PATHS = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|topics?|search|page|feed)(?:/[^/-]*(?:-[^/-]*){0,2})?/?$",
    re.IGNORECASE,
)


class BrokenArchive(IntakeError):  # noqa: N818 - reads as a sentence
    """The file cannot be read beyond this place."""

    def __init__(self, offset: int, why: str) -> None:
        super().__init__(f"it cannot be read beyond byte {offset}: {why}")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Archived:
    """One response in an archive: an article, or why there is none.

    `left_out` is the kind of a response that is not an article; `error` says why a page that looks like one
    cannot be read. `offset` is where its record begins, `sha256` the hash of the page's bytes, and `at` the
    time of capture.
    """

    offset: int
    url: str
    at: str
    article: Article | None = None
    sha256: str = ""
    left_out: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One response in an archive: the bytes of a page that looks like an article, or its kind (`left_out`).

    `offset` is where its record begins, and `at` when it was captured. `charset` is the encoding that
    the server named.
    """

    offset: int
    url: str
    at: str
    page: bytes = b""
    left_out: str | None = None
    charset: str | None = None


def is_archive(path: Path) -> bool:
    """Whether a file is a web archive, by its name or by how it begins."""
    if path.name.lower().endswith((".warc", ".warc.gz")):
        return True
    if not path.is_file():
        return False
    try:
        with opened(path) as stream:
            return head_of(stream, len(_BEGINS)) == _BEGINS
    except (OSError, Broken):  # which whoever reads the file is told
        return False


def read_archive(path: Path, limit: int, start: int = 0) -> Iterator[Archived]:
    """The responses in an archive from byte `start` on, in order.

    Articles with more than `limit` characters are refused. Raises OSError and BrokenArchive.
    """
    with path.open("rb") as file:
        for capture in captures(file, start):
            yield _archived(capture, limit)


def captures(file: IO[bytes], start: int = 0) -> Iterator[Capture]:
    """The same without parsing the pages. Raises BrokenArchive."""
    for offset, record in _records(file, start):
        if record.rec_type == "response":
            yield _capture(offset, record)


def article_on(page: bytes, url: str, limit: int, charset: str | None = None) -> Article:
    """The article on a page of an archive, which was sent in this encoding. Raises IntakeError."""
    return check_length(read_html(decode_html(page, charset).text, url=url), limit)


def record_at(path: Path, offset: int) -> bytes:
    """The page in the record that begins at an offset, decompressed. Raises OSError and BrokenArchive."""
    with path.open("rb") as file:
        for _, record in _records(file, offset):
            page = bytes(record.content_stream().read())
            _check_whole(record, offset)
            return page
    raise BrokenArchive(offset, "there is no record")


def _records(file: IO[bytes], start: int) -> Iterator[tuple[int, Any]]:
    """The complete records from byte `start` on, with their offsets."""
    file.seek(start)
    records = ArchiveIterator(file)
    offset, found = start, False
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            found = True
            offset = records.offset  # the library's own method would first read to the record's end
            _check_length(record, offset)
            yield offset, record
            _check_whole(record, offset)
        except BrokenArchive:
            raise
        except (AttributeError, TypeError) as error:  # raised by the library if headers are cut off
            raise BrokenArchive(records.offset, _CUT) from error
        except (ArchiveLoadFailed, EOFError, zlib.error, ValueError) as error:
            raise BrokenArchive(records.offset, _first_line(error)) from error
    if not found:
        raise BrokenArchive(start, "there is no record")
    if records.offset < file.seek(0, SEEK_END):
        raise BrokenArchive(records.offset, _CUT)


def _check_length(record: Any, offset: int) -> None:
    """Raises BrokenArchive if the file ends before a record's length."""
    if record.length is None:
        raise BrokenArchive(offset, _CUT)


def _check_whole(record: Any, offset: int) -> None:
    """Raises BrokenArchive if the file ends within the record, which the library does not notice."""
    while record.raw_stream.read(_BLOCK):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise BrokenArchive(offset, _CUT)


def _archived(capture: Capture, limit: int) -> Archived:
    found = Archived(capture.offset, capture.url, capture.at, left_out=capture.left_out)
    if capture.left_out is not None:
        return found
    found = replace(found, sha256=sha256(capture.page).hexdigest())
    try:
        return replace(found, article=article_on(capture.page, capture.url, limit, capture.charset))
    except IntakeError as error:
        return replace(found, error=str(error))


def _capture(offset: int, record: Any) -> Capture:
    told = record.rec_headers
    url = (told.get_header("WARC-Target-URI") or "").strip("<> ")
    at = told.get_header("WARC-Date") or ""
    kind = _kind_by_headers(record, url)
    if kind is not None:
        return Capture(offset, url, at, left_out=kind)
    page = record.content_stream().read(LARGEST + 1)
    _check_whole(record, offset)  # before anything is read from an incomplete page
    kind = _kind_by_bytes(page)
    if kind is not None:
        return Capture(offset, url, at, left_out=kind)
    return Capture(offset, url, at, page, charset=charset_of(record.http_headers.get_header("Content-Type")))


def _kind_by_headers(record: Any, url: str) -> str | None:
    """The kind of the record, if its headers show that it is not an article."""
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return "answers without a page"
    if (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower() not in (
        "text/html",
        "application/xhtml+xml",
    ):
        return "files of other types"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "answers without a page"
    if parts.scheme not in ("http", "https"):
        return "answers without a page"
    if parts.path in ("", "/") or _LIST_PATHS.search(parts.path):
        return "front pages and lists"
    return None


def _kind_by_bytes(page: bytes) -> str | None:
    if not SMALLEST <= len(page) <= LARGEST:
        return "pages too small or too large"
    head = page[:_HEAD]
    language = _HTML_LANGUAGE.search(head)
    if language is not None and language[1].lower() not in (b"en", b"eng"):
        return "pages in other languages"
    return None if _ARTICLE.search(page) else "pages that do not say they are articles"


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
