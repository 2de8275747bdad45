"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from quotes.client.shapes.lookup import Match, Searched
    from quotes.client.shapes.parts import Part, Said, Span


class Checked(TypedDict):
    """A quotation of the text as it was read, and whether its words were said."""

    text: str
    spans: list[Span]
    form: Literal["sentence", "fragment"] | None
    speaker: str | None
    speaker_kind: Literal["person", "organization", "group", "document", "anonymous"] | None
    mention: Part | None
    cue: Part | None
    relayer: str | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"] | None
    confidence: float | None
    verdict: Literal["verbatim", "trimmed", "altered", "spliced", "other_speaker", "disputed", "not_found"]
    matches: list[Match]
    searched: Searched


class Draft(TypedDict):
    """The quotations of a text, in its order, each looked up."""

    quotes: list[Checked]
    totals: Totals
    left_out: int


class Totals(TypedDict):
    """How many quotations have each verdict."""

    verbatim: int
    trimmed: int
    altered: int
    spliced: int
    other_speaker: int
    disputed: int
    not_found: int
