"""Decodes bytes into characters that all later steps can store."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

REPLACED = "\ufffd"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, since its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = (
    re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE),
    re.compile(rb"""\A\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE),
)
_DECLARED_WITHIN = 4096  # bytes; browsers look at a quarter of this

# A character of more than one byte in well-formed UTF-8 (RFC 3629).
_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_CHARACTERS = re.compile(rb"((?:%b)+)" % _CHARACTER.pattern)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_DAMAGE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]*|[\x80-\xff]")
# The beginning of a character that is cut off by the end of the file.
_CUT = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")

# Declared encodings and what to read instead, as browsers do: Latin-1, like no declaration, is nearly always
# Windows-1252, and others are read as their supersets. A page whose meta element is readable as bytes is not
# in UTF-16.
_FALLBACK = "cp1252"
_AS_BROWSERS_READ = {
    "iso8859-1": _FALLBACK,
    "ascii": _FALLBACK,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"), "utf-8"),
}
# The codecs that are encodings of pages, unlike other codecs of Python (unicode_escape, utf-7, rot13).
_OF_PAGES = re.compile(
    r"utf-8|cp125\d|cp866|cp874|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5(?:hkscs)?"
    r"|euc_jp"
)
# If one in this many non-ASCII bytes cannot be decoded, the declared encoding is wrong.
FEW = 10
_SAMPLE = 2000  # bytes that are tested for UTF-16: in English text, half of them are NUL


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file or page, and how many U+FFFD in it stand for undecodable bytes."""

    text: str
    damaged: int = 0


def storable(text: str) -> str:
    """The text with each lone surrogate and NUL replaced by one U+FFFD, so that offsets stay valid.

    UTF-8 cannot encode surrogates, and SQLite ends a text at NUL.
    """
    return _UNSTORABLE.sub(REPLACED, text)


def decode_text(content: bytes, charset: str | None = None) -> Decoded:
    """Decode a text by its byte order mark, as UTF-8 or UTF-16, in its `charset`, or else as Windows-1252.

    `charset` is the encoding that a server named. Text with a few bad bytes is still read as UTF-8, and these
    become U+FFFD.
    """
    return _decoded(content, [charset])


def charset_of(content_type: str | None) -> str | None:
    """The encoding that a `Content-Type` such as "text/html; charset=windows-1251" names."""
    header = Message()
    header["Content-Type"] = " ".join((content_type or "").split())
    return header.get_content_charset()


def decode_html(content: bytes, charset: str | None = None) -> Decoded:
    """A page's characters: as `decode_text`, but what is declared goes before Windows-1252.

    As in browsers, the `charset` with which a server sent the page goes before what the page itself declares.
    """
    return _decoded(content, [charset, _declared(content)])


def _decoded(content: bytes, declared: Sequence[str | None]) -> Decoded:
    """Decode by what is certain, then by the encodings that are declared, the more reliable first."""
    certain = _certain(content)
    if certain is not None:
        return certain
    names = [name for name in (_of_pages(one or "") for one in declared) if name is not None]
    utf8 = _damaged_utf8(content, declared=names[:1] == ["utf-8"])
    if utf8 is not None:
        return utf8
    few = len(_NOT_ASCII.findall(content))
    for name in names:
        found = _replacing(content, name) if name != "utf-8" else None
        if found is not None and found.damaged * FEW <= few:
            return found
    return _windows(content)


def _certain(content: bytes) -> Decoded | None:
    """Decode by a byte order mark, by the NULs of UTF-16, or as valid UTF-8; None if none applies."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _replacing(content, encoding)
    wide = _utf16(content)
    if wide is not None:
        return _replacing(content, wide)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _utf16(content: bytes) -> str | None:
    """Decode UTF-16 without a mark, recognised by NUL as nearly every second byte; None for other text."""
    sample = content[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most * 4 < len(sample) or least * 20 > most:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _declared(content: bytes) -> str | None:
    """Python's name of the encoding that a page declares, if it is an encoding of pages."""
    for pattern in _DECLARED:
        found = pattern.search(content[:_DECLARED_WITHIN])
        if found is None:
            continue
        name = _of_pages(found[1].decode("ascii", "replace"))
        if name is not None:
            return name
    return None


def _of_pages(name: str) -> str | None:
    """An encoding as Python calls it, if it is one of pages."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):  # the second of a NUL in it
        return None
    known = _AS_BROWSERS_READ.get(known, known)
    return known if _OF_PAGES.fullmatch(known) else None


def _damaged_utf8(content: bytes, *, declared: bool) -> Decoded | None:
    """Decode as damaged UTF-8, if most non-ASCII bytes are well-formed UTF-8.

    Bytes of other encodings hardly ever are by chance. If there are as many of both, the declaration decides.
    """
    whole = len(_CHARACTER.findall(content))
    damage = len(_DAMAGE.findall(_CUT.sub(b"", _CHARACTER.sub(b" ", content))))
    fits = whole >= damage if declared else whole > damage
    return _replacing(content, "utf-8") if fits and whole else None


def _windows(content: bytes) -> Decoded:
    """Decode as Windows-1252, with well-formed UTF-8 characters as UTF-8, since pages may mix both."""
    pieces = _CHARACTERS.split(content)
    texts = [
        piece.decode("utf-8") if at % 2 else piece.decode(_FALLBACK, errors="replace")
        for at, piece in enumerate(pieces)
    ]
    return Decoded("".join(texts))


def _replacing(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    stated = len(re.findall(b"\xef\xbf\xbd", content)) if encoding.startswith("utf-8") else 0
    return Decoded(text, max(0, text.count(REPLACED) - stated))
