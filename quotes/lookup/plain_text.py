"""Answers as plain text: the verdict in a sentence, and its evidence.

The command line prints it, and language models get it together with the structured answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.lookup.evidence.web_archive import archived_copy
from quotes.wording import counted

if TYPE_CHECKING:
    from quotes.lookup import Answer, Match
    from quotes.lookup.answer import Searched
    from quotes.lookup.draft import Checked, Draft
    from quotes.store.listing import Row

VERDICTS = {
    "verbatim": "Yes, in these very words.",
    "trimmed": "Yes, as a part of a longer quote.",
    "altered": "Not in these words: some are changed.",
    "spliced": "Not as one: these words are put together from separate passages.",
    "other_speaker": "These words were said, but not by {speaker}.",
    "disputed": "Disputed: no report says that {speaker} said this, but some deny, suppose or disprove it.",
    "not_found": "{speaker} is not quoted with these words.",
}
# Verdicts that mean that somebody said the words or nearly these, and what is added if not all reports agree.
CLAIMED = frozenset({"verbatim", "trimmed", "altered", "spliced"})
BUT_NOT_BY_ALL = "Other reports do not say so."
WRITTEN_OTHERWISE = "Yes, in these words, some of them written differently."
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


def answered(answer: Answer, speaker: str | None) -> str:
    """An answer for a person at a terminal."""
    beside = answer.searched.archive is not None
    evidence = [
        "\n".join(f"  {line}" for line in _evidence(match, beside=beside)) for match in answer.matches
    ]
    return "\n\n".join([verdict_on(answer, speaker), *evidence, searched_in_words(answer.searched)])


def verdict_on(answer: Answer, speaker: str | None) -> str:
    """The verdict as a sentence, and another if other reports do not report the words as said."""
    sentence = _sentence(answer, speaker)
    return f"{sentence} {BUT_NOT_BY_ALL}" if answer.verdict in CLAIMED and _not_said(answer) else sentence


def _sentence(answer: Answer, speaker: str | None) -> str:
    if answer.verdict == "not_found" and speaker is None:
        return "Nobody is quoted with these words."
    if answer.verdict == "verbatim" and answer.matches[0].changes:
        return WRITTEN_OTHERWISE
    if answer.verdict == "disputed" and speaker is None:
        return VERDICTS["disputed"].format(speaker="anybody")
    return VERDICTS[answer.verdict].format(speaker=speaker)


def _not_said(answer: Answer) -> list[Match]:
    return [match for match in answer.matches if match.factuality in NOT_SAID]


def checked(draft: Draft) -> str:
    """Each quotation of a draft with its verdict and the best evidence for and against, then the totals."""
    parts = [_checked(number, one) for number, one in enumerate(draft.quotes, start=1)]
    totals = ", ".join(
        f"{count} {verdict.replace('_', ' ')}" for verdict, count in draft.totals.items() if count
    )
    summary = f"{counted(len(draft.quotes), 'quotation')} looked up{f': {totals}' if totals else ''}."
    if draft.left_out:
        summary += f" {draft.left_out} more left out."
    return "\n\n".join([*parts, summary])


def listed_statements(speaker: str, rows: list[Row], *, more: bool) -> str:
    """A speaker's statements, each with when it was said and who reports it."""
    if not rows:
        return f"No statement of {speaker} matches."
    lines = [f"{number}. {_statement(row)}" for number, row in enumerate(rows, start=1)]
    return "\n".join([f"{speaker}:", *lines, *(["There are more."] if more else [])])


def _statement(row: Row) -> str:
    first = row["first_reported"]
    when = _when(row["said"])
    told = f"; said{when}" if when else ""
    reported = f"first reported on {first['published'] or 'an unknown day'}"
    by = f"by {first['publisher'] or 'an article without an outlet'}"
    return f"“{row['text']}”{told}; {reported} {by}, {counted(row['reports'], 'report')}"


def _checked(number: int, one: Checked) -> str:
    speaker = one.quote["speaker"]
    factuality = one.quote["factuality"]
    told = f", reported as {factuality} in the text" if factuality in NOT_SAID else ""
    lines = [f"{number}. “{one.quote['text']}”", f"   {speaker or 'nobody named'}{told}"]
    asked = None if one.quote["speaker_kind"] == "anonymous" else speaker
    lines.append(f"   {verdict_on(one.answer, asked)}")
    shown = one.answer.matches[:1]
    if shown and shown[0].factuality == "said":
        shown += _not_said(one.answer)[:1]
    for match in shown:
        lines += [f"     {line}" for line in _evidence(match)]
    return "\n".join(lines)


def _evidence(match: Match, *, beside: bool = False) -> Iterator[str]:
    """The lines for one match: the words, the differences, who said them when, and where to read them.

    If the question was also put to an archive (`beside`), a match from the archive says so.
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
        told = NOT_SAID[match.factuality].format(speaker=_who(quote))
        yield f"{told}: {' '.join(quote['context'].sentence.text.split())}"
    yield ", ".join([f"{_who(quote)}{_when(quote['said'])}", *_reported(match)])
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
    yield quote["link"] or f"article {quote['article']['id']}"
    if archived := archived_copy(quote["article"]):
        yield f"archived copy: {archived}"


def _otherwise(other: Row) -> str:
    """A contradicting statement of the speaker: the sentence, when, and where to read it."""
    (difference, *_) = other["differences"]
    statement = other["statement"]
    when = _when(statement["said"]) or f" on {statement['first_reported']['published'] or 'an unknown day'}"
    where = statement["first_reported"]["publisher"] or "an article without an outlet"
    told = f"“{difference.other_sentence}” ({CHANGED[difference.kind]} differs), reported by {where}"
    if other["kind"] == "wording":
        return f"also reported otherwise{when}: {told}"
    return f"said otherwise{when}: {told}"


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


def _when(said: Row | None) -> str:
    """When it was said, if more is known than the day of publication, and how certain that is."""
    if said is None or said["on"] is None or said["basis"] == "published":
        return ""
    sure = "" if said["confidence"] is None else f" ({said['confidence']:.0%} sure)"
    return f" {WHEN[said['precision']].format(said['on'])}{sure}"


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


def searched_in_words(searched: Searched) -> str:
    """What was searched, in one sentence, and another for each speaker whom the name may mean."""
    extent = f"Searched {counted(searched.articles, 'article')} of {counted(searched.outlets, 'outlet')}"
    if searched.since:
        extent += f", published from {searched.since} to {searched.until}"
    lines = [f"{extent}."]
    if searched.speaker is not None:
        lines += _of_speaker(searched.speaker.asked, searched.speaker.speakers)
    if searched.archive is not None:
        lines.append(f"In the archive: {searched_in_words(searched.archive)}")
    return "\n".join(lines)


def _of_speaker(asked: str, speakers: list[Row]) -> Iterator[str]:
    if not speakers:
        yield f"Nobody who is quoted has the name {asked}."
    for row in speakers:
        period = f", published from {row['since']} to {row['until']}" if row["since"] else ""
        quotes, articles = counted(row["quotes"], "quote"), counted(row["articles"], "article")
        yield f"Of {row['name']}: {quotes} in {articles} of {counted(row['outlets'], 'outlet')}{period}."
