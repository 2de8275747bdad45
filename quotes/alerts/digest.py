"""Compose a digest of matches for a person. Pure: rows in, and a value out that channels render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotes.links import Links
from quotes.lookup.evidence.sentences import Part
from quotes.web.presenting.phrases import (
    FACTUALITIES,
    percent,
    readable,
    said_when,
    short_day,
    web_address,
    words_of_quote,
)
from quotes.wording import counted

# A digest shows at most this many statements in full, and says how many more there are. Mail readers cut off
# long mails.
MOST_ITEMS = 40
MOST_REPORTS = 5
_SHORT = 80
# A quote longer than this is not told twice.
_LONG = 400
REPORTED = {
    "verbatim": "It reports the words that you follow, as they are",
    "trimmed": "It reports the words that you follow, as part of a longer quote",
    "altered": "It reports the words that you follow, altered",
}
CONTRADICTED = {"changed": "Otherwise before", "wording": "Otherwise, perhaps on the same occasion"}
EVERY = {"day": "daily", "week": "weekly", "once": "at once"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quote was published: title, outlet and day on one line, and the web address, if it has one."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the speaker said before that differs."""

    text: str
    when: str
    how: str
    url: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a quote is in the digest: the alert in words, and its owner's note."""

    text: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One statement: one of its quotes in full, with its context and source, and the reasons.

    `told` says how the article reports the words, if not as said. `lookup` is the link to the verdict on
    them. `before`, `sentence` and `after` are the context, without the middle of a long quote.
    """

    id: str
    text: str
    speaker: str
    slug: str | None
    when: str
    told: str | None
    sure: str
    before: str
    sentence: str
    after: str
    source: Source
    reports: tuple[Source, ...]
    more_reports: int
    permalink: str
    lookup: str
    reasons: tuple[Reason, ...]
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The contents of one message; `more` is the number of statements that did not fit."""

    subject: str
    heading: str
    items: tuple[Item, ...]
    more: int
    every: str
    alerts: str
    test: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A match to report: the alert's row, the quote with its evidence, and what it differs from."""

    alert: Mapping[str, Any]
    quote: Mapping[str, Any]
    why: Mapping[str, Any]
    earlier: Mapping[str, Any] | None = None


def compose(
    told: Sequence[Told],
    links: Links,
    every: str,
    *,
    more: int = 0,
    unread: Mapping[int, int] | None = None,
    test: bool = False,
) -> Digest:
    """The digest of matches, with one item per statement: contradictions first, then in the order of storing.

    `more` is how many further statements matched. `unread` has the number of further reports by the
    statement's pk.
    """
    grouped: dict[int, list[Told]] = {}
    for one in told:
        grouped.setdefault(one.quote["statement_pk"], []).append(one)
    items = [_item(group, links, (unread or {}).get(pk, 0)) for pk, group in grouped.items()]
    items.sort(key=lambda item: not item.earlier)
    number = len(items) + more
    heading = f"{counted(number, 'statement')} that you follow"
    subject = _subject(items, number)
    if test:
        heading, subject = f"A test: {heading}", f"[Test] {subject}"
    return Digest(subject, heading, tuple(items), more, EVERY[every], links.alerts(), test)


def title_of(alert: Mapping[str, Any]) -> str:
    """What an alert follows, as the end of the sentence "You follow ..."."""
    speaker = readable(alert["speaker_name"]) if alert["speaker_name"] else None
    match alert["kind"]:
        case "speaker":
            return f"what {speaker} says{_narrowed(alert)}"
        case "topic":
            return f"what {speaker or 'anybody'} says about {readable(alert['about'])}{_narrowed(alert)}"
        case "search":
            by = f" by {speaker}" if speaker else ""
            about = f" about {readable(alert['about'])}" if alert["about"] else ""
            return f"quotes{by}{about} with {readable(alert['q'])}"
        case "phrase":
            by = f" by {speaker}" if speaker else ""
            return f"reports{by} of “{readable(alert['phrase'])}”"
        case _:
            return f"where {speaker or 'anybody'} says otherwise than before{_narrowed(alert)}"


