"""The answers of the tools, in a format that is declared to the models beforehand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from quotes.lookup.answer import Answer, Match, Searched, Verdict
from quotes.lookup.draft import Checked, Draft
from quotes.store.listing import Row

# At most this many reports of one statement are listed; `reports` counts all.
MOST_REPORTS = 5
MOST_OTHERWISE = 3
NO_RATING = (
    "A verdict says what the stored articles report. It does not judge whether the words are true, and"
    " not_found does not mean that they were never said."
)


class Said(BaseModel):
    """When the words were said, as far as the article tells."""

    on: Annotated[str | None, Field(description="The day, or the first day of the period")]
    precision: Literal["day", "week", "month", "year"]
    basis: Annotated[
        Literal["explicit", "inherited", "published"],
        Field(description="published: the article gives no time, this is its own day of publication"),
    ]
    confidence: Annotated[float | None, Field(description="How likely the time is right, from 0 to 1")]


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
    """A stored quote that bears on the words asked for."""

    words: Annotated[str, Field(description="The quote as the article prints it: quote no other words")]
    match: Annotated[
        Literal["verbatim", "trimmed", "altered", "spliced", "near"],
        Field(description="How the words in the question relate to it; near: similar, but another sentence"),
    ]
    changes: Annotated[list[str], Field(description="What differs: 'number: 5 instead of 3'")]
    speaker: Annotated[str | None, Field(description="null: the article names nobody")]
    speaker_slug: Annotated[str | None, Field(description="Identifies the speaker in speaker_statements")]
    factuality: Annotated[
        Literal["said", "denied", "hypothetical", "fabricated"],
        Field(description="Whether the article reports that the words were said at all"),
    ]
    said: Said | None
    confidence: Annotated[
        float, Field(description="How likely these words are a quote and this is who said them, from 0 to 1")
    ]
    context: Annotated[str, Field(description="The article's sentence around the quote")]
    link: Annotated[str | None, Field(description="Opens the article at the words")]
    reports: Annotated[int, Field(description="How many reports of this statement there are")]
    reported_by: list[Report]
    otherwise: list[Otherwise]


class SearchedSpeaker(BaseModel):
    """How much is stored about a speaker whom the given name may refer to."""

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


class LookupAnswer(BaseModel):
    """Whether the words were said, with the evidence, the best first."""

    verdict: Verdict
    evidence: list[Evidence]
    searched: Extent
    note: str = NO_RATING


class CheckedQuotation(BaseModel):
    """A quotation of the draft, with the best evidence for its verdict."""

    words: str
    speaker: Annotated[str | None, Field(description="Whom the draft attributes the words to")]
    verdict: Verdict
    evidence: list[Evidence]


class DraftAnswer(BaseModel):
    """Each quotation of a draft with its verdict, in the draft's order."""

    quotations: list[CheckedQuotation]
    totals: Annotated[dict[str, int], Field(description="How many quotations have each verdict")]
    left_out: Annotated[int, Field(description="Quotations that were too many or too long to look up")]
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


class StatementsAnswer(BaseModel):
    """Statements of one speaker, the latest first."""

    speaker: str
    slug: str
    kind: str
    statements: list[Statement]
    next_cursor: Annotated[str | None, Field(description="Give it back for the next ones; null: the end")]
    searched: Extent


def lookup_answer(answer: Answer) -> LookupAnswer:
    """An answer in the tool's format."""
    return LookupAnswer(
        verdict=answer.verdict,
        evidence=[_evidence(match) for match in answer.matches],
        searched=extent(answer.searched),
    )


def draft_answer(draft: Draft, searched: Extent) -> DraftAnswer:
    """A checked draft in the tool's format."""
    return DraftAnswer(
        quotations=[_checked(one) for one in draft.quotes],
        totals={verdict: count for verdict, count in draft.totals.items() if count},
        left_out=draft.left_out,
        searched=searched,
    )


def statement_of(row: Row) -> Statement:
    """A statement, given with its reports and with what was said otherwise."""
    return Statement(
        id=row["id"],
        words=row["text"],
        said=_said(row["said"]),
        confidence=row["confidence"],
        factuality=row["factuality"],
        about=[topic["name"] for topic in row["about"]],
        reports=row["reports"],
        reported_by=_reports(row["reported_by"]),
        otherwise=_otherwise(row["otherwise"]),
    )


def extent(searched: Searched) -> Extent:
    """What was searched."""
    asked = searched.speaker
    return Extent(
        articles=searched.articles,
        outlets=searched.outlets,
        since=searched.since,
        until=searched.until,
        speakers=None if asked is None else [speaker_extent(row) for row in asked.speakers],
    )


def speaker_extent(row: Row) -> SearchedSpeaker:
    """How much is stored about one speaker, from a row of the store's coverage."""
    return SearchedSpeaker(**{name: row[name] for name in SearchedSpeaker.model_fields})


def _evidence(match: Match) -> Evidence:
    quote = match.quote
    speaker = quote["speaker"]
    return Evidence(
        words=quote["text"],
        match=match.match,
        changes=[_change(change.kind, change.asked, change.found) for change in match.changes],
        speaker=speaker and speaker["name"],
        speaker_slug=speaker and speaker["slug"],
        factuality=match.factuality,
        said=_said(quote["said"]),
        confidence=quote["confidence"],
        context=" ".join(quote["context"].sentence.text.split()),
        link=quote["link"],
        reports=match.statement["reports"],
        reported_by=_reports(match.statement["reported_by"]),
        otherwise=_otherwise(match.statement["otherwise"]),
    )


def _change(kind: str, asked: str, found: str) -> str:
    """'number: 5 instead of 3': the words in the question before those that were found."""
    return f"{kind}: {asked or '(nothing)'} instead of {found or '(nothing)'}"


def _checked(one: Checked) -> CheckedQuotation:
    evidence = [_evidence(match) for match in one.answer.matches]
    return CheckedQuotation(
        words=one.quote["text"], speaker=one.quote["speaker"], verdict=one.answer.verdict, evidence=evidence
    )


def _said(said: Row | None) -> Said | None:
    return None if said is None else Said(**{name: said[name] for name in Said.model_fields})


def _reports(rows: list[Row]) -> list[Report]:
    return [
        Report(outlet=row["publisher"], title=row["title"], published=row["published"], url=row["url"])
        for row in rows[:MOST_REPORTS]
    ]


def _otherwise(rows: list[Row]) -> list[Otherwise]:
    return [
        Otherwise(
            sentence=row["differences"][0].sentence,
            other_sentence=row["differences"][0].other_sentence,
            differs=row["differences"][0].kind,
            kind=row["kind"],
            day=(row["statement"]["said"] or {}).get("on"),
        )
        for row in rows[:MOST_OTHERWISE]
    ]
