"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from quotes.client.shapes.parts import About, ArticleRef, Part, Said, Source, Span


class Entry(TypedDict):
    """A change of a quote or of a speaker."""

    at: str
    source: Literal["person", "machine"]
    by: str | None
    reason: str | None
    token: str | None
    changes: dict[str, Any]


class Quote(TypedDict):
    """One attribution in one article."""

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


class Reading(TypedDict):
    """What the extractor read, whatever people have decided."""

    speaker: Source | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
