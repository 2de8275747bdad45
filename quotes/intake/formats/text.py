"""Reads plain text."""

from __future__ import annotations

from datetime import date

from quotes.intake.article import Article
from quotes.intake.characters import storable
from quotes.intake.errors import ArticleTooLong, NoArticle
from quotes.intake.languages import language_of


def read_text(
    text: str,
    *,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: date | None = None,
    modified: date | None = None,
    lang: str | None = None,
) -> Article:
    """The text as an article, exactly as given except for characters that cannot be stored.

    `lang` is its language, if it should not be detected. Raises NoArticle if there is only white space.
    """
    if not text.strip():
        raise NoArticle("the text is empty")
    return Article(
        text=storable(text),
        url=url,
        title=title,
        publisher=publisher,
        author=author,
        published=published,
        modified=modified,
        lang=lang or language_of(text),
    )


def check_length(article: Article, limit: int) -> Article:
    """The article itself. Raises ArticleTooLong if its text has more than `limit` characters."""
    if len(article.text) > limit:
        raise ArticleTooLong(len(article.text), limit)
    return article
