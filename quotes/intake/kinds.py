"""Which kind of file a file is: by what it begins with if that is certain, then by how its name ends."""

from __future__ import annotations

import re
from enum import StrEnum, auto
from pathlib import PurePath

from quotes.intake.characters import decode_text
from quotes.intake.languages import UNDETERMINED, language_of


class Kind(StrEnum):
    """The kinds of files that `quotes.intake.files` reads; it knows a feed and an archive to refuse them."""

    PAGE = auto()
    TEXT = auto()
    MARKDOWN = auto()
    RECORDS = auto()
    ARRAY = auto()
    MAIL = auto()
    PDF = auto()
    FEED = auto()
    WEB_ARCHIVE = auto()


HEAD = 4096  # bytes that are looked at
GZIP = b"\x1f\x8b"
_PDF = b"%PDF-"
_WEB_ARCHIVE = b"WARC/"
_BY_NAME = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), Kind.PAGE),
    **dict.fromkeys((".txt", ".text"), Kind.TEXT),
    **dict.fromkeys((".md", ".markdown"), Kind.MARKDOWN),
    **dict.fromkeys((".jsonl", ".ndjson"), Kind.RECORDS),
    **dict.fromkeys((".eml", ".mht", ".mhtml"), Kind.MAIL),
}
_BY_TYPE = {
    **dict.fromkeys(("text/html", "application/xhtml+xml", "application/xml", "text/xml"), Kind.PAGE),
    "text/plain": Kind.TEXT,
    "application/pdf": Kind.PDF,
    **dict.fromkeys(("text/markdown", "text/x-markdown"), Kind.MARKDOWN),
    **dict.fromkeys(("message/rfc822", "multipart/related", "application/x-mimearchive"), Kind.MAIL),
}
# Types by which servers tell only that they do not know the type, or that it is compressed.
_NO_TYPES = frozenset(
    {
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "application/gzip",
        "application/x-gzip",
        "application/download",
        "application/x-download",
        "application/force-download",
    }
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# A page may begin with declarations and comments.
_BEFORE_PAGE = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<"
_PAGE = re.compile(
    _BEFORE_PAGE + rb"(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE | re.DOTALL
)
# What only a whole page begins with, and only data.
_CERTAIN_PAGE = re.compile(_BEFORE_PAGE + rb"(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_LIST = re.compile(rb"\[\s*\{\s*\"")
_OBJECT = re.compile(rb"\{\s*\"\w+\"\s*:")
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}")
_MAIL_NAMES = re.compile(
    rb"^(?:MIME-Version|Message-ID|Content-Type|Received|Snapshot-Content-Location):",
    re.IGNORECASE | re.MULTILINE,
)
# What the feeds and sitemaps that are in XML begin with.
_FEED = re.compile(
    rb"\s*(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex|(?:\w+:)(?:feed|urlset|sitemapindex))\b"
)
_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 27), *range(28, 32))))
_FEW = 20  # in text, no more than one in so many characters is a control character
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(path: PurePath, head: bytes) -> Kind | None:
    """The kind of a file with this name that begins so, decompressed; None where it is none that is read."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    certain = _certain(path, start)
    if certain is not None:
        return certain
    if _is_binary(head):
        return None
    named = _BY_NAME.get(ending(path))
    if named is not None:
        return named
    if start[:1] == b"[":
        return Kind.ARRAY
    if start[:1] == b"{":
        return Kind.RECORDS if _is_lines(path, head) else Kind.ARRAY
    if _PAGE.match(start):
        return Kind.PAGE
    return Kind.TEXT if _is_text(path, head) else None


def kind_of_answer(path: PurePath, media_type: str, head: bytes) -> Kind | None:
    """The kind of what a server sent from this path, as this type; None where it is none that is read.

    What begins as no other kind does is that, whatever its type. Many servers send Markdown as plain text.
    """
    certain = _certain(path, head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if certain is not None or media_type in _NO_TYPES:
        return certain or kind_of(path, head)
    named = _BY_NAME.get(ending(path))
    told = _BY_TYPE.get(media_type)
    if told is not Kind.PDF and _is_binary(head):
        return None
    return named if told is Kind.TEXT and named is Kind.MARKDOWN else told


def _certain(path: PurePath, start: bytes) -> Kind | None:
    """The kind of what begins as no other kind does: a page that was saved as `.txt` is a page."""
    if start.startswith(_PDF):
        return Kind.PDF
    if start.startswith(_WEB_ARCHIVE):
        return Kind.WEB_ARCHIVE
    if _FEED.match(start):
        return Kind.FEED
    if _CERTAIN_PAGE.match(start):
        return Kind.PAGE
    if _LIST.match(start):
        return Kind.ARRAY
    if _OBJECT.match(start):
        return Kind.RECORDS if _is_lines(path, start) else Kind.ARRAY
    if _MAIL.match(start) and _MAIL_NAMES.search(start):
        return Kind.MAIL
    return None


def ending(path: PurePath) -> str:
    """The extension of a name, ignoring that of a compressed file."""
    name = path.name.lower().removesuffix(".gz")
    return PurePath(name).suffix


def _is_binary(head: bytes) -> bool:
    """Whether this is no text in any encoding: every ninth byte of compressed data is a control character."""
    text = decode_text(head).text
    return sum(map(_CONTROLS.__contains__, text)) * _FEW > len(text)


def _is_text(path: PurePath, head: bytes) -> bool:
    """Whether a file without an extension is text, or one with an unknown extension is prose."""
    if not head.startswith(_BYTE_ORDER_MARKS) and _CONTROL.search(head):
        return False
    return not ending(path) or language_of(decode_text(head).text) not in (None, UNDETERMINED)


def _is_lines(path: PurePath, head: bytes) -> bool:
    """Whether an object ends on its line, as in JSON Lines; elsewhere one may be written over many lines."""
    line, end, _ = head.lstrip().partition(b"\n")
    return _BY_NAME.get(ending(path)) is Kind.RECORDS or not end or line.rstrip().endswith(b"}")
