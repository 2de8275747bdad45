"""Bytes in, characters out, and only such characters as every later room can hold."""

from __future__ import annotations

import codecs
import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_META_WITHIN = 4096  # bytes; browsers look no further than a quarter of this

# What English calls Latin-1, or does not name at all, is nearly always Windows-1252; browsers read it so.
_FALLBACK = "cp1252"
_AS_BROWSERS_READ = {"iso8859-1": _FALLBACK, "ascii": _FALLBACK}


def storable(text: str) -> str:
    """The text with each lone surrogate and each NUL replaced by U+FFFD, one for one, so offsets hold.

    UTF-8 has no form for the first, and SQLite ends a text at the second.
    """
    return _UNSTORABLE.sub("\ufffd", text)


def decode_text(content: bytes) -> str:
    """A text file's characters: by its byte order mark, as UTF-8, or else as Windows-1252."""
    return _by_mark(content) or _as_utf8(content) or content.decode(_FALLBACK, errors="replace")


def decode_html(content: bytes) -> str:
    """A page's characters: by its byte order mark, as UTF-8, as its meta element says, or as Windows-1252."""
    declared = _by_mark(content) or _as_utf8(content) or _by_meta(content)
    return declared or content.decode(_FALLBACK, errors="replace")


def _by_mark(content: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    return None


def _as_utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _by_meta(content: bytes) -> str | None:
    declared = _META_CHARSET.search(content[:_META_WITHIN])
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
        return content.decode(_AS_BROWSERS_READ.get(name, name))
    except (LookupError, UnicodeDecodeError):
        return None
