"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from quotes.client.shapes.parts import Difference
    from quotes.client.shapes.quotes import Quote
    from quotes.client.shapes.statements import ClaimReview


class Article(TypedDict):
    """An article, without its text."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_basis: Literal["given", "metadata", "byline", "address"] | None
    published_at: str | None
    modified: str | None
    lang: str | None
    truncated: bool
    archived_copy: str | None | None
    copied_at: str | None
    collected: str
    revision: int


class ArticleDetail(TypedDict):
    """An article with its latest text and the quotes in it."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_basis: Literal["given", "metadata", "byline", "address"] | None
    published_at: str | None
    modified: str | None
    lang: str | None
    truncated: bool
    archived_copy: str | None | None
    copied_at: str | None
    collected: str
    revision: int
    text: str
    hash: str
    revisions: list[Revision]
    quotes: list[Quote]
    changes: list[TextChange]
    saving: Saving | None
    claim_reviews: list[ClaimReview]
    captures: list[Capture]


class Capture(TypedDict):
    """One fetch of an article."""

    url: str
    at: str
    sha256: str
    file: str | None
    offset: int | None


class Posted(TypedDict):
    """The article as it is stored now, and what posting it did."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_basis: Literal["given", "metadata", "byline", "address"] | None
    published_at: str | None
    modified: str | None
    lang: str | None
    truncated: bool
    archived_copy: str | None | None
    copied_at: str | None
    collected: str
    revision: int
    text: str
    hash: str
    revisions: list[Revision]
    quotes: list[Quote]
    changes: list[TextChange]
    saving: Saving | None
    claim_reviews: list[ClaimReview]
    captures: list[Capture]
    outcome: Literal["created", "revised", "unchanged"]
    failed: NotRequired[str]


class Revision(TypedDict):
    """One stored version of an article."""

    number: int
    hash: str
    title: str | None
    author: str | None
    published: str | None
    modified: str | None
    collected: str
    extractor: str | None


class Saving(TypedDict):
    """How far the web archive is with a copy of an article's page that it was asked for."""

    state: Literal["waiting", "failed"]
    tries: int
    error: str | None


class TextChange(TypedDict):
    """How a later text of an article changed one of its quotes."""

    kind: Literal["added", "removed", "reworded"]
    revision: int
    before: Quote | None
    after: Quote | None
    difference: list[Difference]
