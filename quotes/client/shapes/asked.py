"""What the service is asked, as types: the filters of its lists, and the bodies that it takes.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NotRequired, TypedDict


class ArticleFields(TypedDict):
    """An article to read: its text, or the web page that it is on."""

    title: NotRequired[str | None]
    publisher: NotRequired[str | None]
    author: NotRequired[str | None]
    published: NotRequired[date | str | None]
    modified: NotRequired[date | str | None]
    lang: NotRequired[str | None]


class ArticleFilters(TypedDict, total=False):
    """The filters of /api/articles."""

    since: date | str | None
    until: date | str | None
    publisher: str | None
    q: str | None


class ContradictionFilters(TypedDict, total=False):
    """The filters of /api/speakers/{slug}/contradictions."""

    since: date | str | None
    until: date | str | None
    about: str | None
    kind: Literal["changed", "wording"] | None
    min_confidence: float | None


class Correction(TypedDict):
    """A person's decision about a quote; fields left out are not changed. What the extractor read is kept."""

    by: NotRequired[str]
    reason: NotRequired[str]
    status: NotRequired[Literal["unreviewed", "confirmed", "rejected"]]
    speaker: NotRequired[str | None]
    new_speaker: NotRequired[SpeakerIn]
    said: NotRequired[SaidIn | None]
    factuality: NotRequired[Literal["said", "denied", "hypothetical", "fabricated"]]
    restore: NotRequired[list[Literal["speaker", "said", "factuality"]]]


class SaidIn(TypedDict):
    """When something was said; for a period, give any day in it."""

    on: date | str
    precision: NotRequired[Literal["day", "week", "month", "year"]]


class SpeakerFilters(TypedDict, total=False):
    """The filters of /api/speakers."""

    q: str | None
    kind: Literal["person", "organization", "group", "document"] | None
    sort: Literal["name", "quotes", "recent"] | None


class SpeakerIn(TypedDict):
    """A speaker by name, who is added if unknown, or if `new` says that it is a namesake."""

    name: str
    kind: NotRequired[Literal["person", "organization", "group", "document"]]
    new: NotRequired[bool]


class SpeakerStatementFilters(TypedDict, total=False):
    """The filters of /api/speakers/{slug}/statements."""

    since: date | str | None
    until: date | str | None
    q: str | None
    about: str | None
    form: Literal["sentence", "fragment"] | None
    min_confidence: float | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated", "any"] | None
    min_said_confidence: float | None


class StatementFilters(TypedDict, total=False):
    """The filters of /api/statements."""

    since: date | str | None
    until: date | str | None
    q: str | None
    about: str | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated", "any"] | None
    min_said_confidence: float | None
