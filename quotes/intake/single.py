"""Reads the one article in the content of a file, or of a server's answer, whose kind is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Unpack

from quotes.intake.article import Article, Details
from quotes.intake.characters import decode_html, decode_text
from quotes.intake.formats.mail import read_mail
from quotes.intake.formats.markdown import read_markdown
from quotes.intake.formats.text import read_text
from quotes.intake.kinds import Kind
from quotes.intake.page.web_page import read_html


def read_single(
    kind: Kind, content: bytes, charset: str | None = None, **known: Unpack[Details]
) -> tuple[Article, int]:
    """The article, and the number of U+FFFD in it that stand for undecodable bytes.

    `kind` is one of a single article, and `charset` the encoding that a server named. What the caller knows
    about the article overrides what is found. Raises IntakeError.
    """
    if kind is Kind.PAGE:
        page = decode_html(content, charset)
        return read_html(page.text, **known), page.damaged
    damaged = 0
    if kind in _OF_TEXT:
        decoded = decode_text(content, charset)
        article, damaged = _OF_TEXT[kind](decoded.text), decoded.damaged
    else:
        article = _OF_BYTES[kind](content)
    given: dict[str, Any] = {name: value for name, value in known.items() if value is not None}
    return replace(article, **given), damaged


def _read_pdf(content: bytes) -> Article:
    from quotes.intake.formats.pdf import read_pdf  # noqa: PLC0415 - only who reads a PDF needs to load that

    return read_pdf(content)


_OF_TEXT: dict[Kind, Callable[[str], Article]] = {Kind.TEXT: read_text, Kind.MARKDOWN: read_markdown}
_OF_BYTES: dict[Kind, Callable[[bytes], Article]] = {Kind.MAIL: read_mail, Kind.PDF: _read_pdf}
