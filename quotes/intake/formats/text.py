"""Reads plain text."""

from __future__ import annotations

from typing import Unpack

from quotes.intake.article import Article, Details
from quotes.intake.characters import storable
from quotes.intake.errors import ArticleTooLong, NoArticle
from quotes.intake.languages import language_of


def read_text(text: str, **known: Unpack[Details]) -> Article:
    """The text as an article, exactly as given except for characters that cannot be stored.

    Raises NoArticle if there is only white space.
    """
    if not text.strip():
        raise NoArticle("the text is empty")
    known["lang"] = known.get("lang") or language_of(text)
    return Article(text=storable(text), **known)


def check_length(article: Article, limit: int) -> Article:
    """The article itself. Raises ArticleTooLong if its text has more than `limit` characters."""
    if len(article.text) > limit:
        raise ArticleTooLong(len(article.text), limit)
    return article