def _narrowed(alert: Mapping[str, Any]) -> str:
    about = f" about {readable(alert['about'])}" if alert["about"] and alert["kind"] != "topic" else ""
    return about + (f" with {readable(alert['q'])}" if alert["q"] else "")


def _subject(items: Sequence[Item], number: int) -> str:
    if not items:
        return "Nothing new"
    if number == 1:
        return f"{items[0].speaker}: “{shortened(items[0].text)}”"
    names = list(dict.fromkeys(item.speaker for item in items))
    shown = ", ".join(names[:2]) + (" and others" if len(names) > 2 else "")
    return f"{number} statements: {shown}"


def _item(group: Sequence[Told], links: Links, unread: int) -> Item:
    quote = group[0].quote
    speaker = quote["speaker"] or {"name": "Somebody unnamed", "slug": None}
    context = quote["context"]
    others = {one.quote["id"]: _source(one.quote) for one in group if one.quote["id"] != quote["id"]}
    reports = list(others.values())
    return Item(
        id=quote["id"],
        text=words_of_quote(quote["text"]),
        speaker=readable(speaker["name"]),
        slug=speaker["slug"],
        when=said_when(quote["said"]),
        told=None if quote["factuality"] == "said" else FACTUALITIES[quote["factuality"]],
        sure=f"{percent(quote['confidence'])} sure",
        before=_stretch(context.before),
        sentence=_abridged(_stretch(context.sentence), words_of_quote(quote["text"])),
        after=_stretch(context.after),
        source=_source(quote),
        reports=tuple(reports[:MOST_REPORTS]),
        more_reports=max(0, len(reports) - MOST_REPORTS) + unread,
        permalink=links.quote(quote["id"]),
        lookup=links.lookup(words_of_quote(quote["text"]), speaker["slug"]),
        reasons=_reasons(group),
        earlier=tuple(
            {
                one.earlier["id"]: _earlier(one.earlier, one.why["kind"], links)
                for one in group
                if one.earlier is not None
            }.values()
        ),
    )


def _reasons(group: Sequence[Told]) -> tuple[Reason, ...]:
    found: dict[tuple[int, str], Reason] = {}
    for one in group:
        how = REPORTED.get(one.why.get("match", ""))
        text = f"You follow {title_of(one.alert)}."
        if how is not None:
            text = f"{how}: “{readable(one.alert['phrase'])}”."
        note = readable(one.alert["note"]) or None
        found.setdefault((one.alert["pk"], text), Reason(text, note))
    return tuple(found.values())


def _earlier(statement: Mapping[str, Any], kind: str, links: Links) -> Earlier:
    return Earlier(
        text=words_of_quote(statement["text"]),
        when=said_when(statement["said"]),
        how=CONTRADICTED[kind],
        url=links.statement(statement["id"]),
    )


def _source(quote: Mapping[str, Any]) -> Source:
    article = quote["article"]
    title = f"“{readable(article['title'])}”" if article["title"] else None
    day = short_day(article["published"]) if article["published"] else None
    name = ", ".join(part for part in (title, readable(article["publisher"]), day) if part)
    return Source(name or "An article without a title", web_address(quote["link"]))


def _stretch(part: Part | None) -> str:
    return readable(part.text) if part else ""


def _abridged(sentence: str, words: str) -> str:
    """A sentence without the middle of a long quote, which is told whole beside it."""
    at = sentence.find(words)
    if at < 0 or len(words) <= _LONG:
        return sentence
    end = words[-_SHORT:].partition(" ")[2]
    return f"{sentence[:at]}{shortened(words, _SHORT)} {end}{sentence[at + len(words) :]}"


def shortened(text: str, most: int = _SHORT) -> str:
    """A text cut between words, with an ellipsis if it was cut."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
