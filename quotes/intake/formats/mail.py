"""Reads mail: newsletters (`.eml`), and pages that browsers saved with all their parts (`.mht`).

The library's parser of structured headers raises many errors for broken ones, and takes minutes for long
ones. So headers are read here as text, and messages that nobody sends are refused before they are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from quotes.intake.article import LONGEST_LABEL, Article
from quotes.intake.characters import decode_html, decode_text, storable
from quotes.intake.errors import IntakeError, NoArticle, PageTooLarge
from quotes.intake.formats.text import read_text
from quotes.intake.page.web_page import read_html

MOST_BYTES = 20_000_000
MOST_LINES = 500_000
MOST_NESTED = 50  # messages and parts within one another
_LONGEST = 2_000  # characters of a header
_LONGEST_NAME = 200  # characters of a sender with the address
_NESTING = re.compile(rb"\bboundary\*?\s*=|^content-type:\s*message/", re.IGNORECASE | re.MULTILINE)
_CONTENT_TYPE = re.compile(rb"^content-type:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)


class UnreadableMail(IntakeError):  # noqa: N818 - said as it is told
    """A message whose parts cannot be told apart."""


def read_mail(content: bytes) -> Article:
    """The article in a message.

    A newsletter has its title, author and day in its header. The header of a saved page gives the time of
    saving, so only the address is taken from it. Raises NoArticle, PageTooLarge and UnreadableMail.
    """
    message = _parsed(content)
    texts = [part for part in message.walk() if not _is_attached(part)]
    page = next((part for part in texts if part.get_content_type() == "text/html"), None)
    snapshot = _header(message, "Snapshot-Content-Location")
    place = _header(page, "Content-Location") if page is not None else None
    if snapshot or (place and message.get_content_type() == "multipart/related"):
        if page is None:
            raise NoArticle("the message has no page")
        return read_html(decode_html(*_bytes(page)).text, url=snapshot or place)
    title = _header(message, "Subject")
    author = parseaddr((_header(message, "From") or "")[:_LONGEST_NAME])[0] or None
    published = _day(message)
    if page is not None:
        html = decode_html(*_bytes(page)).text
        return read_html(html, title=title, author=author, published=published)
    plain = next((part for part in texts if part.get_content_type() == "text/plain"), None)
    if plain is None:
        raise NoArticle("the message has no text")
    text = decode_text(*_bytes(plain)).text
    return read_text(text, title=title, author=author, published=published)


def _parsed(content: bytes) -> Message:
    """The message. Raises PageTooLarge and UnreadableMail."""
    if len(content) > MOST_BYTES or content.count(b"\n") > MOST_LINES:
        raise PageTooLarge(f"it has more than {MOST_BYTES} bytes or {MOST_LINES} lines")
    if sum(1 for _ in _NESTING.finditer(content)) > MOST_NESTED:
        raise UnreadableMail(f"the message has more than {MOST_NESTED} parts within one another")
    if any(len(header[0]) > _LONGEST for header in _CONTENT_TYPE.finditer(content)):
        raise UnreadableMail(f"a header of the message has more than {_LONGEST} characters")
    return message_from_bytes(content)


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _bytes(part: Message) -> tuple[bytes, str | None]:
    """The content of a part, and the encoding that it names."""
    content = part.get_payload(decode=True)
    try:
        charset = part.get_content_charset()
    except ValueError:  # no name of an encoding
        charset = None
    return content if isinstance(content, bytes) else b"", charset


def _header(part: Message, name: str) -> str | None:
    """A header as people read it; None if it is absent or empty."""
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
    value = decode_text(raw[:_LONGEST].encode("utf-8", "surrogateescape")).text
    try:
        shown = "".join(_words(value))
    except (HeaderParseError, ValueError):  # an encoded word that is broken
        shown = value
    return " ".join(storable(shown).split())[:LONGEST_LABEL] or None


def _words(value: str) -> Iterator[str]:
    for word, charset in decode_header(value):
        yield word if isinstance(word, str) else decode_text(word, charset).text


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
