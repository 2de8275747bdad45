"""Reads mail: newsletters (`.eml`), and pages that browsers saved with all their parts (`.mht`)."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from quotes.intake.article import Article
from quotes.intake.characters import decode_html, decode_text, storable
from quotes.intake.errors import NoArticle
from quotes.intake.formats.text import read_text
from quotes.intake.page.web_page import read_html


def read_mail(content: bytes) -> Article:
    """The article in a message.

    A newsletter has its title, author and day in its header. The header of a saved page gives the time of
    saving, so only the address is taken from it. Raises NoArticle and PageTooLarge.
    """
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    page = message.get_body(("html",)) or _first(message, "text/html")
    if _is_saved(message, page):
        if page is None:
            raise NoArticle("the message has no page")
        address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
        return read_html(decode_html(_bytes(page)).text, url=address)
    published, author = _day(message), parseaddr(_header(message, "From") or "")[0] or None
    title = _header(message, "Subject")
    if page is not None:
        html = decode_html(_bytes(page)).text
        return read_html(html, title=title, author=author, published=published)
    plain = message.get_body(("plain",))
    if plain is None:
        raise NoArticle("the message has no text")
    text = decode_text(_bytes(plain)).text
    return read_text(text, title=title, author=author, published=published)


def _is_saved(message: EmailMessage, page: MIMEPart | None) -> bool:
    if message["Snapshot-Content-Location"] is not None:
        return True
    has_address = page is not None and page["Content-Location"] is not None
    return has_address and message.get_content_type() == "multipart/related"


def _first(message: EmailMessage, kind: str) -> MIMEPart | None:
    parts = (part for part in message.walk() if part.get_content_type() == kind)
    found = next(parts, None)
    return found if isinstance(found, MIMEPart) else None


def _bytes(part: MIMEPart) -> bytes:
    """The content of a part, converted to UTF-8 if the part names its encoding."""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset()
    if charset is None:
        return raw
    try:
        return b"\xef\xbb\xbf" + raw.decode(charset, "replace").encode("utf-8", "replace")
    except LookupError:  # unknown encoding
        return raw


def _header(message: MIMEPart, name: str) -> str | None:
    value = message[name]
    return (" ".join(storable(str(value)).split()) or None) if value is not None else None


def _day(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date()
    except ValueError:
        return None
