"""One match in words, for people at a terminal and for language models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.links import Links
from quotes.lookup.evidence.web_archive import archived_copy
from quotes.wording import counted

if TYPE_CHECKING:
    from quotes.lookup import Match
    from quotes.store.listing import Row

CHANGED = {
    "negation": "a negation",
    "number": "a number",
    "name": "a name",
    "word": "a word",
}
DRESSED = {
    "same_value": "the same value",
    "spelling": "the same word, spelled differently",
    "contraction": "the same words, contracted or in full",
}
# How a report treats words that it does not report as said.
NOT_SAID = {
    "denied": "reported as not said",
    "hypothetical": "reported as what might be said",
    "fabricated": "reported as falsely attributed to {speaker}",
}
# At most this many contradicting statements of the speaker are listed with each match.
MOST_OTHERWISE = 3
# At most this many fact-checkers' reviews are listed with each match.
MOST_REVIEWS = 3
# How an exact day or a longer period is written.
WHEN = {"day": "on {}", "week": "in the week of {}", "month": "in {:.7}", "year": "in {:.4}"}
# The basis of a time.
BASIS = {
    "explicit": "as told with the words",
    "inherited": "as told elsewhere in the article of the same speech",
}


def evidence_lines(match: Match, *, links: Links | None, beside: bool = False) -> Iterator[str]:
    """The lines for one match: the words, the differences, who said them when, and where to read them.

    `links` lead to the service's pages, if it has a public address. If the question was also put to an
    archive (`beside`), a match from the archive says so.
    """
    quote = match.quote
    likeness = f" ({match.similarity:.0%} alike)" if match.match in ("altered", "near") else ""
    yield f"{'near: ' if match.match == 'near' else ''}“{quote['text']}”{likeness}"
    if match.match == "altered":
        yield f"differs: {_difference(match)}"
    for part in match.parts if match.match == "spliced" else ():
        yield f"from here: “{part.asked}”"
    for change in match.changes:
        yield _change(match, change.kind, change.asked, change.found)
    if match.factuality in NOT_SAID:
        yield f"{told_as(match.factuality, quote)}: {' '.join(quote['context'].sentence.text.split())}"
    yield ", ".join([_who(quote), *_reported(match)])
    yield f"when: {when_said(quote['said'])}"
    for other in match.statement["otherwise"][:MOST_OTHERWISE]:
        yield _otherwise(other)
    for review in match.statement["claim_reviews"][:MOST_REVIEWS]:
        yield _reviewed(review)
    if quote["status"] == "confirmed":
        yield "confirmed by a person"
    if quote["reading"]["factuality"] != quote["factuality"]:
        yield f"decided by a person; read as {quote['reading']['factuality']}"
    if beside and "archived" in quote:
        yield "from an archive"
    if not quote["current"]:
        yield "the article, as last stored, does not have it"
    yield from _where(quote, links)


def evidence_in_a_line(match: Match, links: Links | None) -> str:
    """Who said the words when, and where to read them, in one line."""
    quote = match.quote
    where = record_of(quote, links) or quote["link"] or f"article {quote['article']['id']}"
    return "; ".join([", ".join([_who(quote), *_reported(match)]), when_said(quote["said"]), where])


def record_of(quote: Row, links: Links | None) -> str | None:
    """The page of a quote; None if the service has no public address, or if the quote is in an archive."""
    return None if links is None or "archived" in quote else links.quote(quote["id"])


def told_as(factuality: str, quote: Row) -> str:
    """How an article reports words that it does not report as said."""
    return NOT_SAID[factuality].format(speaker=_who(quote))


def when_said(said: Row | None) -> str:
    """When words were said, the basis of that, and how certain it is."""
    if said is None or said["on"] is None:
        told = said and said["text"]
        return f"not known; the article says “{told}”" if told else "not known"
    if said["basis"] == "published":
        return f"the article does not tell; it was published on {said['on']}"
    if said["confidence"] is None:
        return f"{_time(said)}, as a person decided"
    words = f" (“{said['text']}”)" if said["text"] else ""
    return f"{_time(said)}, {BASIS[said['basis']]}{words}; {said['confidence']:.0%} sure"


def _time(said: Row | None) -> str | None:
    """The day or the period, if more is known than the day of publication."""
    if said is None or said["on"] is None or said["basis"] == "published":
        return None
    return WHEN[said["precision"]].format(said["on"])


def _where(quote: Row, links: Links | None) -> Iterator[str]:
    yield quote["link"] or f"article {quote['article']['id']}"
    if archived := archived_copy(quote["article"]):
        yield f"archived copy: {archived}"
    if record := record_of(quote, links):
        yield f"record: {record}"


def _otherwise(other: Row) -> str:
    """A contradicting statement of the speaker: the sentence, when, and where to read it."""
    (difference, *_) = other["differences"]
    statement = other["statement"]
    when = _time(statement["said"]) or f"on {statement['first_reported']['published'] or 'an unknown day'}"
    where = statement["first_reported"]["publisher"] or "an article without an outlet"
    told = f"“{difference.other_sentence}” ({CHANGED[difference.kind]} differs), reported by {where}"
    if other["kind"] == "wording":
        return f"also reported otherwise {when}: {told}"
    return f"said otherwise {when}: {told}"


def _reviewed(review: Row) -> str:
    """A fact-checker's review; the rating is attributed to the reviewer."""
    rating = f"whose rating is “{_line(review['rating'])}”" if review["rating"] else "without a rating"
    told = f"checked by {_line(review['reviewer'] or 'somebody unnamed')}, {rating}"
    where = review["article"]["publisher"] or "an article without an outlet"
    return f"{told}, as {_line(where)} tells: {review['url'] or 'no address'}"


def _line(text: str) -> str:
    """Foreign text on one line, without control characters for terminals."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _difference(match: Match) -> str:
    """The found words, with those of the question in brackets where they differ: [asked → found]."""
    steps = [
        step.found if step.op == "equal" else f"[{step.asked or '–'} → {step.found or '–'}]"
        for step in match.difference
    ]
    # Text of the quote before and after the words is not a difference.
    for edge in (0, -1):
        if match.difference and match.difference[edge].op == "insert":
            steps[edge] = "…"
    return " ".join(steps)


def _change(match: Match, kind: str, asked: str, found: str) -> str:
    if kind in DRESSED:
        return f"{DRESSED[kind]}: “{asked}” for “{found}”"
    if match.match == "trimmed":
        return f"cut off right before: “{found}”"
    what = CHANGED[kind]
    if not found:
        return f"{what} put in: “{asked}”"
    if not asked:
        return f"{what} left out: “{found}”"
    return f"{what} changed: “{asked}” for “{found}”"


def _who(quote: Row) -> str:
    return str(quote["speaker"]["name"]) if quote["speaker"] else "somebody unnamed"


def _reported(match: Match) -> Iterator[str]:
    article, others = match.quote["article"], match.statement["reports"] - 1
    yield f"reported by {article['publisher'] or 'an article without an outlet'}"
    if article["published"]:
        yield article["published"]
    if article["title"]:
        yield f"“{article['title']}”"
    if others > 0:
        yield f"and {counted(others, 'more report')}, first on {_first(match)}"


def _first(match: Match) -> str:
    first = match.statement["first_reported"]
    return f"{first['published'] or 'an unknown day'} by {first['publisher'] or first['article']}"
