"""Ids for the outside world, derived from what a thing is, so that storing it again gives the same id."""

from __future__ import annotations

from base64 import b32decode, b32encode
from hashlib import blake2b, sha256


def article_id(page: str | None, publisher: str | None, text: str) -> str:
    """An article is the page that it was first stored as, or without one its publisher's text."""
    return _id("article", f"https://{page}") if page is not None else _id("text", publisher or "", text)


def quote_id(article: str, revision: int, start: int, number: int = 0) -> str:
    """A quote is its place in a revision of an article; the next one in the same place has a number."""
    return _id("quote", article, str(revision), str(start), *([str(number)] if number else []))


def statement_id(quote: str, number: int = 0) -> str:
    """A statement is named after the quote that it was first stored with.

    One that is made for a quote whose first statement went on without it has a further number.
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
    """80 bits in 16 characters: letters and digits that cannot be confused, safe in any address."""
    digest = blake2b("\0".join(parts).encode(), digest_size=10).digest()
    return id_of(digest)
