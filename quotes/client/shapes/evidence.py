"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from quotes.client.shapes.parts import About, ArticleRef, Part, Said, Source, Span
    from quotes.client.shapes.quotes import Entry, Reading
    from quotes.client.shapes.statements import ClaimReview, FirstReport, OtherDate, Otherwise, SameWords


class Context(TypedDict):
    """The sentences around a quote in the stored text."""

    before: Part | None
    sentence: Part
    after: Part | None


class QuoteDetail(TypedDict):
    """A quote with its evidence and the statement that it reports."""

    id: str
    text: str
    spans: list[Span]
    form: Literal["sentence", "fragment"]
    speaker: Source | None
    mention: Part | None
    cue: Part | None
    relayer: str | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    published: str | None
    collected: str
    confidence: float
    status: Literal["unreviewed", "confirmed", "rejected"]
    statement: str
    article: ArticleRef
    revision: int
    current: bool
    extractor: str
    reading: Reading
    replaces: str | None
    archived: NotRequired[bool]
    context: Context
    link: str | None
    targets: list[Target]
    snapshot: Snapshot
    history: list[Entry]
    reported: ReportedStatement


class QuoteEvidence(TypedDict):
    """A quote with its evidence."""

    id: str
    text: str
    spans: list[Span]
    form: Literal["sentence", "fragment"]
    speaker: Source | None
    mention: Part | None
    cue: Part | None
    relayer: str | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    published: str | None
    collected: str
    confidence: float
    status: Literal["unreviewed", "confirmed", "rejected"]
    statement: str
    article: ArticleRef
    revision: int
    current: bool
    extractor: str
    reading: Reading
    replaces: str | None
    archived: NotRequired[bool]
    context: Context
    link: str | None
    targets: list[Target]
    snapshot: Snapshot
    history: list[Entry]


class Report(TypedDict):
    """A quote that reports a statement, in short."""

    quote: str | None
    article: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    archived_copy: str | None | None
    text: str
    confidence: float
    status: Literal["unreviewed", "confirmed", "rejected"]


class ReportedStatement(TypedDict):
    """A statement with its reports."""

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
    reported_by: list[Report]
    all_reports: str | None


class Selector(TypedDict):
    """A selector of the W3C Web Annotation data model, by words or by position."""

    type: Literal["TextQuoteSelector", "TextPositionSelector"]
    exact: NotRequired[str]
    prefix: NotRequired[str]
    suffix: NotRequired[str]
    start: NotRequired[int]
    end: NotRequired[int]


class Snapshot(TypedDict):
    """The stored text in which a quote's spans are counted."""

    article: str
    revision: int
    hash: str
    collected: str
    extractor: str


class Target(TypedDict):
    """One span of a quote as the target of a W3C Web Annotation."""

    source: str | None
    selector: list[Selector]
