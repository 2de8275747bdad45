"""Bytes in, characters out, and only such characters as every later room can hold."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from email.message import Message

REPLACED = "\ufffd"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = (
    re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE),
    re.compile(rb"""\A\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE),
)
_DECLARED_WITHIN = 4096  # bytes; browsers look no further than a quarter of this

# A character of more than one byte in well-formed UTF-8 (RFC 3629).
_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_CHARACTERS = re.compile(rb"((?:%b)+)" % _CHARACTER.pattern)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_DAMAGE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]*|[\x80-\xff]")
# The beginning of a character that the end of the file has cut.
_CUT = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")

# What English calls Latin-1, or does not name at all, is nearly always Windows-1252; browsers read it so,
# and others by their larger kin. A page whose meta element can be read byte by byte is not in UTF-16.
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
# Python knows codecs that are no encodings of pages (unicode_escape, utf-7, rot13).
_OF_PAGES = re.compile(
    r"utf-8|cp125\d|cp866|cp874|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5(?:hkscs)?"
    r"|euc_jp"
)
# Where one byte in so many that are no ASCII means nothing, a page is not what it says it is.
FEW = 10
_SAMPLE = 2000  # bytes that tell text in UTF-16, half of which are NUL where it is English


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file or page, and how many U+FFFD in it stand for bytes that mean nothing."""

    text: str
    damaged: int = 0


def storable(text: str) -> str:
    """The text with each lone surrogate and each NUL replaced by U+FFFD, one for one, so offsets hold.

    UTF-8 has no form for the first, and SQLite ends a text at the second.
    """
    return _UNSTORABLE.sub(REPLACED, text)


def decode_text(content: bytes) -> Decoded:
    """A text file's characters: by its byte order mark, as UTF-8 or UTF-16, or else as Windows-1252.

    A few bad bytes do not make UTF-8 another encoding: they become U+FFFD, and the rest is read as it is.
    """
    return _certain(content) or _damaged_utf8(content, declared=False) or _windows(content)


def charset_of(content_type: str | None) -> str | None:
    """The encoding that a `Content-Type` such as "text/html; charset=windows-1251" names."""
    header = Message()
    header["Content-Type"] = " ".join((content_type or "").split())
    return header.get_content_charset()


def decode_html(content: bytes, charset: str | None = None) -> Decoded:
    """A page's characters: as `decode_text`, but what is declared goes before Windows-1252.

    As in browsers, the `charset` with which a server sent the page goes before what the page itself declares.
    """
    certain = _certain(content)
    if certain is not None:
        return certain
    names = [name for name in (_of_pages(charset or ""), _declared(content)) if name is not None]
    utf8 = _damaged_utf8(content, declared=names[:1] == ["utf-8"])
    if utf8 is not None:
        return utf8
    few = len(_NOT_ASCII.findall(content))
    for name in names:
        declared = _replacing(content, name) if name != "utf-8" else None
        if declared is not None and declared.damaged * FEW <= few:
            return declared
    return _windows(content)


def _certain(content: bytes) -> Decoded | None:
    """By a byte order mark, by the NULs of UTF-16, or as UTF-8 without any mistake."""
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
    """UTF-16 without a mark: every other byte of plain letters is NUL, and hardly one of the others is."""
    sample = content[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most * 4 < len(sample) or least * 20 > most:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _declared(content: bytes) -> str | None:
    """The encoding that a page names, if it is one of pages, as Python calls it."""
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
    """As UTF-8 with some damage, if more of the content is well-formed characters of UTF-8 than is not.

    Bytes of other encodings hardly ever form one by chance. Where both are as many, what is declared counts.
    """
    whole = len(_CHARACTER.findall(content))
    damage = len(_DAMAGE.findall(_CUT.sub(b"", _CHARACTER.sub(b" ", content))))
    fits = whole >= damage if declared else whole > damage
    return _replacing(content, "utf-8") if fits and whole else None


def _windows(content: bytes) -> Decoded:
    """As Windows-1252, but what are well-formed characters of UTF-8 as these: a page may be put together."""
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
