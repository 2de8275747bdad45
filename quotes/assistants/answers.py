"""What the tools answer: lookups, checked drafts and statements in the shapes of `shapes`."""

from __future__ import annotations

from quotes.assistants.shapes import (
    CheckedQuotation,
    DraftAnswer,
    Evidence,
    Extent,
    LookupAnswer,
    Otherwise,
    Report,
    Said,
    SearchedSpeaker,
    Source,
    Statement,
)
from quotes.links import Links
from quotes.lookup.answer import Answer, Match, Searched
from quotes.lookup.draft import Checked, Draft
from quotes.lookup.evidence.in_words import MOST_OTHERWISE, record_of
from quotes.lookup.plain_text import shortened
from quotes.store.listing import Row

# At most this many reports of one statement are listed; `reports` counts all.
MOST_REPORTS = 5
# Of a draft the evidence is told whole for so many quotations, the most urgent, each with fewer reports.
MOST_WHOLE = 10
REPORTS_IN_A_DRAFT = 1


def lookup_answer(answer: Answer, links: Links | None, page: str | None) -> LookupAnswer:
    """An answer in the shape of the tool; `page` shows it to a person."""
    return LookupAnswer(
        verdict=answer.verdict,
        evidence=[_evidence(match, links) for match in answer.matches],
        searched=extent(answer.searched),
        page=page,
    )


def told_whole(draft: Draft) -> list[int]:
    """The numbers of the quotations with whole evidence, counted from 0: the most urgent in doubt."""
    return _in_doubt(draft)[:MOST_WHOLE]


def draft_answer(draft: Draft, searched: Extent, links: Links | None) -> DraftAnswer:
    """A checked draft in the shape of the tool."""
    whole = told_whole(draft)
    return DraftAnswer(
        quotations=[_checked(one, links, whole=number in whole) for number, one in enumerate(draft.quotes)],
        totals={verdict: count for verdict, count in draft.totals.items() if count},
        left_out=draft.left_out,
        without_evidence=len(_in_doubt(draft)) - len(whole),
        searched=searched,
    )


def statement_of(row: Row, links: Links | None) -> Statement:
    """A statement, given with its reports and what was said otherwise."""
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
        record=None if links is None else links.statement(row["id"]),
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
        archive=None if searched.archive is None else extent(searched.archive),
    )


def speaker_extent(row: Row) -> SearchedSpeaker:
    """How much is stored about one speaker, from a row of the store's coverage."""
    return SearchedSpeaker(**{name: row[name] for name in SearchedSpeaker.model_fields})


def _evidence(match: Match, links: Links | None, reports: int = MOST_REPORTS) -> Evidence:
    quote = match.quote
    speaker = quote["speaker"]
    return Evidence(
        words=quote["text"],
        match=match.match,
        changes=[_change(change.kind, change.asked, change.found) for change in match.changes],
        speaker=speaker and speaker["name"],
        speaker_slug=speaker and speaker["slug"],
        factuality=match.factuality,
        relayer=quote["relayer"],
        said=_said(quote["said"]),
        confidence=quote["confidence"],
        context=" ".join(quote["context"].sentence.text.split()),
        link=quote["link"],
        record=record_of(quote, links),
        reports=match.statement["reports"],
        reported_by=_reports(match.statement["reported_by"], reports),
        otherwise=_otherwise(match.statement["otherwise"]),
    )


def _change(kind: str, asked: str, found: str) -> str:
    """'number: 5 instead of 3': the words in the question before those that were found."""
    return f"{kind}: {asked or '(nothing)'} instead of {found or '(nothing)'}"


def _in_doubt(draft: Draft) -> list[int]:
    return [number for number in draft.by_urgency if not draft.quotes[number].settled]


def _checked(one: Checked, links: Links | None, *, whole: bool) -> CheckedQuotation:
    matches = one.answer.matches
    evidence = [_evidence(match, links, REPORTS_IN_A_DRAFT) for match in one.telling] if whole else []
    return CheckedQuotation(
        words=shortened(one.quote["text"]),
        start=one.quote["spans"][0]["start"],
        speaker=one.quote["speaker"],
        verdict=one.answer.verdict,
        source=_source(matches[0], links) if matches and matches[0].match != "near" and not whole else None,
        evidence=evidence,
    )


def _source(match: Match, links: Links | None) -> Source:
    quote = match.quote
    return Source(
        speaker=quote["speaker"] and quote["speaker"]["name"],
        said=_said(quote["said"]),
        outlet=quote["article"]["publisher"],
        published=quote["article"]["published"],
        url=quote["article"]["url"],
        record=record_of(quote, links),
        reports=match.statement["reports"],
    )


def _said(said: Row | None) -> Said | None:
    return None if said is None else Said(**{name: said[name] for name in Said.model_fields})


def _reports(rows: list[Row], most: int = MOST_REPORTS) -> list[Report]:
    return [
        Report(outlet=row["publisher"], title=row["title"], published=row["published"], url=row["url"])
        for row in rows[:most]
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
