"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class About(TypedDict):
    """A topic of a quote, named in its words or in the sentence around them."""

    name: str
    kind: Literal["person", "organization", "place"]
    slug: str | None
    where: Literal["words", "sentence"]


class ArticleRef(TypedDict):
    """The article of a quote."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    archived_copy: str | None | None


class Difference(TypedDict):
    """A run of words that differs or is equal."""

    op: Literal["equal", "replace", "delete", "insert"]
    asked: str
    found: str


class Part(TypedDict):
    """Words of the article's text and their place."""

    start: int
    end: int
    text: str


class Said(TypedDict):
    """When the words were said, as exactly as the article says."""

    on: str | None
    precision: Literal["day", "week", "month", "year"]
    basis: Literal["explicit", "inherited", "published"]
    text: str | None
    confidence: float | None


class Source(TypedDict):
    """Who said it. The slug is null for the unnamed, who are nobody across articles, and in an archive."""

    name: str
    kind: Literal["person", "organization", "group", "document", "anonymous"]
    slug: str | None


class Span(TypedDict):
    """A span of the article's text, in code points, including quotation marks; the end is exclusive."""

    start: int
    end: int
