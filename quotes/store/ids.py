"""Public ids, derived from content, so that storing the same thing again gives the same id."""

from __future__ import annotations

from base64 import b32decode, b32encode
from hashlib import blake2b, sha256


def article_id(page: str | None, publisher: str | None, text: str) -> str:
    """An article's id comes from the page of its first address, or else from its publisher and text."""
    return _id("article", f"https://{page}") if page is not None else _id("text", publisher or "", text)


def quote_id(article: str, revision: int, start: int, number: int = 0) -> str:
    """A quote's id comes from its place in a revision; a further quote in the same place has a number."""
    return _id("quote", article, str(revision), str(start), *([str(number)] if number else []))


def statement_id(quote: str, number: int = 0) -> str:
    """A statement's id comes from the quote that it was first made for.

    If that statement continues without the quote, the quote's next statement has a number.
    """
    return _id("statement", quote) if number == 0 else _id("statement", quote, str(number))


def bits_of(identifier: str) -> bytes:
    """The 80 bits that an id is written for."""
    return b32decode(identifier.upper())


def id_of(bits: bytes) -> str:
    """The id that is written for 80 bits."""
    return b32encode(bits).decode().lower()


def content_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def _id(*parts: str) -> str:
    """80 bits in 16 characters that are not easily confused and are safe in any URL."""
    digest = blake2b("\0".join(parts).encode(), digest_size=10).digest()
    return id_of(digest)
