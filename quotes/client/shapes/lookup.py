"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from quotes.client.shapes.evidence import QuoteEvidence, ReportedStatement
    from quotes.client.shapes.parts import Difference


class Answer(TypedDict):
    """Whether the words were said, with the evidence."""

    verdict: Literal["verbatim", "trimmed", "altered", "spliced", "other_speaker", "disputed", "not_found"]
    matches: list[Match]
    searched: Searched


class Change(TypedDict):
    """A change of a negation, a number, a name or another word; or of spelling only."""

    kind: Literal["negation", "number", "name", "word", "same_value", "spelling", "contraction"]
    asked: str
    found: str


class Match(TypedDict):
    """A stored quote that matches the words asked for, exactly or nearly."""

    match: Literal["verbatim", "trimmed", "altered", "spliced", "near"]
    similarity: float
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    difference: list[Difference]
    changes: list[Change]
    parts: list[Passage]
    quote: QuoteEvidence
    statement: ReportedStatement


class Passage(TypedDict):
    """Words asked for that are in a quote, and where in its `text`."""

    asked: str
    found: str
    start: int
    end: int


Searched = TypedDict(
    "Searched",
    {
        "articles": "int",
        "outlets": "int",
        "from": "str | None",
        "to": "str | None",
        "speaker": "SearchedSpeaker | None",
        "archive": "NotRequired[Searched | None]",
    },
)


SearchedOfSpeaker = TypedDict(
    "SearchedOfSpeaker",
    {
        "name": "str",
        "slug": "str",
        "kind": 'Literal["person", "organization", "group", "document"]',
        "quotes": "int",
        "articles": "int",
        "outlets": "int",
        "from": "str | None",
        "to": "str | None",
    },
)


class SearchedSpeaker(TypedDict):
    """The name that was asked for, and the speakers who have it."""

    asked: str
    known: bool
    speakers: list[SearchedOfSpeaker]
