"""The formats of the tools' answers, which are declared to the models beforehand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from quotes.lookup.answer import Verdict

NO_RATING = (
    "A verdict tells what the stored articles report. It does not rate whether the words are true, and"
    " not_found does not mean that they were never said."
)


class Said(BaseModel):
    """When the words were said, as precisely as the article tells."""

    on: Annotated[str | None, Field(description="The day, or the first day of the period")]
    precision: Literal["day", "week", "month", "year"]
    basis: Annotated[
        Literal["explicit", "inherited", "published"],
        Field(description="published: the article tells no time, this is its own day of publication"),
    ]
    text: Annotated[str | None, Field(description="The article's words that the time was read from")]
    confidence: Annotated[
        float | None,
        Field(
            description="How likely it is right, from 0 to 1; null: of publication, or decided by a person"
        ),
    ]


class Report(BaseModel):
    """An article that reports the words."""

    outlet: str | None
    title: str | None
    published: str | None
    url: str | None


class Otherwise(BaseModel):
    """A statement of the same speaker that differs in a negation, a number or a name."""

    sentence: str
    other_sentence: str
    differs: Literal["negation", "number", "name"]
    kind: Annotated[
        Literal["changed", "wording"],
        Field(description="changed: said at another time; wording: perhaps one occasion, reported otherwise"),
    ]
    day: str | None


class Evidence(BaseModel):
    """A stored quote that is relevant to the words of the question."""

    words: Annotated[str, Field(description="The quote as the article prints it: quote no other words")]
    match: Annotated[
        Literal["verbatim", "trimmed", "altered", "spliced", "near"],
        Field(description="What the words asked for are to it; near: similar, but another sentence"),
    ]
    changes: Annotated[list[str], Field(description="What differs: 'number: 5 instead of 3'")]
    speaker: Annotated[str | None, Field(description="null: the article names nobody")]
    speaker_slug: Annotated[str | None, Field(description="Identifies the speaker in speaker_statements")]
    factuality: Annotated[
        Literal["said", "denied", "hypothetical", "fabricated"],
        Field(description="Whether the article reports that the words were said at all"),
    ]
    relayer: Annotated[
        str | None, Field(description="Who passes the words on, in a report of what the speaker told others")
    ]
    said: Said | None
    confidence: Annotated[
        float, Field(description="How likely these words are a quote and this is who said them, from 0 to 1")
    ]
    context: Annotated[str, Field(description="The article's sentence around the quote")]
    link: Annotated[str | None, Field(description="Opens the article at the words")]
    record: Annotated[
        str | None, Field(description="The lasting page of this quote; null: the service has no address")
    ]
    reports: Annotated[int, Field(description="How many reports of this statement there are")]
    reported_by: list[Report]
    otherwise: list[Otherwise]


class SearchedSpeaker(BaseModel):
    """How much is stored about a speaker whom the given name may mean."""

    name: str
    slug: str
    quotes: int
    articles: int
    since: str | None
    until: str | None


class Extent(BaseModel):
    """What was searched: an answer cannot be better than this."""

    articles: int
    outlets: int
    since: Annotated[str | None, Field(description="The day of the earliest article")]
    until: Annotated[str | None, Field(description="The day of the latest article")]
    speakers: Annotated[
        list[SearchedSpeaker] | None,
        Field(description="Whom the given name may mean; empty: nobody stored; null: no name was given"),
    ]
    archive: Annotated[Extent | None, Field(description="Of the archive, if one is searched too")]


class LookupAnswer(BaseModel):
    """Whether the words were said, with the evidence, the best first."""

    verdict: Verdict
    evidence: list[Evidence]
    searched: Extent
    page: Annotated[str | None, Field(description="Shows this answer; null: the service has no address")]
    note: str = NO_RATING


class Source(BaseModel):
    """Where the words of a quotation are reported, in short."""

    speaker: str | None
    said: Said | None
    outlet: str | None
    published: str | None
    url: str | None
    record: str | None
    reports: int


class CheckedQuotation(BaseModel):
    """A quotation of the draft with its verdict."""

    words: Annotated[str, Field(description="As the draft has them; long ones are cut off")]
    start: Annotated[int, Field(description="Where they begin in the text, in characters")]
    speaker: Annotated[str | None, Field(description="Whom the draft gives the words to")]
    verdict: Verdict
    source: Annotated[
        Source | None, Field(description="The best report of the words; null: none, or there is evidence")
    ]
    evidence: Annotated[
        list[Evidence],
        Field(description="The best for the verdict and against it, if the words are not right or in doubt"),
    ]


class DraftAnswer(BaseModel):
    """Each quotation of a draft with its verdict, in the draft's order."""

    quotations: list[CheckedQuotation]
    totals: Annotated[dict[str, int], Field(description="How many quotations have each verdict")]
    left_out: Annotated[int, Field(description="Quotations that were too many or too long to look up")]
    without_evidence: Annotated[
        int,
        Field(description="Quotations in doubt whose evidence has no room: use lookup_quote"),
    ]
    searched: Extent
    note: str = NO_RATING


class Statement(BaseModel):
    """What a speaker has said once, however many articles report it."""

    id: str
    words: str
    said: Said | None
    confidence: float
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: Annotated[list[str], Field(description="Persons, bodies and places that the words are about")]
    reports: int
    reported_by: list[Report]
    otherwise: list[Otherwise]
    record: Annotated[
        str | None, Field(description="The lasting page of this statement; null: the service has no address")
    ]


class StatementsAnswer(BaseModel):
    """Statements of one speaker, the latest first."""

    speaker: str
    slug: str
    kind: str
    statements: list[Statement]
    next_cursor: Annotated[str | None, Field(description="Give it back for the next ones; null: the end")]
    searched: Extent
    page: Annotated[str | None, Field(description="The speaker's page; null: the service has no address")]
