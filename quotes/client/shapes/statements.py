"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from quotes.client.shapes.parts import About, ArticleRef, Difference, Said, Source
    from quotes.client.shapes.quotes import Quote


class ClaimReview(TypedDict):
    """What somebody else has made of a claim, as a stored page tells by schema.org's ClaimReview."""

    claim: str
    claimed_by: str | None
    claimed_on: str | None
    rating: str | None
    reviewer: str | None
    url: str | None
    reviewed_on: str | None
    article: ArticleRef


class Contradiction(TypedDict):
    """A statement that contradicts earlier ones of the same speaker."""

    statement: Statement
    otherwise: list[Otherwise]


class Copies(TypedDict):
    """Articles that are copies of one text and count as one report."""

    articles: list[ArticleRef]


class Differing(TypedDict):
    """What differs between a statement and another."""

    kind: Literal["negation", "number", "name"]
    words: str
    other_words: str
    sentence: str
    other_sentence: str


class FirstReport(TypedDict):
    """The earliest published report of a statement."""

    quote: str | None
    article: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    archived_copy: str | None | None


class OtherDate(TypedDict):
    """A report that gives another time than its statement, or was published before that time."""

    quote: str | None
    article: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    archived_copy: str | None | None
    said: Said | None


class Otherwise(TypedDict):
    """Another statement of the same speaker that contradicts this one."""

    kind: Literal["changed", "wording"]
    dated: bool
    differences: list[Differing]
    statement: Statement


class SameWords(TypedDict):
    """A quote of another speaker that shares eight words in a row with a quote of this statement."""

    quote: str | None
    article: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    archived_copy: str | None | None
    text: str
    speaker: Source | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    statement: str


class Statement(TypedDict):
    """What a speaker said once, however many articles report it."""

    id: str
    text: str
    speaker: Source | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    form: Literal["sentence", "fragment"]
    confidence: float
    reports: int
    articles: int
    first_reported: FirstReport


class StatementDetail(TypedDict):
    """A statement with its reports, the first published first."""

    dated_otherwise: list[OtherDate]
    same_words: list[SameWords]
    claim_reviews: list[ClaimReview]
    otherwise: list[Otherwise]
    id: str
    text: str
    speaker: Source | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    form: Literal["sentence", "fragment"]
    confidence: float
    reports: int
    articles: int
    first_reported: FirstReport
    quotes: list[Quote]
    wordings: list[Wording]
    independent: list[Copies]


class Wording(TypedDict):
    """One of the reported wordings of a statement."""

    text: str
    relation: Literal["same", "cut", "variant"]
    similarity: float
    difference: list[Difference]
    quotes: list[str]
